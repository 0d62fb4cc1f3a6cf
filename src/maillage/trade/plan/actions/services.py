"""Actions are written, parts proposed and answered, news given."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils import timezone

from maillage.core.days import later
from maillage.core.versions import RivalAnswerError, claim_version, is_recorded
from maillage.foundation.accounts.models import User
from maillage.foundation.cooperations.choices import Visibility
from maillage.foundation.cooperations.models import Access
from maillage.foundation.journal import services as journal
from maillage.ground.actors.choices import SubjectKind
from maillage.ground.actors.subjects.services import name_subject, open_subject
from maillage.ground.directory.models import Organisation
from maillage.ground.territories.models import Territory
from maillage.trade.context.models import Facility, Public, Scheme
from maillage.trade.plan.actions import rules
from maillage.trade.plan.actions.models import (
    Action,
    ActionScheme,
    ProgressNote,
    Share,
    ShareAnswer,
)
from maillage.trade.plan.actions.pledges import follow_action, follow_share
from maillage.trade.plan.actions.rules import SecondShareError
from maillage.trade.plan.choices import ENDED_STATES, EXPLAINED_STATES, ActionState, ShareRole
from maillage.trade.plan.objectives.rules import SameNumberError
from maillage.trade.plan.writing import ACTIONS, SHARES
from maillage.trade.stakes.models import Theme


@dataclass(frozen=True)
class Around:
    """For whom, where and on what an action is, and for which contracts it counts."""

    themes: Sequence[Theme] = ()
    territories: Sequence[Territory] = ()
    publics: Sequence[Public] = ()
    facilities: Sequence[Facility] = ()
    schemes: Sequence[Scheme] = ()


@dataclass(frozen=True)
class ShareReply:
    """What a structure answers to its part, in which words, how and from whom one knows.

    `read` is the number of the answer that stood when this one was written, 0 for none.
    """

    answer: str
    words: str
    means: str
    informant: str
    on: date
    read: int = 0


@dataclass(frozen=True)
class GivenDays:
    """The days a year that a structure gives to its part, and those that stood on its screen."""

    now: Decimal | None
    read: Decimal | None


def add_action(
    *,
    access: Access,
    action: Action,
    around: Around | None = None,
    pilot: Organisation | None = None,
) -> Action:
    """The action on its own subject, with the part of its pilot, still to be proposed.

    Raises SameNumberError.
    """
    with journal.write_by(access, ACTIONS):
        action.cooperation = access.cooperation
        return add_action_inside(access.user, action, around or Around(), pilot)


def add_action_inside(
    author: User, action: Action, around: Around, pilot: Organisation | None = None
) -> Action:
    """The same, inside the caller's write."""
    _check_number(action)
    action.author = author
    action.state_on = action.state_on or timezone.localdate()
    action.subject = open_subject(
        cooperation=action.cooperation, kind=SubjectKind.ACTION, label=action.title
    )
    action.save()
    _set_around(action, around)
    if pilot is not None:
        add_share_inside(Share(action=action, organisation=pilot, role=ShareRole.PILOT))
    return action


def edit_action(*, access: Access, action: Action, read: int, around: Around) -> Action:
    """The action with its changes.

    Raises StaleVersionError when version `read` is not the last, SameNumberError.
    """
    with journal.write_by(access, ACTIONS):
        claim_version(action, read)
        _check_number(action)
        name_subject(subject=action.subject, label=action.title)
        action.save()
        _set_around(action, around)
        follow_action(action, access.user)
    return action


def open_actions(*, access: Access) -> int:
    """How many actions, prepared by the team until now, every access reads from now on."""
    with journal.write_by(access, ACTIONS):
        rows = list(
            Action.objects.filter(cooperation=access.cooperation_id, visibility=Visibility.TEAM)
        )
        for action in rows:
            claim_version(action, action.version)
            action.visibility = Visibility.MEMBERS
            action.save()
            follow_action(action, access.user)
    return len(rows)


def _set_around(action: Action, around: Around) -> None:
    action.themes.set(around.themes)
    action.territories.set(around.territories)
    action.publics.set(around.publics)
    action.facilities.set(around.facilities)
    _count_for(action, around.schemes)


def _count_for(action: Action, schemes: Sequence[Scheme]) -> None:
    """The contracts for which the action counts from today; those it leaves are ended."""
    today = timezone.localdate()
    current = {one.scheme_id: one for one in action.counts_for.filter(until__isnull=True)}
    wanted = {one.pk: one for one in schemes}
    for number, one in current.items():
        if number not in wanted:
            one.until = today
            one.save()
    for number, scheme in wanted.items():
        if number not in current:
            ActionScheme.objects.create(action=action, scheme=scheme, since=today)


def _check_number(action: Action) -> None:
    if not action.number:
        return
    others = Action.objects.filter(cooperation=action.cooperation_id).exclude(pk=action.pk)
    titles = dict(others.exclude(number="").values_list("number", "title"))
    if action.number in titles:
        why = rules.number_fault(action.number, titles[action.number], titles)
        raise SameNumberError(why)


def delete_action(*, access: Access, action: Action) -> None:
    """The action, of which nobody answered anything, is gone; one with answers is dropped."""
    with journal.write_by(access, ACTIONS):
        subject = action.subject
        action.delete()
        subject.delete()


