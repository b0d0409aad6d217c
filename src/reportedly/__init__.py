"""Reportedly keeps the books on the news."""
