"""The table of who does what: actions in rows, services in columns, roles in the cells."""

from bisect import bisect
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from maillage.core.links import address
from maillage.core.made import Made
from maillage.core.matrix import Cell, ColumnHead, Matrix, Option, Reading, RowHead, answer_matrix
from maillage.core.matrix.answer import answer_change, read_change
from maillage.core.matrix.description import Place
from maillage.core.matrix.window import COLUMNS
from maillage.core.numbers import read_number
from maillage.core.register import Action as Gesture
from maillage.core.register import Empty
from maillage.foundation.cooperations.pages.doors import CooperationRequest, cooperation_page
from maillage.foundation.cooperations.pages.readers import by_access
from maillage.ground.directory.choices import OrganisationKind
from maillage.ground.directory.models import Department, Organisation
from maillage.trade.plan import permissions
from maillage.trade.plan.actions import services as actions
from maillage.trade.plan.actions.models import Action, Share
from maillage.trade.plan.actions.queries.actions import editable_actions
from maillage.trade.plan.actions.views.register import heading
from maillage.trade.plan.actions.words import days_words
from maillage.trade.plan.addresses import page_url
from maillage.trade.plan.choices import AGREEING, ActionState, ShareAnswerKind, ShareRole
from maillage.trade.plan.who_does_what.queries import (
    Service,
    WorkTable,
    read_wanted,
    wanted_table,
)
from maillage.trade.plan.who_does_what.recalls import Recall, recalls
from maillage.trade.plan.who_does_what.words import (
    answers_words,
    first_gesture,
    pilot_words,
    shown_findings,
    table_sentence,
)

MOST_COLUMNS = 22  # side by side at 1280, each as wide as « contribue »
MOST_ROWS = 40


@cooperation_page(can=permissions.can_open_plan)
def who_does_what(request: CooperationRequest) -> HttpResponse:
    """The table; an officer gives a role in its cells, one at a time."""
    matrix, table = _matrix(request)
    if request.method == "POST":
        if not permissions.can_edit_plan(request.access):
            raise PermissionDenied
        change = read_change(matrix, request.POST)
        if change is not None:
            _give_role(request, change.place, change.value)
            return answer_change(request, _matrix(request)[0], change)
        return redirect(request.path)
    may_edit = permissions.can_edit_plan(request.access)
    slug = request.access.cooperation.slug if may_edit else ""
    recall = next(iter(recalls.ask(request.access, table)), Recall())
    findings = shown_findings(table, slug, recall.links, is_whole=request.GET.get("tout") == "1")
    context = {
        "sentence": table_sentence(table),
        "findings": findings,
        "gesture": first_gesture(findings),
        "letters": recall.fragment,
        "empty": None if table.services else _empty(request, table),
        "selects": _selects(request, table),
        "searches": len(table.whole.actions) > MOST_ROWS,
        "text": table.wanted.text,
        "has_due": may_edit and bool(table.unanswered),
        "audience": by_access(request, page_url(request, "who_does_what")),
    }
    return answer_matrix(request, matrix, template="plan/who_does_what.html", context=context)


def _selects(
    request: CooperationRequest, table: WorkTable
) -> list[tuple[str, str, str, list[tuple[str, str]], str]]:
    """Each list that narrows the table: its key, its words, its choices, the one chosen."""
    axes = [(str(one.pk), heading(one)) for one in table.axes]
    kinds = [(one.value, str(one.label)) for one in OrganisationKind if one in table.kinds]
    services = table.whole.services.values()
    structures = list({str(one.organisation): one.name for one in services}.items())
    lists = (
        ("axe", _("Axe"), _("Tous les axes"), axes),
        ("nature", _("Nature des structures"), _("Toutes les natures"), kinds),
        (
            "structure",
            _("Structure"),
            _("Toutes les structures"),
            structures if len(services) > MOST_COLUMNS else [],
        ),
    )
    return [(*one, request.GET.get(one[0], "")) for one in lists if len(one[-1]) > 1]


def _empty(request: CooperationRequest, table: WorkTable) -> Empty:
    if table.kinds:
        every = Gesture(_("Tout montrer"), request.path, main=True)
        return Empty(_("Rien ne correspond"), _("Aucune part ne répond à ces choix."), (every,))
    has_actions = bool(table.actions)
    sentence = (
        _("Dites d’abord qui porte quoi : ouvrez une fiche, ajoutez la part de chacun.")
        if has_actions
        else _("Écrivez d’abord le plan, puis dites qui porte quoi.")
    )
    plan = Gesture(_("Ouvrir le plan"), page_url(request, "actions"), main=True)
    may_edit = permissions.can_edit_plan(request.access)
    title = _("Aucune part pour l’instant") if has_actions else _("Aucune fiche ouverte")
    return Empty(title, sentence, (plan,) if may_edit else ())


