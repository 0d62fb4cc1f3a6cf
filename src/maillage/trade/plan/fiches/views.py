"""The fiche of an action: read, written, proposed to a body, validated."""

from collections.abc import Sequence
from dataclasses import replace

from django.http import Http404, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from maillage.core import french
from maillage.core.agenda import Waiting
from maillage.core.links import address
from maillage.core.messages import warn
from maillage.core.pace import takes_out
from maillage.core.register.page import filters_in_words, narrowed
from maillage.core.register.state import read_state
from maillage.core.shell import PageLink
from maillage.foundation.cooperations.choices import Visibility
from maillage.foundation.cooperations.pages.doors import CooperationRequest, cooperation_page
from maillage.foundation.cooperations.pages.edits import FormPage, add_page, drop_page, edit_page
from maillage.foundation.cooperations.pages.readers import by_level
from maillage.foundation.documents.writing.answers import paper_answer
from maillage.foundation.documents.writing.letters import FORMS, write_values
from maillage.trade.plan import permissions
from maillage.trade.plan.actions.models import Action
from maillage.trade.plan.actions.queries.actions import actions
from maillage.trade.plan.actions.queries.rows import plan_counts
from maillage.trade.plan.actions.views.actions import get_action
from maillage.trade.plan.actions.views.register import PERIOD, action_place, plan_register
from maillage.trade.plan.addresses import page_url, plan_place
from maillage.trade.plan.choices import FicheState
from maillage.trade.plan.fiches import queries, services
from maillage.trade.plan.fiches.folder import folder_paper, folder_values
from maillage.trade.plan.fiches.forms import FicheForm, ProposeForm, ValidateForm
from maillage.trade.plan.fiches.model_form import ModelForm
from maillage.trade.plan.fiches.models import FicheModel, FicheText, FicheVersion
from maillage.trade.plan.fiches.papers import PAPER
from maillage.trade.plan.fiches.rules import DOES, LARGEST_FOLDER, left_out, missing
from maillage.trade.plan.fiches.words import (
    fiche_sentence,
    model_sentence,
    version_sentence,
    version_words,
)


@cooperation_page(can=permissions.can_open_plan)
def fiche(request: CooperationRequest, action: int) -> HttpResponse:
    """The fiche as it stands today, and what changed since the version in force."""
    access, slug = request.access, request.access.cooperation.slug
    one = queries.fiche(access, action)
    if one is None:
        raise Http404
    record, rubrics = one.action, queries.rubrics_for(one.action.cooperation)
    lacking = missing(rubrics, one.rubrics)
    may_edit = record.is_open and permissions.can_edit_action(access, record.coordinator_id)
    context: dict[str, object] = {
        "title": f"{record.number}. {record}" if record.number else str(record),
        "here": _("La fiche"),
        "place": action_place(request, record),
        "sentence": fiche_sentence(one, lacking),
        "rubrics": one.rubrics,
        "changes": one.changes,
        "changes_title": _("Ce qui a changé depuis la version validée"),
        "versions": [(version, version_words(version)) for version in one.versions],
        "papers": [
            (form.upper(), address("documents:document_written", slug, PAPER, record.pk, form))
            for form in FORMS
        ],
        "writable": {item.key for item in rubrics if item.is_written} if may_edit else (),
        "model_url": page_url(request, "fiche_model") if permissions.can_edit_plan(access) else "",
    }
    gestures = _gestures(request, action, lacking) if may_edit else {}
    return _page(request, record, context | gestures)


def _gestures(
    request: CooperationRequest, action: int, lacking: Sequence[str]
) -> dict[str, object]:
    """To write the rubrics, first while some that are required lack; to propose a version."""
    url = page_url(request, "fiche_edit", action)
    write = PageLink(_("Écrire ses rubriques"), url)
    propose = PageLink(_("Proposer une version"), page_url(request, "fiche_propose", action))
    if not lacking:
        return {"gestures": [write, propose], "write_url": url}
    first = Waiting(write.label, "", url, verb=_("Écrire"))
    return {"gesture": first, "gestures": [propose], "write_url": url}


