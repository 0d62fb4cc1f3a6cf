"""When do the bodies meet, and what becomes of each meeting?"""

from collections.abc import Callable
from datetime import date

from django.db.models import QuerySet
from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.core.fragments import fragments
from maillage.core.register import answer_register
from maillage.core.said import say, warn
from maillage.core.shell import Audience, PageLink
from maillage.core.stale import version_read
from maillage.core.versions import StaleVersionError
from maillage.foundation.cooperations.pages.doors import CooperationRequest, cooperation_page
from maillage.foundation.cooperations.pages.edits import FormPage, both_texts, form_page
from maillage.ground.directory.records.models.periods import in_force
from maillage.trade.governance import permissions
from maillage.trade.governance.addresses import page_url
from maillage.trade.governance.bodies.models import Body
from maillage.trade.governance.bodies.queries import bodies as body_queries
from maillage.trade.governance.choices import Rhythm
from maillage.trade.governance.meetings.forms.meetings import (
    CancelForm,
    DaysForm,
    HeldForm,
    MeetingForm,
    OnForm,
)
from maillage.trade.governance.meetings.models.meetings import Meeting
from maillage.trade.governance.meetings.queries import meetings as queries
from maillage.trade.governance.meetings.queries.attendance import advice_on, attendance
from maillage.trade.governance.meetings.rules.dates import next_days
from maillage.trade.governance.meetings.services import meetings as services
from maillage.trade.governance.meetings.views.found import found
from maillage.trade.governance.meetings.views.home import meeting_place, meetings_place
from maillage.trade.governance.meetings.views.locked import unlocked, writable
from maillage.trade.governance.meetings.views.register import meeting_register
from maillage.trade.governance.meetings.views.sheet import (
    next_gesture,
    observed_groups,
    present_groups,
    shown_items,
    shown_sheet,
)

REPEATED = 6


@cooperation_page(can=permissions.can_open_meetings)
def meetings(request: CooperationRequest) -> HttpResponse:
    """The register of meetings."""
    access = request.access
    return answer_register(
        request,
        meeting_register(access),
        queries.meetings(access),
        template="governance/meetings.html",
        context={
            "audience": Audience(_("tous les accès"), page_url(request, "meetings")),
            "fragments": fragments.ask(access, "governance:meetings", None),
        },
    )


@cooperation_page(can=permissions.can_open_meetings)
def meeting(request: CooperationRequest, meeting: int) -> HttpResponse:
    """The sheet of one meeting."""
    access, today, shown = request.access, _today(), found(request, meeting)
    sheet, attended = queries.meeting_sheet(access, shown), attendance(access, shown)
    observed = observed_groups(attended) if permissions.can_read_sources(access) else []
    context = {
        "attendance": attended,
        "advice": advice_on(access, attended),
        "groups": present_groups(attended) + observed,
        "may_attend": permissions.can_keep_attendance(access) and not shown.is_locked,
        "told": sheet,
        "fragments": fragments.ask(access, "governance:meeting", sheet.meeting),
        "sheet": shown_sheet(access, sheet, today),
        "items": shown_items(sheet),
        "gesture": next_gesture(access, sheet, today),
        "may_keep": permissions.can_keep_meetings(access) and not shown.is_locked,
        "audience": Audience(_("chacun selon son accès"), "#qui-voit"),
    }
    return render(request, "governance/meeting.html", context)


@cooperation_page(can=permissions.can_keep_meetings)
def meeting_add(request: CooperationRequest) -> HttpResponse:
    """The form that sets a meeting of a body."""
    bodies = _open_bodies(request)
    asked = request.GET.get("instance", "")
    chosen = bodies.filter(pk=int(asked)).first() if asked.isascii() and asked.isdigit() else None
    planned = Meeting(body=chosen) if chosen else Meeting()
    form = MeetingForm(request.POST or None, instance=planned, bodies=bodies)
    if request.method == "POST" and form.is_valid():
        added = services.add_meeting(author=request.user, meeting=form.save(commit=False))
        say(request, _("La séance est posée : écrivez son ordre du jour."))
        return redirect(page_url(request, "meeting", added.pk))
    page = FormPage(
        _("Ajouter une séance"),
        page_url(request, "meetings"),
        sentence=_("C’est une instance qui se réunit : ajoutez-la d’abord si elle n’est pas ici."),
        place=meetings_place(request),
        before=PageLink(_("Ajouter une instance"), page_url(request, "body_add")),
    )
    return form_page(request, form, page)


@cooperation_page(can=permissions.can_keep_meetings)
@unlocked
def meeting_edit(request: CooperationRequest, meeting: int) -> HttpResponse:
    """The form of a meeting; who writes second sees both texts."""
    kept = writable(request, meeting)
    bodies = _open_bodies(request) | body_queries.bodies(request.access).filter(pk=kept.body_id)
    form = MeetingForm(request.POST or None, instance=kept, bodies=bodies)
    return _gesture(
        request,
        kept,
        _("Corriger la séance"),
        (form, lambda row: MeetingForm(instance=row, bodies=bodies)),
        lambda read: services.edit_meeting(author=request.user, meeting=kept, read=read),
    )


