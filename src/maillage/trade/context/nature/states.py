"""Where does the mission of reading the nature of the cooperation stand?"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from maillage.core import french
from maillage.core.probes import Evidence, Level, Moment, State
from maillage.trade.context.nature.queries import members_and_words
from maillage.trade.context.nature.words import FORCED, nature_reading

NAMED = 3


@dataclass(frozen=True)
class NatureFacts:
    """Each member and the word that stands for it, or ""."""

    words: Sequence[tuple[str, str]]
    url: str


def load(moment: Moment) -> NatureFacts:
    """The facts of one cooperation, in one query."""
    words = members_and_words(moment.cooperation_id, moment.today)
    return NatureFacts(words, reverse("context:nature", args=[moment.slug]))


def nature_read(facts: NatureFacts) -> State:
    """In place when each member has a dated reading."""
    unread = [name for name, word in facts.words if not word]
    if len(unread) == len(facts.words):
        return State(
            Level.TODO,
            _("On ne sait encore d’aucune structure si elle souhaite ou subit la coopération."),
            next_step=_("Noter une première lecture, avec ce qui l’a fait venir."),
            next_url=facts.url,
        )
    reason = nature_reading([word for _name, word in facts.words])
    evidence = (Evidence(_("Souhaitée ou imposée ?"), facts.url),)
    if unread:
        return State(
            Level.DOING,
            reason,
            evidence,
            next_step=_("Lire : %(names)s%(others)s.")
            % {
                "names": ", ".join(unread[:NAMED]),
                "others": _(" et %(n)s autres") % {"n": french.in_words(len(unread) - NAMED)}
                if len(unread) > NAMED + 1
                else "",
            },
            next_url=facts.url,
        )
    forced = [name for name, word in facts.words if word in FORCED]
    if not forced:
        return State(Level.DONE, reason, evidence)
    step = _("Conduire la suite avec %(name)s, qui la vit comme imposée.") % {"name": forced[0]}
    return State(Level.DONE, reason, evidence, next_step=step, next_url=facts.url)
