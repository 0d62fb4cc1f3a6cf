"""When do the bodies meet, and what becomes of each meeting?"""

from collections.abc import Sequence
from datetime import date
from functools import partial

from django.db.models import QuerySet
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.core.fragments import fragments
from maillage.core.numbers import read_number
from maillage.core.register import answer_register
from maillage.core.shell import Audience, PageLink
from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.pages.doors import CooperationRequest, cooperation_page
from maillage.foundation.cooperations.pages.edits import FormPage, add_page, edit_page
from maillage.ground.directory.records.models.periods import in_force
from maillage.trade.governance import permissions
from maillage.trade.governance.addresses import page_url
from maillage.trade.governance.bodies.models import Body
from maillage.trade.governance.bodies.queries import bodies as body_queries
from maillage.trade.governance.choices import Rhythm
from maillage.trade.governance.meetings.forms import (
    CancelForm,
    DaysForm,
    MeetingDoneForm,
    MeetingForm,
    OnForm,
)
from maillage.trade.governance.meetings.models import Meeting
from maillage.trade.governance.meetings.queries import meetings as queries
from maillage.trade.governance.meetings.rules import next_days
from maillage.trade.governance.meetings.services import meetings as services
from maillage.trade.governance.meetings.views.register import (
    get_meeting,
    meeting_register,
    meetings_place,
)
from maillage.trade.governance.meetings.words import meetings_reading

REPEATED = 6


@cooperation_page(can=permissions.can_open_meetings)
def meetings(request: CooperationRequest) -> HttpResponse:
    """The register of meetings."""
    access = request.access
    return answer_register(
        request,
        meeting_register(access),
        queries.registered_meetings(access, timezone.localdate()),
        template="governance/meetings.html",
        context={
            "sentence": partial(_reading, access),
            "audience": Audience(_("tous les accès"), page_url(request, "meetings")),
            "fragments": fragments.ask(access, "governance:meetings", None),
        },
    )


def _reading(access: Access) -> str:
    today = timezone.localdate()
    return meetings_reading(*queries.meetings_around(access, today), today)


@cooperation_page(can=permissions.can_keep_meetings)
def meeting_add(request: CooperationRequest) -> HttpResponse:
    """The form that sets a meeting of a body."""
    bodies = _open_bodies(request)
    requested_body = read_number(request.GET.get("instance", ""))
    chosen = bodies.filter(pk=requested_body).first() if requested_body else None
    planned = Meeting(body=chosen) if chosen else Meeting()
    return add_page(
        request,
        form=lambda sent: MeetingForm(sent, instance=planned, bodies=bodies),
        save=lambda form: services.add_meeting(
            author=request.user, meeting=form.save(commit=False)
        ),
        page=FormPage(
            _("Ajouter une séance"),
            meetings_place(request),
            _("C’est une instance qui se réunit : ajoutez-la d’abord si elle n’est pas ici."),
            before=PageLink(_("Ajouter une instance"), page_url(request, "body_add")),
        ),
        done=_("La séance est posée : écrivez son ordre du jour."),
        to=lambda meeting: page_url(request, "meeting", meeting.pk),
    )


@cooperation_page(can=permissions.can_keep_meetings)
def meeting_edit(request: CooperationRequest, meeting: int) -> HttpResponse:
    """The form of a meeting; who writes second sees both texts."""
    return edit_page(
        request,
        lambda: get_meeting(request, meeting),
        form=lambda meeting, sent: MeetingForm(
            sent, instance=meeting, bodies=_open_bodies(request) | _body_of(request, meeting)
        ),
        save=lambda _meeting, form, read: services.edit_meeting(
            author=request.user, meeting=form.save(commit=False), read=read
        ),
        page=lambda meeting: _page(request, meeting, _("Corriger la séance")),
        done=_("La séance est à jour."),
    )


@cooperation_page(can=permissions.can_keep_meetings)
def meeting_convene(request: CooperationRequest, meeting: int) -> HttpResponse:
    """The form that says when the convocation left."""
    return edit_page(
        request,
        lambda: get_meeting(request, meeting),
        form=lambda meeting, sent: OnForm(sent, until=meeting.held_on),
        save=lambda meeting, form, read: services.convene(
            author=request.user, meeting=meeting, read=read, on=form.cleaned_data["on"]
        ),
        page=lambda meeting: FormPage(
            _("Noter la convocation"),
            meetings_place(request, meeting),
            _("Pour une convocation partie hors de Maillage : ce geste n’envoie rien."),
            submit=_("Noter la convocation"),
        ),
        done=_("La séance est à jour."),
        closed=_over_words,
    )


