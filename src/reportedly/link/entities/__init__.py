"""Who is who across pages: persons, bodies, states and outlets, each one entity."""

from reportedly.link.entities.bodies import Gloss, glosses
from reportedly.link.entities.scenes import EntityKind, Key, Named, Scene, scene
from reportedly.link.entities.who import Ambiguous, Entities, Entity, entities, together

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
