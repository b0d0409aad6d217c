"""Who is who across pages: persons, bodies, states and outlets, each one entity."""

from reportedly.link.entities.bodies import Gloss, glosses
from reportedly.link.entities.scenes import Key, Named, Scene, scene
from reportedly.link.entities.who import Entities, entities, together
from reportedly.records import Ambiguous, Entity, EntityKind

__all__ = [
    "Ambiguous",
    "Entities",
    "Entity",
    "EntityKind",
    "Gloss",
    "Key",
    "Named",
    "Scene",
    "entities",
    "glosses",
    "scene",
    "together",
]
