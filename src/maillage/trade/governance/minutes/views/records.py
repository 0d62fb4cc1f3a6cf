"""What came out of a meeting: its record, amended, validated, then locked."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from maillage.core.said import say, warn
from maillage.core.shell import Audience
from maillage.core.stale import version_read
from maillage.core.versions import StaleVersionError
from maillage.foundation.cooperations.pages.doors import CooperationRequest, cooperation_page
from maillage.foundation.cooperations.pages.edits import FormPage, both_texts, form_page
from maillage.trade.governance import permissions
from maillage.trade.governance.addresses import page_url
from maillage.trade.governance.meetings.queries.attendance import attendance
from maillage.trade.governance.meetings.views.found import found
from maillage.trade.governance.meetings.views.home import meeting_place
from maillage.trade.governance.meetings.views.locked import unlocked, writable
from maillage.trade.governance.meetings.views.sheet import present_groups
from maillage.trade.governance.meetings.words import when_words
from maillage.trade.governance.minutes.forms.records import (
    AmendmentAnswerForm,
    AmendmentForm,
    ValidationForm,
)
from maillage.trade.governance.minutes.models.records import Amendment
from maillage.trade.governance.minutes.queries import records as queries
from maillage.trade.governance.minutes.queries.minutes import decisions_of, noted_items
from maillage.trade.governance.minutes.services import records as services


@cooperation_page(can=permissions.can_open_meetings)
def meeting_record(request: CooperationRequest, meeting: int) -> HttpResponse:
    """The record of decisions: who was there, what was settled, who does what."""
    kept = found(request, meeting)
    told = attendance(request.access, kept)
    is_open = bool(kept.concluded_on) and not kept.is_locked
    context = {
        "meeting": kept,
        "when": when_words(kept),
        "attendance": told,
        "groups": present_groups(told),
        "noted": noted_items(request.access, kept),
        "decisions": decisions_of(request.access, kept),
        "amendments": list(queries.amendments(request.access).filter(meeting=kept)),
        "may_amend": is_open and permissions.can_amend_records(request.access),
        "may_send": bool(kept.concluded_on) and permissions.can_keep_meetings(request.access),
        "reads_sources": permissions.can_read_sources(request.access),
        "may_validate": is_open and permissions.can_keep_meetings(request.access),
        "place": meeting_place(request, kept),
        "audience": Audience(_("chacun selon son accès"), page_url(request, "meeting", kept.pk)),
    }
    return render(request, "governance/meeting_record.html", context)


@cooperation_page(can=permissions.can_amend_records)
@unlocked
def meeting_amendment_add(request: CooperationRequest, meeting: int) -> HttpResponse:
    """The form by which a structure asks a change on the record."""
    kept = writable(request, meeting)
    form = AmendmentForm(
        request.POST or None,
        instance=Amendment(meeting=kept),
        organisations=queries.amending_organisations(request.access),
    )
    back = page_url(request, "meeting_record", kept.pk)
    if request.method == "POST" and form.is_valid():
        services.ask_amendment(author=request.user, amendment=form.save(commit=False))
        say(request, _("L’amendement est noté : il attend une réponse."))
        return redirect(back)
    page = FormPage(
        _("Demander un changement"),
        back,
        sentence=_("Dites le passage, et les mots que vous souhaitez."),
        place=meeting_place(request, kept),
    )
    return form_page(request, form, page)


@cooperation_page(can=permissions.can_keep_meetings)
@unlocked
def meeting_amendment_answer(request: CooperationRequest, amendment: int) -> HttpResponse:
    """The form that accepts or refuses a change asked on the record."""
    kept = get_object_or_404(queries.amendments(request.access), pk=amendment)
    back, read = page_url(request, "meeting_record", kept.meeting_id), version_read(request, kept)
    form = AmendmentAnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        state = form.cleaned_data["state"]
        try:
            services.answer_amendment(author=request.user, amendment=kept, read=read, state=state)
        except StaleVersionError as stale:
            saved = AmendmentAnswerForm(
                initial={"state": queries.amendments(request.access).get(pk=kept.pk).state}
            )
            return both_texts(request, (form, saved), stale, back)
        say(request, _("La réponse est notée."))
        return redirect(back)
    page = FormPage(
        _("Répondre à l’amendement"),
        back,
        sentence=f"{kept.asker} : {kept.text}",
        place=meeting_place(request, kept.meeting),
        version=read,
    )
    return form_page(request, form, page)


@cooperation_page(can=permissions.can_keep_meetings)
@unlocked
def meeting_record_validate(request: CooperationRequest, meeting: int) -> HttpResponse:
    """The form that says at which meeting the record was validated, and locks it."""
    kept = writable(request, meeting)
    back, read = page_url(request, "meeting_record", kept.pk), version_read(request, kept)
    if kept.concluded_on is None:
        warn(request, _("Dites d’abord que la séance s’est tenue."))
        return redirect(page_url(request, "meeting", kept.pk))
    meetings = queries.validating_meetings(request.access, kept, timezone.localdate())
    form = ValidationForm(request.POST or None, meetings=meetings)
    if request.method == "POST" and form.is_valid():
        at = form.cleaned_data["at"]
        try:
            services.validate_record(author=request.user, meeting=kept, read=read, at=at)
        except StaleVersionError as stale:
            return both_texts(request, (form, ValidationForm(meetings=meetings)), stale, back)
        except services.UnsettledRecordError:
            warn(request, _("Répondez aux amendements et départagez les textes d’abord."))
            return redirect(back)
        say(request, _("Le relevé est validé : plus rien ne s’y écrit."))
        return redirect(back)
    page = FormPage(
        _("Valider le relevé"),
        back,
        sentence=_validation_sentence(has_meetings=meetings.exists()),
        place=meeting_place(request, kept),
        version=read,
        submit=_("Valider et verrouiller"),
        is_grave=True,
    )
    return form_page(request, form, page)


def _validation_sentence(*, has_meetings: bool) -> str:
    if not has_meetings:
        return _("Il se valide à une séance suivante de l’instance : aucune n’a encore eu lieu.")
    return _("Après validation, plus rien de cette séance ne s’écrit : ni présence, ni note.")