def _matrix(request: CooperationRequest) -> tuple[Matrix, WorkTable]:
    access = request.access
    wanted = read_wanted(request.GET)
    table = wanted_table(access, timezone.localdate(), wanted)
    may_edit, shown = permissions.can_edit_plan(access), _in_view(request, table)
    matrix = Matrix(
        caption=_("Qui fait quoi"),
        filename="qui-fait-quoi",
        row_title=_("Fiche action"),
        rows=Made(table.actions, partial(_row, request, table)),
        columns=_columns(access.cooperation.slug, table, shown.services),
        cells=partial(_cells, table, may_edit),
        empty=Cell("", exported=""),
        reading_title=_("Pilote"),
        reading_note=_("ce qu’il manque"),
        foot_title=_("Jours par an, acceptés") if table.days else "",
        options=_options() if may_edit else (),
        legend=tuple(("role", str(one)) for one in ShareRole),
        most_columns=MOST_COLUMNS,
        most_rows=MOST_ROWS,
        starts=shown.starts,
        own_columns=shown.own,
        rows_are=_("fiches"),
        columns_are=_("structures"),
    )
    return matrix, table


def _cells(
    table: WorkTable, may_edit: bool, rows: Sequence[str], columns: Sequence[str]
) -> Mapping[Place, Cell]:
    return {
        (row, column): _cell(table, share, may_edit=may_edit)
        for row in rows
        for column in columns
        if (share := table.shares.get((int(row), column)))
    }


def _options() -> tuple[Option, ...]:
    """The roles that a cell may be given, and none."""
    return (Option("", _("aucune part")), *(Option(one, str(one.label)) for one in ShareRole))


@dataclass(frozen=True, slots=True)
class _Columns:
    """The columns; where not all are on the screen, the `own` of the rows in view come first."""

    services: Sequence[Service]
    starts: Sequence[int] = ()
    own: int = 0


def _in_view(request: CooperationRequest, table: WorkTable) -> _Columns:
    """The columns, and where each window of the rows begins when the columns are too many."""
    if len(table.services) <= MOST_COLUMNS or not table.actions:
        return _Columns(list(table.services.values()))
    rows = table.services_by_action
    starts = table.starts
    place = bisect(starts, _row_wanted(request, table))
    stop = starts[place] if place < len(starts) else len(rows)
    inside = rows[starts[place - 1] : stop]
    # dict: each service once, those of the first rows first.
    ordered = dict.fromkeys(chain(*inside, *rows[stop:], *rows[: starts[place - 1]]))
    own = len(set(chain(*inside)))
    return _Columns([table.services[key] for key in ordered], starts, min(own, COLUMNS))


def _row_wanted(request: CooperationRequest, table: WorkTable) -> int:
    """The place of the action that the address chooses, or from which it asks to see."""
    chosen = request.GET.get("case", request.POST.get("case", "")).partition("~")[0]
    places = [str(one.pk) for one in table.actions]
    if chosen in places:
        return places.index(chosen)
    written = read_number(request.GET.get("lignes", ""), 6) or 1
    return min(written - 1, len(places) - 1)


def _columns(slug: str, table: WorkTable, services: Sequence[Service]) -> Sequence[ColumnHead]:
    return Made(
        services,
        lambda one: ColumnHead(
            one.key,
            one.name,
            one.department,
            address("directory:organisation", slug, one.organisation),
            days_words(table.days.get(one.key)),
            table.parts_by_service[one.key],
        ),
    )


def _row(request: CooperationRequest, table: WorkTable, action: Action) -> RowHead:
    label = f"{action.number}. {action}" if action.number else str(action)
    return RowHead(
        str(action.pk),
        label,
        str(ActionState(action.state).label),
        page_url(request, "action", action.pk),
        Reading(
            pilot_words(table, action.pk),
            answers_words(table, action.pk),
            calls=len(table.pilots(action.pk)) != 1 and action.state != ActionState.TALK,
        ),
    )


def _cell(table: WorkTable, share: Share, *, may_edit: bool) -> Cell:
    answer = table.answers.get(share.pk)
    is_due = share.asked_on is not None and answer is None
    role = str(ShareRole(share.role).label)
    note = days_words(share.days_needed) if table.days and share.days_needed else ""
    if is_due:
        is_own = not may_edit and share.pk in table.writable
        silence = _("à vous répondre") if is_own else _("sans réponse")
        note = ", ".join(filter(None, (note, silence)))
    elif answer is not None and answer.answer != ShareAnswerKind.ACCEPTED:
        given = note if answer.answer in AGREEING else ""
        note = ", ".join(filter(None, (given, str(ShareAnswerKind(answer.answer).label))))
    return Cell(
        role,
        note=note,
        family="role",
        value=share.role,
        choice=share.role,
        due=is_due and may_edit,
        exported=", ".join(filter(None, (role, note))),
    )


def _give_role(request: CooperationRequest, place: Place, role: str) -> None:
    """The part of a service in an action with this role: written, changed or ended."""
    access = request.access
    action = get_object_or_404(editable_actions(access), pk=int(place[0]))
    organisation, department = (int(one) for one in place[1].split("."))
    share = action.shares.filter(
        organisation=organisation, department=department or None, until__isnull=True
    ).first()
    if share is None and role:
        actions.add_share(
            access=access,
            share=Share(
                action=action,
                organisation=Organisation.objects.get(pk=organisation),
                department=Department.objects.filter(pk=department).first(),
                role=role,
            ),
        )
    elif share is not None and role:
        share.role = role
        actions.edit_share(access=access, share=share, read=share.version)
    elif share is not None:
        actions.end_share(
            access=access,
            share=share,
            read=share.version,
            on=timezone.localdate(),
            leaving=_("retirée du tableau"),
        )
