"""What do the commitments know of a person?"""

from collections.abc import Sequence

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from maillage.core.folded import fold
from maillage.core.personal import MASK, Chapter, Somebody
from maillage.core.points import Reader
from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.spaces.readers import as_access
from maillage.foundation.journal.services import forget
from maillage.ground.directory.rights.queries import day
from maillage.trade.governance.commitments.models import Commitment, CommitmentStep
from maillage.trade.governance.commitments.queries.commitments import commitments
from maillage.trade.governance.permissions import can_read_sources


def tell_commitments(reader: Reader, somebody: Somebody) -> Sequence[Chapter]:
    """What they give, and the steps that they told."""
    access = as_access(reader)
    mine = commitments(access).filter(person=somebody.number)
    rows = [
        (str(one.organisation), one.label, str(one.get_state_display()), day(one.due_on))
        for one in mine
    ]
    rows += [
        (str(step.commitment.organisation), step.commitment.label, _("l’a dit"), day(step.told_on))
        for step in _told_steps(access)
        if somebody.is_named_in(step.told_by)
    ]
    headers = _("Structure"), _("Engagement"), _("À quel titre"), _("Le")
    return (Chapter(_("Engagements pris"), headers, rows),)


def _told_steps(access: Access) -> QuerySet[CommitmentStep]:
    """The steps whose source the reader may know."""
    rows = CommitmentStep.objects.filter(commitment__in=commitments(access))
    kept = rows if can_read_sources(access) else rows.none()
    return kept.select_related("commitment__organisation")


def forget_commitments(somebody: Somebody) -> None:
    """Their place on what they give, and their name where they told a step or are written of."""
    rows = Commitment.objects.filter(cooperation__workspace=somebody.workspace_id)
    for one in rows:
        is_theirs = one.person_id == somebody.number
        label, purpose = somebody.is_named_in(one.label), somebody.is_named_in(one.purpose)
        if is_theirs or label or purpose:
            rows.filter(pk=one.pk).update(
                person=None if is_theirs else one.person_id,
                label=MASK if label else one.label,
                purpose=MASK if purpose else one.purpose,
                folded=fold(f"{MASK if label else one.label} {MASK if purpose else one.purpose}"),
            )
            forget(Commitment, one.pk)
    steps = CommitmentStep.objects.filter(commitment__in=rows)
    for step in steps:
        told, note = somebody.is_named_in(step.told_by), somebody.is_named_in(step.note)
        if told or note:
            steps.filter(pk=step.pk).update(
                told_by=MASK if told else step.told_by, note=MASK if note else step.note
            )
            forget(CommitmentStep, step.pk)