@cooperation_page(can=permissions.can_open_plan)
def fiche_version(request: CooperationRequest, fiche: int) -> HttpResponse:
    """A version of a fiche, as it was frozen, and what it changed of the one before."""
    access = request.access
    version = get_object_or_404(queries.fiche_versions(access), pk=fiche)
    before = queries.fiche_versions(access).filter(
        action=version.action_id, number__lt=version.number
    )
    former = before.first()
    changes = queries.changes_of(version, former) if former else []
    is_proposed = version.state == FicheState.PROPOSED
    gestures = []
    if is_proposed and permissions.can_edit_plan(access):
        url = page_url(request, "fiche_validate", fiche)
        gestures.append(PageLink(_("Dire qui l’a validée"), url))
    if is_proposed and permissions.can_edit_action(access, version.action.coordinator_id):
        url = page_url(request, "fiche_withdraw", fiche)
        gestures.append(PageLink(_("Retirer cette version"), url))
    context: dict[str, object] = {
        "title": version.title,
        "here": version,
        "place": _place(request, version.action),
        "sentence": version_sentence(version, former),
        "rubrics": version.content,
        "changes": changes,
        "changes_title": _("Ce qu’elle a changé de la version %(number)s")
        % {"number": former.number if former else ""},
        "reason": version.reason,
        "gestures": gestures,
    }
    return _page(request, version.action, context)


def _page(request: CooperationRequest, action: Action, context: dict[str, object]) -> HttpResponse:
    url = page_url(request, "action", action.pk)
    audience = by_level(request, action, url)
    return render(request, "plan/fiche.html", context | {"audience": audience})


@takes_out
@cooperation_page(can=permissions.can_open_plan)
def fiches_folder(request: CooperationRequest, form: str) -> HttpResponseBase:
    """The fiches that the register shows under these filters, as one document."""
    access, today = request.access, timezone.localdate()
    register = plan_register(access, plan_counts(access, today), None, today)
    state = read_state(register, request.GET)
    state = replace(state, chosen=tuple(one for one in state.chosen if one[0] != PERIOD))
    rows = narrowed(register, actions(access), state)
    if (count := rows.count()) > LARGEST_FOLDER:
        shown = {"n": french.number(count), "most": LARGEST_FOLDER}
        warn(request, _("%(n)s fiches pour un dossier qui en tient %(most)s : filtrez.") % shown)
        return redirect(page_url(request, "actions"))
    fiches = queries.folder_fiches(rows)
    if not fiches:
        warn(request, _("Aucune fiche ne répond à ces filtres : le dossier serait vide."))
        return redirect(page_url(request, "actions"))
    paper = folder_paper()
    values = folder_values(access, fiches, filters_in_words(register, state))
    return paper_answer(request, paper, lambda: write_values(access, paper, form, values))


@cooperation_page(can=permissions.can_edit_plan)
def fiche_model(request: CooperationRequest) -> HttpResponse:
    """The form that chooses the rubrics of the fiches, their order and their words."""
    access = request.access
    cooperation = access.cooperation

    def form(model: FicheModel, sent: QueryDict | None) -> ModelForm:
        standing = queries.model_rubrics(cooperation, model if model.pk else None)
        others = left_out(cooperation.profile, standing)
        taken = queries.keys_of_models(cooperation)
        return ModelForm(sent, standing=standing, others=others, taken=taken)

    return edit_page(
        request,
        lambda: queries.fiche_model(cooperation) or FicheModel(cooperation=cooperation, version=0),
        form=form,
        save=lambda _model, typed, read: services.write_model(
            access=access, read=read, rubrics=typed.chosen()
        ),
        page=lambda model: FormPage(
            _("Choisir les rubriques des fiches"),
            plan_place(request),
            model_sentence(model),
            template="plan/fiche_model.html",
        ),
        done=_("Les fiches ont ces rubriques ; les versions figées gardent les leurs."),
    )


