"""Which parts follow the days that are postponed, and which are to be asked again?"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils import timezone

from maillage.core.versions import claim_version
from maillage.trade.plan.actions.models import Action, Share, ShareAnswer
from maillage.trade.plan.choices import AGREEING, ActionState
from maillage.trade.plan.steps.models import ActionStep

NOT_BEGUN = {ActionState.TALK, ActionState.READY}


@dataclass(frozen=True)
class Move:
    """One planned day that becomes the possible one: of a step, or of the action itself."""

    action: Action
    step: ActionStep | None
    to: date

    @property
    def is_announced(self) -> bool:
        """Whether this day was announced by whoever does the step: they are told nothing new."""
        step = self.step
        return bool(step and step.announced_by and step.announced_on == self.to)

    @property
    def keeps_beginning(self) -> bool:
        """Whether the beginning stays: of what is begun, and of an action that its steps date."""
        if self.step:
            return self.step.started_on is not None
        is_begun = self.action.state not in NOT_BEGUN
        is_past = self.action.start_on is not None and self.action.start_on <= timezone.localdate()
        return is_begun or is_past or bool(self.action.steps.all())

    @property
    def start_on(self) -> date | None:
        """Its planned beginning once moved: later by as much as its end, or as it is."""
        record = self.step or self.action
        if record.start_on is None or record.due_on is None or self.keeps_beginning:
            return record.start_on
        return record.start_on + (self.to - record.due_on)


@dataclass(frozen=True)
class Followed:
    """An open part, the last of its new days, and the agreement that held for the former one."""

    share: Share
    to: date
    agreement: ShareAnswer | None


def parts_that_follow(moves: Sequence[Move]) -> list[Followed]:
    """The open parts whose own steps move past them, or due on the day of an action that moves.

    To be read before the moves are written; two queries. The agreement of a part is left out
    where whoever has it announced the day themselves.
    """
    last: dict[int, date] = {}
    to_ask: set[int] = set()
    for move in moves:
        number = move.step.share_id if move.step else None
        if number is not None:
            last[number] = max(move.to, last.get(number, move.to))
            to_ask |= set() if move.is_announced else {number}
    ends = {move.action.pk: move for move in moves if move.step is None}
    rows = Share.objects.filter(Q(pk__in=last) | Q(action__in=ends), until__isnull=True)
    shares = list(rows.select_related("organisation", "action").order_by("pk"))
    for one in shares:
        end = ends.get(one.action_id)
        if end and one.due_on is not None and one.due_on == end.action.due_on:
            last[one.pk] = max(end.to, last.get(one.pk, end.to))
            to_ask.add(one.pk)
    answers = ShareAnswer.objects.filter(
        share__in=to_ask, replaced_at__isnull=True, answer__in=AGREEING
    )
    agreements = {one.share_id: one for one in answers}
    return [
        Followed(one, last[one.pk], agreements.get(one.pk))
        for one in shares
        if one.pk in last and (one.due_on is None or one.due_on < last[one.pk])
    ]


def follow_moves(rows: Iterable[Followed]) -> list[Share]:
    """The parts to ask again, inside a write: each part takes its new day, no agreement holds."""
    to_ask = []
    for one in rows:
        share = one.share
        claim_version(share, share.version)
        if share.due_on and share.due_on < one.to:
            share.due_on = one.to
        if one.agreement:
            one.agreement.replaced_at = timezone.now()
            one.agreement.save()
            share.asked_on = None
            to_ask.append(share)
        share.save()
    return to_ask
