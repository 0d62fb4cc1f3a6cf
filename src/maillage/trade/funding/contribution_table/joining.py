"""Which rows of a table say one contribution, whatever the writing of its structure?"""

from collections.abc import Hashable, Iterable

from django.utils.translation import gettext_lazy as lazy

from maillage.foundation.exchange.cells.text import folded
from maillage.trade.funding.contribution_table.columns import ORGANISATION
from maillage.trade.funding.contribution_table.reading import ContributionRead

SAME = lazy("Cette structure est déjà là pour cette année : seul ce qui manque est pris ici.")


def join_rows(rows: Iterable[ContributionRead]) -> list[ContributionRead]:
    """The contributions that rows say, each once; what a row does not add is said at it."""
    joined: dict[Hashable, ContributionRead] = {}
    for one in rows:
        first = joined.setdefault(_identity(one), one)
        if first is not one and not first.complete(one):
            one.row.warn(ORGANISATION.name, str(SAME))
    return list(joined.values())


def _identity(one: ContributionRead) -> Hashable:
    """What makes two rows one contribution: what is noted, else who pays, when, from what.

    A row without its year is like no other.
    """
    if one.year is None:
        return id(one)
    if one.existing is not None:
        return one.existing.pk
    who = one.organisation.pk if one.organisation else folded(one.name)
    return who, one.year, one.origin or one.over
