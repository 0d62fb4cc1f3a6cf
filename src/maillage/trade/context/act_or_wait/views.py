"""For a planned gesture, with whom does one act, with whom prepare, with whom wait?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from maillage.core import french
from maillage.core.agenda import Waiting
from maillage.core.numbers import read_number
from maillage.core.register import Action, Chip, Column, Empty, Register, Search, answer_register
from maillage.core.register.cells import missing, with_note
from maillage.core.shell import Audience
from maillage.core.timeline import answer_timeline
from maillage.core.timeline.description import Landmark, Line, Span, Timeline
from maillage.core.windows import Window
from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.pages.doors import CooperationRequest, cooperation_page
from maillage.foundation.cooperations.pages.edits import FormPage, Sent, add_page, edit_page
from maillage.foundation.cooperations.pages.readers import by_access
from maillage.foundation.cooperations.pages.records import one_of, places_of
from maillage.ground.actors.readings.rules import NARROW
from maillage.trade.context import permissions
from maillage.trade.context.act_or_wait import queries, services
from maillage.trade.context.act_or_wait.forms import MoveForm, move_initial
from maillage.trade.context.act_or_wait.models import Move
from maillage.trade.context.act_or_wait.queries import StructureTime, first_and_last
from maillage.trade.context.act_or_wait.words import (
    advice_words,
    became_words,
    moves_reading,
    planned_reading,
    posture_span,
    unknown_words,
)
from maillage.trade.context.addresses import page_url
from maillage.trade.context.choosing import organisations_to_offer

moves_place = places_of(page_url, lazy("Agir ou attendre"), "act_or_wait", "move")
_get_move = one_of(queries.moves)


@cooperation_page(can=permissions.can_open_moves)
def act_or_wait(request: CooperationRequest) -> HttpResponse:
    """The register of planned gestures."""
    today = timezone.localdate()
    return answer_register(
        request,
        move_register(request.access, today),
        queries.moves(request.access),
        template="context/act_or_wait.html",
        context={
            "sentence": lambda: _planned(request.access, today),
            "audience": _audience(request),
        },
    )


def _planned(access: Access, today: date) -> str:
    """The gestures to come, and the advice of the first."""
    count, first = queries.planned_moves(access)
    times = queries.structure_times(access, first, today) if first else ()
    return planned_reading(count, first, times, today)


@cooperation_page(can=permissions.can_open_moves)
def move(request: CooperationRequest, move: int) -> HttpResponse:
    """The advice of each structure for one gesture, and their windows over time."""
    record, today = _get_move(request, move), timezone.localdate()
    times = queries.structure_times(request.access, record, today)
    may_keep = permissions.can_keep_moves(request.access)
    context = {
        "move": record,
        "place": moves_place(request),
        "reading": moves_reading(times, record.around_on),
        "span": posture_span(times),
        "times": shown_times(request.access, times),
        "edit_url": (edit_url := page_url(request, "move_edit", record.pk) if may_keep else ""),
        "gesture": Waiting(_("Ce jour est passé"), _("Dites s’il est fait."), edit_url)
        if edit_url and record.done_on is None and record.around_on < today
        else None,
        "audience": _audience_of(request, record),
    }
    return answer_timeline(
        request,
        move_timeline(request.access, record, times, today),
        template="context/move.html",
        context=context,
    )


@cooperation_page(can=permissions.can_keep_moves)
def move_add(request: CooperationRequest) -> HttpResponse:
    """The form of a gesture to come; `?structure=` ticks one."""
    requested_organisation = read_number(request.GET.get("structure", ""))
    return add_page(
        request,
        form=lambda sent: MoveForm(
            sent,
            organisations=organisations_to_offer(request.access),
            is_recorded=False,
            initial={"organisations": [requested_organisation] if requested_organisation else []},
        ),
        save=lambda form: services.plan_move(
            author=request.user,
            move=form.written_on(Move(cooperation=request.access.cooperation)),
            organisations=form.aimed,
        ),
        page=FormPage(
            _("Prévoir un geste"),
            moves_place(request),
            _("Dites quoi, avec quelles structures, vers quel jour : la page dira qui attendre."),
        ),
        done="",
        to=lambda move: page_url(request, "move", move.pk),
    )


@cooperation_page(can=permissions.can_keep_moves)
def move_edit(request: CooperationRequest, move: int) -> HttpResponse:
    """The form that corrects a gesture, or says that it is made; the second sees both texts."""
    return edit_page(
        request,
        lambda: _get_move(request, move),
        form=lambda move, sent: _form(request, move, sent),
        save=lambda move, form, read: services.edit_move(
            author=request.user,
            move=form.written_on(move),
            read=read,
            organisations=form.aimed,
        ),
        page=lambda move: FormPage(
            _("Corriger le geste, ou dire qu’il est fait"), moves_place(request, move), move.label
        ),
        done=lambda move: _("« %(name)s » est à jour.") % {"name": move},
    )


def _form(request: CooperationRequest, move: Move, sent: Sent) -> MoveForm:
    parties = [party.organisation_id for party in move.parties.all()]
    return MoveForm(
        sent,
        organisations=organisations_to_offer(request.access, parties),
        is_recorded=True,
        initial=move_initial(move),
    )


def _audience_of(request: CooperationRequest, record: Move) -> Audience:
    """Who reads a move: its postures and news are each read by their own readers."""
    if record.visibility not in NARROW:
        return _audience(request)
    words = str(record.get_visibility_display())
    return Audience(words, page_url(request, "act_or_wait"), confidential=True)


def _audience(request: CooperationRequest) -> Audience:
    return by_access(request, page_url(request, "act_or_wait"))


SHORT: dict[str, Promise] = {
    "council": lazy("conseil"),
    "deliberation": lazy("délibération en attente"),
    "election": lazy("période préélectorale"),
    "news": lazy("actualité"),
}


def move_register(access: Access, today: date) -> Register[Move, Move]:
    """The register of planned gestures, as this reader may use it."""
    slug = access.cooperation.slug
    gestures = move_gestures(access)
    return Register(
        caption=_("Agir ou attendre"),
        noun=(_("geste"), _("gestes")),
        filename="gestes",
        columns=_columns(),
        read=list,
        order="autour",
        row_url=lambda row: reverse("context:move", args=[slug, row.pk]),
        search=Search.through(_("Filtrer les gestes"), _("Mots"), "folded"),
        chips=(
            Chip(
                "a-faire",
                _("à faire"),
                lambda rows: rows.filter(done_on__isnull=True),
                starts_on=True,
            ),
        ),
        actions=gestures,
        empty=Empty(
            _("Aucun geste prévu pour l’instant"),
            _(
                "Prévoyez le prochain geste qui compte : demander un vote, proposer un poste "
                "commun. Maillage dira, structure par structure, s’il faut agir, préparer ou "
                "attendre, et pourquoi."
            ),
            gestures,
        ),
    )


def move_gestures(access: Access) -> tuple[Action, ...]:
    """The gesture of whoever plans."""
    if not permissions.can_keep_moves(access):
        return ()
    add = reverse("context:move_add", args=[access.cooperation.slug])
    return (Action(_("Prévoir un geste"), add, "plus", main=True),)


def _columns() -> tuple[Column[Move], ...]:
    return (
        Column("geste", _("Geste prévu"), lambda row: row.label, sort=("folded", "pk"), wide=True),
        Column(
            "autour",
            _("Autour du"),
            lambda row: row.around_on,
            sort=("around_on", "pk"),
            numeric=True,
        ),
        Column("structures", _("Envers"), parties_words, wide=True),
        Column(
            "fait",
            _("Réalisation"),
            lambda row: row.done_on,
            cell=lambda row: (
                with_note(_("le %(day)s") % {"day": french.long_date(row.done_on)}, row.outcome)
                if row.done_on
                else missing(_("pas encore"))
            ),
            sort=("done_on", "pk"),
            wide=True,
            measure="word",
        ),
    )


def parties_words(one: Move) -> str:
    """The structures of a gesture, by their short names."""
    return ", ".join(
        party.organisation.short_name or party.organisation.name for party in one.parties.all()
    )


@dataclass(frozen=True, slots=True)
class ShownTime:
    """A structure as the table of advice tells it."""

    name: str
    url: str
    step: str
    advice: str
    reasons: Sequence[tuple[str, str]]
    became: str
    unknown: str


def shown_times(access: Access, times: Sequence[StructureTime]) -> list[ShownTime]:
    """The table of advice, structure by structure."""
    slug = access.cooperation.slug
    return [
        ShownTime(
            name=time.organisation.name,
            url=reverse("directory:organisation", args=[slug, time.organisation.pk]),
            step=time.advice.step.value,
            advice=advice_words(time),
            reasons=[(one.reason, one.url) for one in time.advice.reasons],
            became=became_words(time),
            unknown=unknown_words(time),
        )
        for time in times
    ]


def move_timeline(
    access: Access, move: Move, times: Sequence[StructureTime], today: date
) -> Timeline:
    """One line for each structure: what helps thick, what hinders broken, around the day.

    A posture is no moment: it is among the reasons, and not drawn.
    """
    first, last = first_and_last(move.around_on, today)
    slug = access.cooperation.slug
    return Timeline(
        caption=move.label,
        filename="agir-ou-attendre",
        line_title=_("Structure"),
        words_title=_("Ce qui s’y passe"),
        list_title=_("Structure par structure, date par date"),
        lines=[
            Line(
                label=time.organisation.short_name or time.organisation.name,
                note=advice_words(time),
                url=reverse("directory:organisation", args=[slug, time.organisation.pk]),
                spans=tuple(
                    _span(window, first, last)
                    for window in time.windows
                    if window.kind != "posture" and window.helps is not None
                ),
            )
            for time in times
        ],
        landmarks=(Landmark(move.around_on, _("le geste")),),
        headers=(_("Effet"), _("Pourquoi")),
        thicknesses=(("firm", _("aide à agir")), ("worn", _("fait attendre"))),
        is_points=True,
    )


def _span(window: Window, first: date, last: date) -> Span:
    """The window inside the stretch that is looked at; its true dates are in words."""
    start = min(max(window.first, first), last)
    end = max(min(window.last or last, last), start)
    return Span(
        start=start,
        end=end,
        words=_short(window),
        thickness="firm" if window.helps else "worn",
        details=(_("aide à agir") if window.helps else _("fait attendre"), window.reason),
        dates=_dates(window),
        point=_point(window),
        ending="" if start == end else _("fin : %(what)s") % {"what": _short(window)},
    )


def _point(window: Window) -> str:
    """What stands on the line: what the window is, and its last day when it has one."""
    if window.last is None:
        return _short(window)
    return f"{_short(window)}, {french.day_in_words(window.last)}"


def _short(window: Window) -> str:
    """What the window is, in a few words: the drawing has no room for its reason."""
    return str(SHORT.get(window.kind, window.reason))


def _dates(window: Window) -> str:
    if window.last is None:
        return _("depuis le %(day)s") % {"day": french.long_date(window.first)}
    if window.first == window.last:
        return french.long_date(window.first)
    return f"{french.long_date(window.first)} – {french.long_date(window.last)}"
