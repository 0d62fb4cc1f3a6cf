"""Whose refusals suffice to stop a decision that needs so many votes?"""

from collections.abc import Sequence
from dataclasses import dataclass

from maillage.analysis.sufficient_sets import Effort, Gap, minimal_sets


@dataclass(frozen=True)
class Blocking:
    """The smallest groups of voters, by their places, without whom the quota is out of reach.

    `missing` is how many votes must be refused. `groups` is complete unless `is_whole` is false.
    """

    missing: int
    groups: tuple[tuple[int, ...], ...]
    is_whole: bool

    @property
    def alone(self) -> tuple[int, ...]:
        """Those who block by themselves."""
        return tuple(group[0] for group in self.groups if len(group) == 1)


def blocking_groups(weights: Sequence[int], quota: int, limit: int = 30) -> Blocking:
    """The minimal blocking coalitions: S blocks when Σ w - w(S) < quota, and no part of S does.

    A quota of 0 is never blocked; one above the total always is, by nobody in particular.

    En clair : « À elles deux, elles peuvent arrêter la décision. »

    >>> blocking_groups([4, 2, 2, 1], 6).groups
    ((0,), (1, 2))
    >>> blocking_groups([1, 1, 1], 3).alone, blocking_groups([1, 1], 3).groups
    ((0, 1, 2), ())
    >>> blocking_groups([], 1).groups
    ()

    Reference: minimal blocking coalitions, J. von Neumann, O. Morgenstern, 1944.
    """
    missing = sum(weights) - quota + 1
    voting = [place for place, weight in enumerate(weights) if weight]
    if not 0 < missing <= sum(weights):
        return Blocking(missing, (), is_whole=True)
    names = tuple(sorted(voting, key=lambda place: (-weights[place], place)))
    gap = Gap(1, missing, names, tuple(weights[place] for place in names))
    groups, is_whole = minimal_sets([gap], limit, Effort())
    return Blocking(missing, groups, is_whole=is_whole)
