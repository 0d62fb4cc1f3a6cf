"""What is due, over the months and in a list, with one of them beside."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _

from maillage.core import french
from maillage.core.register import (
    Action,
    Chip,
    Column,
    Empty,
    Register,
    Search,
    Select,
    answer_register,
    rows_shown,
)
from maillage.core.register.cells import missing, with_note
from maillage.core.register.state import read_state
from maillage.core.shell import PageLink
from maillage.core.templatetags.maillage import mark
from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.pages.cached import recall_count, recall_page
from maillage.foundation.cooperations.pages.doors import CooperationRequest, cooperation_page
from maillage.foundation.cooperations.pages.readers import by_access
from maillage.foundation.journal.remembered import Remembered
from maillage.trade.context import permissions
from maillage.trade.context.addresses import Place, page_url
from maillage.trade.context.choices import DutyKind
from maillage.trade.context.duties import queries, words
from maillage.trade.context.duties.drawing import draw_duties
from maillage.trade.context.duties.gestures import to_send
from maillage.trade.context.duties.models import Duty
from maillage.trade.context.duties.reminders import is_recalled
from maillage.trade.context.duties.rules import ends_once, state_of
from maillage.trade.context.duties.views.panel import duty_panel

MOST_READ = 2_000
_read: Remembered[Sequence[Duty]] = Remembered(100)


@cooperation_page(can=permissions.can_open_duties)
def duties(request: CooperationRequest) -> HttpResponse:
    """The register of what is due, under the months to come."""
    return _page(request, None)


@cooperation_page(can=permissions.can_open_duties)
def duty(request: CooperationRequest, duty: int) -> HttpResponse:
    """The register, with one thing due beside it."""
    return _page(request, get_object_or_404(queries.duties(request.access), pk=duty))


def _page(request: CooperationRequest, one: Duty | None) -> HttpResponse:
    access, today = request.access, timezone.localdate()
    rows = _rows(access)
    register = duty_register(request, today, rows)
    every = ends_once(rows)
    shown = _shown(request, register, every)
    is_whole = len(shown) == len(every)
    has_reading = is_whole or any(row.is_open for row in shown)
    count = words.counted_words if is_whole else words.chosen_words
    context: dict[str, object] = {
        "sentence": _sentence(access, shown, today) if has_reading else "",
        "drawing": draw_duties(shown, today, fits=not is_whole),
        "counted": count(shown, today),
        "panel": "context/parts/duty_panel.html" if one else "",
        "audience": by_access(request, page_url(request, "duties")),
        **(duty_panel(request, one, today) if one else {}),
        **(_of_choice(access, shown, today) if not (one or is_whole) else {}),
    }
    return answer_register(
        request,
        register,
        queries.duties(access),
        template="context/duties.html",
        context=context,
        current=one.pk if one else None,
        whole=True,  # the drawing and the sentence tell of the rows
    )


def _of_choice(access: Access, rows: Sequence[Duty], today: date) -> dict[str, object]:
    """What a choice awaits of who writes: that its first duty is sent; nothing without any."""
    owed = (row for row in rows if row.is_open and row.kind != DutyKind.END and row.due_on)
    first = next(owed, None)
    if first is None or not permissions.can_edit_duties(access):
        return {}
    gesture = to_send(access.cooperation.slug, first, today)
    return {"gesture": gesture, "is_calm": not is_recalled(first, today)}


def _shown(
    request: CooperationRequest, register: Register[Duty, Duty], rows: Sequence[Duty]
) -> Sequence[Duty]:
    """What the filters leave of the rows, in one query; all of them while nothing is asked for."""
    if read_state(register, request.GET).narrowing == read_state(register, {}).narrowing:
        return rows
    rows_left = rows_shown(request, register, queries.duties(request.access))
    numbers = set(rows_left.values_list("pk", flat=True))
    return [one for one in rows if one.pk in numbers]


def _rows(access: Access) -> Sequence[Duty]:
    """What is due as this reader sees it; read again after a change only."""
    return _read.of(
        (access.pk, access.role),
        access.cooperation.workspace_id,
        lambda: list(queries.with_pieces(access, queries.duties(access))[:MOST_READ]),
    )


def duties_place(request: CooperationRequest, one: Duty | None = None) -> Place:
    """Under what is due, or under one of them."""
    every = PageLink(page_title(request.access), page_url(request, "duties"))
    if one is None:
        return (every,)
    return (every, PageLink(one.label, page_url(request, "duty", one.pk)))


def _heading(access: Access, rows: Sequence[Duty]) -> str:
    """The title of the page: it names the Caf alone where nothing is owed to another."""
    funders = {one.funder_id for one in rows if one.is_open}
    title = page_title(access)
    if access.cooperation.profile != "ctg" or (len(funders) < 2 and None not in funders):
        return title
    is_alone = len(funders) == 1
    return _("Dû aux financeurs") if is_alone else _("Dû à la Caf et aux autres financeurs")


def page_title(access: Access) -> str:
    """What the page is called: with the Caf alone, « Dû à la Caf »."""
    return _("Dû à la Caf") if access.cooperation.profile == "ctg" else _("Dû aux financeurs")


def duty_register(
    request: CooperationRequest, today: date, read: Sequence[Duty]
) -> Register[Duty, Duty]:
    """The register of what is due, as this reader may use it; `read` is what the page has read."""
    access = request.access
    gestures = _gestures(request)
    return Register(
        caption=_heading(access, read),
        noun=(_("échéance"), _("échéances")),
        filename="echeances",
        columns=_columns(today),
        read=partial(_with_pieces, access, {one.pk: one for one in read}),
        recall=partial(recall_page, access, "duties"),
        count=partial(recall_count, access, "duties"),
        order="echeance",
        groups=(Column("mois", _("Mois"), _month),),
        row_url=lambda row: page_url(request, "duty", row.pk),
        opens_beside=True,
        search=Search.through(
            _("Chercher une échéance"),
            _("Nom, financeur"),
            "folded",
            "funder__folded",
        ),
        selects=_selects(access, read),
        chips=_chips(today, read),
        actions=gestures,
        empty=_empty(access, gestures),
    )


def _empty(access: Access, gestures: tuple[Action, ...]) -> Empty:
    """What is said where nothing may be read: to those who write, then to the others."""
    return Empty(
        _("Rien de noté pour l’instant")
        if permissions.can_edit_duties(access)
        else _("Rien n’est attendu de vous ici"),
        _("Ouvrez la convention du financeur : qu’attend-il, quand, et que se passe-t-il sinon ?"),
        gestures,
        _("Ce que vous devez paraîtra ici ; %(others)s.") % {"others": _others_words()},
    )


def _others_words() -> str:
    return _("ce que doivent les autres ne vous est pas ouvert")


def _sentence(access: Access, rows: Sequence[Duty], today: date) -> str:
    """What the rows say; to who reads their own alone, that they are not all."""
    reading = words.duties_reading(rows, today)
    if access.is_in_team or not reading:
        return reading
    return f"{reading} {french.capital(_others_words())}."


def _chips(today: date, read: Sequence[Duty]) -> tuple[Chip[Duty], ...]:
    return (
        Chip(
            "a-venir",
            _("à rendre"),
            lambda rows: rows.filter(queries.OWED),
            starts_on=any(one.is_open and one.kind != DutyKind.END for one in read),
        ),
        Chip("mois", _("dans le mois"), lambda rows: queries.within_a_month(rows, today)),
        Chip("passees", _("passées"), lambda rows: queries.late(rows, today)),
        Chip("fins", _("fins"), lambda rows: rows.filter(queries.OPEN & queries.ENDS)),
    )


def _month(one: Duty) -> str:
    """The month above the cards of a phone, which has no plate."""
    day = one.due_on
    return french.capital(french.month_and_year(day)) if day else _("Jour à préciser")


def _with_pieces(access: Access, read: Mapping[int, Duty], rows: QuerySet[Duty]) -> list[Duty]:
    """The rows with their pieces; those that the page has read are not asked again."""
    numbers = list(rows.values_list("pk", flat=True))
    if all(number in read for number in numbers):
        return [read[number] for number in numbers]
    return list(queries.with_pieces(access, rows))


def _gestures(request: CooperationRequest) -> tuple[Action, ...]:
    if not permissions.can_edit_duties(request.access):
        return ()
    return (
        Action(_("Ajouter une échéance"), page_url(request, "duty_add"), "plus", main=True),
        Action(_("Partir d’un calendrier"), page_url(request, "duty_calendars"), "calendar-plus"),
    )


def _selects(access: Access, read: Sequence[Duty]) -> tuple[Select[Duty], ...]:
    if len(read) < MOST_READ:
        funders = queries.offered(one.funder for one in read if one.funder)
        owing = queries.offered(piece.organisation for one in read for piece in one.pieces.all())
    else:
        funders, owing = queries.funders_of_duties(access), queries.owing_organisations(access)
    return (
        Select(
            "financeur",
            _("À qui"),
            _("Tous les financeurs"),
            tuple(funders),
            lambda rows, chosen: rows.filter(funder=int(chosen)),
        ),
        Select(
            "doit",
            _("Qui doit"),
            _("Tous ceux qui doivent"),
            tuple(owing),
            lambda rows, chosen: queries.due_from(rows, int(chosen)),
            rare=True,
        ),
        Select(
            "nature",
            _("Nature"),
            _("Toutes les natures"),
            tuple((one.value, str(one.label)) for one in DutyKind),
            lambda rows, chosen: rows.filter(kind=chosen),
            rare=True,
        ),
    )


def _columns(today: date) -> tuple[Column[Duty], ...]:
    return (
        Column(
            "quoi",
            _("Quoi"),
            str,
            cell=partial(_what, today),
            sort=("folded", "pk"),
            wide=True,
            measure="name",
        ),
        Column(
            "echeance",
            _("Échéance"),
            lambda row: row.due_on,
            cell=partial(_when, today),
            sort=("due_on", "pk"),
            wide=True,
            measure="word",
        ),
        Column(
            "a-qui",
            _("À qui, d’après quel acte"),
            words.to_whom_words,
            sort=("funder__folded", "due_on", "pk"),
            wide=True,
            measure="sentence",
        ),
        Column("qui", _("Qui le doit"), _owing, cell=_who, wide=True, measure="sentence"),
        Column(
            "etat",
            _("État"),
            lambda row: str(state_of(row, row.pieces.all(), today).label),
            cell=lambda _row: "",  # its mark says it on screen
            quiet=True,
        ),
    )


def _what(today: date, row: Duty) -> str:
    shown = words.MARKS[state_of(row, row.pieces.all(), today)]
    return format_html("{} {}", mark("duty", shown), french.with_french_spaces(row.label))


def _when(today: date, row: Duty) -> str:
    note = words.when_words(row, today)
    if row.is_open and words.is_pressing(row, today):
        note = format_html('<span class="m-state-aged">{}</span>', note)
    day = french.short_date(row.due_on, today) if row.due_on else missing(_("à préciser"))
    return with_note(day, note)


def _owing(row: Duty) -> str:
    return ", ".join(filter(None, words.owing_words(row, row.pieces.all())))


def _who(row: Duty) -> str:
    name, note = words.owing_words(row, row.pieces.all())
    if name or note:
        return with_note(name, note)
    return "" if row.kind == DutyKind.END else missing(_("à préciser"))
