"""Which themes is a structure asked to weigh by link, and what did it answer so?"""

from collections.abc import Sequence

from django.db.models import QuerySet
from django.utils import timezone

from maillage.foundation.cooperations.links.queries import put_links, waiting_links
from maillage.foundation.cooperations.models import Access, AnswerLink
from maillage.ground.actors.choices import SourceKind, SubjectKind
from maillage.ground.actors.models import Position, ReadingQuerySet
from maillage.ground.directory.models import Actor
from maillage.ground.directory.records.queries.organisations import spoken_for
from maillage.trade.stakes.actors.queries import present_actors
from maillage.trade.stakes.choices import ThemeState
from maillage.trade.stakes.priorities.queries.ranking import Put, puts_on
from maillage.trade.stakes.themes.models import Theme
from maillage.trade.stakes.themes.queries import held_themes

PURPOSE = "priorities"


def actor_of(link: AnswerLink) -> QuerySet[Actor]:
    """The structure that the link asks, while it takes part in its cooperation."""
    return weighing_actors(link.cooperation_id).filter(pk=link.target)


def weighing_actors(cooperation: int) -> QuerySet[Actor]:
    """Who may say what a theme touches: structures and groups that take part, no person."""
    rows = present_actors(cooperation).filter(person__isnull=True)
    return rows.select_related("cooperation", "organisation")


def own_priorities(actor: Actor) -> ReadingQuerySet[Position]:
    """What the structure said itself by link of the themes: what others noted is left out."""
    return Position.objects.filter(
        cooperation=actor.cooperation_id,
        actor=actor,
        subject__kind=SubjectKind.THEME,
        source__kind=SourceKind.LINK,
    )


def themes_to_weigh(cooperation_id: int) -> list[Theme]:
    """The short list, or all that is not put off while nothing is kept; in two queries."""
    held = held_themes(cooperation_id)
    kept = [one.theme for one in held if one.state == ThemeState.KEPT]
    return kept or [one.theme for one in held if one.state == ThemeState.OPEN]


def themes_put(actor: Actor) -> Sequence[Put]:
    """The themes to weigh, and what the structure said of each."""
    standing = own_priorities(actor).standing_on(timezone.localdate())
    return puts_on(themes_to_weigh(actor.cooperation_id), standing)


def waiting_actors(cooperation_id: int) -> QuerySet[Actor]:
    """The structures that were asked, and have not answered."""
    links = waiting_links(cooperation_id, PURPOSE)
    return weighing_actors(cooperation_id).filter(pk__in=links.values("target"))


def actors_to_answer(access: Access) -> QuerySet[Actor]:
    """The structures asked for which this reader speaks, all for an officer; as for positions."""
    links = put_links(access.cooperation_id, PURPOSE)
    rows = weighing_actors(access.cooperation_id).filter(pk__in=links.values("target"))
    return rows if access.is_officer else rows.filter(organisation__in=spoken_for(access))
