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
from tests.records import marked
from tests.registry import Argument


def make_mission_state(
    *,
    cooperation: Cooperation | None = None,
    leaf: str = "pre.complexity.multi-partner",
    level: str = Level.DOING,
    reason: str = "Deux structures sont placées.",
) -> MissionState:
    """The stored state of a leaf."""
    return MissionState.objects.create(
        cooperation=cooperation or make_cooperation(),
        leaf=leaf,
        level=level,
        reason=reason,
        computed_at=timezone.now(),
    )


def make_declaration(
    *,
    cooperation: Cooperation | None = None,
    author: User | None = None,
    visibility: str = Visibility.TEAM,
    leaf: str = "pre.context.nature",
    saying: str = Declaration.Saying.DONE,
    declared_on: date = date(2026, 11, 20),
    reason: str = "Fait en séminaire.",
) -> Declaration:
    """What an officer said of a leaf."""
    return Declaration.objects.create(
        cooperation=cooperation or make_cooperation(),
        author=author or make_user(),
        visibility=visibility,
        leaf=leaf,
        saying=saying,
        reason=reason,
        declared_on=declared_on,
    )


def make_snapshot(
    *, cooperation: Cooperation | None = None, on: date = date(2026, 11, 1)
) -> Snapshot:
    """The counts of one day."""
    return Snapshot.objects.create(
        cooperation=cooperation or make_cooperation(),
        on=on,
        counts={"pre": {"officer": {"done": 1}}},
    )


def make_hand_over(
    *,
    cooperation: Cooperation | None = None,
    author: User | None = None,
    visibility: str = Visibility.OFFICERS,
    text: str = "Rappeler Machecoul avant jeudi.",
) -> HandOver:
    """A note left by one officer for the next."""
    return HandOver.objects.create(
        cooperation=cooperation or make_cooperation(),
        author=author or make_user(),
        visibility=visibility,
        text=text,
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
