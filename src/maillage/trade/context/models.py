"""The records of the context of a cooperation."""

from maillage.trade.context.act_or_wait.models import Move, MoveParty
from maillage.trade.context.childcare.models import SchemeText
from maillage.trade.context.duties.models import Duty, DutyPiece
from maillage.trade.context.facilities.models import (
    DeficitArea,
    Facility,
    FacilityAgreement,
    LocalNeed,
)
from maillage.trade.context.heading.models import Heading, HeadingStep
from maillage.trade.context.history.models import Relation, RelationParty
from maillage.trade.context.nature.models import NatureReading
from maillage.trade.context.publics.models import Public
from maillage.trade.context.schemes.models import Scheme
from maillage.trade.context.signals.models import Signal, SignalAnswer, SignalParty