def record_progress(
    *, access: Access, action: Action, read: int, note: ProgressNote
) -> ProgressNote:
    """The news of an action and the state it says, from the day of the news.

    One that comes back each year is never over: its year is, and the dates of the next one
    follow. Raises StaleVersionError when version `read` is not the last.
    """
    with journal.write_by(access, ACTIONS):
        return record_progress_inside(access=access, action=action, read=read, note=note)


def record_progress_inside(
    *, access: Access, action: Action, read: int, note: ProgressNote
) -> ProgressNote:
    """The same, inside a gesture that writes more. Raises StaleVersionError."""
    claim_version(action, read)
    note.action, note.recorded_by = action, access.user
    if note.state:
        _set_state(action, note)
    action.save()
    note.save()
    return note


def _set_state(action: Action, note: ProgressNote) -> None:
    state = ActionState(note.state)
    if state == ActionState.DONE and action.each_year:
        state = ActionState.READY
        action.start_on = later(action.start_on, 1) if action.start_on else None
        action.due_on = later(action.due_on, 1) if action.due_on else None
    if state != action.state:
        action.state, action.state_on = state, note.on
    action.state_why = note.words[:300] if state in EXPLAINED_STATES else ""
    action.ended_on = note.on if state in ENDED_STATES else None


def add_share(*, access: Access, share: Share) -> Share:
    """The part of one more structure. Raises SecondShareError."""
    with journal.write_by(access, SHARES):
        return add_share_inside(share)


def add_share_inside(share: Share) -> Share:
    """The same, inside the caller's write."""
    _check_share(share)
    share.since = share.since or timezone.localdate()
    share.save()
    return share


def edit_share(*, access: Access, share: Share, read: int) -> Share:
    """The part with its changes.

    Raises StaleVersionError when version `read` is not the last, SecondShareError.
    """
    with journal.write_by(access, SHARES):
        claim_version(share, read)
        _check_share(share)
        share.save()
        follow_share(share, access.user)
    return share


def _check_share(share: Share) -> None:
    rows = Share.objects.filter(
        action=share.action_id,
        organisation=share.organisation_id,
        department=share.department_id,
        until__isnull=True,
    )
    if rows.exclude(pk=share.pk).exists():
        raise SecondShareError(rules.second_share_fault(str(share.organisation)))


def end_share(*, access: Access, share: Share, read: int, on: date, leaving: str) -> None:
    """The part, gone when nobody answered it nor gave news of it, else ended on this day.

    Raises StaleVersionError when version `read` is not the last.
    """
    with journal.write_by(access, SHARES):
        claim_version(share, read)
        if share.answers.exists() or share.news.exists():
            share.until, share.leaving = on, leaving
            share.save()
            follow_share(share, access.user)
        else:
            share.delete()


def succeed_share(*, access: Access, share: Share, read: int, leaving: str) -> Share | None:
    """The part ended, and the same one proposed to the structure that took over; None without.

    A successor that has its own part keeps it. Raises StaleVersionError.
    """
    successor = share.organisation.successor
    if successor is None:
        return None
    with journal.write_by(access, SHARES):
        claim_version(share, read)
        share.until, share.leaving = timezone.localdate(), leaving
        share.save()
        follow_share(share, access.user)
        taken = Share(
            action=share.action,
            organisation=successor,
            role=share.role,
            does=share.does,
            days_needed=share.days_needed,
            due_on=share.due_on,
            state=share.state,
        )
        rows = Share.objects.filter(action=share.action_id, until__isnull=True)
        own = rows.filter(organisation=successor, department__isnull=True).first()
        return own or add_share_inside(taken)


def record_answer(
    *, access: Access, share: Share, reply: ShareReply, days: GivenDays | None = None
) -> ShareAnswer:
    """What a structure answers, and its days if they change; what was known of it stays.

    Raises RivalAnswerError when another answer, or other days, came since those read.
    """
    with journal.write_by(access, SHARES):
        if days is not None:
            _give_days(share, days)
        return record_answer_inside(share, reply, access.user)


def _give_days(share: Share, days: GivenDays) -> None:
    share.refresh_from_db(fields=["days_needed", "version"])
    if share.days_needed == days.now:
        return
    if share.days_needed != days.read:
        raise RivalAnswerError(share)
    claim_version(share, share.version)
    share.days_needed = days.now
    share.save()


def record_answer_inside(
    share: Share, reply: ShareReply, author: User | None, via: str = ""
) -> ShareAnswer:
    """The same, inside the caller's write; no author, but `via`, for whoever answers by link.

    Days that are accepted, with or without a reserve, are promised; those refused are no more.
    """
    answer = ShareAnswer(
        share=share,
        answer=reply.answer,
        words=reply.words,
        means=reply.means,
        told_by=reply.informant,
        told_on=reply.on,
        recorded_by=author,
    )
    former = share.answers.filter(replaced_at__isnull=True).first()
    if former is not None:
        if is_recorded(answer, former, reply.read):
            return former
        former.replaced_at = timezone.now()
        former.save()
    answer.save()
    follow_share(share, author, answer, via)
    return answer


def record_share_progress(
    *, author: User | None, share: Share, read: int, note: ProgressNote, via: str = ""
) -> Share:
    """The part with its state and its days, and the news given of it when there are words.

    Raises StaleVersionError when version `read` is not the last.
    """
    with journal.write_in(author, share.action.cooperation, SHARES, via):
        claim_version(share, read)
        share.save()
        if note.words:
            note.action, note.share, note.recorded_by = share.action, share, author
            note.save()
        follow_share(share, author, via=via)
    return share