@cooperation_page(can=permissions.can_coordinate)
def fiche_edit(request: CooperationRequest, action: int) -> HttpResponse:
    """The form of the rubrics that are typed; who saves second sees both texts."""

    def form(record: Action, sent: object) -> FicheForm:
        rows = FicheText.objects.filter(action=record)
        rubrics = queries.rubrics_for(record.cooperation)
        words = dict(rows.values_list("key", "words"))
        words |= {one.key: record.description for one in rubrics if one.source == DOES}
        return FicheForm(sent, rubrics=rubrics, words=words)  # type: ignore[arg-type]

    return edit_page(
        request,
        lambda: get_action(request, action),
        form=form,
        save=lambda record, typed, read: services.write_fiche(
            access=request.access,
            action=record,
            read=read,
            texts=dict(typed.cleaned_data),
            does=[one.key for one in queries.rubrics_for(record.cooperation) if one.source == DOES],
        ),
        page=lambda record: FormPage(
            _("Écrire la fiche « %(title)s »") % {"title": record}, _place(request, record)
        ),
        done=_("La fiche est à jour."),
    )


@cooperation_page(can=permissions.can_coordinate)
def fiche_propose(request: CooperationRequest, action: int) -> HttpResponse:
    """The page that freezes the fiche of today, to be validated by a body."""
    record = get_action(request, action)
    rubrics = queries.rubrics_for(record.cooperation)
    lacking = missing(rubrics, queries.fiche_rubrics(record))
    return add_page(
        request,
        form=lambda sent: ProposeForm(sent, access=request.access, missing=lacking),
        save=lambda form: services.propose_version(
            access=request.access,
            action=record,
            body=form.body,
            reason=form.cleaned_data.get("reason", ""),
        ),
        page=FormPage(
            _("Proposer une version"),
            _place(request, record),
            _("La fiche d’aujourd’hui est figée telle qu’elle est ; l’action, elle, continue."),
            submit=_("Figer cette version"),
        ),
        done=lambda version: _("La version %(number)s est figée.") % {"number": version.number},
        to=lambda version: page_url(request, "fiche_version", version.pk),
    )


@cooperation_page(can=permissions.can_edit_plan)
def fiche_validate(request: CooperationRequest, fiche: int) -> HttpResponse:
    """The page that says which body validated a version, and when."""
    access = request.access
    opens = _(
        "Tous les membres pourront alors lire l’action, ses parts, leurs réserves et ses nouvelles."
    )

    def find() -> FicheVersion:
        rows = queries.editable_versions(access).exclude(state=FicheState.WITHDRAWN)
        return get_object_or_404(rows, pk=fiche)

    return edit_page(
        request,
        find,
        form=lambda record, sent: ValidateForm(sent, access=access, body=record.body),
        save=lambda record, form, read: services.validate_version(
            access=access,
            version=record,
            read=read,
            body=form.cleaned_data["body"],
            on=form.cleaned_data["on"],
        ),
        page=lambda record: FormPage(
            _("Valider la version %(number)s") % {"number": record.number},
            _place(request, record.action),
            opens if record.action.visibility != Visibility.MEMBERS else "",
        ),
        done=_("La version est validée."),
        to=lambda version: page_url(request, "fiche", version.action_id),
    )


@cooperation_page(can=permissions.can_coordinate)
def fiche_withdraw(request: CooperationRequest, fiche: int) -> HttpResponse:
    """The page that withdraws a version that was proposed."""
    access = request.access
    rows = queries.editable_versions(access).filter(state=FicheState.PROPOSED)
    version = get_object_or_404(rows, pk=fiche)
    return drop_page(
        request,
        drop=lambda: services.withdraw_version(access=access, version=version),
        page=FormPage(
            _("Retirer la version %(number)s") % {"number": version.number},
            _place(request, version.action),
            _("Elle a été proposée le %(day)s ; elle restera dans la liste, dite retirée.")
            % {"day": french.long_date(version.proposed_on)},
        ),
        done=_("La version est retirée."),
        to=page_url(request, "fiche", version.action_id),
    )


def _place(request: CooperationRequest, action: Action) -> tuple[PageLink, ...]:
    link = PageLink(_("La fiche"), page_url(request, "fiche", action.pk))
    return (*action_place(request, action), link)
