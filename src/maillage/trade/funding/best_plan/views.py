"""The page where plans and sources are weighed together; nothing is written here."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from maillage.core.money import euros_typed, euros_words
from maillage.core.numbers import read_number
from maillage.core.register import Action, Empty
from maillage.foundation.cooperations.pages.doors import CooperationRequest, cooperation_page
from maillage.trade.funding import permissions
from maillage.trade.funding.addresses import page_url
from maillage.trade.funding.best_plan import words
from maillage.trade.funding.best_plan.forms import BestPlanForm
from maillage.trade.funding.best_plan.problem import Candidate, Proposed, propose
from maillage.trade.funding.best_plan.queries import (
    candidates,
    plans_to_fund,
    source_rules,
    usable_sources,
)
from maillage.trade.funding.funding_plan.gestures import plans_place
from maillage.trade.funding.funding_plan.models import FundingPlan
from maillage.trade.funding.funding_sources.models import FundingSource


@dataclass(frozen=True, slots=True)
class Row:
    """Who brings how much; `url` is where a source is aimed at, empty for what is there already.

    `note` is what the source itself says that it helps: nothing here weighs it.
    """

    name: str
    sum: str
    part: str
    url: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class ShownPlan:
    """A plan as the page shows it: what it costs, who would pay, what the rules hold back."""

    plan: FundingPlan
    cost: str
    rows: Sequence[Row]
    own: Row
    gain: str
    remarks: Sequence[str]


@cooperation_page(can=permissions.can_edit_funding)
def best_plan(request: CooperationRequest) -> HttpResponse:
    """The form, then the grants that leave the owners least to pay."""
    access = request.access
    is_sent = "plans" in request.GET or "sources" in request.GET
    form = BestPlanForm(
        request.GET if is_sent else None,
        access=access,
        plan=read_number(request.GET.get("plan", "")),
    )
    context: dict[str, object] = {
        "form": form,
        "place": plans_place(request),
    }
    if not is_sent:
        context["empty"] = _empty(request)
    elif form.is_valid():
        context |= _answer(request, form)
    return render(request, "funding/best_plan.html", context)


def _empty(request: CooperationRequest) -> Empty | None:
    """What lacks before anything can be weighed; None when nothing does."""
    has_plans = plans_to_fund(request.access).exists()
    if has_plans and usable_sources(request.access).exists():
        return None
    plans = Action(_("Voir les plans"), page_url(request, "funding_plan"))
    sources = Action(_("Voir les sources"), page_url(request, "funding_sources"))
    if has_plans:
        words = _("Notez d’abord une source, avec son taux ou son plafond.")
        return Empty(_("Aucune source à essayer"), words, (sources,))
    words = _("Ouvrez d’abord un plan, avec ce que son opération coûte.")
    return Empty(_("Aucun plan à financer"), words, (plans, sources))


def _answer(request: CooperationRequest, form: BestPlanForm) -> dict[str, object]:
    plans: list[FundingPlan] = form.cleaned_data["plans"]
    chosen: list[FundingSource] = list(form.cleaned_data["sources"])
    rows = candidates(plans, chosen)
    rules = source_rules(request.access, chosen, plans)
    proposal = propose(rows, rules, form.cleaned_data["most_own"])
    names = {one.pk: one for one in chosen}
    shown = [
        _shown(request, plan, row, one, names)
        for plan, row, one in zip(plans, rows, proposal.plans, strict=True)
    ]
    return {"sentence": words.sentence(rows, proposal), "shown": shown}


def _shown(
    request: CooperationRequest,
    plan: FundingPlan,
    row: Candidate,
    one: Proposed,
    sources: Mapping[int, FundingSource],
) -> ShownPlan:
    standing = [
        Row(sum_.name, euros_words(sum_.cents), words.part_words(sum_.cents, row.cost))
        for sum_ in row.fixed
    ]
    proposed = [
        Row(
            str(sources[number]),
            euros_words(cents),
            words.part_words(cents, row.cost),
            f"{page_url(request, 'source_aim', number)}?plan={plan.pk}&cents={euros_typed(cents)}",
            words.source_note(sources[number]),
        )
        for number, cents in one.grants
    ]
    own = Row(_("Reste à la charge"), euros_words(one.own), words.part_words(one.own, row.cost))
    return ShownPlan(
        plan,
        euros_words(row.cost),
        [*standing, *proposed],
        own,
        words.gain_words(row, one),
        words.remarks(one),
    )
