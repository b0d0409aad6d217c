"""How good are we."""
