"""What do all my cooperations say at once? One line each, from the last photograph of its map."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import OuterRef, QuerySet, Subquery
from django.utils import timezone
from django.utils.translation import gettext as _

from maillage.core import marks
from maillage.foundation.accounts.models import User
from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.profiles.rules import profile
from maillage.foundation.cooperations.spaces.queries import lacking_second_factor, open_accesses
from maillage.foundation.journal.models import Change
from maillage.ground.missions.mission_map.homes import home_of
from maillage.ground.missions.portfolio.calls import LEADS, Calls
from maillage.ground.missions.portfolio.models import Snapshot
from maillage.ground.missions.tree import tree

PRESSING = ("aged", "doing", "todo", "done", "untooled", "aside")
STEP = 46


@dataclass(frozen=True)
class MiniPhase:
    """A phase on the small thread: its most pressing state, or nothing where one may not read."""

    slug: str
    label: str
    state: str
    x: int

    @property
    def mark_x(self) -> float:
        """Where the mark of 15 units begins."""
        return self.x - 7.5

    @property
    def line_start(self) -> int:
        """Where the thread to the next phase begins."""
        return self.x + 8

    @property
    def line_end(self) -> int:
        return self.x + STEP - 8


@dataclass(frozen=True)
class PortfolioRow:
    """One cooperation of the reader; `home` is the page on which their role begins.

    `calls` says why its missions are to be read again, or what waits for the reader where they do
    not lead it (`leads`); `last_on` when somebody last wrote in it.

    Where its door would ask for a second factor, `is_withheld`: nothing but its name is told.
    """

    pk: int
    slug: str
    name: str
    kind: str
    role: str
    home: str
    phases: tuple[MiniPhase, ...]
    calls: tuple[str, ...]
    last_on: date | None
    ends_on: date | None
    is_withheld: bool = False
    leads: bool = True

    @property
    def in_words(self) -> str:
        """The phases and their states, for whoever does not see the thread."""
        if self.is_withheld:
            return _("Second facteur demandé pour l’ouvrir")
        parts = [
            f"{phase.label} {marks.FAMILIES['state'][phase.state].word}"
            if phase.state
            else _("%(phase)s non visible pour vous") % {"phase": phase.label}
            for phase in self.phases
        ]
        return ", ".join(parts)


def portfolio_accesses(user: User) -> QuerySet[Access]:
    """The user's open accesses, each with its cooperation's last photograph and last gesture."""
    last = Snapshot.objects.filter(cooperation=OuterRef("cooperation")).order_by("-on", "pk")
    gestures = Change.objects.filter(cooperation_id=OuterRef("cooperation_id")).order_by("-at")
    return open_accesses(user).annotate(
        counts=Subquery(last.values("counts")[:1]),
        last_at=Subquery(gestures.values("at")[:1]),
        withheld=lacking_second_factor(),
    )


def portfolio_rows(rows: Iterable[Access], calls: Calls) -> list[PortfolioRow]:
    """The lines of one page; nothing more is asked of the database."""
    return [_row(access, calls.get(access.pk, ())) for access in rows]


def _row(access: Access, calls: tuple[str, ...]) -> PortfolioRow:
    cooperation = access.cooperation
    withheld = bool(getattr(access, "withheld", False))
    counts = {} if withheld else _visible_counts(access)
    return PortfolioRow(
        pk=access.pk,
        slug=cooperation.slug,
        name=cooperation.name,
        kind=profile(cooperation.profile).name,
        role=access.get_role_display(),
        home=home_of(access.role),
        phases=() if withheld else _phases(counts),
        calls=calls,
        last_on=None if withheld or access.role not in LEADS else _last_on(access),
        ends_on=None if withheld else cooperation.ends_on,
        is_withheld=withheld,
        leads=access.role in LEADS,
    )


def _last_on(access: Access) -> date | None:
    at: datetime | None = getattr(access, "last_at", None)
    return timezone.localdate(at) if at else None


def _phases(counts: dict[str, dict[str, int]]) -> tuple[MiniPhase, ...]:
    return tuple(
        MiniPhase(phase.slug, phase.label, _pressing(counts.get(phase.slug, {})), 9 + STEP * n)
        for n, phase in enumerate(tree().phases)
    )


def _visible_counts(access: Access) -> dict[str, dict[str, int]]:
    """The counts by phase and state, of the leaves that this role reads."""
    stored: dict[str, dict[str, dict[str, int]]] = getattr(access, "counts", None) or {}
    return {phase: by_role.get(access.role, {}) for phase, by_role in stored.items()}


def _pressing(states: dict[str, int]) -> str:
    return next((state for state in PRESSING if states.get(state)), "")