@cooperation_page(can=permissions.can_keep_meetings)
def meeting_conclude(request: CooperationRequest, meeting: int) -> HttpResponse:
    """The form that says that the meeting was held."""
    return edit_page(
        request,
        lambda: get_meeting(request, meeting),
        form=lambda meeting, sent: MeetingDoneForm(
            sent,
            held_on=meeting.held_on,
            on=meeting.held_on if meeting.held_on <= _today() else None,
        ),
        saved=lambda meeting: MeetingDoneForm(held_on=meeting.held_on, on=meeting.concluded_on),
        save=lambda meeting, form, read: services.conclude(
            author=request.user, meeting=meeting, read=read, on=form.cleaned_data["on"]
        ),
        page=lambda meeting: FormPage(
            _("Noter que la séance s’est tenue"),
            meetings_place(request, meeting),
            _("%(meeting)s : son relevé peut alors se valider.") % {"meeting": meeting},
            ends=True,
        ),
        done=_("La séance est à jour."),
        closed=_over_words,
    )


@cooperation_page(can=permissions.can_keep_meetings)
def meeting_cancel(request: CooperationRequest, meeting: int) -> HttpResponse:
    """The form that cancels a meeting, which stays in the register with its reason."""
    return edit_page(
        request,
        lambda: get_meeting(request, meeting),
        form=lambda meeting, sent: CancelForm(sent, initial={"reason": meeting.cancelled_for}),
        save=lambda meeting, form, read: services.cancel(
            author=request.user,
            meeting=meeting,
            read=read,
            on=_today(),
            reason=form.cleaned_data["reason"],
        ),
        page=lambda meeting: FormPage(
            _("Annuler la séance"),
            meetings_place(request, meeting),
            _cancelling(meeting),
            ends=True,
            keep=_("La garder"),
        ),
        done=_("La séance est à jour."),
        closed=_over_words,
    )


@cooperation_page(can=permissions.can_keep_meetings)
def meeting_repeat(request: CooperationRequest, meeting: int) -> HttpResponse:
    """The dates that a rhythm proposes, which one corrects before they are set."""
    first = get_meeting(request, meeting)
    requested_value = request.GET.get("rythme", "")
    rhythm = requested_value if requested_value in Rhythm.values else Rhythm.MONTH
    proposed = [f"{day:%d/%m/%Y}" for day in next_days(first.held_on, rhythm, REPEATED)]
    return add_page(
        request,
        form=lambda sent: DaysForm(sent, initial={"days": "\n".join(proposed)}),
        save=lambda form: services.repeat_meeting(
            author=request.user, meeting=first, days=form.cleaned_data["days"]
        ),
        page=FormPage(
            _("Répéter la séance"),
            meetings_place(request, first),
            _("Choisissez le rythme, puis corrigez les dates : vacances, jours fériés, conseils."),
            submit=_("Poser ces séances"),
            template="governance/meeting_repeat.html",
            beside={"rhythms": Rhythm.choices, "chosen": rhythm},
        ),
        done=_repeated_words,
        to=lambda _meetings: page_url(request, "meetings"),
    )


def _cancelling(meeting: Meeting) -> str:
    """What cancelling it does, and who is still to be written to."""
    stays = _("%(meeting)s : elle reste au registre, avec sa raison.") % {"meeting": meeting}
    if not meeting.convened_on:
        return stays
    written = _("La lettre qui prévient les personnes convoquées vous sera proposée ensuite.")
    return f"{stays} {written}"


def _repeated_words(meetings: Sequence[Meeting]) -> str:
    if not meetings:
        return _("L’instance se réunit déjà à toutes ces dates : rien n’a changé.")
    return ngettext("Une séance est posée.", "%(n)s séances sont posées.", len(meetings)) % {
        "n": len(meetings)
    }


def _over_words(meeting: Meeting) -> str:
    """Why nothing more happens to a meeting: it is locked, or already held or cancelled."""
    if meeting.is_locked or meeting.is_open:
        return meeting.closed_words
    return _("Cette séance est déjà %(state)s.") % {"state": meeting.state.label}


def _open_bodies(request: CooperationRequest) -> QuerySet[Body]:
    rows = body_queries.bodies(request.access).filter(in_force())
    return rows.order_by("folded", "pk")


def _body_of(request: CooperationRequest, meeting: Meeting) -> QuerySet[Body]:
    return body_queries.bodies(request.access).filter(pk=meeting.body_id)


def _page(request: CooperationRequest, meeting: Meeting, title: str) -> FormPage:
    return FormPage(title, meetings_place(request, meeting), str(meeting))


def _today() -> date:
    return timezone.localdate()
