"""Who makes whom wait around an action: the structures, then the steps that show it."""

from collections.abc import Iterable
from dataclasses import dataclass

from maillage.core.links import address
from maillage.trade.plan.steps.possible import Outlook, Wait
from maillage.trade.plan.steps.queries import PlanGraph
from maillage.trade.plan.steps.words import action_words, tie_words, wait_words


@dataclass(frozen=True, slots=True)
class ShownTie:
    """A step that waits for another, or for a vote, and the sheets of other actions they are of."""

    words: str
    actions: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ShownHold:
    """Who waits for whom, and each pair of steps behind it."""

    words: str
    ties: tuple[ShownTie, ...]


def shown_holds(slug: str, graph: PlanGraph, outlook: Outlook, action: int) -> Iterable[ShownHold]:
    """« Le Département attend 94 jours d’étapes de la CC de Valmorin », and by which steps.

    Of all who wait for one another around the action, those of whom a step is its own.
    """
    own = {key for key, each in graph.actions.items() if each.pk == action}
    for one in outlook.waits:
        if own.isdisjoint(key for tie in one.ties for key in tie):
            continue
        ties = tuple(_tie(slug, graph, one, tie, action) for tie in one.ties)
        yield ShownHold(f"{wait_words(one)}.", ties)


def _tie(slug: str, graph: PlanGraph, one: Wait, tie: tuple[str, str], action: int) -> ShownTie:
    before, after = tie
    others = dict.fromkeys(graph.actions[key] for key in (after, before))
    return ShownTie(
        tie_words(graph.title(after), "" if before == after else graph.title(before), one),
        tuple(
            (action_words(other), address("plan:action", slug, other.pk))
            for other in others
            if other.pk != action
        ),
    )
