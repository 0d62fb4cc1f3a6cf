"""What a funder asks back: which table, what it lacks, then the file."""

from collections.abc import Sequence

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from maillage.core.shell import Audience
from maillage.core.table_files import format_wanted
from maillage.foundation.cooperations.pages.doors import CooperationRequest, cooperation_page
from maillage.foundation.documents.writing.points import paper_forms
from maillage.trade.funding import permissions
from maillage.trade.funding.addresses import page_url
from maillage.trade.funding.funding_plan.models import FundingPlan
from maillage.trade.funding.maquette.filters import Filter
from maillage.trade.funding.maquette.views import maquette_place
from maillage.trade.funding.returns import words
from maillage.trade.funding.returns.files import return_file
from maillage.trade.funding.returns.filled import Filled, FilledPart
from maillage.trade.funding.returns.kinds import OFFICERS, Column, Return
from maillage.trade.funding.returns.papers import papers_of
from maillage.trade.funding.returns.reading import (
    Wanted,
    filled_return,
    plans_of,
    returns_for,
    wanted,
)

# A page shows what fits in a few screens; the file holds all.
MOST_ROWS, MOST_NAMES = 50, 12
YEARS_BEFORE, YEARS_AFTER = 3, 4


@cooperation_page(can=permissions.can_open_returns)
def account(request: CooperationRequest) -> HttpResponse:
    """The table that a funder asks back, what each of its rows lacks, and its file."""
    access, today = request.access, timezone.localdate()
    plans = plans_of(access)
    choice = wanted(access, request.GET, plans, today.year)
    answer = filled_return(access, choice)
    if kind := format_wanted(request):
        if answer is None or kind not in answer[0].form.formats:
            raise Http404
        return return_file(kind, answer[0])
    context: dict[str, object] = {
        "place": maquette_place(request),
        "filters": _filters(request, choice, plans, today.year),
        "audience": Audience(_readers(choice.form), page_url(request, "account")),
        "form": choice.form,
        "plan": choice.plan,
        "forms": [] if choice.form else returns_for(access),
        "sentence": _sentence(choice, answer[0] if answer else None),
    }
    if answer is not None:
        context |= _shown(answer[0]) | {"checks": answer[1], "papers": _papers(request, choice)}
    return render(request, "funding/account.html", context)


def _papers(request: CooperationRequest, choice: Wanted) -> list[dict[str, object]]:
    """The papers of the return, each in every format."""
    if choice.form is None or choice.plan is None:
        return []
    slug, number = request.access.cooperation.slug, choice.plan.pk
    return [
        {"label": label, "forms": paper_forms(slug, word, number)}
        for word, label in papers_of(choice.form)
    ]


def _readers(form: Return | None) -> str:
    is_apart = form is not None and form.may == OFFICERS
    return _("les chargées de coopération") if is_apart else _("l’équipe projet")


def _sentence(choice: Wanted, filled: Filled | None) -> str:
    if filled is not None:
        return words.return_sentence(filled)
    if choice.form is not None:
        return _("Choisissez le plan dont on rend compte.")
    return _(
        "Choisissez le tableau qu’un financeur demande : Maillage le remplit et dit ce qui manque."
    )


def _shown(filled: Filled) -> dict[str, object]:
    return {
        "filled": filled,
        "to_do": [
            {
                "sentence": one.sentence,
                "rows": one.rows[:MOST_NAMES],
                "more": max(len(one.rows) - MOST_NAMES, 0),
            }
            for one in filled.to_do
        ],
        "tables": [_table(one) for one in filled.parts],
    }


def _table(one: FilledPart) -> dict[str, object]:
    sums, columns = one.sums, [column for column in one.columns if _has_some(one, column)]
    empty = [column.head for column in one.columns if column not in columns]
    return {
        "title": one.title,
        "columns": columns,
        "left_out": " ; ".join(empty),
        "rows": [
            [(column, words.shown(column, row.values.get(column.key))) for column in columns]
            for row in one.rows[:MOST_ROWS]
        ],
        "more": max(len(one.rows) - MOST_ROWS, 0),
        "sums": [
            (column, words.shown(column, sums[column.key]) if column.sum else "")
            for column in columns[1:]
        ]
        if sums and one.rows
        else [],
    }


def _has_some(one: FilledPart, column: Column) -> bool:
    """Whether a column is worth its place on the page: the first, or one that says something."""
    if column == one.columns[0]:
        return True
    return any(words.shown(column, row.values.get(column.key)) for row in one.rows)


def _filters(
    request: CooperationRequest, choice: Wanted, plans: Sequence[FundingPlan], this_year: int
) -> list[Filter]:
    forms = [(one.key, one.name) for one in returns_for(request.access)]
    rows = [
        Filter(
            "retour",
            _("Tableau"),
            _("Choisir un tableau"),
            forms,
            choice.form.key if choice.form else "",
        )
    ]
    if choice.form and choice.form.is_of_plan:
        names = [(str(one.pk), str(one)) for one in plans]
        chosen = str(choice.plan.pk) if choice.plan else ""
        rows.append(Filter("plan", _("Plan"), _("Choisir un plan"), names, chosen))
    if choice.form and choice.form.has_year:
        span = sorted({choice.year, *range(this_year - YEARS_BEFORE, this_year + YEARS_AFTER)})
        years = [(str(one), str(one)) for one in span]
        rows.append(Filter("annee", _("Année"), "", years, str(choice.year)))
    return rows
