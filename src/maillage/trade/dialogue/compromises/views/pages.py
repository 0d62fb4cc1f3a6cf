"""Which option can everyone live with, and which condition would unlock most?"""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import ngettext

from maillage.core import french
from maillage.core.matrix import answer_matrix
from maillage.core.messages import say
from maillage.core.numbers import row_numbered
from maillage.core.panels import panels
from maillage.core.register import Action, Chip, Column, Empty, Register, Search, answer_register
from maillage.core.register.cells import with_note
from maillage.foundation.cooperations.choices import Visibility
from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.pages.doors import CooperationRequest, cooperation_page
from maillage.foundation.cooperations.pages.edits import FormPage, Sent, add_page, edit_page
from maillage.foundation.cooperations.pages.readers import by_access
from maillage.foundation.cooperations.pages.records import one_of, places_of
from maillage.foundation.journal.services import record_opening
from maillage.ground.actors.readings.words import span_words
from maillage.ground.actors.subjects.queries import subjects
from maillage.trade.dialogue import permissions
from maillage.trade.dialogue.addresses import audience_of, page_url
from maillage.trade.dialogue.choices import Settlement
from maillage.trade.dialogue.compromises import queries, services
from maillage.trade.dialogue.compromises.forms import CompromiseForm, OpenForm, SettleForm
from maillage.trade.dialogue.compromises.models import Compromise
from maillage.trade.dialogue.compromises.queries import (
    CompromiseRow,
    Counts,
    compromise_rows,
    compromises_holding,
)
from maillage.trade.dialogue.compromises.services import reopen_compromise, settle_compromise
from maillage.trade.dialogue.compromises.views.matrix import compromise_matrix
from maillage.trade.dialogue.compromises.views.words import (
    compromise_sentence,
    coverage_note,
    doubt_sentences,
    terms,
    unlocking_sentences,
)
from maillage.trade.dialogue.conflicts.models import Conflict
from maillage.trade.dialogue.conflicts.queries import conflicts, possible_parties

compromises_place = places_of(page_url, lazy("Compromis"), "compromises", "compromise")
_get_compromise = one_of(queries.compromises)


@cooperation_page(can=permissions.can_open_compromises)
def compromises(request: CooperationRequest) -> HttpResponse:
    """The register of compromises."""
    access = request.access
    context = {
        "sentence": compromises_sentence(queries.compromise_counts(access)),
        "audience": by_access(request, page_url(request, "compromises")),
    }
    return answer_register(
        request,
        compromise_register(access),
        queries.compromises(access),
        template="dialogue/compromises.html",
        context=context,
    )


@cooperation_page(can=permissions.can_open_compromises)
def compromise(request: CooperationRequest, compromise: int) -> HttpResponse:
    """The table of a compromise and what it tells; opening a confidential one is recorded."""
    access = request.access
    record = get_object_or_404(queries.with_table(queries.compromises(access)), pk=compromise)
    sheet = queries.compromise_sheet(access, record, timezone.localdate())
    if record.visibility == Visibility.OFFICERS and record.author_id != access.user_id:
        record_opening(request.user, record, cooperation_id=access.cooperation_id)
    may_keep = permissions.can_keep_compromises(access)
    context = {
        "details": sheet,
        "place": compromises_place(request),
        "sentence": compromise_sentence(sheet),
        "coverage": coverage_note(sheet),
        "span": span_words(one.on for one in sheet.answers.values()),
        "doubts": doubt_sentences(sheet),
        "unlocking": unlocking_sentences(sheet),
        "terms": terms(sheet),
        "side": panels.ask(access, "compromise", record.pk),
        "may_keep": may_keep,
        "cell_part": "dialogue/parts/option_answer.html" if may_keep and record.is_open else "",
        "audience": audience_of(record),
    }
    return answer_matrix(
        request,
        compromise_matrix(request, sheet),
        template="dialogue/compromise.html",
        context=context,
    )


