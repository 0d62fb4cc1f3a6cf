"""What a structure accepts to do in days is promised like the rest of what it gives."""

from decimal import Decimal

from django.utils import timezone
from django.utils.translation import gettext as _

from maillage.foundation.accounts.models import User
from maillage.foundation.cooperations.choices import Means
from maillage.trade.governance.choices import CommitmentKind, CommitmentState
from maillage.trade.governance.commitments.rules import OPEN
from maillage.trade.governance.commitments.services import (
    keep_commitment,
    keep_step,
    write_commitment,
)
from maillage.trade.governance.models import Commitment, CommitmentStep
from maillage.trade.plan.actions.models import Action, Share, ShareAnswer
from maillage.trade.plan.choices import AGREEING

PER_YEAR = "jours par an"


def follow_share(
    share: Share, author: User | None, answer: ShareAnswer | None = None, via: str = ""
) -> None:
    """The days promised for an action by the structure of this part; inside a write.

    They are those of all its open parts that it accepted, in one commitment. `answer` is what has
    just been said, whose means the step repeats.
    """
    days, commitment = _accepted_days(share), _commitment_of(share)
    if commitment is None:
        if days:
            _promise(share, days, author, answer, via)
        return
    is_open, step = commitment.state in OPEN, _step(answer)
    if days and (not is_open or commitment.quantity != days):
        step.quantity = days
    elif not days and is_open:
        step.kind = CommitmentState.WITHDRAWN
        words = answer.words[:300] if answer else ""
        step.note = words or _("La structure n’a plus cette part.")
    else:
        return
    with write_commitment(author, commitment, via):
        keep_step(author, commitment, commitment.version, step)


def follow_action(action: Action, author: User) -> None:
    """The commitments made for an action are read by those who read it; inside a write."""
    rows = Commitment.objects.filter(subject=action.subject_id)
    for commitment in rows.exclude(visibility=action.visibility):
        with write_commitment(author, commitment):
            commitment.visibility = action.visibility
            commitment.save()


def _accepted_days(share: Share) -> Decimal:
    rows = Share.objects.filter(
        action=share.action_id,
        organisation=share.organisation_id,
        until__isnull=True,
        days_needed__isnull=False,
        answers__replaced_at__isnull=True,
        answers__answer__in=AGREEING,
    )
    return sum((one for one in rows.values_list("days_needed", flat=True) if one), Decimal(0))


def _commitment_of(share: Share) -> Commitment | None:
    rows = Commitment.objects.filter(
        subject=share.action.subject_id, organisation=share.organisation_id
    )
    return rows.filter(kind=CommitmentKind.DAYS).order_by("pk").first()


def _promise(
    share: Share, days: Decimal, author: User | None, answer: ShareAnswer | None, via: str
) -> None:
    action = share.action
    commitment = Commitment(
        cooperation=action.cooperation,
        organisation=share.organisation,
        person=share.person,
        kind=CommitmentKind.DAYS,
        label=_("Sa part du plan d’action"),
        unit=PER_YEAR,
        subject=action.subject,
        purpose=action.title,
        quantity=days,
        visibility=action.visibility,
    )
    with write_commitment(author, commitment, via):
        keep_commitment(author or action.author, commitment, _step(answer))


def _step(answer: ShareAnswer | None) -> CommitmentStep:
    """A promise, known as the answer is, or by whoever writes the days."""
    on = answer.told_on if answer else timezone.localdate()
    return CommitmentStep(
        kind=CommitmentState.PROMISED,
        on=on,
        told_on=on,
        means=answer.means if answer else Means.ACCOUNT,
        told_by=answer.told_by if answer else "",
    )
