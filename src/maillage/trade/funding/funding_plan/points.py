"""What do plans tell on the pages of the other rooms?"""

from collections.abc import Iterator, Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from maillage.core.folded import fold
from maillage.core.links import address
from maillage.core.panels import Panel, Slot, panels
from maillage.core.points import Reader
from maillage.core.probes import probe
from maillage.core.sheet import Line
from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.records.models import visible_records
from maillage.foundation.cooperations.room_answers.names import FoldedResult, findable
from maillage.foundation.cooperations.spaces.readers import as_access
from maillage.foundation.search.query import SearchResult
from maillage.trade.funding import permissions
from maillage.trade.funding.funding_plan import states
from maillage.trade.funding.funding_plan.models import FundingLine, FundingPlan
from maillage.trade.funding.funding_plan.money_lines import money_lines
from maillage.trade.funding.funding_plan.queries import readable
from maillage.trade.funding.funding_plan.queries.rows import plan_rows
from maillage.trade.funding.funding_plan.words import balance_sentence, section_name
from maillage.trade.funding.writing import FUNDING
from maillage.trade.plan.actions.queries.actions import editable_actions
from maillage.trade.plan.plan_line import plan_lines


@panels.answer
def plan_of_sheet(reader: Reader, kind: str, number: int) -> Sequence[Panel]:
    """The plan of an action or of a post, on its sheet; to whoever may, the way to open one."""
    if kind not in {"action", "post"}:
        return ()
    access = as_access(reader)
    plan = readable.plans(access).filter(**{kind: number}).first()
    lines = _plan_lines(access, plan) if plan else _opening(access, kind, number)
    if not lines:
        return ()
    # The side of a short sheet holds the way to a plan, not what a plan says.
    slot: Slot = "next" if kind == "action" and not plan else "body"
    return (Panel(_("Financement"), "core/parts/lines.html", {"lines": lines}, slot=slot),)


def _plan_lines(access: Access, plan: FundingPlan) -> list[Line]:
    row = plan_rows(access, [plan])[0]
    url = reverse("funding:plan", args=[access.cooperation.slug, plan.pk])
    whole = access.is_in_team or plan.post_id is not None
    if not row.sums.balances:
        return [Line(_("Plan de financement"), _("Rien n’y est encore noté."), url)]
    return [
        Line(
            section_name(section, ()),
            balance_sentence(plan, balance, reads_all=whole),
            f"{url}?section={section}#m-payers",
        )
        for section, balance in row.sums.balances
    ]


def _opening(access: Access, kind: str, number: int) -> list[Line]:
    """The way to open the plan of an action that this reader writes."""
    may = kind == "action" and permissions.can_write_funding(access)
    if not may or not editable_actions(access).filter(pk=number).exists():
        return []
    url = f"{reverse('funding:plan_add', args=[access.cooperation.slug])}?action={number}"
    return [Line(_("Ouvrir un plan de financement"), _("Ce que cela coûte, et qui paie."), url)]


@findable
def plan_names(access: Access) -> Iterator[FoldedResult]:
    """The plans that this reader may read, under what they pay for."""
    slug = access.cooperation.slug
    for row in readable.plans(access):
        url = address("funding:plan", slug, row.pk)
        note = str(row.owner)
        result = SearchResult(_("Plan de financement"), str(row), note, url)
        yield fold(f"{row} {note} financement"), result


plan_lines.answer_for(__name__, money_lines)
visible_records.answer(lambda: (FundingLine, FundingPlan))
probe(
    "construction.partnerships.funding",
    load=states.load,
    reads="team",
    topics={FUNDING, "actions", "imports"},
)(states.funding)