@cooperation_page(can=permissions.can_keep_meetings)
@unlocked
def meeting_convene(request: CooperationRequest, meeting: int) -> HttpResponse:
    """The form that says when the convocation left."""
    kept = writable(request, meeting)
    if not kept.is_open:
        return _is_over(request, kept)
    form = OnForm(request.POST or None, until=kept.held_on)
    return _gesture(
        request,
        kept,
        _("Noter la convocation"),
        (form, lambda row: OnForm(until=row.held_on)),
        lambda read: services.convene(
            author=request.user, meeting=kept, read=read, on=form.cleaned_data["on"]
        ),
    )


@cooperation_page(can=permissions.can_keep_meetings)
@unlocked
def meeting_conclude(request: CooperationRequest, meeting: int) -> HttpResponse:
    """The form that says that the meeting was held."""
    kept = writable(request, meeting)
    if not kept.is_open:
        return _is_over(request, kept)
    form = HeldForm(request.POST or None, held_on=kept.held_on)
    return _gesture(
        request,
        kept,
        _("La séance s’est tenue"),
        (form, lambda row: HeldForm(held_on=row.held_on)),
        lambda read: services.conclude(
            author=request.user, meeting=kept, read=read, on=form.cleaned_data["on"]
        ),
    )


@cooperation_page(can=permissions.can_keep_meetings)
@unlocked
def meeting_cancel(request: CooperationRequest, meeting: int) -> HttpResponse:
    """The form that cancels a meeting, which stays in the register with its reason."""
    kept = writable(request, meeting)
    if not kept.is_open:
        return _is_over(request, kept)
    form = CancelForm(request.POST or None)
    return _gesture(
        request,
        kept,
        _("Annuler la séance"),
        (form, lambda row: CancelForm(initial={"reason": row.cancelled_for})),
        lambda read: services.cancel(
            author=request.user,
            meeting=kept,
            read=read,
            on=_today(),
            reason=form.cleaned_data["reason"],
        ),
    )


@cooperation_page(can=permissions.can_keep_meetings)
def meeting_repeat(request: CooperationRequest, meeting: int) -> HttpResponse:
    """The dates that a rhythm proposes, which one corrects before they are set."""
    first = found(request, meeting)
    asked = request.GET.get("rythme", "")
    rhythm = asked if asked in Rhythm.values else Rhythm.MONTH
    proposed = [f"{day:%d/%m/%Y}" for day in next_days(first.held_on, rhythm, REPEATED)]
    form = DaysForm(request.POST or None, initial={"days": "\n".join(proposed)})
    back = page_url(request, "meeting", first.pk)
    if request.method == "POST" and form.is_valid():
        made = services.repeat_meeting(
            author=request.user, meeting=first, days=form.cleaned_data["days"]
        )
        say(
            request,
            ngettext("Une séance est posée.", "%(n)s séances sont posées.", len(made))
            % {"n": len(made)}
            if made
            else _("L’instance se réunit déjà à toutes ces dates : rien n’a changé."),
        )
        return redirect(page_url(request, "meetings"))
    context = {
        "form": form,
        "page": FormPage(_("Répéter la séance"), back, place=meeting_place(request, first)),
        "rhythms": Rhythm.choices,
        "chosen": rhythm,
    }
    status = 422 if form.is_bound else 200
    return render(request, "governance/meeting_repeat.html", context, status=status)


def _gesture(
    request: CooperationRequest,
    kept: Meeting,
    title: str,
    forms: tuple[BaseForm, Callable[[Meeting], BaseForm]],
    write: Callable[[int], Meeting],
) -> HttpResponse:
    """A form that writes on a meeting: its page, what is said after, both texts for a late one.

    `forms` are the form as typed and what makes the same form on the saved meeting.
    """
    form, saved = forms
    back, read = page_url(request, "meeting", kept.pk), version_read(request, kept)
    if request.method == "POST" and form.is_valid():
        try:
            write(read)
        except StaleVersionError as stale:
            return both_texts(request, (form, saved(found(request, kept.pk))), stale, back)
        say(request, _("La séance est à jour."))
        return redirect(back)
    page = FormPage(
        title, back, sentence=str(kept), place=meeting_place(request, kept), version=read
    )
    return form_page(request, form, page)


def _is_over(request: CooperationRequest, kept: Meeting) -> HttpResponse:
    """Back to the sheet of a meeting that is held or cancelled: nothing is left to say."""
    warn(request, _("Cette séance est déjà %(state)s.") % {"state": kept.state.label})
    return redirect(page_url(request, "meeting", kept.pk))


def _open_bodies(request: CooperationRequest) -> QuerySet[Body]:
    rows = body_queries.bodies(request.access).filter(in_force())
    return rows.order_by("folded", "pk")


def _today() -> date:
    return timezone.localdate()
