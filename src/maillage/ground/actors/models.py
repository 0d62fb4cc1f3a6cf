"""Subjects, sources, and what was read of actors."""

from maillage.ground.actors.influences.models import Influence
from maillage.ground.actors.positions.models import Position
from maillage.ground.actors.postures.models import Posture
from maillage.ground.actors.readings.models import Reading, ReadingQuerySet
from maillage.ground.actors.sources.models import Source
from maillage.ground.actors.subjects.models import Subject
