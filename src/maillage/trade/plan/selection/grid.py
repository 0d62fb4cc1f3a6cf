"""The grid of a call: its criteria, until somebody marks on it, then its next version."""

from functools import partial

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from maillage.core import french
from maillage.core.read_again import ReadForm
from maillage.core.shell import PageLink
from maillage.foundation.cooperations.pages.doors import CooperationRequest, cooperation_page
from maillage.foundation.cooperations.pages.edits import (
    FormPage,
    add_page,
    closed_page,
    drop_page,
    edit_page,
)
from maillage.trade.plan import permissions
from maillage.trade.plan.addresses import page_url
from maillage.trade.plan.selection import queries, services, words
from maillage.trade.plan.selection.forms import CriterionForm
from maillage.trade.plan.selection.models import Criterion, ProjectCall
from maillage.trade.plan.selection.views import call_of, selection_place


def _criterion(request: CooperationRequest, number: int) -> Criterion:
    rows = Criterion.objects.filter(grid__in=queries.grids(request.access))
    return get_object_or_404(rows.select_related("grid"), pk=number)


@cooperation_page(can=permissions.can_open_plan)
def scoring_grid(request: CooperationRequest, project_call: int) -> HttpResponse:
    """The criteria of a call, and what may still be done with them."""
    call = call_of(request, project_call)
    may_edit = permissions.can_edit_calls(request.access)
    criteria = list(call.grid.criteria.all())
    is_frozen = bool(call.grid.closed_words)
    context = {
        "call": call,
        "criteria": criteria,
        "place": selection_place(request, call),
        "sentence": words.grid_words(call.grid, len(criteria)),
        "may_write": may_edit and not is_frozen,
        "may_go_on": may_edit and is_frozen and not queries.ballots_given(call),
    }
    return render(request, "plan/scoring_grid.html", context)


@cooperation_page(can=permissions.can_edit_calls)
def criterion_add(request: CooperationRequest, project_call: int) -> HttpResponse:
    """The form of a criterion."""
    call = call_of(request, project_call)
    return add_page(
        request,
        form=lambda sent: CriterionForm(sent, instance=Criterion(grid=call.grid)),
        save=lambda form: services.save_criterion(
            access=request.access, criterion=form.save(commit=False)
        ),
        page=FormPage(
            _("Ajouter un critère"),
            _grid_place(request, call),
            _("Ce que l’on regarde, en quelques mots ; les voix le liront en notant."),
            again=_("Enregistrer et en ajouter un autre"),
        ),
        done=_("Le critère est dans la grille."),
        under=call.grid,
    )


def _grid_place(request: CooperationRequest, call: ProjectCall) -> tuple[PageLink, ...]:
    here = PageLink(_("La grille"), page_url(request, "scoring_grid", call.pk))
    return (*selection_place(request, call), here)


def _criterion_place(request: CooperationRequest, one: Criterion) -> tuple[PageLink, ...]:
    """Under the grid, on the last call that uses it."""
    call = queries.calls(request.access).filter(grid=one.grid).first()
    return _grid_place(request, call) if call else selection_place(request)


@cooperation_page(can=permissions.can_edit_calls)
def criterion_edit(request: CooperationRequest, criterion: int) -> HttpResponse:
    """The form that corrects a criterion on which nobody has marked."""
    return edit_page(
        request,
        partial(_criterion, request, criterion),
        form=lambda one, sent: CriterionForm(sent, instance=one),
        save=lambda _one, form, read: services.save_criterion(
            access=request.access, criterion=form.save(commit=False), read=read
        ),
        page=lambda one: FormPage(
            _("Corriger ce critère"), _criterion_place(request, one), one.label
        ),
        done=_("Le critère est à jour."),
        closed=lambda one: one.grid.closed_words,
    )


@cooperation_page(can=permissions.can_edit_calls)
def criterion_remove(request: CooperationRequest, criterion: int) -> HttpResponse:
    """The page that takes a criterion out of its grid."""
    one = _criterion(request, criterion)
    return drop_page(
        request,
        drop=lambda: services.drop_criterion(access=request.access, criterion=one),
        page=FormPage(
            _("Retirer ce critère"),
            _criterion_place(request, one),
            _("« %(label)s » sort de la grille : personne n’a encore noté.")
            % {"label": french.inner_quotes(one.label)},
        ),
        done=_("Le critère est retiré."),
        under=one.grid,
    )


@cooperation_page(can=permissions.can_edit_calls)
def scoring_grid_next(request: CooperationRequest, project_call: int) -> HttpResponse:
    """The page that makes the next version of a frozen grid, for a call where nobody has marked."""
    call = call_of(request, project_call)
    place = _grid_place(request, call)
    if queries.ballots_given(call):
        why = _("Des notes sont données dans cet appel : il garde sa grille.")
        return closed_page(request, why, place[-1].url)
    return add_page(
        request,
        form=ReadForm,
        save=lambda _form: services.next_grid(access=request.access, call=call),
        page=FormPage(
            _("Écrire la version suivante"),
            place,
            _("Les mêmes critères, sous le numéro suivant : vous les corrigez pour cet appel."),
            submit=_("Écrire la version suivante"),
        ),
        done=lambda grid: _("Cet appel utilise la version %(n)s.") % {"n": grid.number},
    )
