"""What is said and settled, written during the meeting, by several people at once."""

from collections.abc import Sequence
from dataclasses import replace

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from maillage.core import french
from maillage.core.french import hour_words
from maillage.core.messages import say, warn
from maillage.core.numbers import read_number
from maillage.core.shell import Audience
from maillage.foundation.cooperations.pages.doors import CooperationRequest, cooperation_page
from maillage.foundation.cooperations.pages.edits import (
    FormPage,
    Sent,
    add_page,
    drop_page,
    edit_page,
)
from maillage.ground.directory.records.queries.organisations import member_organisations
from maillage.trade.governance import permissions
from maillage.trade.governance.addresses import page_url
from maillage.trade.governance.decisions.models import Decision
from maillage.trade.governance.decisions.queries import decisions
from maillage.trade.governance.meetings.models import AgendaItem
from maillage.trade.governance.meetings.queries.attendance import attendance
from maillage.trade.governance.meetings.queries.meetings import items
from maillage.trade.governance.meetings.views.register import (
    get_meeting,
    meetings_place,
    unlocked,
    writable,
)
from maillage.trade.governance.minutes import queries, services
from maillage.trade.governance.minutes.forms import DecisionForm, NoteForm, SettleForm
from maillage.trade.governance.minutes.mentions import away_words

UNCHANGED = 204


@cooperation_page(can=permissions.can_keep_attendance)
@unlocked
def meeting_minutes(request: CooperationRequest, meeting: int) -> HttpResponse:
    """The notes of a meeting in progress, one for each item."""
    record = writable(request, meeting)
    context = {
        "meeting": record,
        "noted": with_absences(request, queries.noted_items(request.access, record)),
        "place": meetings_place(request, record),
        "audience": Audience(_("l’équipe projet"), page_url(request, "meeting", record.pk)),
    }
    return render(request, "governance/meeting_minutes.html", context)


def with_absences(
    request: CooperationRequest, noted: Sequence[queries.NotedItem]
) -> list[queries.NotedItem]:
    """The same items, each with what is to be asked of the absent whom its note names."""
    if not any(one.text for one in noted):
        return list(noted)
    sheet = attendance(request.access, noted[0].line.item.meeting)
    return [replace(one, away=away_words(sheet, one.text)) for one in noted]


@cooperation_page(can=permissions.can_keep_attendance)
@unlocked
def meeting_note(request: CooperationRequest, agenda_item: int) -> HttpResponse:
    """Keeps the note of an item as it is typed; what others wrote meanwhile comes back."""
    item = get_object_or_404(items(request.access), pk=agenda_item)
    back = _back(request, item)
    if request.method != "POST":
        asks = request.htmx  # type: ignore[attr-defined]  # django-htmx
        return _note_answer(request, item, _nothing_typed(request)) if asks else redirect(back)
    form = NoteForm(request.POST)
    if not form.is_valid():
        warn(request, _("Cette note n’a pas pu être lue : copiez-la avant de recharger la page."))
        return redirect(back)
    typed = form.typed
    if not typed.is_untouched:
        services.write_note(author=request.user, item=item, typed=typed)
    if not request.htmx:  # type: ignore[attr-defined]  # django-htmx
        say(request, _("La note est enregistrée."))
        return redirect(back)
    return _note_answer(request, item, typed)


def _nothing_typed(request: CooperationRequest) -> services.Typed:
    """What is asked by whoever only reads what others wrote since a version."""
    return services.Typed("", "", read_number(request.GET.get("version", "")) or 0)


def _note_answer(
    request: CooperationRequest, item: AgendaItem, typed: services.Typed
) -> HttpResponse:
    """What changes on the page of whoever writes: never the text they are typing."""
    noted = queries.noted_item(request.access, item)
    is_fresh = typed.is_untouched and typed.read != noted.version
    if typed.is_untouched and not is_fresh:
        return HttpResponse(status=UNCHANGED)
    stays_whole = noted.text == typed.text
    context = {
        "one": with_absences(request, [noted])[0],
        "from": request.POST.get("from") or request.GET.get("from", ""),
        "is_fresh": is_fresh,
        "base": noted.text if is_fresh else typed.text,
        "version": noted.version if is_fresh or stays_whole else typed.read,
        "saved_at": "" if typed.is_untouched else hour_words(timezone.localtime().time()),
    }
    return render(request, "governance/parts/note_answer.html", context)


