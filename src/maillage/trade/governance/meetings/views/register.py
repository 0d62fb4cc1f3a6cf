"""What the register of meetings shows, filters and offers."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.db.models import QuerySet
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from maillage.core import french
from maillage.core.register import Action, Column, Empty, Register, Search, Select
from maillage.core.register.cells import marked, missing, with_distinction, with_note
from maillage.core.versions import ClosedError
from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.pages.doors import CooperationRequest
from maillage.foundation.cooperations.pages.edits import closed_page
from maillage.foundation.cooperations.pages.records import one_of, places_of
from maillage.trade.governance import permissions
from maillage.trade.governance.addresses import page_url
from maillage.trade.governance.bodies.queries.bodies import bodies
from maillage.trade.governance.choices import MeetingState
from maillage.trade.governance.meetings.models import Meeting
from maillage.trade.governance.meetings.queries.meetings import MeetingRow, meeting_rows, meetings
from maillage.trade.governance.meetings.words import points_words

meetings_place = places_of(page_url, lazy("Séances"), "meetings", "meeting")
# The meeting of this number in the reader's cooperation; 404 when there is none.
get_meeting = one_of(meetings)


Rest = ParamSpec("Rest")
View = Callable[Concatenate[CooperationRequest, Rest], HttpResponse]


def unlocked(view: View[Rest]) -> Callable[..., HttpResponse]:
    """Sends who writes on a locked meeting back to its sheet, with the reason."""

    @wraps(view)
    def guarded(
        request: CooperationRequest, *args: Rest.args, **kwargs: Rest.kwargs
    ) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except ClosedError as closed:
            sheet = page_url(request, "meeting", closed.record.pk)
            return closed_page(request, str(closed), sheet)

    return guarded


def writable(request: CooperationRequest, meeting: int) -> Meeting:
    """The meeting of this number; 404 when there is none, ClosedError when it is locked."""
    record = get_meeting(request, meeting)
    if record.closed_words:
        raise ClosedError(record)
    return record


def meeting_register(access: Access) -> Register[Meeting, MeetingRow]:
    """The register of meetings, as this reader may use it."""
    slug = access.cooperation.slug
    gestures = _gestures(access, slug)
    return Register(
        caption=_("Séances"),
        noun=(_("séance"), _("séances")),
        filename="seances",
        columns=_columns(),
        read=meeting_rows,
        order="jour",
        row_url=lambda row: reverse("governance:meeting", args=[slug, row.pk]),
        search=Search.through(
            _("Filtrer les séances"), _("Objet ou instance"), "folded", "body__folded"
        ),
        selects=_selects(access),
        actions=gestures,
        empty=Empty(
            _("Aucune séance pour l’instant"),
            _(
                "Fixez la prochaine date d’une instance : son ordre du jour s’écrit ensuite, et "
                "les suivantes se répètent au même rythme."
            ),
            gestures,
        ),
    )


def _selects(access: Access) -> tuple[Select[Meeting], ...]:
    existing_rows = bodies(access).order_by("folded", "pk").values_list("pk", "name")
    return (
        Select(
            "quand",
            _("Quand"),
            _("Toutes les dates"),
            (("a-venir", _("À venir")), ("passees", _("Passées"))),
            _when,
        ),
        Select(
            "instance",
            _("Instance"),
            _("Toutes les instances"),
            tuple((str(pk), name) for pk, name in existing_rows),
            lambda rows, body: rows.filter(body=int(body)),
        ),
    )


def _when(rows: QuerySet[Meeting], requested: str) -> QuerySet[Meeting]:
    today = timezone.localdate()
    return (
        rows.filter(held_on__gte=today)
        if requested == "a-venir"
        else rows.filter(held_on__lt=today)
    )


def _columns() -> tuple[Column[MeetingRow], ...]:
    return (
        Column(
            "instance",
            _("Instance"),
            lambda row: row.body,
            cell=lambda row: with_distinction(row.body, _day_of(row)),
            sort=("body__folded", "-held_on"),
        ),
        Column(
            "jour", _("Jour"), lambda row: row.held_on, sort=("coming_on", "-held_on"), numeric=True
        ),
        Column(
            "objet",
            _("Ordre du jour"),
            lambda row: row.title,
            cell=lambda row: with_note(row.title, _agenda(row)),
            sort=("folded",),
            speaks=True,
        ),
        Column(
            "etat",
            _("État"),
            lambda row: str(row.state.label),
            cell=lambda row: marked("meeting", row.state.value),
            speaks=True,
        ),
        Column(
            "lieu",
            _("Lieu"),
            lambda row: row.place,
            cell=lambda row: row.place or missing(_("à dire")),
            wide=True,
            quiet=True,
        ),
    )


def _agenda(row: MeetingRow) -> str:
    """How many points it has; nothing is to be written any more once it is cancelled."""
    is_idle = row.state == MeetingState.CANCELLED and not row.points
    return "" if is_idle else points_words(row.points)


def _gestures(access: Access, slug: str) -> tuple[Action, ...]:
    mine = Action(_("Mon agenda"), reverse("governance:meeting_calendar", args=[slug]), "calendar")
    if not permissions.can_keep_meetings(access):
        return (mine,)
    add = reverse("governance:meeting_add", args=[slug])
    poll = reverse("governance:date_poll_add", args=[slug])
    table = reverse("exchange:import_wizard", args=[slug])
    return (
        Action(_("Ajouter une séance"), add, "plus", main=True),
        Action(_("Proposer des dates"), poll, "calendar-plus"),
        Action(
            _("Consulter par écrit"),
            reverse("governance:consultation_add", args=[slug]),
            "mail",
        ),
        Action(_("Importer votre tableau"), f"{table}?tableau=seances", "upload"),
        mine,
    )


def _day_of(row: MeetingRow) -> str:
    return french.long_date(row.held_on) if row.held_on else ""
