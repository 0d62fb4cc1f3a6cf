"""What is disputed, between whom, how hot is it, and what comes next?"""

from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from maillage.core import french
from maillage.core.messages import say
from maillage.core.register import answer_register
from maillage.foundation.cooperations.choices import Visibility
from maillage.foundation.cooperations.pages.doors import CooperationRequest, cooperation_page
from maillage.foundation.cooperations.pages.edits import FormPage, Sent, add_page, edit_page
from maillage.foundation.cooperations.pages.readers import by_access
from maillage.foundation.cooperations.pages.records import one_of
from maillage.foundation.journal.services import record_opening
from maillage.ground.actors.sources.queries import Drawn, drawn_from
from maillage.ground.actors.subjects.queries import subjects
from maillage.trade.dialogue import permissions
from maillage.trade.dialogue.addresses import audience_of, page_url
from maillage.trade.dialogue.conflict_pages.queries import conflict_sheet
from maillage.trade.dialogue.conflict_pages.views.register import (
    conflict_register,
    conflicts_sentence,
)
from maillage.trade.dialogue.conflict_pages.views.sheet import (
    compromise_lines,
    conflicts_place,
    heat_drawing,
    next_gesture,
    shown_conflict,
    shown_heats,
    shown_parties,
)
from maillage.trade.dialogue.conflicts import queries, services
from maillage.trade.dialogue.conflicts.forms import (
    ChooseConflictForm,
    ConflictForm,
    EndForm,
    HeatForm,
    OpenForm,
    PartyForm,
)
from maillage.trade.dialogue.conflicts.models import Conflict, ConflictHeat, Party

_get_conflict = one_of(queries.conflicts)
_party = one_of(queries.parties)


@cooperation_page(can=permissions.can_open_conflicts)
def conflicts(request: CooperationRequest) -> HttpResponse:
    """The register of conflicts, those whose step comes first on top."""
    access, today = request.access, timezone.localdate()
    context = {
        "sentence": conflicts_sentence(queries.conflict_counts(access, today)),
        "audience": by_access(request, page_url(request, "conflicts")),
    }
    return answer_register(
        request,
        conflict_register(access, today),
        queries.with_heat(queries.conflicts(access)),
        template="dialogue/conflicts.html",
        context=context,
    )


@cooperation_page(can=permissions.can_open_conflicts)
def conflict(request: CooperationRequest, conflict: int) -> HttpResponse:
    """The sheet of one conflict; opening one that is for officers is recorded."""
    access = request.access
    record = get_object_or_404(queries.with_parties(queries.conflicts(access)), pk=conflict)
    sheet = conflict_sheet(access, record, timezone.localdate())
    if record.visibility == Visibility.OFFICERS and record.author_id != access.user_id:
        record_opening(request.user, record, cooperation_id=access.cooperation_id)
    context = {
        "details": sheet,
        "sheet": shown_conflict(request, sheet),
        "parties": shown_parties(request, sheet),
        "heats": shown_heats(sheet),
        "drawing": heat_drawing(sheet),
        "compromises": compromise_lines(request, sheet),
        "gesture": next_gesture(request, sheet),
        "may_keep": permissions.can_keep_conflicts(access),
        "audience": audience_of(record),
    }
    return render(request, "dialogue/conflict.html", context)


@cooperation_page(can=permissions.can_keep_conflicts)
def conflict_add(request: CooperationRequest) -> HttpResponse:
    """The form of a conflict and its parties; `?sujet=` says on what."""
    return add_page(
        request,
        form=lambda sent: _open_form(request, sent),
        save=lambda form: services.open_conflict(
            author=request.user,
            conflict=form.save(commit=False),
            parties=form.cleaned_data["parties"],
        ),
        page=FormPage(
            _("Noter un conflit"),
            conflicts_place(request),
            _("Qui s’oppose, sur quoi, et depuis quand."),
        ),
        done=lambda conflict: _("« %(name)s » est noté.") % {"name": conflict},
        to=lambda conflict: page_url(request, "conflict", conflict.pk),
    )


def _open_form(request: CooperationRequest, sent: Sent) -> OpenForm:
    access = request.access
    return OpenForm(
        sent,
        instance=Conflict(cooperation=access.cooperation, author=request.user),
        subjects=subjects(access),
        actors=queries.possible_parties(access),
        initial={
            "subject": request.GET.get("sujet", ""),
            "since": timezone.localdate(),
            "visibility": Visibility.OFFICERS,
        },
    )


@cooperation_page(can=permissions.can_keep_conflicts)
def conflict_edit(request: CooperationRequest, conflict: int) -> HttpResponse:
    """The form of a conflict, and of its next step."""
    return edit_page(
        request,
        lambda: _get_conflict(request, conflict),
        form=lambda conflict, sent: ConflictForm(
            sent, instance=conflict, subjects=subjects(request.access)
        ),
        save=lambda _conflict, form, read: services.edit_conflict(
            author=request.user, conflict=form.save(commit=False), read=read
        ),
        page=lambda conflict: FormPage(
            _("Corriger le conflit"),
            conflicts_place(request, conflict),
            _("Le niveau de tension se note sur la fiche du conflit, avec sa date."),
        ),
        done=lambda conflict: _("« %(name)s » est à jour.") % {"name": conflict},
    )


