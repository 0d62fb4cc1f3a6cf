"""The contributions, structure by structure and year by year; one of them, its calls, what came."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Sum
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from maillage.core import french
from maillage.core.agenda import Waiting
from maillage.core.links import address
from maillage.core.money import euros_words
from maillage.core.numbers import read_number
from maillage.core.paged import PER_PAGE
from maillage.core.panels import panels
from maillage.core.register import Action, Empty
from maillage.core.table_files import format_wanted, table_response
from maillage.foundation.cooperations.choices import Role
from maillage.foundation.cooperations.pages.doors import CooperationRequest, cooperation_page
from maillage.foundation.cooperations.pages.readers import by_part
from maillage.foundation.documents.writing.points import paper_forms, together_forms
from maillage.ground.directory.records.queries.organisations import spoken_for
from maillage.trade.funding import permissions
from maillage.trade.funding.addresses import page_url
from maillage.trade.funding.contributions import queries, words
from maillage.trade.funding.contributions.choices import Origin
from maillage.trade.funding.contributions.files import contributions_table
from maillage.trade.funding.contributions.filters import Filters
from maillage.trade.funding.contributions.models import Contribution, ContributionCall
from maillage.trade.funding.contributions.readings import Standing
from maillage.trade.funding.contributions.table import BEFORE, YEARS, body_rows, year_totals
from maillage.trade.funding.funding_plan.models import LATEST_YEAR, OLDEST_YEAR


@dataclass(frozen=True, slots=True)
class CallLine:
    """A call or a receipt in the life of a contribution, with its gestures."""

    words: str
    note: str
    is_done: bool
    is_receipt: bool = False
    edit_url: str = ""
    cancel_url: str = ""


@cooperation_page(can=permissions.can_open_funding)
def contributions(request: CooperationRequest) -> HttpResponse:
    """Five years of contributions; for an observer, what is called of each in all."""
    return _page(request, None)


@cooperation_page(can=permissions.can_read_each)
def contribution(request: CooperationRequest, contribution: int) -> HttpResponse:
    """The same page, with one contribution beside it."""
    one = queries.one_contribution(request.access, contribution)
    if one is None:
        raise Http404
    return _page(request, one)


def _page(request: CooperationRequest, one: Contribution | None) -> HttpResponse:
    access, today = request.access, timezone.localdate()
    years = _years(request, today.year, one)
    read = today.year
    if access.role == Role.OBSERVER:
        return _sum_page(request, read)
    table = queries.year_table(access, sorted({*years, read}), today)
    if kind := format_wanted(request):
        everything = queries.every_contribution(access).values_list("year", flat=True).distinct()
        whole = queries.year_table(access, set(everything), today)
        return table_response(
            kind, "contributions", _("Contributions"), *contributions_table(whole)
        )
    may_edit = permissions.can_edit_funding(access)
    here = page_url(request, "contributions")
    late = table.late() if may_edit else []
    if not table.organisations and not queries.every_contribution(access).exists():
        return _empty_page(request, may_edit=may_edit)
    narrows = Filters(table, request.GET.dict()).narrows
    context = {
        **_matrix(request, table, years, one),
        "late": [_reminder(request, pairs) for pairs in queries.late_of_all_years(access, today)]
        if late and request.GET.get("recevoir")
        else [],
        "years": years,
        "read": read,
        "all_letters": together_forms(
            access.cooperation.slug, "contribution_letter", access.cooperation_id
        ),
        "may_edit": may_edit,
        "reads_all": table.reads_all,
        "call_years": [year for year in years if _is_planned(table, year)] if may_edit else [],
        "gesture": _gesture(request, late) if may_edit and not narrows else None,
        "looked": _looked(request, one, may_edit=may_edit) if one else None,
        "audience": by_part(request, here),
    }
    return render(request, "funding/contributions.html", context)


def _empty_page(request: CooperationRequest, *, may_edit: bool) -> HttpResponse:
    """What the page is for, and the first gesture of whoever has one."""
    table = address("exchange:import_wizard", request.access.cooperation.slug)
    add = page_url(request, "contribution_add")
    empty = Empty(
        _("Aucune contribution pour l’instant"),
        _("Notez qui verse quoi, en quelle année : d’après une clé figée, ou vos statuts."),
        (
            Action(_("Noter une contribution"), add, "plus", main=True),
            Action(_("Importer"), f"{table}?tableau=contributions", "upload"),
        )
        if may_edit
        else (),
    )
    who = by_part(request, page_url(request, "contributions"))
    return render(request, "funding/contributions.html", {"empty": empty, "audience": who})


def _matrix(
    request: CooperationRequest,
    table: queries.YearTable,
    years: Sequence[int],
    one: Contribution | None,
) -> dict[str, object]:
    """The rows of the page that the filters leave, the sums of all they keep, and the filters."""
    read = table.today.year
    filters = Filters(table, request.GET.dict(), one.organisation_id if one else None)
    shown, page = table.narrowed(filters.bodies), filters.paged

    def url_of(number: int) -> str:
        return page_url(request, "contribution", number) + filters.query

    return {
        "sentence": words.page_sentence(shown, read),
        "filters": filters,
        "paged": page,
        "rows": body_rows(
            table.narrowed(page.on_page), years, read, url_of, one.pk if one else None
        ),
        "totals": year_totals(shown, years),
        "total_words": words.total_words(shown),
        "received": words.received_words(shown, read),
        "before_url": filters.from_year(years[0] - YEARS) if years[0] > OLDEST_YEAR else "",
        "after_url": filters.from_year(years[0] + YEARS) if years[-1] < LATEST_YEAR else "",
        "origins": Origin.choices,
        "searches": page.total > PER_PAGE,
        "has_some": bool(table.organisations),
    }


def _years(request: CooperationRequest, now: int, one: Contribution | None) -> list[int]:
    """The five years asked for, those around today by default; that of the one opened is there."""
    typed = read_number(request.GET.get("de", ""), digits=4)
    first = now - BEFORE if typed is None else typed
    if one and not first <= one.year < first + YEARS:
        first = one.year - BEFORE
    first = max(OLDEST_YEAR, min(first, LATEST_YEAR - YEARS + 1))
    return list(range(first, first + YEARS))


def _is_planned(table: queries.YearTable, year: int) -> bool:
    return any(not one.called and one.planned for _body, one in table.of_year(year))


def _sum_page(request: CooperationRequest, read: int) -> HttpResponse:
    """What an observer reads: the sum called in the year."""
    rows = ContributionCall.objects.filter(
        contribution__in=queries.every_contribution(request.access).filter(year=read),
        cancelled_on__isnull=True,
    )
    called = rows.aggregate(sum=Sum("cents"))["sum"] or 0
    context = {
        "sentence": words.sum_sentence(called, read),
        "rows": [],
        "read": read,
        "is_sum": True,
        "audience": by_part(request, page_url(request, "contributions")),
    }
    return render(request, "funding/contributions.html", context)


def _gesture(
    request: CooperationRequest, late: Sequence[tuple[Contribution, Standing]]
) -> Waiting | None:
    """The letters that recall the contributions of which a day has passed."""
    here = page_url(request, "contributions")
    if not late or request.GET.get("recevoir"):
        return None
    return Waiting(
        _("Échéances passées"),
        words.reminder_words(len({one.organisation_id for one, _standing in late})),
        f"{here}?recevoir=1#m-letters",
        verb=_("Préparer les rappels"),
    )


def _reminder(
    request: CooperationRequest, pairs: Sequence[tuple[Contribution, Standing]]
) -> dict[str, object]:
    """A letter to take away: to whom, what is overdue of all its years, in each format."""
    one, _standing = pairs[-1]
    return {
        "name": str(one) if len(pairs) == 1 else str(one.organisation),
        "note": words.overdue_words(pairs),
        "forms": paper_forms(request.access.cooperation.slug, "contribution_letter", one.pk),
    }


def _looked(request: CooperationRequest, one: Contribution, *, may_edit: bool) -> dict[str, object]:
    """The contribution beside the matrix: its sums, its calls, what came, where it comes from."""
    access = request.access
    own = None if access.is_officer else set(spoken_for(access))
    state = queries.standing_of(one, own, timezone.localdate())
    left = queries.departures(access, [one.organisation_id])
    return {
        "one": one,
        "sums": _sums(one, state, reads_all=access.is_officer),
        "notes": words.notes_of(one, state, left.get(one.organisation_id)),
        "succeed_url": page_url(request, "contribution_succeed", one.pk)
        if may_edit and one.organisation.successor_id and (state.rest or not state.called)
        else "",
        "lines": _lines(request, one, state, may_edit=may_edit),
        "origin": french.capital(one.ground or str(Origin.UNKNOWN.label)),
        "collector": str(one.collector or ""),
        "sharing_url": page_url(request, "sharing", one.sharing_id) if one.sharing_id else "",
        "sharing": str(one.sharing or ""),
        "receipt_url": page_url(request, "receipt_add", one.pk) if may_edit else "",
        "receipt_is_due": not state.called or (state.rest or 0) > 0,
        "call_url": page_url(request, "call_add", one.pk)
        if may_edit and not one.is_proposed
        else "",
        "edit_url": page_url(request, "contribution_edit", one.pk) if may_edit else "",
        "panels": tuple(panels.ask(access, "contribution", one.pk)) if access.is_officer else (),
    }


def _sums(
    one: Contribution, state: Standing, *, reads_all: bool
) -> Sequence[tuple[str, str, bool]]:
    """Called, received or, for who pays, paid, left: each with its words, the last as the total."""
    if not state.called:
        planned = _("à dire") if state.planned is None else euros_words(state.planned)
        return ((_("Clé proposée") if one.is_proposed else _("Prévue"), planned, True),)
    if state.rest is None:
        return ((_("Appelé"), euros_words(state.called), True),)
    more = _("Reçu de plus") if reads_all else _("Versé de plus")
    last = _("Reste dû") if state.rest >= 0 else more
    came = _("Reçu") if reads_all else _("Versé")
    return (
        (_("Appelé"), euros_words(state.called), False),
        (came, f"− {euros_words(state.received or 0)}", False),
        (last, euros_words(abs(state.rest)), True),
    )


def _lines(
    request: CooperationRequest, one: Contribution, state: Standing, *, may_edit: bool
) -> list[CallLine]:
    rows = [(call.called_on, _call_line(request, call, state, may_edit)) for call in one.calls_read]
    if state.received is not None:
        came = _("Reçu : %(sum)s") if request.access.is_officer else _("Versé : %(sum)s")
        for receipt in one.receipts_read:
            note = ", ".join(filter(None, (french.long_date(receipt.on), receipt.how)))
            line = CallLine(
                came % {"sum": euros_words(receipt.cents)},
                note,
                is_done=True,
                is_receipt=True,
                cancel_url=page_url(request, "receipt_remove", receipt.pk) if may_edit else "",
            )
            rows.append((receipt.on, line))
    return [line for _day, line in sorted(rows, key=lambda row: row[0], reverse=True)]


def _call_line(
    request: CooperationRequest, call: ContributionCall, state: Standing, may_edit: bool
) -> CallLine:
    label = _("Appel : %(sum)s") % {"sum": euros_words(call.cents)}
    made = _("appelé le %(day)s") % {"day": french.long_date(call.called_on)}
    title = _("titre %(number)s") % {"number": call.title_number} if call.title_number else ""
    if call.cancelled_on:
        why = _("annulé le %(day)s : %(reason)s") % {
            "day": french.long_date(call.cancelled_on),
            "reason": call.reason,
        }
        return CallLine(label, why, is_done=False)
    due = ""
    left = {waiting.number for waiting, _cents in state.left}
    is_paid = state.received is not None and call.pk not in left
    if call.due_on and not is_paid:
        is_late = any(late.number == call.pk for late, _cents in state.late)
        words_of = _("échu le %(day)s") if is_late else _("échéance le %(day)s")
        due = words_of % {"day": french.long_date(call.due_on)}
    return CallLine(
        f"{label}, {due}" if due else label,
        ", ".join(filter(None, (title, made, call.reason))),
        is_done=is_paid,
        edit_url=page_url(request, "call_edit", call.pk) if may_edit else "",
        cancel_url=page_url(request, "call_cancel", call.pk) if may_edit else "",
    )
