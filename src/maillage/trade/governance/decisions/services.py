"""Questions and decisions enter the register, alone or from a meeting, with their options."""

from collections.abc import Iterable
from contextlib import AbstractContextManager

from django.db import transaction
from django.utils import timezone

from maillage.core.versions import claim_version
from maillage.foundation.accounts.models import User
from maillage.foundation.cooperations.models import Access
from maillage.foundation.journal import services as journal
from maillage.foundation.journal.models import Change
from maillage.ground.directory.models import Organisation
from maillage.trade.governance.decisions.models import Decision, DecisionOption
from maillage.trade.governance.joint_decisions.models import JointDecision
from maillage.trade.governance.joint_decisions.services.joint_decisions import (
    Typed,
    add_text,
    ask_councils,
    open_decision,
)
from maillage.trade.governance.meetings.services.meetings import write_meeting


def record_decision(*, author: User, decision: Decision) -> Decision:
    """A line of the register written outside of a meeting: a question, or what was settled."""
    with write_decision(author, decision):
        decision.save()
    return decision


def correct_decision(*, author: User, decision: Decision, read: int) -> Decision:
    """The line with its changes; StaleVersionError when version `read` is not the last.

    Raises ClosedError when the record of its meeting is validated.
    """
    with write_decision(author, decision):
        claim_version(decision, read)
        decision.save()
    return decision


def route_question(*, author: User, decision: Decision, read: int) -> Decision:
    """Where the question goes; it may be said after the meeting's record is validated.

    Raises StaleVersionError when version `read` is not the last.
    """
    with _write(author, decision):
        claim_version(decision, read)
        decision.save()
    return decision


def put_to_councils(*, author: User, decision: Decision, joint_decision: JointDecision) -> Decision:
    """The line, which now leads to the joint decision that asks the councils."""
    with _write(author, decision):
        decision.joint_decision = joint_decision
        decision.save(update_fields=["joint_decision"])
    return decision


def ask_the_councils(
    *,
    access: Access,
    decision: Decision,
    joint_decision: JointDecision,
    organisations: Iterable[Organisation],
) -> JointDecision:
    """The joint decision that puts this line to these councils: its question and its text.

    A line that was put to the councils meanwhile keeps the joint decision that it has.
    """
    with transaction.atomic():
        journal.lock_workspace(decision.cooperation.workspace_id)
        line = Decision.objects.select_related("cooperation", "joint_decision").get(pk=decision.pk)
        if line.joint_decision is not None:
            return line.joint_decision
        open_decision(author=access.user, decision=joint_decision)
        day = joint_decision.proposed_on or timezone.localdate()
        text = Typed(day, line.wording or line.question)
        add_text(access=access, decision=joint_decision, typed=text)
        ask_councils(author=access.user, decision=joint_decision, organisations=organisations)
        put_to_councils(author=access.user, decision=line, joint_decision=joint_decision)
    return joint_decision


def add_option(*, author: User, option: DecisionOption) -> DecisionOption:
    """One more answer that the question may receive."""
    with write_decision(author, option.decision):
        _alone(option)
        option.save()
    return option


def edit_option(*, author: User, option: DecisionOption, read: int) -> DecisionOption:
    """The option with its changes; StaleVersionError when version `read` is not the last."""
    with write_decision(author, option.decision):
        claim_version(option, read)
        _alone(option)
        option.save()
    return option


def _alone(option: DecisionOption) -> None:
    """One option at most is chosen: the former one no longer is."""
    if not option.is_chosen:
        return
    others = DecisionOption.objects.filter(decision=option.decision_id, is_chosen=True)
    for other in others.exclude(pk=option.pk):
        other.is_chosen = False
        other.save()


def write_decision(author: User, decision: Decision) -> AbstractContextManager[Change]:
    """One gesture on a line; ClosedError once the record of its meeting is validated."""
    if decision.meeting is not None:
        return write_meeting(author, decision.meeting)
    return _write(author, decision)


def _write(author: User, decision: Decision) -> AbstractContextManager[Change]:
    return journal.write_in(author, decision.cooperation, "decisions")
