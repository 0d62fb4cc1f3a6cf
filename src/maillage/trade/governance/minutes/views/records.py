"""What came out of a meeting: its record, amended, validated, then locked."""

from collections.abc import Sequence
from dataclasses import replace

from django.db.models import QuerySet
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from maillage.core.messages import warn
from maillage.core.shell import PageLink
from maillage.core.versions import ClosedError
from maillage.foundation.cooperations.pages.doors import (
    AnswerRequest,
    CooperationRequest,
    answer_page,
    cooperation_page,
)
from maillage.foundation.cooperations.pages.edits import FormPage, add_page, closed_page, edit_page
from maillage.foundation.cooperations.pages.readers import by_access
from maillage.foundation.cooperations.questions.pages import AnswerPage, take_answer
from maillage.trade.governance import permissions
from maillage.trade.governance.addresses import page_url
from maillage.trade.governance.bodies.services.seat_links import own_links
from maillage.trade.governance.bodies.views.link_letters import (
    LinkPage,
    LinkRow,
    link_page,
    notify_links,
)
from maillage.trade.governance.decisions.models import Decision
from maillage.trade.governance.meetings.models import Meeting, Presence
from maillage.trade.governance.meetings.queries.attendance import attendance
from maillage.trade.governance.meetings.queries.convened import Convened
from maillage.trade.governance.meetings.views.register import get_meeting, meetings_place
from maillage.trade.governance.meetings.views.sheet import present_groups
from maillage.trade.governance.meetings.words import when_words
from maillage.trade.governance.minutes import queries, services
from maillage.trade.governance.minutes.forms import (
    AmendmentAnswerForm,
    AmendmentForm,
    LinkAmendmentForm,
    ValidationForm,
)
from maillage.trade.governance.minutes.models import Amendment
from maillage.trade.governance.minutes.queries import decisions_of, noted_items


@cooperation_page(can=permissions.can_open_meetings)
def meeting_record(request: CooperationRequest, meeting: int) -> HttpResponse:
    """The record of decisions: who was there, what was settled, who does what."""
    record = get_meeting(request, meeting)
    sheet = attendance(request.access, record)
    is_open = bool(record.concluded_on) and not record.is_locked
    context = {
        "meeting": record,
        "when": when_words(record),
        "attendance": sheet,
        "groups": present_groups(sheet),
        "noted": noted_items(request.access, record),
        "decisions": decisions_of(request.access, record),
        "amendments": list(queries.amendments(request.access).filter(meeting=record)),
        "may_amend": is_open and permissions.can_amend_records(request.access),
        "may_send": bool(record.concluded_on) and permissions.can_keep_meetings(request.access),
        "reads_sources": permissions.can_read_sources(request.access),
        "may_validate": is_open and permissions.can_keep_meetings(request.access),
        "place": meetings_place(request, record),
        "audience": by_access(request, page_url(request, "meeting", record.pk)),
    }
    return render(request, "governance/meeting_record.html", context)


@cooperation_page(can=permissions.can_amend_records)
def meeting_amendment_add(request: CooperationRequest, meeting: int) -> HttpResponse:
    """The form by which a structure asks a change on the record."""
    record = get_meeting(request, meeting)
    return add_page(
        request,
        form=lambda sent: AmendmentForm(
            sent,
            instance=Amendment(meeting=record),
            organisations=queries.amending_organisations(request.access),
        ),
        save=lambda form: services.ask_amendment(
            author=request.user, amendment=form.save(commit=False)
        ),
        page=_page(
            request,
            record,
            _("Demander un changement"),
            _("Dites le passage, et les mots que vous souhaitez."),
        ),
        done=_("L’amendement est noté : il attend une réponse."),
        under=record,
    )


@cooperation_page(can=permissions.can_keep_meetings)
def meeting_amendment_answer(request: CooperationRequest, amendment: int) -> HttpResponse:
    """The form that accepts or refuses a change asked on the record."""
    return edit_page(
        request,
        lambda: get_object_or_404(queries.amendments(request.access), pk=amendment),
        form=lambda _amendment, sent: AmendmentAnswerForm(sent),
        saved=lambda amendment: AmendmentAnswerForm(initial={"state": amendment.state}),
        save=lambda amendment, form, read: services.answer_amendment(
            author=request.user, amendment=amendment, read=read, state=form.cleaned_data["state"]
        ),
        page=lambda amendment: _page(
            request,
            amendment.meeting,
            _("Répondre à l’amendement"),
            f"{amendment.asker} : {amendment.text}",
        ),
        done=_("La réponse est notée."),
    )


@cooperation_page(can=permissions.can_keep_meetings)
def meeting_record_validate(request: CooperationRequest, meeting: int) -> HttpResponse:
    """The form that says at which meeting the record was validated, and locks it."""
    try:
        return edit_page(
            request,
            lambda: get_meeting(request, meeting),
            form=lambda meeting, sent: ValidationForm(sent, meetings=_later(request, meeting)),
            save=lambda meeting, form, read: services.validate_record(
                author=request.user, meeting=meeting, read=read, at=form.cleaned_data["at"]
            ),
            page=lambda meeting: _validation_page(request, meeting),
            done=_("Le relevé est validé : plus rien ne s’y écrit."),
            closed=_unheld_words,
        )
    except services.UnsettledRecordError:
        why = _("Répondez aux amendements et départagez les textes d’abord.")
        return closed_page(request, why, page_url(request, "meeting_record", meeting))