@cooperation_page(can=permissions.can_keep_conflicts)
def conflict_heat(request: CooperationRequest, conflict: int) -> HttpResponse:
    """The form of the heat on a day; `?note=&start=&end=` brings the sentence of a note."""
    record = _get_conflict(request, conflict)
    drawn = drawn_from(request.access, request.GET.dict())

    def save(form: HeatForm) -> ConflictHeat:
        heat, source = form.heat()
        return services.record_heat(author=request.user, heat=heat, source=source)

    return add_page(
        request,
        form=lambda sent: HeatForm(sent, conflict=record, drawn=drawn),
        save=save,
        page=FormPage(
            _("Dire où en est le conflit"), conflicts_place(request, record), str(record)
        ),
        done=_("C’est noté ; ce qui était dit avant reste."),
    )


@cooperation_page(can=permissions.can_keep_conflicts)
def conflict_heat_choose(request: CooperationRequest) -> HttpResponse:
    """Asks of which conflict a sentence of a note tells the heat; then opens its form."""
    parameters = request.GET.dict()
    drawn = drawn_from(request.access, parameters)
    query = f"?{urlencode(parameters)}" if drawn else ""
    conflicts = queries.open_conflicts(request.access).order_by("folded", "pk")
    return add_page(
        request,
        form=lambda sent: ChooseConflictForm(sent, conflicts=conflicts),
        save=lambda form: page_url(request, "conflict_heat", form.cleaned_data["conflict"].pk),
        page=FormPage(
            _("Noter cette phrase dans un conflit"),
            conflicts_place(request),
            _chosen_words(drawn),
            submit=_("Continuer"),
        ),
        done="",
        to=lambda url: url + query,
    )


def _chosen_words(drawn: Drawn | None) -> str:
    """The sentence, and what the page that follows asks."""
    ask = _("Choisissez le conflit ; la page suivante demande où il en est.")
    return f"« {drawn.sentence} » {ask}" if drawn and drawn.sentence else ask


@cooperation_page(can=permissions.can_keep_conflicts)
def conflict_end(request: CooperationRequest, conflict: int) -> HttpResponse:
    """The form that says how a conflict ended."""
    today = timezone.localdate()
    return edit_page(
        request,
        lambda: _get_conflict(request, conflict),
        form=lambda conflict, sent: EndForm(sent, instance=conflict, today=today),
        save=lambda _conflict, form, read: services.edit_conflict(
            author=request.user, conflict=form.save(commit=False), read=read
        ),
        page=lambda conflict: FormPage(
            _("Clore le conflit"),
            conflicts_place(request, conflict),
            _("« %(name)s » : ses parties et sa chaleur restent dans l’histoire.")
            % {"name": french.inner_quotes(str(conflict))},
            ends=True,
            keep=_("Le garder ouvert"),
        ),
        done=lambda conflict: _("« %(name)s » est terminé.") % {"name": conflict},
    )


@cooperation_page(can=permissions.can_keep_conflicts)
def conflict_reopen(request: CooperationRequest, conflict: int) -> HttpResponse:
    """The conflict is open again; a GET only goes back."""
    record = _get_conflict(request, conflict)
    back = page_url(request, "conflict", record.pk)
    if request.method == "POST" and not record.is_open:
        read = record.version
        record.until, record.outcome = None, ""
        services.edit_conflict(author=request.user, conflict=record, read=read)
        say(request, _("« %(name)s » est rouvert.") % {"name": record})
    return redirect(back)


@cooperation_page(can=permissions.can_keep_conflicts)
def conflict_party_add(request: CooperationRequest, conflict: int) -> HttpResponse:
    """The form of one more party."""
    record = _get_conflict(request, conflict)
    parties = Party.objects.filter(conflict=record).values("actor")
    actors = queries.possible_parties(request.access).exclude(pk__in=parties)
    return add_page(
        request,
        form=lambda sent: PartyForm(sent, instance=Party(conflict=record), actors=actors),
        save=lambda form: services.add_party(author=request.user, party=form.save(commit=False)),
        page=FormPage(_("Ajouter une partie"), conflicts_place(request, record), str(record)),
        done=_("La partie est ajoutée."),
    )


@cooperation_page(can=permissions.can_keep_conflicts)
def conflict_party_edit(request: CooperationRequest, party: int) -> HttpResponse:
    """The form of what matters to a party."""
    return edit_page(
        request,
        lambda: _party(request, party),
        form=lambda party, sent: PartyForm(sent, instance=party),
        save=lambda _party, form, read: services.edit_party(
            author=request.user, party=form.save(commit=False), read=read
        ),
        page=lambda party: FormPage(
            _("Ce qui compte pour %(name)s") % {"name": party},
            conflicts_place(request, party.conflict),
            str(party.conflict),
        ),
        done=lambda party: _("C’est noté pour %(name)s.") % {"name": party},
    )


@cooperation_page(can=permissions.can_keep_conflicts)
def conflict_party_remove(request: CooperationRequest, party: int) -> HttpResponse:
    """The party is no party any more; a GET only goes back."""
    record = _party(request, party)
    back = page_url(request, "conflict", record.conflict_id)
    if request.method == "POST":
        services.remove_party(author=request.user, party=record)
        say(request, _("%(name)s n’est plus partie à ce conflit.") % {"name": record})
    return redirect(back)
