"""The page of what changed from one frozen table to another, or to today."""

from collections.abc import Mapping, Sequence

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from maillage.foundation.cooperations.pages.doors import CooperationRequest, cooperation_page
from maillage.trade.funding import permissions
from maillage.trade.funding.maquette import words
from maillage.trade.funding.maquette.compare import Comparison, Kind, compare
from maillage.trade.funding.maquette.frozen import frozen_entries, versions
from maillage.trade.funding.maquette.models import MaquetteVersion
from maillage.trade.funding.maquette.queries import entries
from maillage.trade.funding.maquette.readings import Entry, added, operations
from maillage.trade.funding.maquette.views import audience, cents_words, maquette_place, plan_urls


@cooperation_page(can=permissions.can_open_funding)
def compared(request: CooperationRequest, maquette_version: int) -> HttpResponse:
    """What changed from a version to today, or to another version."""
    access = request.access
    before = get_object_or_404(versions(access), pk=maquette_version)
    wanted = request.GET.get("avec", "")
    others = [one for one in versions(access) if one.pk != before.pk]
    after = next((one for one in others if str(one.pk) == wanted), None)
    if after is not None and (after.frozen_on, after.pk) < (before.frozen_on, before.pk):
        before, after = after, before
    later = entries(access) if after is None else frozen_entries(access, after)
    earlier = frozen_entries(access, before)
    read = compare(earlier, later)
    urls = plan_urls(access, {one.plan for one in (later if after is None else ())})
    context = {
        "place": maquette_place(request),
        "title": words.compare_title(before, after),
        "sentence": words.compare_sentence(read),
        "groups": _groups(read, urls, reads_all=access.is_in_team),
        "moved": [_moved(one.name, one.before, one.after) for one in read.moved],
        "totals": [*_totals(read), _left(read, earlier, later, reads_all=access.is_in_team)],
        "others": _compared_with(request, others, after),
        **audience(request),
    }
    return render(request, "funding/maquette_compared.html", context)


def _groups(
    read: Comparison, urls: Mapping[int, str], *, reads_all: bool
) -> list[dict[str, object]]:
    """The changes of each kind, what changes an amount first; states alone are folded.

    Who does not read what is asked for finds a sum when it is granted: it may not be a new one.
    """
    added = Kind.ADDED.label if reads_all else pgettext("money", "Ajoutés, ou accordés depuis")
    return [
        {
            "kind": kind,
            "label": added if kind == Kind.ADDED else kind.label,
            "rows": [(one, words.amounts_of(one), urls.get(one.plan, "")) for one in rows],
        }
        for kind in Kind
        if (rows := read.of_kind(kind))
    ]


def _moved(name: str, before: int, after: int) -> dict[str, str]:
    return {
        "name": name,
        "before": cents_words(before),
        "after": cents_words(after),
        "difference": words.signed(after - before),
    }


def _totals(read: Comparison) -> list[dict[str, str]]:
    """What all bring, what all costs, before and after."""
    return [
        _moved(_("Tous les financeurs"), *_brought(read)),
        _moved(_("Coût des opérations"), read.cost_before, read.cost_after),
    ]


def _left(
    read: Comparison, before: Sequence[Entry], after: Sequence[Entry], *, reads_all: bool
) -> dict[str, str]:
    """What is left of the cost: without a funder, or not sure yet, as the table counts it."""
    costs = (read.cost_before, read.cost_after)
    sums = _brought(read) if reads_all else (_sure(before), _sure(after))
    label = _("Sans financeur encore") if reads_all else _("À trouver ou à confirmer")
    return _moved(label, *(cost - cents for cost, cents in zip(costs, sums, strict=True)))


def _brought(read: Comparison) -> tuple[int, int]:
    return sum(one.before for one in read.moved), sum(one.after for one in read.moved)


def _sure(rows: Sequence[Entry]) -> int:
    """What is granted or paid of these sums."""
    sums = added(one.parts for one in operations(rows, reads_all=False))
    return sums.granted + sums.paid


def _compared_with(
    request: CooperationRequest,
    others: Sequence[MaquetteVersion],
    after: MaquetteVersion | None,
) -> list[dict[str, object]]:
    """Today, and each other version."""
    today = {"label": _("Aujourd’hui"), "url": request.path, "current": after is None}
    rest = [
        {"label": str(one), "url": f"?avec={one.pk}", "current": after == one} for one in others
    ]
    return [today, *rest] if rest else []
