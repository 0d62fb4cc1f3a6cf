"""Subjects, sources, and what was read of actors."""

from maillage.ground.actors.models.readings import (
    Influence,
    Position,
    Posture,
    Reading,
    ReadingQuerySet,
)
from maillage.ground.actors.models.sources import Source
from maillage.ground.actors.models.subjects import Subject

__all__ = [
    "Influence",
    "Position",
    "Posture",
    "Reading",
    "ReadingQuerySet",
    "Source",
    "Subject",
]
