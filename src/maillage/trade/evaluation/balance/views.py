"""What each gives and receives, side by side; the page of one structure."""

from collections.abc import Sequence

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from maillage.core import french
from maillage.core.agenda import Waiting
from maillage.core.money import euros_words
from maillage.core.panels import panels
from maillage.core.register import Action, Empty
from maillage.core.sheet import Readers, Sheet
from maillage.core.shell import Audience
from maillage.core.table_files import format_wanted, table_response
from maillage.foundation.cooperations.choices import Role, Visibility
from maillage.foundation.cooperations.pages.doors import CooperationRequest, cooperation_page
from maillage.foundation.cooperations.pages.readers import by_access, roles_words
from maillage.foundation.cooperations.records.history import history
from maillage.ground.directory.records.queries.organisations import spoken_for
from maillage.trade.evaluation import permissions
from maillage.trade.evaluation.addresses import page_url
from maillage.trade.evaluation.balance import queries, words
from maillage.trade.evaluation.balance.drawing import ALONE, draw_balance
from maillage.trade.evaluation.balance.files import balance_table
from maillage.trade.evaluation.balance.gestures import balance_place
from maillage.trade.evaluation.balance.periods import (
    every_year,
    period_of,
    periods_of,
    years_to_ask,
)
from maillage.trade.evaluation.balance.readings import Period, StructureBalance

READERS_ONCE_SHARED = (Role.ELECTED, Role.PARTNER)


@cooperation_page(can=permissions.can_open_balance)
def balance(request: CooperationRequest) -> HttpResponse:
    """The structures that this reader opens, what each puts in and draws, or as a file."""
    access = request.access
    period = period_of(request)
    read = queries.balances(access, period)
    if kind := format_wanted(request):
        title = f"{_('Donné, reçu')}, {words.period_words(period)}"
        return table_response(kind, "donne-recu", title, *balance_table(read.rows))
    may_edit = permissions.can_edit_balance(access)
    is_officer = access.is_officer
    has_any = is_officer and bool(read.rows or queries.balances(access, every_year()).rows)
    rows = sorted(read.rows, key=lambda one: -one.given_cents)
    return render(
        request,
        "evaluation/balance.html",
        {
            "period": period,
            "periods": [] if is_officer else periods_of(access),
            "years": years_to_ask() if is_officer and (read.rows or has_any) else [],
            "rows": [_row(request, one, period) for one in rows],
            "drawing": draw_balance(rows),
            "funders": [(one.label, euros_words(one.cents)) for one in read.funders],
            "sentence": _sentence(request, read.rows, period) if read.rows else "",
            "shows_avoided": any(one.avoided_cents for one in read.rows),
            "gesture": _gesture(request, read.rows, period) if may_edit else None,
            "may_edit": may_edit,
            "empty": None if read.rows else _empty(request, may_edit=may_edit, has_any=has_any),
            "audience": _audience(request),
        },
    )


def _sentence(request: CooperationRequest, rows: Sequence[StructureBalance], period: Period) -> str:
    if request.access.is_officer:
        return words.balance_sentence(rows, period)
    return words.reader_sentence(rows, spoken_for(request.access)) if rows else ""


def _audience(request: CooperationRequest) -> Audience:
    url = page_url(request, "balance")
    if request.access.is_officer:
        return Audience(str(Visibility.OFFICERS.label), url)
    return by_access(request, url)


def _row(request: CooperationRequest, one: StructureBalance, period: Period) -> dict[str, object]:
    return {
        "name": one.name,
        "url": f"{page_url(request, 'structure_balance', one.number)}?{period.question}",
        "state": words.state_words(one.state),
        "given": euros_words(one.given_cents) if one.given_cents else "",
        "counts": words.counts_words([*one.promises, *one.days]),
        "received": euros_words(one.received_cents) if one.received_cents else "",
        "avoided": euros_words(one.avoided_cents) if one.avoided_cents else "",
        "benefits": words.attested_words(one),
    }


