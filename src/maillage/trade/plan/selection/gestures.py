"""The forms of a call: itself, its grid, its projects, what is answer and decided of them."""

from functools import partial
from typing import TypeVar

from django.db.models import Model, QuerySet
from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from maillage.core import french
from maillage.core.numbers import row_numbered
from maillage.core.shell import PageLink
from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.pages.doors import CooperationRequest, cooperation_page
from maillage.foundation.cooperations.pages.edits import (
    FormPage,
    add_page,
    closed_page,
    drop_page,
    edit_page,
)
from maillage.foundation.cooperations.pages.records import one_of
from maillage.foundation.cooperations.questions.fields import ask_source
from maillage.foundation.cooperations.questions.pages import (
    answered_meanwhile,
    take_recorded_answer,
)
from maillage.foundation.cooperations.questions.words import means_words, rival_words
from maillage.trade.plan import permissions
from maillage.trade.plan.addresses import page_url
from maillage.trade.plan.linked_projects.services import StageOrderError
from maillage.trade.plan.selection import queries, services, words
from maillage.trade.plan.selection.answer_forms import BallotForm, FunderOpinionForm
from maillage.trade.plan.selection.forms import CallForm, CandidacyForm, ResultForm
from maillage.trade.plan.selection.models import Candidacy, ProjectCall
from maillage.trade.plan.selection.views import call_of, selection_place

Row = TypeVar("Row", bound=Model)
_candidacy = one_of(queries.candidacies)


def _project_place(request: CooperationRequest, one: Candidacy) -> tuple[PageLink, ...]:
    here = PageLink(str(one.project), page_url(request, "candidacy", one.pk))
    return (*selection_place(request, one.call), here)


@cooperation_page(can=permissions.can_edit_calls)
def project_call_add(request: CooperationRequest) -> HttpResponse:
    """The form that opens a call."""
    access = request.access
    return add_page(
        request,
        form=lambda sent: CallForm(
            sent, instance=ProjectCall(cooperation=access.cooperation), access=access
        ),
        save=partial(_save_call, access),
        page=FormPage(
            _("Ouvrir un appel"),
            selection_place(request),
            _("Chaque siège délibératif de l’instance aura une voix."),
        ),
        done=_("L’appel est ouvert : écrivez sa grille, ajoutez les projets."),
        to=lambda one: page_url(request, "scoring_grid", one.pk),
    )


@cooperation_page(can=permissions.can_edit_calls)
def project_call_edit(request: CooperationRequest, project_call: int) -> HttpResponse:
    """The form that gives more time, or corrects a call; who writes second sees both texts."""
    access = request.access
    return edit_page(
        request,
        partial(call_of, request, project_call),
        form=lambda one, sent: CallForm(sent, instance=one, access=access),
        save=lambda _one, form, read: _save_call(access, form, read),
        page=lambda one: FormPage(_("Corriger cet appel"), selection_place(request, one)),
        done=_("L’appel est à jour."),
    )


def _save_call(access: Access, form: CallForm, read: int | None = None) -> ProjectCall:
    return services.save_call(
        access=access, call=form.save(commit=False), funders=form.funders, read=read
    )


@cooperation_page(can=permissions.can_edit_calls)
def candidacy_add(request: CooperationRequest, project_call: int) -> HttpResponse:
    """The form that puts a project to a call."""
    call, access = call_of(request, project_call), request.access
    is_empty = not queries.projects_to_add(access, call).exists()
    return add_page(
        request,
        form=lambda sent: CandidacyForm(sent, instance=Candidacy(call=call), access=access),
        save=lambda form: services.save_candidacy(access=access, candidacy=form.save(commit=False)),
        page=FormPage(
            _("Ajouter un projet à l’appel"),
            selection_place(request, call),
            _("Aucun projet ouvert n’est à ajouter : écrivez d’abord sa fiche.")
            if is_empty
            else _("Les voix et les financeurs de l’appel liront son titre et son porteur."),
            before=PageLink(_("Écrire la fiche d’un projet"), page_url(request, "project_add")),
            is_empty=is_empty,
        ),
        done=lambda one: _("« %(title)s » est dans l’appel.") % {"title": one},
        to=lambda one: page_url(request, "candidacy", one.pk),
    )


@cooperation_page(can=permissions.can_edit_calls)
def candidacy_edit(request: CooperationRequest, candidacy: int) -> HttpResponse:
    """The form that corrects what a project asks, and when it came."""
    title = _("Corriger ce qu’il demande")
    return _edit(request, candidacy, CandidacyForm, title, _("La demande est à jour."))


@cooperation_page(can=permissions.can_edit_calls)
def candidacy_decide(request: CooperationRequest, candidacy: int) -> HttpResponse:
    """The form of what the body decided: the mark informs, the body decides."""
    title = _("Noter ce que le comité décide")
    return _edit(request, candidacy, ResultForm, title, _("Le résultat est noté."))


def _edit(
    request: CooperationRequest,
    number: int,
    form: type[CandidacyForm | ResultForm],
    title: str,
    done: str,
) -> HttpResponse:
    access = request.access
    save = services.save_result if form is ResultForm else services.save_candidacy
    return edit_page(
        request,
        partial(_candidacy, request, number),
        form=lambda one, sent: form(sent, instance=one, access=access),
        save=lambda _one, sent, read: save(
            access=access, candidacy=sent.save(commit=False), read=read
        ),
        page=lambda one: FormPage(title, _project_place(request, one), str(one)),
        done=done,
        refused={StageOrderError: "result_on"},
    )


