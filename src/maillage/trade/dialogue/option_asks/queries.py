"""What is a structure asked by link on the options of a compromise, and what did it answer so?"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from maillage.foundation.cooperations.links.queries import put_links, waiting_links
from maillage.foundation.cooperations.models import Access, AnswerLink
from maillage.ground.actors.choices import SourceKind
from maillage.ground.actors.models import ReadingQuerySet
from maillage.ground.directory.records.queries.organisations import spoken_for
from maillage.trade.dialogue.compromises.models import (
    Compromise,
    CompromiseOption,
    CompromiseParty,
    OptionAnswer,
)
from maillage.trade.stakes.actors.queries import present_actors

PURPOSE = "options"


@dataclass(frozen=True)
class OptionQuestion:
    """An option put to a structure, and what it answered itself by link last."""

    option: CompromiseOption
    own: OptionAnswer | None

    @property
    def last(self) -> int:
        """The number of that answer, 0 when there is none."""
        return self.own.pk if self.own else 0


def party_of(link: AnswerLink) -> QuerySet[CompromiseParty]:
    """The structure that the link asks, while it takes part and the compromise is looked for."""
    return _parties(link.cooperation_id).filter(pk=link.target)


def waiting_parties(cooperation_id: int) -> QuerySet[CompromiseParty]:
    """The structures asked that have not answered, while there are options to answer."""
    options = CompromiseOption.objects.filter(compromise=OuterRef("compromise"))
    links = waiting_links(cooperation_id, PURPOSE)
    return _parties(cooperation_id).filter(Exists(options), pk__in=links.values("target"))


def parties_to_answer(access: Access) -> QuerySet[CompromiseParty]:
    """The structures asked for which this reader speaks.

    For an officer, all those of the compromises that they may see. What was withdrawn, or is over,
    is not asked.
    """
    links = put_links(access.cooperation_id, PURPOSE)
    rows = _parties(access.cooperation_id).filter(pk__in=links.values("target"))
    if access.is_officer:
        return rows.filter(compromise__in=Compromise.objects.visible_to(access))
    return rows.filter(actor__organisation__in=spoken_for(access))


def own_answers(party: CompromiseParty) -> ReadingQuerySet[OptionAnswer]:
    """What the structure answered itself by link: what others noted of it is left out."""
    return OptionAnswer.objects.filter(
        actor=party.actor_id,
        option__compromise=party.compromise_id,
        source__kind=SourceKind.LINK,
    )


def option_questions(party: CompromiseParty) -> Sequence[OptionQuestion]:
    """The options of the compromise, in two queries."""
    standing = own_answers(party).standing_on(timezone.localdate())
    own = {one.option_id: one for one in standing}
    rows = CompromiseOption.objects.filter(compromise=party.compromise_id)
    return [OptionQuestion(one, own.get(one.pk)) for one in rows.select_related("compromise")]


def parties_to_ask(compromise: Compromise) -> QuerySet[CompromiseParty]:
    """The structures whose answer counts and that still take part, as one asks them."""
    return _parties(compromise.cooperation_id).filter(compromise=compromise.pk)


def _parties(cooperation_id: int) -> QuerySet[CompromiseParty]:
    """Those that still take part, where a compromise is looked for."""
    rows = CompromiseParty.objects.filter(
        compromise__cooperation=cooperation_id,
        compromise__settlement="",
        actor__in=present_actors(cooperation_id),
    )
    return rows.select_related(
        "compromise__cooperation", "compromise__author", "actor__organisation", "actor__person"
    )
