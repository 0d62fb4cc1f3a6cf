"""What do the commitments know of a person?"""

from collections.abc import Sequence

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from maillage.core.personal import Chapter, Somebody
from maillage.core.points import Reader
from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.spaces.readers import as_access
from maillage.foundation.journal.erasable import Erasable
from maillage.ground.directory.rights.queries import day
from maillage.trade.governance.commitments.models import Commitment, CommitmentStep
from maillage.trade.governance.commitments.queries.commitments import commitments
from maillage.trade.governance.permissions import can_read_sources


def export_commitments(reader: Reader, somebody: Somebody) -> Sequence[Chapter]:
    """What they give, and the steps that they told."""
    access = as_access(reader)
    mine = commitments(access).filter(person=somebody.number)
    rows = [
        (str(one.organisation), one.label, str(one.get_state_display()), day(one.due_on))
        for one in mine
    ]
    rows += [
        (str(step.commitment.organisation), step.commitment.label, _("l’a dit"), day(step.told_on))
        for step in _readable_steps(access)
        if somebody.is_mentioned_in(step.told_by)
    ]
    headers = _("Structure"), _("Engagement"), _("À quel titre"), _("Le")
    return (Chapter(_("Engagements pris"), headers, rows),)


def _readable_steps(access: Access) -> QuerySet[CommitmentStep]:
    """The steps whose source the reader may know."""
    rows = CommitmentStep.objects.filter(commitment__in=commitments(access))
    steps = rows if can_read_sources(access) else rows.none()
    return steps.select_related("commitment__organisation")


def forget_commitments(somebody: Somebody) -> None:
    """Their place on what they give, and their name where they told a step or are written of."""
    Erasable(Commitment, texts=("label", "purpose"), person="person").erase(somebody)
    Erasable(CommitmentStep, "commitment", ("told_by", "note")).erase(somebody)
