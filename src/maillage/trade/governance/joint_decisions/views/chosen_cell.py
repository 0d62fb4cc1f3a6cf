"""What does the chosen cell of the matrix add, and what may the reader do from there?"""

from dataclasses import dataclass

from django.utils import timezone

from maillage.core.matrix.description import Place
from maillage.foundation.cooperations.pages.doors import CooperationRequest
from maillage.trade.governance import permissions
from maillage.trade.governance.addresses import page_url
from maillage.trade.governance.joint_decisions.queries.joint_decisions import (
    deliberations,
    path_of,
    with_answers,
)
from maillage.trade.governance.joint_decisions.views.home import case_of
from maillage.trade.governance.joint_decisions.views.sheet import source_words
from maillage.trade.governance.joint_decisions.words.steps import due


@dataclass(frozen=True, slots=True)
class ChosenCell:
    """The answer of a council, how it was known, what it calls for, and where to go."""

    case: str
    sources: tuple[str, ...]
    reserves: str
    reason: str
    council_url: str
    answer_url: str


def chosen_cell(request: CooperationRequest, place: Place | None) -> ChosenCell | None:
    """What is told of the way of this decision through this council; None without one."""
    if place is None:
        return None
    rows = deliberations(request.access).filter(
        decision=int(place[0]), organisation=int(place[1]), until__isnull=True
    )
    found = with_answers(rows).first()
    if found is None:
        return None
    path = path_of(request.access, found)
    waits = due(path, timezone.localdate())
    shown = waits.reason if waits and permissions.can_keep_decisions(request.access) else ""
    case = case_of(found)
    return ChosenCell(
        case=case,
        sources=tuple(said for said, _on in source_words(request.access, path)[:1]),
        reserves=path.answer.reserves if path.answer else "",
        reason=shown,
        council_url=page_url(request, "joint_decision_council", found.pk),
        answer_url=(
            f"{page_url(request, 'joint_decision_answer', found.pk)}?case={case}"
            if path.may_answer
            else ""
        ),
    )