@cooperation_page(can=permissions.can_keep_compromises)
def compromise_add(request: CooperationRequest) -> HttpResponse:
    """The form of a compromise; `?conflit=` brings its parties, `?sujet=` says on what."""
    conflict = _requested_conflict(request)
    return add_page(
        request,
        form=lambda sent: _open_form(request, conflict, sent),
        save=lambda form: services.open_compromise(
            author=request.user,
            compromise=form.save(commit=False),
            options=form.cleaned_data["options"],
            actors=form.cleaned_data["actors"],
        ),
        page=FormPage(
            _("Chercher un compromis"),
            compromises_place(request),
            _("Sur le conflit : %(name)s") % {"name": conflict} if conflict else "",
        ),
        done=_("Les options sont prêtes à être proposées."),
        to=lambda compromise: page_url(request, "compromise", compromise.pk),
    )


def _open_form(request: CooperationRequest, conflict: Conflict | None, sent: Sent) -> OpenForm:
    access = request.access
    return OpenForm(
        sent,
        instance=Compromise(
            cooperation=access.cooperation,
            author=request.user,
            opened_on=timezone.localdate(),
            conflict=conflict,
        ),
        subjects=subjects(access),
        actors=possible_parties(access),
        initial=_brought(request, conflict),
    )


@cooperation_page(can=permissions.can_keep_compromises)
def compromise_edit(request: CooperationRequest, compromise: int) -> HttpResponse:
    """The form of the question, and of whoever is asked."""
    return edit_page(
        request,
        lambda: _get_compromise(request, compromise),
        form=lambda compromise, sent: _form(request, compromise, sent),
        save=lambda _compromise, form, read: services.edit_compromise(
            author=request.user,
            compromise=form.save(commit=False),
            read=read,
            actors=form.cleaned_data["actors"],
        ),
        page=lambda compromise: FormPage(
            _("Corriger la question, choisir qui est consulté"),
            compromises_place(request, compromise),
            _("Décocher une structure n’efface rien de ce qu’on sait de sa réponse."),
        ),
        done=lambda compromise: _("« %(name)s » est à jour.") % {"name": compromise},
    )


@cooperation_page(can=permissions.can_keep_compromises)
def compromise_settle(request: CooperationRequest, compromise: int) -> HttpResponse:
    """The form that says which option is accepted, or that the search is given up."""
    today = timezone.localdate()
    return edit_page(
        request,
        lambda: _get_compromise(request, compromise),
        form=lambda compromise, sent: SettleForm(
            sent,
            instance=compromise,
            options=compromise.options.all(),
            initial={"settled_on": compromise.settled_on or today},
        ),
        save=lambda _compromise, form, read: settle_compromise(
            access=request.access, compromise=form.save(commit=False), read=read
        ),
        page=lambda compromise: FormPage(
            _("Dire l’issue"), compromises_place(request, compromise), str(compromise)
        ),
        done=_("L’issue est notée."),
    )


@cooperation_page(can=permissions.can_keep_compromises)
def compromise_reopen(request: CooperationRequest, compromise: int) -> HttpResponse:
    """The search is open again; a GET only goes back."""
    record = _get_compromise(request, compromise)
    if request.method == "POST" and not record.is_open:
        reopen_compromise(access=request.access, compromise=record)
        say(request, _("« %(name)s » est rouvert.") % {"name": record})
    return redirect(page_url(request, "compromise", record.pk))


def _requested_conflict(request: CooperationRequest) -> Conflict | None:
    return row_numbered(conflicts(request.access), request.GET.get("conflit", ""))


def _brought(request: CooperationRequest, conflict: Conflict | None) -> dict[str, object]:
    """What the form holds already: the parties and the subject of the conflict."""
    if conflict is None:
        requested_subject = request.GET.get("sujet", "")
        return {"subject": requested_subject, "visibility": Visibility.OFFICERS}
    return {
        "title": conflict.title,
        "subject": conflict.subject_id,
        "visibility": conflict.visibility,
        "actors": list(conflict.parties.values_list("actor", flat=True)),
    }


