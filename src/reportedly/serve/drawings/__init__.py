"""Drawings of the reading room, as SVG markup made from plain records."""
