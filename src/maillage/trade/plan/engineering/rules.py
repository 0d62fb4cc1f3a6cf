"""How much of a post is held, since when is it vacant, and what may not be written of it?"""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from decimal import Decimal

from django.utils.translation import gettext as _

from maillage.core import french
from maillage.trade.plan.engineering.models import Post, PostHolding

STEP = Decimal("0.05")
ZERO = Decimal(0)


def is_open_on(since: date | None, until: date | None, day: date) -> bool:
    """Whether a period, both days included, holds that day; unknown days do not close it."""
    return (since is None or since <= day) and (until is None or until >= day)


def holders_on(holdings: Iterable[PostHolding], day: date) -> list[PostHolding]:
    """Those who hold the post that day."""
    return [one for one in holdings if is_open_on(one.since, one.until, day)]


def filled_on(holdings: Iterable[PostHolding], day: date) -> Decimal:
    """How much of it is held that day, in full-time equivalents."""
    return sum((one.fte for one in holders_on(holdings, day)), ZERO)


def vacant_on(post: Post, holdings: Sequence[PostHolding], day: date) -> Decimal:
    """How much of a post nobody holds that day; none of one that is not open."""
    if not is_open_on(post.since, post.until, day):
        return ZERO
    return max(post.fte - filled_on(holdings, day), ZERO)


def vacant_since(post: Post, holdings: Sequence[PostHolding], day: date) -> date | None:
    """The first day on which nobody held what is vacant now; None when it is not, or unknown."""
    if not vacant_on(post, holdings, day):
        return None
    ends = [one.until for one in holdings if one.until is not None and one.until < day]
    return max(ends) + timedelta(days=1) if ends else post.since


def fte_words(value: Decimal) -> str:
    """A time as one reads it: « 0,50 »."""
    return french.number(value, 2)


def fte_fault(value: Decimal | None) -> str:
    """Why this is no time of a post; nothing when it is."""
    if value is None:
        return ""
    if Decimal(5) <= value <= Decimal(100):
        example = french.number(value / 100)
        return _("%(n)s ? Écrivez %(example)s : un mi-temps fait 0,5.") % {
            "n": french.number(value),
            "example": example,
        }
    if not STEP <= value <= 1:
        return _("Écrivez un temps entre 0,05 et 1, par exemple 0,5 pour un mi-temps.")
    if value % STEP:
        return _("Écrivez un temps par pas de 0,05 : 0,4 ou 0,45.")
    return ""


def holding_fault(post: Post, others: Sequence[PostHolding], fte: Decimal, since: date) -> str:
    """Why nobody more may hold that much of the post from that day; nothing when one may."""
    during = [one for one in others if one.until is None or one.until >= since]
    total = sum((one.fte for one in during), ZERO) + fte
    if total <= post.fte:
        return ""
    if not during:
        return _("Ce poste fait %(fte)s ETP : portez-le d’abord à %(total)s.") % {
            "fte": fte_words(post.fte),
            "total": fte_words(total),
        }
    words = _(
        "Ce poste fait %(fte)s ETP, dont %(filled)s déjà tenus : écrivez d’abord le départ de "
        "%(name)s, ou portez-le à %(total)s."
    )
    return words % {
        "fte": fte_words(post.fte),
        "filled": fte_words(total - fte),
        "name": during[0],
        "total": fte_words(total),
    }


def same_person_fault(others: Iterable[PostHolding], person: int, since: date) -> str:
    """Why this person cannot arrive that day: they hold it already."""
    already = (one.until is None or one.until >= since for one in others if one.person_id == person)
    return _("Cette personne tient déjà ce poste ce jour-là.") if any(already) else ""


def times_fault(post_fte: Decimal, times: Iterable[Decimal]) -> str:
    """Why these missions do not hold in the post; nothing when they do."""
    total = sum(times, ZERO)
    if total <= post_fte:
        return ""
    return _("Ces missions font %(total)s ETP ; le poste en fait %(fte)s.") % {
        "total": fte_words(total),
        "fte": fte_words(post_fte),
    }
