"""Makes states, declarations and snapshots of missions for tests."""

from datetime import date

from django.utils import timezone

from maillage.core.probes import Level
from maillage.foundation.accounts.models import User
from maillage.foundation.cooperations.choices import Visibility
from maillage.foundation.cooperations.models import Cooperation
from maillage.ground.missions.models import Declaration, HandOver, MissionState, Snapshot
from tests.foundation.accounts.makers import make_user
from tests.foundation.cooperations.makers import make_cooperation
from tests.records import create_record, marked
from tests.registry import Argument


def make_mission_state(**values: object) -> MissionState:
    """The stored state of a leaf."""
    return create_record(
        MissionState,
        values,
        cooperation=make_cooperation,
        leaf="pre.complexity.multi-partner",
        level=Level.DOING,
        reason="Deux structures sont placées.",
        computed_at=timezone.now(),
    )


def make_declaration(**values: object) -> Declaration:
    """What an officer said of a leaf."""
    return create_record(
        Declaration,
        values,
        cooperation=make_cooperation,
        author=make_user,
        visibility=Visibility.TEAM,
        leaf="pre.context.nature",
        saying=Declaration.Saying.DONE,
        reason="Fait en séminaire.",
        declared_on=date(2026, 11, 20),
    )


def make_snapshot(**values: object) -> Snapshot:
    """The counts of one day."""
    return create_record(
        Snapshot,
        values,
        cooperation=make_cooperation,
        on=date(2026, 11, 1),
        counts={"pre": {"officer": {"done": 1}}},
    )


def make_hand_over(**values: object) -> HandOver:
    """A note left by one officer for the next."""
    return create_record(
        HandOver,
        values,
        cooperation=make_cooperation,
        author=make_user,
        visibility=Visibility.OFFICERS,
        text="Rappeler Machecoul avant jeudi.",
    )


_LEAVES = {
    "me": "pre.context.nature",
    "officers": "pre.context.history",
    "team": "pre.context.initiatives",
    "members": "emergence.stakes.allies",
    "public": "emergence.stakes.focus",
}


def _marked_declaration(
    *, cooperation: Cooperation, author: User, visibility: str, mark: str
) -> Declaration:
    return make_declaration(
        cooperation=cooperation,
        author=author,
        visibility=visibility,
        leaf=_LEAVES[visibility],
        reason=mark,
    )


MARKED = {Declaration: _marked_declaration, HandOver: marked(make_hand_over, "text")}

URL_ARGUMENTS = {
    "leaf": Argument(lambda cooperation: "pre.complexity.multi-partner", common=True),
    "word": Argument(lambda cooperation: "mission_map", common=True),
}
