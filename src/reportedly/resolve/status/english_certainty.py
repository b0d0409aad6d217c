"""The words and endings by which `certainty` tells what an English word's neighbours say of it."""

from reportedly.english import wordset

STOPS = wordset(', ; : . ? ! ` " “ ” ( ) - – —')
"""What ends a clause."""

JOINTS = wordset(
    "that if whether because while although though when who which where what how why unless until since before after"
    " as and but or for"
)
"""Words that begin a clause, or join two."""

MODALS = wordset("may might must shall will would 'd can could should ought")
NEGATIONS = wordset("not never no nor neither without hardly barely nobody none nothing cannot few little")
HELPERS = MODALS | NEGATIONS | wordset("need did do does have has had 've be is are was were been being am 's 're 'm")
"""What may stand between a subject and its verb, adverbs apart."""

SIGNS = {
    "negation": NEGATIONS,
    "modal": MODALS,
    "condition": wordset("if unless whether"),
    "that": wordset("that"),
    "to": wordset("to"),
    "past": wordset("had was were has have did"),
}
"""Words that speak for or against what comes after them, by how near they are."""

UNREAL = wordset("would could")

GRAMMAR = (
    STOPS
    | JOINTS
    | HELPERS
    | wordset("the a an this that these those its his her their our my your any some every each another all both")
    | wordset("of in on for with by at from about against over into under between to through during")
    | wordset("it he she they we i you there also yet still already even only just so more than most")
)
"""Words that are looked at as they are; of all others, the stem."""

FULL = {"n't": "not", "wo": "will", "ca": "can", "'ll": "will"}
"""Short forms, in full."""

INFLECTIONS = ("ing", "ied", "ed", "ies", "es", "s", "e", "y")
"""What is cut off for the stem; the first that fits."""

ENDINGS = ("ing", "ed", "tion", "sion", "ment", "ity", "ness", "ance", "ence", "er", "s", "al")
"""What tells a tense or a noun; the first that fits."""
