"""Places that an article names: found, told from their namesakes, and put on the map."""

from reportedly.resolve.places.named import places, texts_of

__all__ = ["places", "texts_of"]
