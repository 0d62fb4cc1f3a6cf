"""Without its quorum, when may the body meet again, and decide with those who are there?"""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from maillage.core import french
from maillage.law.clear_days import latest_sending_date
from maillage.law.delays import days_after
from maillage.law.rules import built_in_rules

RULE = "quorum.second_session"


@dataclass(frozen=True, slots=True)
class Advice:
    """What the rule of councils says of a session without quorum, and its source."""

    sentence: str
    source: str


def called_again(held_on: date) -> Advice:
    """What to do after a first session without quorum; sent that day, when it may be held.

    Source: CGCT L2121-17; CE 16 June 1997, 142691.
    """
    rule = built_in_rules()[RULE]
    earliest = days_after(held_on, rule.whole("days"))
    said = _("%(rule)s Envoyée le jour même, elle se tient au plus tôt le %(day)s.") % {
        "rule": rule.text,
        "day": french.long_date(earliest),
    }
    return Advice(said, rule.source)


def second_session(first: date, held_on: date, sent: date | None) -> Advice:
    """What a session may decide when the one before, on `first`, had no quorum.

    Source: CGCT L2121-17; CE 16 June 1997, 142691.
    """
    rule = built_in_rules()[RULE]
    latest = latest_sending_date(held_on, rule.whole("days"))
    told = {"first": french.long_date(first), "latest": french.long_date(latest)}
    if sent is None:
        said = _(
            "La séance du %(first)s n’avait pas le quorum. Convoquée de nouveau le %(latest)s au "
            "plus tard, celle-ci décide des mêmes points sans condition de quorum."
        )
    elif sent <= latest:
        said = _(
            "Seconde convocation : la séance du %(first)s n’avait pas le quorum, celle-ci décide "
            "des mêmes points sans condition de quorum."
        )
    else:
        said = _(
            "La séance du %(first)s n’avait pas le quorum, mais celle-ci devait être convoquée le "
            "%(latest)s au plus tard pour décider sans quorum."
        )
    return Advice(said % told, rule.source)
