"""Articles about one happening, and what ties each to its story."""

from reportedly.link.stories.about import Traits, traits
from reportedly.link.stories.happenings import SPAN_DAYS, Changed, Stories, stories
from reportedly.link.stories.store import Memory, Store
from reportedly.records import Story, Tie

__all__ = ["SPAN_DAYS", "Changed", "Memory", "Store", "Stories", "Story", "Tie", "Traits", "stories", "traits"]