@cooperation_page(can=permissions.can_edit_calls)
def candidacy_remove(request: CooperationRequest, candidacy: int) -> HttpResponse:
    """The page that takes a project out of a call in which nobody has spoken of it."""
    one = _candidacy(request, candidacy)
    if one.ballots.exists() or one.opinions.exists():
        why = _("Une voix ou un financeur s’est prononcé : le projet reste dans l’appel.")
        return closed_page(request, why, page_url(request, "candidacy", one.pk))
    return drop_page(
        request,
        drop=lambda: services.drop_candidacy(access=request.access, candidacy=one),
        page=FormPage(
            _("Retirer de l’appel"),
            _project_place(request, one),
            _("La fiche du projet reste ; personne n’a encore noté ce projet."),
        ),
        done=_("Le projet est retiré de l’appel."),
        to=page_url(request, "project_call", one.call_id),
    )


@cooperation_page(can=permissions.can_mark)
def candidacy_mark(request: CooperationRequest, candidacy: int) -> HttpResponse:
    """The marks of a voice on a project, given by its structure or noted by an officer."""
    access, one = request.access, _candidacy(request, candidacy)
    voices = queries.markable_voices(access).filter(call=one.call)
    voice = _chosen(request, "voix", voices.order_by("pk"))
    back = page_url(request, "candidacy", one.pk)
    if not one.call.takes_marks(timezone.localdate()):
        return closed_page(request, services.marks_closed_words(one.call), back)
    ballots = queries.readable_ballots(access, one.call, timezone.localdate())
    form = BallotForm(
        request.POST or None,
        candidacy=one,
        voices=voices,
        voice=voice,
        shown=ballots.filter(candidacy=one, voice=voice).first() if voice else None,
    )
    if access.is_officer:
        ask_source(form)
    return take_recorded_answer(
        request,
        form,
        FormPage(
            _("Noter ce projet"),
            _project_place(request, one),
            _mark_sentence(one, is_officer=access.is_officer),
            back_to=_next_to_mark(request, one, form.cleaned_data["voice"].pk)
            if form.is_valid()
            else back,
        ),
        keep=lambda: services.save_ballot(
            ballot=form.ballot(request.user, request.user.name),
            values=form.values(),
            read=form.number_read,
        ),
        again=lambda: form.read_again(form.last, answered_meanwhile()),
        done=_("Les notes sur « %(title)s » sont enregistrées.")
        % {"title": french.inner_quotes(str(one))},
    )


def _mark_sentence(one: Candidacy, *, is_officer: bool) -> str:
    sentence = _(
        "« %(title)s », porté par %(holder)s. Les notes sont lues sous le nom de la voix "
    ) % {"title": french.inner_quotes(str(one)), "holder": one.project.holder_words}
    if one.call.scores_are_open:
        sentence += _("par toutes les voix dès maintenant.")
    else:
        sentence += _(
            "par les chargées de coopération après le %(day)s ; jusque-là, elle seule les relit."
        ) % {"day": french.long_date(one.call.scores_until)}
    if is_officer:
        sentence += " " + _("Ce que vous notez pour une voix remplace ce qu’elle a dit.")
    return sentence


def _next_to_mark(request: CooperationRequest, one: Candidacy, voice: int) -> str:
    """The next project of which this voice says nothing yet, else the call."""
    given = queries.ballots_given(one.call)
    rows = queries.candidacies(request.access).filter(call=one.call).exclude(pk=one.pk)
    for other in rows:
        if (other.pk, voice) not in given:
            return f"{page_url(request, 'candidacy_mark', other.pk)}?voix={voice}"
    return page_url(request, "project_call", one.call_id)


@cooperation_page(can=permissions.can_mark)
def candidacy_opinion(request: CooperationRequest, candidacy: int) -> HttpResponse:
    """The opinion of a funder on a project, given by it or noted by an officer."""
    access, one = request.access, _candidacy(request, candidacy)
    funders = queries.answerable_funders(access, one.call)
    form = FunderOpinionForm(
        request.POST or None,
        candidacy=one,
        funders=funders,
        funder=_chosen(request, "financeur", funders),
    )
    if access.is_officer:
        ask_source(form)
    return take_recorded_answer(
        request,
        form,
        FormPage(
            _("L’avis d’un financeur"),
            _project_place(request, one),
            _("« %(title)s ». Un avis n’engage aucune somme ; le dernier donné compte.")
            % {"title": french.inner_quotes(str(one))},
        ),
        keep=lambda: services.save_opinion(
            opinion=form.answer(request.user, request.user.name), read=form.number_read
        ),
        again=partial(_opinion_again, form, one),
        done=_("L’avis est noté."),
    )


def _chosen(request: CooperationRequest, name: str, rows: QuerySet[Row]) -> Row | None:
    """The one of these that the address names, else the only one; None when one is to choose.

    404 when there is none.
    """
    if one := row_numbered(rows, request.GET.get(name, "")):
        return one
    first = list(rows[:2])
    if not first:
        raise Http404
    return first[0] if len(first) == 1 else None


def _opinion_again(form: FunderOpinionForm, one: Candidacy) -> None:
    """What was typed stays, after the opinion that came meanwhile."""
    funder = form.cleaned_data["funder"]
    if standing := queries.standing_opinion(one, funder):
        reading = f"{funder}, {words.opinion_words(standing)} ({means_words(standing)})"
        form.read_again(form.last, rival_words(reading))
