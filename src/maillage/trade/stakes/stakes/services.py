"""A stake is named, renamed, closed, followed by others; what was said of it stays."""

from collections.abc import Sequence
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as lazy

from maillage.core.folded import fold
from maillage.core.versions import claim_version
from maillage.foundation.cooperations.models import Access
from maillage.ground.actors.choices import SubjectKind
from maillage.ground.actors.subjects.services import name_subject, open_subject
from maillage.trade.stakes.stakes.models import LabelChoice, Stake
from maillage.trade.stakes.writing import write

ONE_NAME = lazy("Un enjeu ouvert porte déjà ce nom : précisez celui-ci.")
SEVERAL_NAMES = lazy("Un enjeu ouvert s’appelle déjà « %(name)s » : précisez.")


class SameNameError(Exception):
    """An open stake of the cooperation already bears this name: says what to do."""


def open_stake(*, access: Access, stake: Stake) -> Stake:
    """The stake, with its subject; SameNameError when an open one bears its name."""
    with write(access):
        return _open(access, stake)


def edit_stake(*, access: Access, stake: Stake, read: int) -> Stake:
    """The stake and its subject under their name.

    Raises StaleVersionError when version `read` is not the last, SameNameError.
    """
    with write(access):
        claim_version(stake, read)
        _check_name(stake)
        name_subject(subject=stake.subject, label=stake.label)
        stake.save()
    return stake


def close_stake(*, access: Access, stake: Stake, read: int, on: date, why: str) -> Stake:
    """The stake, closed that day; StaleVersionError when `read` is not the last version."""
    with write(access):
        _close(stake, read, on, why)
    return stake


def follow_stake(
    *, access: Access, stake: Stake, read: int, labels: Sequence[str], on: date, why: str
) -> list[Stake]:
    """The stakes that follow a stake, which is closed that day: one, or the parts of a split.

    Raises StaleVersionError when version `read` is not the last, SameNameError.
    """
    with write(access):
        _close(stake, read, on, why)
        parts = [
            Stake(label=label, since=on, follows=stake, finding_id=stake.finding_id)
            for label in labels
        ]
        return [_open(access, part, SEVERAL_NAMES) for part in parts]


def choose_label(*, access: Access, choice: LabelChoice) -> LabelChoice:
    """How an officer reads a stake, after what was read of it; nothing is written over."""
    with write(access):
        choice.cooperation, choice.author = access.cooperation, access.user
        choice.save()
    return choice


def _open(access: Access, stake: Stake, refusal: Promise = ONE_NAME) -> Stake:
    stake.cooperation = access.cooperation
    _check_name(stake, refusal)
    stake.subject = open_subject(
        cooperation=access.cooperation, kind=SubjectKind.STAKE, label=stake.label
    )
    stake.save()
    return stake


def _close(stake: Stake, read: int, on: date, why: str) -> None:
    claim_version(stake, read)
    stake.until, stake.why_closed = on, why
    stake.save()


def _check_name(stake: Stake, refusal: Promise = ONE_NAME) -> None:
    rows = Stake.objects.filter(cooperation=stake.cooperation_id, until__isnull=True)
    stakes = (one for one in rows.exclude(pk=stake.pk) if fold(one.label) == fold(stake.label))
    other = next(stakes, None)
    if other is not None:
        raise SameNameError(str(refusal) % {"name": other.label})
