"""In what order can tasks be done, and which ones wait for each other in a circle?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Graph:
    """Tasks by place, in an order where predecessors come first, and what each one follows.

    Task i follows the tasks `before[heads[i]:heads[i + 1]]`, after the days of `lags` at the same
    positions: flat lists, so that a hundred thousand tasks cost no more than their numbers.
    """

    order: Sequence[int]
    heads: Sequence[int]
    before: Sequence[int]
    lags: Sequence[int]


def read_graph(
    names: Sequence[str],
    predecessors: Sequence[Sequence[str]],
    lags: Sequence[Mapping[str, int] | None],
) -> Graph:
    """Links between tasks, checked and ordered.

    En clair : « Une tâche ne commence pas avant celles qu’elle attend. »

    >>> read_graph(["A", "B"], [["B"], []], [None, None])
    Graph(order=[1, 0], heads=[0, 1, 1], before=[1], lags=[0])
    >>> read_graph(["A", "B"], [["B"], ["A"]], [None, None])
    Traceback (most recent call last):
    ValueError: Ces tâches s’attendent en boucle : A → B → A.

    Raises ValueError, naming the tasks, for a name given twice, an unknown predecessor or a cycle.

    Reference: A. B. Kahn, Communications of the ACM 5, 1962.
    """
    places = {name: place for place, name in enumerate(names)}
    if len(places) < len(names):
        twice = next(name for place, name in enumerate(names) if places[name] != place)
        raise ValueError(f"La tâche « {twice} » figure deux fois.")
    heads, before, waits = [0], [], []
    for name, followed, delays in zip(names, predecessors, lags, strict=True):
        for predecessor in followed:
            if predecessor not in places:
                raise ValueError(f"{name} : la tâche précédente « {predecessor} » est inconnue.")
            before.append(places[predecessor])
            waits.append(delays.get(predecessor, 0) if delays else 0)
        heads.append(len(before))
    return Graph(_order(names, heads, before), heads, before, waits)


def _order(names: Sequence[str], heads: Sequence[int], before: Sequence[int]) -> list[int]:
    """Tasks taken from the last ones back: each comes once all that follow it are there."""
    followers = [0] * len(names)
    for place in before:
        followers[place] += 1
    taken = [place for place, count in enumerate(followers) if count == 0]
    for task in taken:
        for place in before[heads[task] : heads[task + 1]]:
            followers[place] -= 1
            if followers[place] == 0:
                taken.append(place)
    if len(taken) < len(names):
        circle = _circle(heads, before, followers)
        shown = " → ".join(names[place] for place in circle)
        raise ValueError(f"Ces tâches s’attendent en boucle : {shown}.")
    return taken[::-1]


def _circle(
    heads: Sequence[int], before: Sequence[int], followers: Sequence[int]
) -> tuple[int, ...]:
    """One circle among the tasks that never came to their turn, from its first task back to it."""
    after = {
        place: task
        for task, count in enumerate(followers)
        if count
        for place in before[heads[task] : heads[task + 1]]
    }
    task = next(task for task, count in enumerate(followers) if count)
    met: dict[int, None] = {}
    while task not in met:
        met[task] = None
        task = after[task]
    walked = list(met)
    circle = walked[walked.index(task) :]
    first = circle.index(min(circle))
    return (*circle[first:], *circle[:first], circle[first])