def _later(request: CooperationRequest, meeting: Meeting) -> QuerySet[Meeting]:
    return queries.validating_meetings(request.access, meeting, timezone.localdate())


def _unheld_words(meeting: Meeting) -> str:
    """Why the record is not validated: it is already, or nobody says that the meeting was held."""
    if meeting.is_locked or meeting.concluded_on:
        return meeting.closed_words
    return _("Dites d’abord que la séance s’est tenue.")


def _validation_page(request: CooperationRequest, meeting: Meeting) -> FormPage:
    sentence = _validation_sentence(has_meetings=_later(request, meeting).exists())
    page = _page(request, meeting, _("Valider le relevé"), sentence)
    return replace(page, submit=_("Valider et verrouiller"), keep=_("Le relire encore"))


def _page(request: CooperationRequest, meeting: Meeting, title: str, sentence: str) -> FormPage:
    """A page that leads back to the record, or to the meeting once it is locked."""
    back = page_url(request, "meeting_record", meeting.pk)
    return FormPage(title, meetings_place(request, meeting), sentence, back_to=back)


def _validation_sentence(*, has_meetings: bool) -> str:
    if not has_meetings:
        return _("Il se valide à une séance suivante de l’instance : aucune n’a encore eu lieu.")
    return _("Après validation, plus rien de cette séance ne s’écrit : ni présence, ni note.")


@cooperation_page(can=permissions.can_keep_meetings)
def meeting_record_send(request: CooperationRequest, meeting: int) -> HttpResponse:
    """Who attended, their address, their link to copy, and the letters that may leave."""
    record = get_meeting(request, meeting)
    if record.concluded_on is None:
        warn(request, _("La séance n’est pas encore dite tenue : le relevé part ensuite."))
        return redirect(page_url(request, "meeting_record", record.pk))
    attended = queries.attended(record)
    if request.method == "POST":
        chosen = set(request.POST.getlist("attended"))
        count = services.send_record(
            access=request.access,
            meeting=record,
            attended=[one for number, one in enumerate(attended) if str(number) in chosen],
            today=timezone.localdate(),
            absolute=request.build_absolute_uri,
        )
        notify_links(request, len(chosen), count)
        return redirect(page_url(request, "meeting_record_send", record.pk))
    return link_page(request, _send_page(request, record, attended))


def _send_page(
    request: CooperationRequest, meeting: Meeting, attended: Sequence[tuple[Presence, Convened]]
) -> LinkPage:
    recipients = [services.recipient_of(one) for one in attended]
    links = own_links(queries.PURPOSE, recipients)
    return LinkPage(
        title=_("Envoyer le relevé"),
        about=str(meeting),
        sentence=_(
            "À qui était là, excusé ou représenté : le relevé en PDF, DOCX et ODT, et un lien pour "
            "demander un changement jusqu’à sa validation."
        ),
        place=meetings_place(request, meeting),
        field="attended",
        rows=[
            LinkRow(
                value=number,
                name=one.name,
                detail=str(one.seat) if one.person and one.seat.organisation else "",
                email=one.email,
                link=links.get(recipients[number]),
                is_checked=recipients[number] not in links,
                note=_("a son lien") if recipients[number] in links else "",
            )
            for number, (_presence, one) in enumerate(attended)
        ],
        empty=_("Personne n’est noté présent : notez les présences d’abord."),
        instead=PageLink(
            _("Noter les présences"), page_url(request, "meeting_attendance", meeting.pk)
        ),
        back=PageLink(_("Revenir au relevé"), page_url(request, "meeting_record", meeting.pk)),
    )


@answer_page(queries.PURPOSE, find=lambda link: queries.presence_of(link).first())
def answer_record(request: AnswerRequest, presence: Presence) -> HttpResponseBase:
    """What was settled, and the change that the holder of the link asks, until it is validated."""
    link = request.link
    if presence.meeting.is_locked:
        return _validated(request, presence)
    form = LinkAmendmentForm(request.POST or None)
    form.sign(link.recipient, presence.seat)
    decisions = Decision.objects.filter(meeting=presence.meeting).order_by("item__rank", "pk")
    shown = {"presence": presence, "meeting": presence.meeting, "decisions": decisions}
    page = AnswerPage("governance/answer_record", form, shown)

    def keep() -> None:
        services.amend_by_link(
            presence=presence,
            text=form.cleaned_data["text"],
            told_by=form.cleaned_data["said_by"],
        )

    try:
        return take_answer(request, page, keep)
    except ClosedError:
        return _validated(request, queries.presence_of(link).get())


def _validated(request: AnswerRequest, presence: Presence) -> HttpResponse:
    """The page (410) of a record that is validated: nothing changes any more."""
    context = {"link": request.link, "meeting": presence.meeting}
    return render(request, "governance/answer_record_closed.html", context, status=410)
