"""A table of deliberations completes what is known of each council; it replaces nothing."""

from dataclasses import asdict

from django.utils import timezone

from maillage.core.versions import claim_version, fill_blanks
from maillage.foundation.cooperations.choices import Means
from maillage.foundation.exchange.tables.parsed_rows import Table
from maillage.foundation.exchange.targets.targets import Figure, Outcome, WriteOrder
from maillage.trade.governance.joint_decisions.models import Answer, Deliberation, JointDecision
from maillage.trade.governance.joint_decisions.queries.councils import counts_of
from maillage.trade.governance.joint_decisions.rules import Counts
from maillage.trade.governance.joint_decisions.services.joint_decisions import keep_standing
from maillage.trade.governance.joint_decisions.table.reading import CouncilRow


def write_council_table(table: Table[CouncilRow], order: WriteOrder) -> Outcome:
    """Writes the rows that nothing stops; inside journal.write, the workspace being locked."""
    rows = {one.council.pk: one for one in table.valid_rows if one.council is not None}
    paths = Deliberation.objects.filter(pk__in=rows, decision__cooperation=order.cooperation)
    votes = completed = 0
    touched: dict[int, JointDecision] = {}
    for path in paths.select_related("decision").order_by("pk"):
        row = rows[path.pk]
        changed = fill_blanks(path, {**row.dates, "act_number": row.act_number})
        voted = _record_vote(path, row, order)
        changed = (not voted and _complete_counts(path, row)) or changed
        completed, votes = completed + changed, votes + voted
        if changed or voted:
            touched[path.decision_id] = path.decision
    for decision in touched.values():
        keep_standing(decision)
    return Outcome(
        (Figure("votes notés", votes), Figure("chemins de conseils complétés", completed))
    )


def settle_decisions(cooperation_id: int) -> None:
    """Reads again where the decisions stand, once an import has been taken back."""
    for decision in JointDecision.objects.filter(cooperation=cooperation_id):
        keep_standing(decision)


def _complete_counts(path: Deliberation, row: CouncilRow) -> bool:
    """Whether the voices of a vote that was noted without them were added to it."""
    answer = path.answers.filter(replaced_at__isnull=True, vote=row.vote).first()
    if answer is None or counts_of(answer) != Counts() or row.counts == Counts():
        return False
    claim_version(path, path.version)
    for name, number in asdict(row.counts).items():
        setattr(answer, name, number)
    answer.save()
    return True


def _record_vote(path: Deliberation, row: CouncilRow, order: WriteOrder) -> bool:
    """Whether the vote was noted: one that is known already stays."""
    if row.voted_on is None or path.answers.filter(replaced_at__isnull=True).exists():
        return False
    claim_version(path, path.version)
    Answer.objects.create(
        deliberation=path,
        vote=row.vote,
        voted_on=row.voted_on,
        text=path.text or path.decision.texts.last(),
        reserves=row.reserves,
        **asdict(row.counts),
        means=Means.MAIL,
        told_by=order.source,
        told_on=timezone.localdate(),
        recorded_by=order.author,
    )
    return True