@cooperation_page(can=permissions.can_keep_attendance)
@unlocked
def meeting_note_settle(request: CooperationRequest, note_variant: int) -> HttpResponse:
    """Keeps one of two texts, or both."""
    variant = get_object_or_404(queries.variants(request.access), pk=note_variant)
    item = variant.note.item
    form = SettleForm(request.POST)
    if request.method == "POST" and form.is_valid():
        services.settle_variant(
            author=request.user, variant=variant, keep=form.cleaned_data["keep"]
        )
        say(request, _("La note du point « %(item)s » est départagée.") % {"item": item})
    return redirect(_back(request, item))


def _back(request: CooperationRequest, item: AgendaItem) -> str:
    """Where one goes on writing: the page of the meeting when one wrote there, or its notes."""
    if request.POST.get("from") == "seance":
        return page_url(request, "meeting", item.meeting_id) + f"?point={item.pk}#seance-point"
    return page_url(request, "meeting_minutes", item.meeting_id) + f"#point-{item.pk}"


@cooperation_page(can=permissions.can_keep_attendance)
def meeting_decision_add(request: CooperationRequest, meeting: int) -> HttpResponse:
    """The form of what was settled; `?point=` says on which item."""
    record = get_meeting(request, meeting)
    requested_value = request.GET.get("point", "")
    point = next((one for one in record.items.all() if str(one.pk) == requested_value), None)
    decision = Decision(meeting=record, item=point, rule=record.body.decision_rule)
    return add_page(
        request,
        form=lambda sent: _form(request, decision, sent),
        save=lambda form: services.add_decision(
            author=request.user, decision=form.save(commit=False)
        ),
        page=FormPage(
            _("Noter une décision"),
            meetings_place(request, record),
            str(record),
            back_to=page_url(request, "meeting_minutes", record.pk),
        ),
        done=_("La décision est notée."),
        under=record,
    )


@cooperation_page(can=permissions.can_keep_attendance)
def meeting_decision_edit(request: CooperationRequest, decision: int) -> HttpResponse:
    """The form of a decision; who writes second sees both texts."""
    return edit_page(
        request,
        lambda: _decision(request, decision),
        form=lambda decision, sent: _form(request, decision, sent),
        save=lambda _decision, form, read: services.edit_decision(
            author=request.user, decision=form.save(commit=False), read=read
        ),
        page=lambda decision: FormPage(
            _("Corriger la décision"),
            meetings_place(request, decision.settled_at),
            str(decision.settled_at),
        ),
        done=_("La décision est à jour."),
        closed=lambda decision: decision.settled_at.closed_words,
    )


@cooperation_page(can=permissions.can_keep_attendance)
def meeting_decision_remove(request: CooperationRequest, decision: int) -> HttpResponse:
    """The page that asks whether a decision was written by mistake, and takes it out."""
    record = _decision(request, decision)
    return drop_page(
        request,
        drop=lambda: services.remove_decision(author=request.user, decision=record),
        page=FormPage(
            _("Retirer la décision"),
            meetings_place(request, record.settled_at),
            _("« %(title)s » quitte le relevé.") % {"title": french.inner_quotes(str(record))},
            keep=_("La garder"),
        ),
        done=_("La décision est retirée."),
        under=record.settled_at,
    )


def _form(request: CooperationRequest, decision: Decision, sent: Sent) -> DecisionForm:
    return DecisionForm(
        sent,
        instance=decision,
        items=decision.settled_at.items.order_by("rank", "pk"),
        organisations=member_organisations(request.access).order_by("folded", "pk"),
    )


def _decision(request: CooperationRequest, decision: int) -> Decision:
    rows = decisions(request.access).filter(meeting__isnull=False)
    return get_object_or_404(rows, pk=decision)