def _form(request: CooperationRequest, compromise: Compromise, sent: Sent) -> CompromiseForm:
    numbers = list(compromise.parties.values_list("actor", flat=True))
    actors = possible_parties(request.access) | queries.actors_concerned(compromise)
    return CompromiseForm(
        sent,
        instance=compromise,
        subjects=subjects(request.access),
        actors=actors.distinct(),
        initial={"actors": numbers},
    )


def compromise_register(access: Access) -> Register[Compromise, CompromiseRow]:
    """The register of compromises, as this reader may use it."""
    slug = access.cooperation.slug
    return Register(
        caption=_("Compromis"),
        noun=(_("compromis"), _("compromis")),
        filename="compromis",
        columns=_columns(),
        read=lambda page: compromise_rows(access, page),
        order="ouvert",
        row_url=lambda row: reverse("dialogue:compromise", args=[slug, row.pk]),
        search=Search(_("Filtrer les compromis"), _("Question ou structure"), compromises_holding),
        chips=(
            Chip(
                "en-cours", _("en cours"), lambda rows: rows.filter(settlement=""), starts_on=True
            ),
        ),
        actions=compromise_gestures(access),
        empty=Empty(
            _("Aucun compromis pour l’instant"),
            _(
                "Commencez par une question qui divise et trois réponses possibles, dont ne rien "
                "changer. Puis demandez à chaque structure : oui, sous quelles conditions, ou non ?"
            ),
            compromise_gestures(access),
        ),
    )


def compromise_gestures(access: Access) -> tuple[Action, ...]:
    """The gestures of whoever looks for compromises."""
    if not permissions.can_keep_compromises(access):
        return ()
    add = reverse("dialogue:compromise_add", args=[access.cooperation.slug])
    return (Action(_("Chercher un compromis"), add, "plus", main=True),)


def _columns() -> tuple[Column[CompromiseRow], ...]:
    return (
        Column(
            "question",
            _("Question"),
            lambda row: row.title,
            cell=lambda row: with_note(row.title, row.about),
            sort=("folded", "pk"),
            wide=True,
        ),
        Column(
            "options",
            _("Options"),
            lambda row: row.options,
            numeric=True,
            measure="number",
        ),
        Column(
            "reponses",
            _("Se sont prononcées"),
            lambda row: row.answered,
            cell=lambda row: _("%(n)s sur %(all)s") % {"n": row.answered, "all": row.parties},
            numeric=True,
        ),
        Column("issue", _("Où en est-on"), _issue, cell=_issue_cell, wide=True, speaks=True),
        Column(
            "ouvert",
            _("Ouvert le"),
            lambda row: row.opened_on,
            sort=("-opened_on", "pk"),
            numeric=True,
        ),
    )


def _issue(row: CompromiseRow) -> str:
    return str(Settlement(row.settlement).label) if row.settlement else _("en cours")


def _issue_cell(row: CompromiseRow) -> str:
    return with_note(_issue(row).capitalize(), row.chosen)


def compromises_sentence(counts: Counts) -> str:
    """How many compromises are looked for, and how many were accepted."""
    if not counts.all:
        return _("Plusieurs options, chaque structure, et ce qui débloquerait.")
    open_words = ngettext(
        "un compromis est en cours", "%(n)s compromis sont en cours", counts.open
    ) % {"n": french.in_words(counts.open)}
    if not counts.open:
        open_words = _("aucun compromis n’est en cours")
    accepted = ngettext("un est accepté", "%(n)s sont acceptés", counts.accepted) % {
        "n": french.in_words(counts.accepted)
    }
    text = f"{open_words}, {accepted}." if counts.accepted else f"{open_words}."
    return text[:1].upper() + text[1:]
