"""What is a structure asked by link on the options of a compromise, and what did it answer so?"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils import timezone

from maillage.foundation.cooperations.models import AnswerLink
from maillage.ground.actors.choices import SourceKind
from maillage.ground.actors.models import ReadingQuerySet
from maillage.trade.dialogue.models import (
    Compromise,
    CompromiseOption,
    CompromiseParty,
    OptionAnswer,
)
from maillage.trade.stakes.queries.positions import present_actors

PURPOSE = "options"


@dataclass(frozen=True)
class AskedOption:
    """An option put to a structure, and what it answered itself by link last."""

    option: CompromiseOption
    own: OptionAnswer | None

    @property
    def last(self) -> int:
        """The number of that answer, 0 when there is none."""
        return self.own.pk if self.own else 0


def party_of(link: AnswerLink) -> QuerySet[CompromiseParty]:
    """The structure that the link asks, while it takes part and the compromise is looked for."""
    rows = CompromiseParty.objects.filter(
        pk=link.target,
        compromise__cooperation=link.cooperation_id,
        compromise__settlement="",
        actor__in=present_actors(link.cooperation_id),
    )
    return rows.select_related("compromise__cooperation", "actor__organisation", "actor__person")


def own_answers(party: CompromiseParty) -> ReadingQuerySet[OptionAnswer]:
    """What the structure answered itself by link: what others noted of it is left out."""
    return OptionAnswer.objects.filter(
        actor=party.actor_id,
        option__compromise=party.compromise_id,
        source__kind=SourceKind.LINK,
    )


def options_asked(party: CompromiseParty) -> Sequence[AskedOption]:
    """The options of the compromise, in two queries."""
    standing = own_answers(party).standing_on(timezone.localdate())
    own = {one.option_id: one for one in standing}
    rows = CompromiseOption.objects.filter(compromise=party.compromise_id)
    return [AskedOption(one, own.get(one.pk)) for one in rows.select_related("compromise")]


def asked_parties(compromise: Compromise) -> QuerySet[CompromiseParty]:
    """The structures whose answer counts and that still take part, as one asks them."""
    rows = CompromiseParty.objects.filter(compromise=compromise.pk)
    rows = rows.filter(actor__in=present_actors(compromise.cooperation_id))
    return rows.select_related("compromise__cooperation", "actor__organisation", "actor__person")
