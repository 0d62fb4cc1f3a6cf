"""Where does the mission of reading the nature of the cooperation stand?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.core import french
from maillage.core.french import listed
from maillage.core.probes import Evidence, Level, Moment, State
from maillage.trade.context.choices import Nature
from maillage.trade.context.nature.queries import MemberNature, member_natures
from maillage.trade.context.nature.words import FORCED, nature_reading

FRESH = timedelta(days=365)


@dataclass(frozen=True)
class NatureFacts:
    """Each member, the word that stands for it and its day, and the day of the reading."""

    members: Sequence[MemberNature]
    today: date
    url: str

    @property
    def old(self) -> list[tuple[date, str]]:
        """The days of the readings of more than twelve months, the oldest first, and of whom."""
        rows = [(one.on, one.name) for one in self.members if one.on]
        return sorted(row for row in rows if is_old(row[0], self.today))


def is_old(on: date, today: date) -> bool:
    """Whether a reading of that day is of more than twelve months."""
    return on + FRESH < today


def load(moment: Moment) -> NatureFacts:
    """The facts of one cooperation, in two queries."""
    members = member_natures(moment.cooperation_id, moment.today)
    return NatureFacts(members, moment.today, reverse("context:nature", args=[moment.slug]))


def nature_read(facts: NatureFacts) -> State:
    """In place when each member has a reading of the last twelve months."""
    unread = [one.name for one in facts.members if not one.word]
    if len(unread) == len(facts.members):
        return State(
            Level.TODO,
            _("On ne sait encore d’aucune structure si elle souhaite ou subit la coopération."),
            next_step=_("Noter une première lecture, avec ce qui l’a fait venir."),
            next_url=facts.url,
        )
    reason = nature_reading([one.word for one in facts.members])
    evidence = (Evidence(_("Souhaitée ou imposée ?"), facts.url),)
    if facts.old:
        return _aged(facts, evidence)
    until = min(one.on for one in facts.members if one.on) + FRESH
    if unread:
        return State(
            Level.DOING,
            reason,
            evidence,
            until=until,
            next_step=_("Lire : %(names)s.") % {"names": listed(unread)},
            next_url=facts.url,
        )
    forced = [one for one in facts.members if one.word in FORCED]
    if not forced:
        return State(Level.DONE, reason, evidence, until=until)
    step = _("Conduire la suite avec %(name)s, pour qui elle est %(word)s.") % {
        "name": forced[0].name,
        "word": Nature(forced[0].word).label,
    }
    return State(Level.DONE, reason, evidence, until=until, next_step=step, next_url=facts.url)


def _aged(facts: NatureFacts, evidence: tuple[Evidence, ...]) -> State:
    (day, name), count = facts.old[0], len(facts.old)
    reason = ngettext(
        "Une lecture a plus de douze mois : %(name)s, le %(day)s.",
        "%(n)s lectures ont plus de douze mois, la plus ancienne de %(name)s, le %(day)s.",
        count,
    ) % {
        "n": french.in_words(count, feminine=True).capitalize(),
        "name": name,
        "day": french.long_date(day),
    }
    return State(
        Level.AGED,
        reason,
        evidence,
        next_step=_("Relire : %(names)s.") % {"names": listed([one for _day, one in facts.old])},
        next_url=facts.url,
    )
