"""The words by which English types and joins names of places."""

REGION_WORDS = (
    r"region|oblast|province|state|governorate|prefecture|canton|department|voivodeship|autonomous community|"
    r"territory|krai|republic"
)
"""Beside a name these say that a division is meant, not the city of that name."""
