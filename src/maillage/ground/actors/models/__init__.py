"""Subjects, sources, and what was read of actors."""

from maillage.ground.actors.models.influences import Influence
from maillage.ground.actors.models.positions import Position
from maillage.ground.actors.models.postures import Posture
from maillage.ground.actors.models.readings import Reading, ReadingQuerySet
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
