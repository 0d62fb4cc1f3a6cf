"""Where does the mission of knowing the history stand?"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.core import french
from maillage.core.probes import Evidence, Level, Moment, State
from maillage.trade.context.history.queries import members_without_relation

NAMED = 3


@dataclass(frozen=True)
class HistoryFacts:
    """How many members there are, those of whom nothing is told, how many relations are."""

    members: int
    no_report: Sequence[str]
    relations: int
    url: str


def load(moment: Moment) -> HistoryFacts:
    """The facts of one cooperation, in two queries."""
    members, no_report, count = members_without_relation(moment.cooperation_id)
    return HistoryFacts(members, no_report, count, reverse("context:history", args=[moment.slug]))


def history_state(facts: HistoryFacts) -> State:
    """In place when the past of most member structures is told."""
    if not facts.relations:
        return State(
            Level.TODO,
            _("Aucune relation passée n’est encore racontée."),
            next_step=_("Raconter la dernière fois que deux structures ont travaillé ensemble."),
            next_url=facts.url,
        )
    number = facts.members - len(facts.no_report)
    evidence = (
        Evidence(
            ngettext("Une relation", "%(n)s relations", facts.relations)
            % {"n": french.in_words(facts.relations, feminine=True).capitalize()},
            facts.url,
        ),
    )
    reason = _("L’histoire de %(told)s structures membres sur %(all)s est racontée.") % {
        "told": french.in_words(number, feminine=True),
        "all": french.in_words(facts.members, feminine=True),
    }
    if number * 2 > facts.members:
        return State(Level.DONE, reason, evidence)
    return State(
        Level.DOING,
        reason,
        evidence,
        next_step=_("Demander à %(names)s ce qui a été vécu avant.")
        % {"names": ", ".join(facts.no_report[:NAMED])},
        next_url=facts.url,
    )
