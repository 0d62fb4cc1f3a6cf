"""On which day does the body meet? Dates are proposed, answered, and one is chosen."""

from django.db.models import QuerySet
from django.forms import Form
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
from maillage.ground.directory.records.models.periods import in_force
from maillage.ground.directory.records.queries.organisations import spoken_for
from maillage.trade.governance import permissions
from maillage.trade.governance.addresses import page_url
from maillage.trade.governance.bodies.models import Body, Seat
from maillage.trade.governance.bodies.queries import bodies as body_queries
from maillage.trade.governance.date_polls import queries
from maillage.trade.governance.date_polls.forms import DatePollEditForm, DatePollForm
from maillage.trade.governance.date_polls.models import DatePoll, PollSlot
from maillage.trade.governance.date_polls.services import date_polls as services
from maillage.trade.governance.date_polls.views.home import poll_place
from maillage.trade.governance.date_polls.views.page import shown_poll
from maillage.trade.governance.date_polls.words import CLOSED, ranked_slots
from maillage.trade.governance.meetings.forms.meetings import CancelForm
from maillage.trade.governance.meetings.queries.meetings import meetings
from maillage.trade.governance.meetings.services.meetings import LockedMeetingError
from maillage.trade.governance.meetings.views.home import meetings_place


@cooperation_page(can=permissions.can_open_meetings)
def date_poll(request: CooperationRequest, date_poll: int) -> HttpResponse:
    """The proposed dates from the best to the worst, why, and who says what."""
    told = queries.poll_sheet(request.access, _poll(request, date_poll))
    access = request.access
    context = {
        "told": told,
        "ranked": ranked_slots(told),
        "page": shown_poll(told, timezone.localdate()),
        "may_keep": permissions.can_keep_meetings(access) and told.poll.is_open,
        "may_answer": _answered_by(request) if told.poll.is_open else frozenset(),
        "place": meetings_place(request),
        "audience": Audience(_("tous les accès"), page_url(request, "meetings")),
    }
    return render(request, "governance/date_poll.html", context)


def _answered_by(request: CooperationRequest) -> frozenset[int]:
    """The structures whose answers this reader may give; an officer gives all of them."""
    access = request.access
    return spoken_for(access) if permissions.can_answer_decisions(access) else frozenset()


@cooperation_page(can=permissions.can_keep_meetings)
def date_poll_add(request: CooperationRequest) -> HttpResponse:
    """The form that proposes dates to a body, or to move a meeting that is still to be held."""
    form = DatePollForm(request.POST or None, instance=_planned(request), bodies=_bodies(request))
    if request.method == "POST" and form.is_valid():
        poll = services.open_poll(
            author=request.user,
            poll=form.save(commit=False),
            proposed=form.cleaned_data["slots"],
        )
        say(request, _("Le sondage est prêt : envoyez-le à qui siège."))
        return redirect(page_url(request, "date_poll_invite", poll.pk))
    page = FormPage(
        _("Proposer des dates"),
        page_url(request, "meetings"),
        sentence=_("Chacun répond par un lien, sans compte ; la meilleure date se voit aussitôt."),
        place=meetings_place(request),
    )
    return form_page(request, form, page)


def _planned(request: CooperationRequest) -> DatePoll:
    """What the form begins with: a body, or a meeting to move, named in the address."""
    asked, moved = request.GET.get("instance", ""), request.GET.get("seance", "")
    if moved.isdecimal() and len(moved) < 12:
        meeting = meetings(request.access).filter(pk=int(moved)).first()
        if meeting and meeting.is_open:
            return DatePoll(
                meeting=meeting,
                body=meeting.body,
                title=meeting.title,
                place=meeting.place,
                link=meeting.link,
            )
    if asked.isdecimal() and len(asked) < 12:
        body = _bodies(request).filter(pk=int(asked)).first()
        return DatePoll(body=body) if body else DatePoll()
    return DatePoll()


