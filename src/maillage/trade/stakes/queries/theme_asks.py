"""Which themes is a structure asked to weigh by link, and what did it answer so?"""

from collections.abc import Sequence

from django.db.models import QuerySet
from django.utils import timezone

from maillage.foundation.cooperations.models import AnswerLink
from maillage.ground.actors.choices import SourceKind, SubjectKind
from maillage.ground.actors.models import Position, ReadingQuerySet
from maillage.ground.directory.models import Actor
from maillage.trade.stakes.choices import ThemeState
from maillage.trade.stakes.queries.positions import present_actors
from maillage.trade.stakes.queries.priorities import Put, puts_on
from maillage.trade.stakes.queries.themes import held_themes

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


def themes_put(actor: Actor) -> Sequence[Put]:
    """The short list, or all that is not put off while nothing is kept; what it said of each."""
    held = held_themes(actor.cooperation_id)
    kept = [one.theme for one in held if one.state == ThemeState.KEPT]
    themes = kept or [one.theme for one in held if one.state == ThemeState.OPEN]
    return puts_on(themes, own_priorities(actor).standing_on(timezone.localdate()))
