"""Options are written, put to the structures, answered, and one of them is accepted."""

from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager

from django.utils import timezone
from django.utils.translation import gettext as _

from maillage.core import french
from maillage.core.parts import set_parts
from maillage.core.versions import claim_version
from maillage.foundation.accounts.models import User
from maillage.foundation.cooperations.models import Access
from maillage.foundation.journal import services as journal
from maillage.foundation.journal.models import Change
from maillage.ground.actors.models import Source
from maillage.ground.actors.readings.services import Seen, keep_reading
from maillage.ground.directory.models import Actor
from maillage.trade.dialogue.choices import Settlement
from maillage.trade.dialogue.compromises.models import Compromise, CompromiseOption, OptionAnswer
from maillage.trade.stakes.choices import StakeLabel
from maillage.trade.stakes.models import LabelChoice, Stake
from maillage.trade.stakes.positions.queries.readings import readings
from maillage.trade.stakes.stakes.services import choose_label

TOPIC = "compromises"


def open_compromise(
    *, author: User, compromise: Compromise, options: Sequence[str], actors: Iterable[Actor]
) -> Compromise:
    """The compromise, its options in their order, and the structures asked."""
    with write_compromise(author, compromise):
        compromise.author = author
        compromise.save()
        for rank, label in enumerate(options, start=1):
            CompromiseOption(compromise=compromise, label=label, rank=rank).save()
        set_parts(compromise.parties, "actor", actors)
    return compromise


def edit_compromise(
    *, author: User, compromise: Compromise, read: int, actors: Iterable[Actor] | None = None
) -> Compromise:
    """The compromise with its changes, and the structures asked when they are given.

    What a structure that is no longer asked had said is kept. Raises StaleVersionError when
    version `read` is not the last.
    """
    with write_compromise(author, compromise):
        claim_version(compromise, read)
        compromise.save()
        if actors is not None:
            set_parts(compromise.parties, "actor", actors)
    return compromise


def add_option(*, author: User, option: CompromiseOption) -> CompromiseOption:
    """One more option, after the others."""
    with write_compromise(author, option.compromise):
        option.rank = option.compromise.options.count() + 1
        option.save()
    return option


def edit_option(*, author: User, option: CompromiseOption, read: int) -> CompromiseOption:
    """The option with its changes; StaleVersionError when version `read` is not the last."""
    with write_compromise(author, option.compromise):
        claim_version(option, read)
        option.save()
    return option


def remove_option(*, author: User, option: CompromiseOption) -> None:
    """The option, of which nobody said anything, is gone; the history tells it."""
    with write_compromise(author, option.compromise):
        option.delete()


def answer_option(
    *, author: User, answer: OptionAnswer, source: Source, seen: Seen[OptionAnswer]
) -> OptionAnswer:
    """What a structure says of an option, after what it said before.

    Raises RivalReadingError, SecondHandError, PersonReadingError; nothing is kept then.
    """
    with write_compromise(author, answer.option.compromise):
        return keep_reading(author=author, reading=answer, source=source, seen=seen)


def write_compromise(author: User, compromise: Compromise) -> AbstractContextManager[Change]:
    """One gesture on a compromise."""
    return journal.write_in(author, compromise.cooperation, TOPIC)


def settle_compromise(*, access: Access, compromise: Compromise, read: int) -> Compromise:
    """The compromise as it was concluded.

    An accepted one turns its stake from « conflit potentiel » into « compromis possible », with
    the compromise as the reason; another word of the stake is left as it is. Raises
    StaleVersionError when version `read` is not the last.
    """
    with write_compromise(access.user, compromise):
        claim_version(compromise, read)
        compromise.save()
        if compromise.settlement == Settlement.ACCEPTED:
            _ease_stake(access, compromise)
    return compromise


def reopen_compromise(*, access: Access, compromise: Compromise) -> Compromise:
    """The compromise, looked for again; its stake gets the word of its positions back."""
    with write_compromise(access.user, compromise):
        claim_version(compromise, compromise.version)
        given = _reason(compromise)
        compromise.settlement, compromise.settled_on, compromise.chosen = "", None, None
        compromise.save()
        _give_back(access, compromise, given)
    return compromise


def _ease_stake(access: Access, compromise: Compromise) -> None:
    stake = _stake_of(compromise)
    if stake is None:
        return
    read = readings(access).of(stake.pk)
    if read is None or read.label != StakeLabel.CLASH:
        return
    _choose(access, stake, compromise, label=StakeLabel.DEAL, reason=_reason(compromise))


def _give_back(access: Access, compromise: Compromise, given: str) -> None:
    stake = _stake_of(compromise)
    last = LabelChoice.objects.visible_to(access).filter(stake=stake).first() if stake else None
    if stake is None or last is None or last.reason != given:
        return
    why = _("Le compromis « %(title)s » est rouvert.") % {"title": compromise.title}
    _choose(access, stake, compromise, label="", reason=why)


def _choose(
    access: Access, stake: Stake, compromise: Compromise, *, label: str, reason: str
) -> None:
    choice = LabelChoice(
        stake=stake,
        label=label,
        reason=reason,
        on=timezone.localdate(),
        visibility=compromise.visibility,
    )
    choose_label(access=access, choice=choice)


def _stake_of(compromise: Compromise) -> Stake | None:
    if compromise.subject_id is None:
        return None
    rows = Stake.objects.filter(cooperation=compromise.cooperation_id, until__isnull=True)
    return rows.filter(subject=compromise.subject_id).first()


def _reason(compromise: Compromise) -> str:
    if compromise.chosen is None or compromise.settled_on is None:
        return ""
    return _("Compromis « %(title)s » accepté le %(day)s : %(option)s.") % {
        "title": compromise.title,
        "day": french.long_date(compromise.settled_on),
        "option": compromise.chosen.label,
    }
