"""The plan, the sheet of an action, and the forms that write it."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from itertools import chain

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _

from maillage.core.agenda import Waiting
from maillage.core.fragments import Fragment, fragments
from maillage.core.panels import Panel, panels
from maillage.core.register import Register, answer_register
from maillage.core.register.cells import with_note
from maillage.core.register.page import narrowed
from maillage.core.register.state import read_state
from maillage.foundation.cooperations.choices import Visibility
from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.pages.doors import CooperationRequest, cooperation_page
from maillage.foundation.cooperations.pages.edits import (
    FormPage,
    Sent,
    add_page,
    closed_page,
    drop_page,
    edit_page,
)
from maillage.foundation.cooperations.pages.readers import by_access, by_level
from maillage.foundation.cooperations.pages.records import one_of
from maillage.foundation.journal.remembered import Remembered
from maillage.trade.plan import permissions
from maillage.trade.plan.actions import services
from maillage.trade.plan.actions.forms.actions import ActionEditForm, ActionForm
from maillage.trade.plan.actions.models import Action
from maillage.trade.plan.actions.queries import actions as queries
from maillage.trade.plan.actions.queries.choices import numbers_of_plan, origin
from maillage.trade.plan.actions.queries.rows import ActionRow, PlanCounts, counts_of, plan_counts
from maillage.trade.plan.actions.queries.sheet import ActionSheet, action_sheet, with_parts
from maillage.trade.plan.actions.rules import free_number
from maillage.trade.plan.actions.views.register import (
    PERIOD,
    action_place,
    heading,
    plan_axis,
    plan_groups,
    plan_register,
)
from maillage.trade.plan.actions.views.sheet import (
    former_words,
    next_gestures,
    reserves,
    shown_action,
    shown_news,
    shown_shares,
)
from maillage.trade.plan.actions.words import plan_sentence, status_words
from maillage.trade.plan.addresses import page_url, plan_place
from maillage.trade.plan.choices import ActionState
from maillage.trade.plan.objectives.queries import objective_lines
from maillage.trade.plan.objectives.rules import SameNumberError

MOST_TO_DO = 4
# How many rows an axis has on average, for its title to stand above them.
FEWEST_IN_AXIS = 2
Around = tuple[ActionSheet, list[Fragment], list[Panel]]
_sheets: Remembered[Around] = Remembered(200)
_below: Remembered[list[Fragment]] = Remembered(200)
# An action that this reader may change; 404 for the others.
get_action = one_of(queries.editable_actions)


@cooperation_page(can=permissions.can_open_plan)
def actions(request: CooperationRequest) -> HttpResponse:
    """The plan: its actions by objective, and for officers the objectives themselves."""
    access, today = request.access, timezone.localdate()
    counts = plan_counts(access, today)
    may_edit = permissions.can_edit_plan(access)
    axis = plan_axis(counts, today, request.GET.get(PERIOD, ""))
    register = plan_register(access, counts, axis, today)
    shown = _shown_counts(request, register, today)
    # What is said of the whole plan is left out where some of it is shown.
    below = [] if shown else _around_plan(access, today)
    sentence = plan_sentence(shown or counts, counts.all, may_date=may_edit)
    sentences = [sentence, *(one.values.get("sentence", "") for one in below)]
    context = {
        "sentence": " ".join(str(one) for one in sentences if one),
        "sentence_follows": True,
        "axis": axis,
        "states": ActionState.values,
        "below": below,
        "objectives": list(objective_lines(access)) if may_edit else (),
        "audience": by_access(request, page_url(request, "actions")),
    }
    return answer_register(
        request,
        _grouped(register, shown) if shown else register,
        queries.actions(access),
        template="plan/actions.html",
        context=context,
    )


def _grouped(
    register: Register[Action, ActionRow], shown: PlanCounts
) -> Register[Action, ActionRow]:
    """The register of those shown, under their axes; beside each where few share one."""
    if shown.all < FEWEST_IN_AXIS * len(shown.by_axis):
        first, *others = register.columns
        under = replace(first, cell=lambda row: with_note(row.title, heading(row.axis)))
        return replace(register, groups=(), columns=(under, *others))
    return replace(register, groups=plan_groups(shown))


def _around_plan(access: Access, today: date) -> list[Fragment]:
    """What other tools say under the register, read again only after a change, as its rows are."""
    return _below.of(
        (access.pk, access.role, today),
        access.cooperation.workspace_id,
        lambda: fragments.ask(access, "plan:actions", None),
    )


def _shown_counts(
    request: CooperationRequest, register: Register[Action, ActionRow], today: date
) -> PlanCounts | None:
    """The counts of the actions that filters leave on the page; None while all are shown."""
    state = read_state(register, request.GET)
    state = replace(state, chosen=tuple(one for one in state.chosen if one[0] != PERIOD))
    if not (state.text or state.chosen or state.switched):
        return None
    access = request.access
    return counts_of(access, narrowed(register, queries.actions(access), state), today)


@cooperation_page(can=permissions.can_open_plan)
def action(request: CooperationRequest, action: int) -> HttpResponse:
    """The sheet of one action, read again only after a change."""
    access = request.access
    one, around, beside = _sheets.of(
        (access.pk, access.role, action, timezone.localdate()),
        access.cooperation.workspace_id,
        lambda: _read(access, action),
    )
    shares = shown_shares(access, one)
    own = next_gestures(access, one)
    unbegun = sum(map(_unbegun, around))
    gestures = [*own, *chain.from_iterable(map(gestures_of_fragment, around))]
    context = {
        "content": one,
        "sheet": shown_action(access, one, beside, unbegun),
        "status": status_words(one.action, one.today, unbegun=unbegun),
        "shares": shares,
        "gives": any(share.days for share in shares),
        "reserves": reserves(access, one),
        "former": former_words(one),
        "news": shown_news(access, one),
        "gesture": gestures[0] if gestures else None,
        "to_do": gestures[1 : MOST_TO_DO + 1],
        "fragments": around,
        "may_delete": permissions.can_edit_plan(access) and not one.has_answers,
        "audience": by_level(request, one.action, "#qui-voit"),
    }
    return render(request, "plan/action.html", context)


def gestures_of_fragment(one: Fragment) -> Iterable[Waiting]:
    """What a part of the sheet calls for, beside what the sheet does itself."""
    gestures: Iterable[Waiting] = one.values.get("to_do", ())  # type: ignore[assignment]  # of this page
    return gestures


def _unbegun(one: Fragment) -> int:
    """How many steps a part of the sheet shows when none of them has begun."""
    count: int = one.values.get("unbegun", 0)  # type: ignore[assignment]  # of this page
    return count


def _read(access: Access, number: int) -> Around:
    record = get_object_or_404(with_parts(queries.actions(access)), pk=number)
    sheet = action_sheet(access, record, timezone.localdate())
    around = fragments.ask(access, "plan:action", sheet.action)
    return sheet, around, panels.ask(access, "action", number)


@cooperation_page(can=permissions.can_edit_plan)
def action_add(request: CooperationRequest) -> HttpResponse:
    """The form of a new action."""
    access = request.access

    def form(sent: Sent) -> ActionForm:
        return ActionForm(
            sent,
            instance=Action(cooperation=access.cooperation),
            access=access,
            initial={
                "number": free_number(numbers_of_plan(access)),
                "objective": request.GET.get("objectif", ""),
                **origin(access, request.GET.get("de", "")),
                "visibility": Visibility.TEAM,
            },
        )

    def save(typed: ActionForm) -> Action:
        return services.add_action(
            access=access,
            action=typed.action(),
            around=typed.around(),
            pilot=typed.pilot,
        )

    return add_page(
        request,
        form=form,
        save=save,
        page=FormPage(
            _("Écrire une fiche"),
            plan_place(request),
            _("Quelques mots suffisent : le reste se précise plus tard."),
        ),
        done=lambda action: _("La fiche « %(title)s » est écrite.") % {"title": action},
        to=lambda action: page_url(request, "action", action.pk),
        refused={SameNumberError: "number"},
    )


@cooperation_page(can=permissions.can_coordinate)
def action_edit(request: CooperationRequest, action: int) -> HttpResponse:
    """The form of an action; who saves second sees both texts."""
    access = request.access
    return edit_page(
        request,
        lambda: get_action(request, action),
        form=lambda record, sent: ActionEditForm(sent, instance=record, access=access),
        save=lambda _record, form, read: services.edit_action(
            access=access, action=form.save(commit=False), read=read, around=form.around()
        ),
        page=lambda record: FormPage(_("Modifier la fiche"), action_place(request, record)),
        done=_("La fiche est à jour."),
        refused={SameNumberError: "number"},
    )


@cooperation_page(can=permissions.can_edit_plan)
def action_delete(request: CooperationRequest, action: int) -> HttpResponse:
    """The page that removes an action that nobody has answered."""
    record = get_action(request, action)
    if queries.has_answers(record):
        why = _("La fiche a des réponses : dites-la abandonnée, avec sa raison.")
        return closed_page(request, why, page_url(request, "action_progress", record.pk))
    return drop_page(
        request,
        drop=lambda: services.delete_action(access=request.access, action=record),
        page=FormPage(
            _("Supprimer la fiche"),
            action_place(request, record),
            _("Personne n’y a encore répondu : « %(title)s » disparaîtra du plan.")
            % {"title": record},
        ),
        done=_("La fiche est supprimée."),
        to=page_url(request, "actions"),
    )
