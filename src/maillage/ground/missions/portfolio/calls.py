"""Which of my cooperations calls, and why?"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from maillage.core.probes import Level, registered
from maillage.core.tools import tools
from maillage.foundation.cooperations.choices import LEVELS_READ, Role, Visibility
from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.profiles.rules import profile
from maillage.ground.missions.mission.models import Declaration
from maillage.ground.missions.mission.queries import aged_from
from maillage.ground.missions.permissions import can_read_state
from maillage.ground.missions.states.models import MissionState
from maillage.ground.missions.tree import tree

LEADS = frozenset({Role.OFFICER, Role.TEAM})
Calls = dict[int, tuple[str, ...]]


def calls_of(accesses: Sequence[Access], today: date) -> Calls:
    """By access, why each of its missions is to be read again; two queries.

    Only who works on a cooperation is called; nothing is said where a second factor is lacking.
    """
    leading = [
        access
        for access in accesses
        if access.role in LEADS and not getattr(access, "withheld", False)
    ]
    numbers = {access.cooperation_id for access in leading}
    reasons = _aged_reasons(numbers)
    declared = _declarations(numbers)
    return {
        access.pk: tuple(
            _reasons(access, reasons[access.cooperation_id], declared[access.cooperation_id], today)
        )
        for access in leading
    }


def _aged_reasons(numbers: set[int]) -> Mapping[int, dict[str, str]]:
    rows = MissionState.objects.filter(cooperation__in=numbers, level=Level.AGED)
    reason_by_leaf: dict[int, dict[str, str]] = defaultdict(dict)
    for number, leaf, reason in rows.values_list("cooperation_id", "leaf", "reason"):
        reason_by_leaf[number][leaf] = reason
    return reason_by_leaf


def _declarations(numbers: set[int]) -> Mapping[int, dict[str, Declaration]]:
    rows = Declaration.objects.filter(cooperation__in=numbers, ended_at__isnull=True)
    row_by_leaf: dict[int, dict[str, Declaration]] = defaultdict(dict)
    for row in rows:
        row_by_leaf[row.cooperation_id][row.leaf] = row
    return row_by_leaf


def _reasons(
    access: Access,
    reason_by_leaf: Mapping[str, str],
    row_by_leaf: Mapping[str, Declaration],
    today: date,
) -> Iterator[str]:
    """Why each mission is to be read again, in the order of the map."""
    built = {tool.word: tool for tool in tools.ask()}
    aside = profile(access.cooperation.profile).aside
    for slug, leaf in tree().leaves.items():
        row = _read_by(access, row_by_leaf.get(slug))
        if row is not None and row.saying != Declaration.Saying.BACK:
            reason = row.reason if _has_aged(row, today) else ""
        elif slug in registered() and can_read_state(access.role, leaf, built):
            reason = "" if slug in aside and row is None else reason_by_leaf.get(slug, "")
        else:
            reason = ""
        if reason:
            yield reason


def _read_by(access: Access, row: Declaration | None) -> Declaration | None:
    """What was declared, where this role reads it."""
    levels = LEVELS_READ[Role(access.role)]
    return row if row is not None and Visibility(row.visibility) in levels else None


def _has_aged(row: Declaration, today: date) -> bool:
    if row.saying == Declaration.Saying.ASIDE:
        return False
    return row.saying == Declaration.Saying.AGED or aged_from(row) <= today
