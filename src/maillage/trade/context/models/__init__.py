"""The records of the context of a cooperation."""

from maillage.trade.context.models.headings import Heading, HeadingStep
from maillage.trade.context.models.moves import Move, MoveParty
from maillage.trade.context.models.natures import NatureReading
from maillage.trade.context.models.relations import Relation, RelationParty
from maillage.trade.context.models.signals import Signal, SignalAnswer, SignalParty

__all__ = [
    "Heading",
    "HeadingStep",
    "Move",
    "MoveParty",
    "NatureReading",
    "Relation",
    "RelationParty",
    "Signal",
    "SignalAnswer",
    "SignalParty",
]