@cooperation_page(can=permissions.can_keep_meetings)
def date_poll_edit(request: CooperationRequest, date_poll: int) -> HttpResponse:
    """The form that adds dates, gives more time, and says which seats cannot be missing."""
    kept = _poll(request, date_poll)
    if not kept.is_open:
        return _is_over(request, kept)
    back, read = page_url(request, "date_poll", kept.pk), version_read(request, kept)
    form = DatePollEditForm(request.POST or None, poll=kept, seats=_seats(request, kept))
    if request.method == "POST" and form.is_valid():
        kept.closes_on = form.cleaned_data["closes_on"]
        try:
            services.edit_poll(
                author=request.user,
                poll=kept,
                read=read,
                proposed=form.cleaned_data["slots"],
                required=[one.pk for one in form.cleaned_data["required"]],
            )
        except StaleVersionError as stale:
            saved = _poll(request, date_poll)
            texts = form, DatePollEditForm(poll=saved, seats=_seats(request, saved))
            return both_texts(request, texts, stale, back)
        except services.PollClosedError:
            return _is_over(request, kept)
        say(request, _("Le sondage est à jour."))
        return redirect(back)
    page = FormPage(
        _("Corriger le sondage"),
        back,
        sentence=_("Qui siège depuis son envoi y est ajouté : pensez à l’inviter."),
        place=poll_place(request, kept),
        version=read,
    )
    return form_page(request, form, page)


@cooperation_page(can=permissions.can_keep_meetings)
def date_poll_drop(request: CooperationRequest, date_poll: int) -> HttpResponse:
    """The form that gives a poll up, with its reason."""
    kept = _poll(request, date_poll)
    if not kept.is_open:
        return _is_over(request, kept)
    back, read = page_url(request, "date_poll", kept.pk), version_read(request, kept)
    form = CancelForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        try:
            services.drop_poll(author=request.user, poll=kept, read=read, reason=reason)
        except StaleVersionError as stale:
            return both_texts(request, (form, CancelForm()), stale, back)
        say(request, _("Le sondage est abandonné : ses réponses restent."))
        return redirect(back)
    page = FormPage(
        _("Abandonner le sondage"),
        back,
        sentence=str(kept),
        place=poll_place(request, kept),
        version=read,
    )
    return form_page(request, form, page)


@cooperation_page(can=permissions.can_keep_meetings)
def date_poll_choose(request: CooperationRequest, poll_slot: int) -> HttpResponse:
    """The page that asks whether this date is the one, and fixes the meeting on it."""
    slot = get_object_or_404(queries.slots(request.access), pk=poll_slot)
    if not slot.poll.is_open:
        return _is_over(request, slot.poll)
    back, read = page_url(request, "date_poll", slot.poll_id), version_read(request, slot.poll)
    if request.method == "POST":
        try:
            meeting = services.choose_slot(author=request.user, slot=slot, read=read)
        except StaleVersionError as stale:
            return both_texts(request, (Form(), Form()), stale, back)
        except (services.PollClosedError, LockedMeetingError):
            return _is_over(request, slot.poll)
        say(request, _("La date est fixée et le sondage fermé : écrivez l’ordre du jour."))
        return redirect(page_url(request, "meeting", meeting.pk))
    page = _choice_page(request, slot, back, read)
    return form_page(request, Form(), page)


def _choice_page(request: CooperationRequest, slot: PollSlot, back: str, read: int) -> FormPage:
    ranked = ranked_slots(queries.poll_sheet(request.access, slot.poll))
    chosen = next(one for one in ranked if one.slot.pk == slot.pk)
    return FormPage(
        _("Fixer la séance au %(when)s") % {"when": chosen.when},
        back,
        sentence=chosen.why,
        place=poll_place(request, slot.poll),
        version=read,
        submit=_("Fixer cette date"),
    )


def _is_over(request: CooperationRequest, kept: DatePoll) -> HttpResponse:
    warn(request, str(CLOSED))
    return redirect(page_url(request, "date_poll", kept.pk))


def _poll(request: CooperationRequest, number: int) -> DatePoll:
    return get_object_or_404(queries.date_polls(request.access), pk=number)


def _bodies(request: CooperationRequest) -> QuerySet[Body]:
    rows = body_queries.bodies(request.access).filter(in_force())
    return rows.order_by("folded", "pk")


def _seats(request: CooperationRequest, kept: DatePoll) -> QuerySet[Seat]:
    rows = body_queries.seats(request.access).filter(in_force(), body=kept.body_id)
    return rows.order_by("college", "organisation__folded", "pk")
