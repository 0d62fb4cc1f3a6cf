"""A compromise is concluded or opened again, and the word of its stake follows."""

from django.utils import timezone
from django.utils.translation import gettext as _

from maillage.core import french
from maillage.core.versions import claim_version
from maillage.foundation.cooperations.models import Access
from maillage.trade.dialogue.choices import Settlement
from maillage.trade.dialogue.compromises.models import Compromise
from maillage.trade.dialogue.compromises.services.options import write_compromise
from maillage.trade.stakes.choices import StakeLabel
from maillage.trade.stakes.models import LabelChoice, Stake
from maillage.trade.stakes.positions.queries.readings import readings
from maillage.trade.stakes.stakes.services import choose_label


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
