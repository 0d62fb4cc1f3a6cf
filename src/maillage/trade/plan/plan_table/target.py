"""A plan, as the import wizard and the export read it."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from maillage.core import french
from maillage.foundation.exchange.cells.workbook import Workbook
from maillage.foundation.exchange.targets.progress import Progress
from maillage.foundation.exchange.targets.queries import reader_of
from maillage.foundation.exchange.targets.table_import import TableImport, plain_value
from maillage.foundation.exchange.targets.targets import (
    Answers,
    Becoming,
    Figure,
    Outcome,
    Target,
    WriteOrder,
    leads_to_page,
)
from maillage.trade.plan.choices import ActionState, Priority, ShareRole
from maillage.trade.plan.fiches.labels import RUBRICS
from maillage.trade.plan.plan_table.columns import ONLY_IN, SPEC
from maillage.trade.plan.plan_table.matching import match_plan, pair
from maillage.trade.plan.plan_table.queries import existing_actions, existing_plan, plan_rows_out
from maillage.trade.plan.plan_table.reading import read_plan
from maillage.trade.plan.plan_table.rows import ActionRow
from maillage.trade.plan.plan_table.writing import write_plan_table

PLAIN_PRIORITIES = {Priority.MIDDLE.value: "medium"}


@dataclass(frozen=True)
class PlanImport(TableImport[ActionRow]):
    """A plan understood, as the wizard reads it."""

    word = "actions"

    def figures(self, workspace_id: int) -> list[Figure]:
        """How many actions would be added, and how many are in the plan already."""
        rows = self.table.valid_rows
        same = sum(one.existing is not None for one in rows)
        parts = sum(len(one.fresh_parts) for one in rows)
        return [
            Figure("actions à ajouter", len(rows) - same),
            Figure("parts à ajouter", parts),
            Figure("actions déjà connues", same, "beside"),
        ]

    def notice(self, workspace_id: int) -> str:
        """Who reads what comes in."""
        return _("Ces actions seront lues par l’équipe projet ; vous les ouvrirez ensuite à tous.")

    def describe_row(self, one: ActionRow) -> Becoming:
        """The action that one row tells."""
        state = one.state or (ActionState.READY if one.existing is None else None)
        due = f"pour le {french.long_date(one.due_on)}" if one.due_on else ""
        pilots = one.structures(ShareRole.PILOT)
        pilot = f"pilote : {pilots[0]}" if pilots else ""
        partners = [*one.structures(ShareRole.COPILOT), *one.structures(ShareRole.CONTRIBUTOR)]
        others = f"avec : {', '.join(partners)}" if partners else ""
        rubrics = [str(RUBRICS[key]).lower() for key in one.texts if key in RUBRICS]
        written = f"mot pour mot, pour l’équipe projet : {', '.join(rubrics)}" if rubrics else ""
        lines = (
            one.axis.title,
            one.objective.title,
            pilot,
            others,
            str(state.label) if state else "",
            due,
            written,
        )
        return Becoming(f"{one.number} {one.title}".strip(), tuple(filter(None, lines)))

    def expected(self) -> dict[str, object]:
        """What each action says, in a plain shape."""
        return {self.word: [plain_action(one) for one in self.table.valid_rows]}

    def write(self, order: WriteOrder) -> Outcome:
        """Writes everything, compared again with the plan; inside journal.write only."""
        access = reader_of(order.cooperation.pk, order.author.pk)
        if access is not None:
            pair(self.table.valid_rows, existing_actions(access), frozenset())
        return write_plan_table(self.table, order)


def plain_action(one: ActionRow) -> dict[str, object]:
    """What one action says, by field, as a program reads it."""
    pilots = one.structures(ShareRole.PILOT)
    return {
        "number": one.number or None,
        "axis": one.axis.title or None,
        "objective": one.objective.title or None,
        "title": one.title,
        "pilot": pilots[0] if pilots else None,
        "pilot_person": one.pilot_person or None,
        "copilots": one.structures(ShareRole.COPILOT),
        "copilot_people": one.copilot_people,
        "contributors": one.structures(ShareRole.CONTRIBUTOR),
        "elected": one.elected or None,
        "state": one.state.value if one.state else None,
        "start_on": plain_value(one.start_on),
        "due_on": plain_value(one.due_on),
        "each_year": one.each_year,
        "schedule_text": one.schedule_text or None,
        "priority": PLAIN_PRIORITIES.get(one.priority, one.priority) or None,
        "publics": one.publics,
        "steps": [{"title": s.title, "due_on": plain_value(s.due_on)} for s in one.steps],
    }


def plan_plan(workbook: Workbook, answers: Answers, report: Progress) -> PlanImport:
    """A workbook understood as a plan of the cooperation."""
    table = read_plan(workbook, answers.mapping, answers.refused)
    is_here = answers.cooperation_id is not None
    access = reader_of(answers.cooperation_id, answers.author_id) if is_here else None
    if access is not None:
        match_plan(table.rows, existing_plan(access), answers.refused)
    report(len(table.rows), len(table.rows))
    return PlanImport(table)


PLAN = Target(
    "plan",
    "Plan d’action",
    SPEC.labels,
    frozenset(),
    plan_plan,
    plan_rows_out,
    rank=1,
    only_in=ONLY_IN,
    leads_to=leads_to_page("Ouvrir le plan", "plan:actions"),
    brings="votre plan d’action",
    purpose="ce que l’on fait, qui le porte, pour quand, où cela en est",
    pages={"action": "plan:action"},
    leaf="implementation.lead.action-plan",
)