def _gesture(
    request: CooperationRequest, rows: Sequence[StructureBalance], period: Period
) -> Waiting | None:
    """Who waits for an answer, whose page has to be sent or opened; nothing when all are."""
    contested = next((row for row in rows if row.state.waits_for_answer), None)
    if contested is not None:
        return _answer_gesture(request, contested)
    reason = words.waiting_words(rows)
    unsent = [row for row in rows if not row.state.sent_on]
    if unsent:
        return Waiting(
            _("Envoyer sa page %(to)s") % {"to": french.to_body(unsent[0].name)},
            reason,
            f"{page_url(request, 'balance_ask', unsent[0].number)}?{period.question}",
            verb=_("Lui envoyer sa page"),
        )
    if any(row.state.read_on and not row.state.shared_on for row in rows):
        return Waiting(
            _("Ouvrir aux membres les pages relues"),
            reason,
            f"{page_url(request, 'balance_publish')}?{period.question}",
            verb=_("Ouvrir ces pages"),
        )
    return None


def _answer_gesture(request: CooperationRequest, one: StructureBalance) -> Waiting:
    return Waiting(
        _("Répondre %(to)s") % {"to": french.to_body(one.name)},
        french.capital(words.state_words(one.state)) + ".",
        page_url(request, "balance_answer", one.state.number or 0),
        verb=_("Répondre"),
    )


def _empty(request: CooperationRequest, *, may_edit: bool, has_any: bool) -> Empty:
    if not may_edit:
        return Empty(
            _("Aucune page pour l’instant"),
            "",
            otherwise=_(
                "Une page s’ouvre ici quand elle vous est envoyée, ou ouverte aux membres."
            ),
        )
    add = Action(_("Noter un bénéfice"), page_url(request, "benefit_add"), "plus", main=True)
    if has_any:
        return Empty(_("Rien n’est noté pour ces années"), _("Choisissez-en d’autres."), (add,))
    return Empty(
        _("Aucun bilan à lire pour l’instant"),
        _("Commencez par ce qu’une seule structure a retiré, avec une preuve."),
        (add,),
    )


@cooperation_page(can=permissions.can_open_balance)
def structure_balance(request: CooperationRequest, member_structure: int) -> HttpResponse:
    """The page of one structure, as it prints on one side."""
    access = request.access
    period = period_of(request)
    organisation = get_object_or_404(queries.structures(access, period), pk=member_structure)
    rows = queries.balances(access, period, organisation.pk).rows
    if not rows and not access.is_officer:
        raise Http404
    one = rows[0] if rows else StructureBalance(organisation.pk, str(organisation))
    may_edit = permissions.can_edit_balance(access)
    reads_rest = access.is_officer or organisation.pk in spoken_for(access)
    context: dict[str, object] = {
        "sheet": Sheet(
            title=str(organisation),
            sentence=words.structure_sentence(one, period, reads_rest=reads_rest),
            place=balance_place(request),
            panels=tuple(panels.ask(access, "balance", organisation.pk)),
            readers=_readers(one),
            gestures=history(access, f"balance:{organisation.pk}") if access.is_officer else (),
        ),
        "one": one,
        "drawing": draw_balance([one], ALONE),
        "lines": words.page_lines(one),
        "period": period,
        "number": organisation.pk,
        "reads_rest": reads_rest,
        "may_edit": may_edit,
        "gesture": _page_gesture(request, one, period) if may_edit else None,
        "audience": _audience(request),
    }
    return render(request, "evaluation/structure_balance.html", context)


def _page_gesture(
    request: CooperationRequest, one: StructureBalance, period: Period
) -> Waiting | None:
    if one.state.waits_for_answer:
        return _answer_gesture(request, one)
    if one.state.read_on:
        return None
    return Waiting(
        _("Lui envoyer sa page"),
        french.capital(words.state_words(one.state)) + ".",
        f"{page_url(request, 'balance_ask', one.number)}?{period.question}",
        verb=_("Envoyer de nouveau") if one.state.sent_on else _("Envoyer"),
    )


def _readers(one: StructureBalance) -> tuple[Readers, ...]:
    officers = french.capital(str(Visibility.OFFICERS.label))
    rows = [Readers("lock", officers, _("tout, dès maintenant"))]
    if one.state.sent_on:
        rows.append(Readers("users", one.name, _("sa page, et ce qu’elle doit encore")))
    if one.state.shared_on:
        members = french.capital(roles_words(READERS_ONCE_SHARED))
        what = (
            _("cette page, sans ce qui est dû ni ce qu’elle conteste")
            if one.state.is_contested
            else _("cette page, sans ce qui est dû")
        )
        rows.append(Readers("eye", members, what))
    return tuple(rows)
