"""Who is invited to a meeting without holding a seat?"""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from maillage.foundation.cooperations.pages.doors import CooperationRequest, cooperation_page
from maillage.foundation.cooperations.pages.edits import FormPage, add_page, drop_page, edit_page
from maillage.trade.governance import permissions
from maillage.trade.governance.addresses import page_url
from maillage.trade.governance.meetings.forms import GuestForm
from maillage.trade.governance.meetings.models import Guest, Meeting
from maillage.trade.governance.meetings.queries.who_came import guests
from maillage.trade.governance.meetings.services import attendance as services
from maillage.trade.governance.meetings.views.register import get_meeting, meetings_place


@cooperation_page(can=permissions.can_keep_attendance)
def meeting_guest_add(request: CooperationRequest, meeting: int) -> HttpResponse:
    """The form that invites somebody who holds no seat."""
    record = get_meeting(request, meeting)
    return add_page(
        request,
        form=lambda sent: GuestForm(sent, instance=Guest(meeting=record)),
        save=lambda form: services.invite_guest(author=request.user, guest=form.save(commit=False)),
        page=_page(request, record, _("Ajouter un invité"), _no_voice()),
        done=lambda guest: _("%(name)s est sur la liste des invités.") % {"name": guest.name},
        under=record,
    )


@cooperation_page(can=permissions.can_keep_attendance)
def meeting_guest_edit(request: CooperationRequest, guest: int) -> HttpResponse:
    """The form of a guest; who writes second sees both texts."""
    return edit_page(
        request,
        lambda: get_object_or_404(guests(request.access), pk=guest),
        form=lambda guest, sent: GuestForm(sent, instance=guest),
        save=lambda _guest, form, read: services.edit_guest(
            author=request.user, guest=form.save(commit=False), read=read
        ),
        page=lambda guest: _page(request, guest.meeting, _("Corriger l’invité"), _no_voice()),
        done=_("La liste des invités est à jour."),
    )


@cooperation_page(can=permissions.can_keep_attendance)
def meeting_guest_remove(request: CooperationRequest, guest: int) -> HttpResponse:
    """The page that asks whether somebody is not invited, and takes them out."""
    row = get_object_or_404(guests(request.access), pk=guest)
    page = _page(request, row.meeting, _("Retirer l’invité"), _still_to_tell(row))
    return drop_page(
        request,
        drop=lambda: services.remove_guest(author=request.user, guest=row),
        page=page,
        done=_("La liste des invités est à jour."),
        under=row,
    )


def _still_to_tell(guest: Guest) -> str:
    return _("%(name)s quitte la liste des invités : prévenez, si l’invitation est partie.") % {
        "name": guest.name
    }


def _no_voice() -> str:
    return _("Sans siège, un invité n’a pas de voix et ne compte pas pour le quorum.")


def _page(request: CooperationRequest, meeting: Meeting, title: str, sentence: str) -> FormPage:
    back = page_url(request, "meeting", meeting.pk)
    return FormPage(title, meetings_place(request, meeting), sentence, back_to=back)
