"""What does each theme touch for each structure, and is the order safe?"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils import timezone

from maillage.analysis.priorities import Criterion, rank_acceptability, weighted_priorities
from maillage.core.folded import fold
from maillage.foundation.cooperations.links.queries import put_links, waiting_links
from maillage.foundation.cooperations.models import Access, AnswerLink
from maillage.foundation.journal.remembered import Remembered
from maillage.ground.actors.choices import SourceKind, SubjectKind
from maillage.ground.actors.models import Position, ReadingQuerySet
from maillage.ground.actors.readings.models import LEAST, MOST
from maillage.ground.actors.readings.rules import NARROW
from maillage.ground.directory.models import Actor
from maillage.ground.directory.records.queries.organisations import spoken_for
from maillage.trade.stakes.actors.queries import ActorHead, actor_heads, present_actors, reads_as
from maillage.trade.stakes.choices import ThemeState
from maillage.trade.stakes.themes.models import Theme
from maillage.trade.stakes.themes.queries import theme_lines
from maillage.trade.stakes.words import LEAST_COVERAGE

SCALE = Criterion("position", LEAST, MOST)
MOST_FIRST = 3


@dataclass(frozen=True, slots=True)
class Ranked:
    """A theme as the structures see it; figures are None while too few have spoken.

    `mean` and `disagreement` go from 0 to 1. `first` is the share of the draws of weights in which
    the theme is among the `places` first ones; None when there is no order to put to the test.
    """

    theme: Theme
    spoken: Sequence[tuple[ActorHead, int]]
    silent: int
    mean: float | None = None
    disagreement: float | None = None
    first: float | None = None
    places: int = 0

    @property
    def can_be_read(self) -> bool:
        """Whether enough structures have spoken."""
        return self.mean is not None

    @property
    def centre(self) -> float | None:
        """The mean on the scale of the positions, from −4 to +4."""
        return None if self.mean is None else LEAST + (MOST - LEAST) * self.mean


@dataclass(frozen=True)
class Priorities:
    """The themes in their order, those that cannot be read yet last, and who may speak."""

    ranked: Sequence[Ranked]
    actors: Sequence[ActorHead]
    last_on: Mapping[int, int]
    latest: date | None
    holds_narrow: bool

    @property
    def main(self) -> Ranked | None:
        """The theme of which the reading speaks: the first one that can be read."""
        return next((one for one in self.ranked if one.can_be_read), None)


@dataclass(frozen=True, slots=True)
class Put:
    """A theme put to a structure: its last position on it, and the number of that position."""

    theme: Theme
    value: int | None
    last: int


_priorities_cache: Remembered[Priorities] = Remembered(200)


def theme_positions(access: Access) -> ReadingQuerySet[Position]:
    """Every position on a theme that the reader may see, former and withdrawn ones too."""
    return Position.objects.visible_to(access).filter(subject__kind=SubjectKind.THEME)


def puts_of(access: Access, actor: Actor) -> list[Put]:
    """Each theme with what this structure said of it last, in two queries."""
    rows = theme_positions(access).filter(actor=actor).standing_on(timezone.localdate())
    return puts_on(_themes(access), rows)


def puts_on(themes: Iterable[Theme], standing: Iterable[Position]) -> list[Put]:
    """Each of these themes, with the position of the structure that stands on it."""
    position_by_subject = {one.subject_id: one for one in standing}
    pairs = [(theme, position_by_subject.get(theme.subject_id)) for theme in themes]
    return [Put(theme, one.value, one.pk) if one else Put(theme, None, 0) for theme, one in pairs]


def structures(access: Access) -> list[ActorHead]:
    """Who may say what a theme touches: structures and groups, no person."""
    return [one for one in actor_heads(access.cooperation_id) if one.person_id is None]


def priorities(access: Access) -> Priorities:
    """What this reader may read of the themes today; read again after a change only."""
    return _priorities_cache.of(
        (*reads_as(access), timezone.localdate()),
        access.cooperation.workspace_id,
        lambda: read_priorities(access),
    )


def read_priorities(access: Access) -> Priorities:
    """The same, in three queries."""
    actors, themes = structures(access), _themes(access)
    places = {(actor.pk, theme.subject_id) for actor in actors for theme in themes}
    standing = theme_positions(access).standing_on(timezone.localdate())
    rows = [one for one in standing if (one.actor_id, one.subject_id) in places]
    value_by_key = {(one.actor_id, one.subject_id): one.value for one in rows}
    spoken = [_spoken(actors, theme, value_by_key) for theme in themes]
    readable = [
        theme
        for theme, pairs in zip(themes, spoken, strict=True)
        if pairs and len(pairs) >= LEAST_COVERAGE * len(actors)
    ]
    read = {one.theme.pk: one for one in _read(readable, actors, value_by_key)}
    ranked = [
        read.get(theme.pk) or Ranked(theme, pairs, len(actors) - len(pairs))
        for theme, pairs in zip(themes, spoken, strict=True)
    ]
    ranked.sort(key=lambda one: (one.mean is None, -(one.mean or 0), fold(one.theme.label)))
    count_by_number = {
        actor.pk: sum(place[0] == actor.pk for place in value_by_key) for actor in actors
    }
    return Priorities(
        ranked,
        actors,
        count_by_number,
        max((one.on for one in rows), default=None),
        any(one.visibility in NARROW for one in rows),
    )


def _themes(access: Access) -> list[Theme]:
    rows = Theme.objects.filter(cooperation=access.cooperation_id).select_related("subject")
    return sorted(rows.order_by("pk"), key=lambda theme: fold(theme.label))


def _spoken(
    actors: Sequence[ActorHead], theme: Theme, counts: Mapping[tuple[int, int], int]
) -> list[tuple[ActorHead, int]]:
    """Who has spoken of the theme, those whom it serves most first."""
    pairs = [
        (actor, counts[actor.pk, theme.subject_id])
        for actor in actors
        if (actor.pk, theme.subject_id) in counts
    ]
    return sorted(pairs, key=lambda one: -one[1])


def _read(
    themes: Sequence[Theme], actors: Sequence[ActorHead], counts: Mapping[tuple[int, int], int]
) -> list[Ranked]:
    """The means, and how often each theme comes first when the structures weigh otherwise.

    A silence weighs like the mean of those who spoke, so that it moves no theme.
    """
    speaking = [one for one in actors if any((one.pk, t.subject_id) in counts for t in themes)]
    marks = {
        str(actor.pk): [[counts.get((actor.pk, theme.subject_id))] for theme in themes]
        for actor in speaking
    }
    seen = weighted_priorities([str(theme.pk) for theme in themes], [SCALE], marks)
    table = [[one.mean or 0.0 if u is None else u for u in one.by_structure] for one in seen]
    places = min(MOST_FIRST, len(themes) - 1)
    is_tested = places > 0 and len(speaking) > 1
    shares = rank_acceptability(table).first(places) if is_tested else [None] * len(themes)
    rankings: list[Ranked] = []
    for theme, one, share in zip(themes, seen, shares, strict=True):
        pairs = _spoken(actors, theme, counts)
        silent = len(actors) - len(pairs)
        rankings.append(Ranked(theme, pairs, silent, one.mean, one.disagreement, share, places))
    return rankings


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
    lines = theme_lines(cooperation_id)
    themes = [one.theme for one in lines if one.state == ThemeState.KEPT]
    return themes or [one.theme for one in lines if one.state == ThemeState.OPEN]


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
