"""Which structure may a word of a file mean: a member of the cooperation before another?"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext_lazy as lazy

from maillage.foundation.cooperations.models import Access
from maillage.foundation.exchange.cells.text import folded
from maillage.ground.directory.choices import OrganisationKind
from maillage.ground.directory.contact_files.table.organisation_names import (
    NameParts,
    name_parts,
    names_one_body,
)
from maillage.ground.directory.models import Organisation
from maillage.ground.directory.records.queries.organisations import (
    elsewhere,
    member_organisations,
    organisations,
)
from maillage.trade.context.small_lists import by_names

APART_REFUSED = lazy("« %(name)s » n’est pas de cette coopération : confirmez, ou corrigez.")
# Kinds that one word says, « Dépt », where the cooperation has one structure of them.
ALONE = {
    "region": OrganisationKind.REGION,
    "departement": OrganisationKind.DEPARTEMENT,
    "cc": OrganisationKind.EPCI,
}
EPCI = "epci"
# The State pays by its prefecture, whatever else of it is in the directory.
STATE = frozenset({"etat", "prefecture"})
PREFECTURE = "prefecture "
# Whose money a fund is, which a structure of another name pays.
ABOVE = frozenset({"europe", "ue", "union europeenne"})
SERVICE = re.compile(
    r"(?:prestations? de services?|\bps[uo]?\b)(?: (?:ordinaire|unique))?", re.IGNORECASE
)
PAY_SERVICE = frozenset({"caf", "msa"})


@dataclass(frozen=True)
class BodiesByName:
    """Structures by the names that a file gives them."""

    records: Sequence[Organisation]

    @cached_property
    def by_name(self) -> dict[str, Organisation]:
        """Each by its name, then by its short one, where no other has it."""
        shared = Counter(folded(one.short_name) for one in self.records)
        alone = [one for one in self.records if shared[folded(one.short_name)] == 1]
        return by_names(alone, "short_name") | by_names(self.records, "name")

    @cached_property
    def _by_parts(self) -> Mapping[NameParts, list[Organisation]]:
        """Each by its kind and the rest of its name."""
        parts = defaultdict[NameParts, list[Organisation]](list)
        for one in self.records:
            parts[name_parts(one.name)].append(one)
        return parts

    def alike(self, key: str) -> list[Organisation]:
        """Those that the word may mean: of its kind and name, the prefectures for the State."""
        if key in STATE:
            return [one for one in self.records if folded(one.name).startswith(PREFECTURE)]
        if key in ABOVE:
            return [one for one in self.records if folded(one.name) in ABOVE]
        parts = name_parts(key)
        if parts.core and key != EPCI:
            commune = NameParts(parts.kind or "commune", parts.core)
            return self._by_parts.get(parts) or self._by_parts.get(commune, [])
        kind = OrganisationKind.EPCI if key == EPCI else ALONE.get(parts.kind or "")
        if kind is None and names_one_body(parts.kind):
            return self._of_kinds({parts.kind})
        return [one for one in self.records if one.kind == kind] if kind else []

    def perhaps(self, key: str) -> list[Organisation]:
        """Those that perhaps pay what this word says, to be asked: who hands on Europe's money."""
        if key in ABOVE:
            return [one for one in self.records if one.kind == OrganisationKind.REGION]
        return self._of_kinds(PAY_SERVICE) if SERVICE.fullmatch(key) else []

    def _of_kinds(self, kinds: frozenset[str] | set[str | None]) -> list[Organisation]:
        return [
            one for parts, some in self._by_parts.items() for one in some if parts.kind in kinds
        ]

    def meant(self, key: str) -> Organisation | None:
        """The only one of the kind that the word says, or the only one that begins so."""
        same = self.alike(key)
        opening = [one for one in self.records if folded(one.name).startswith(f"{key} ")]
        return same[0] if len(same) == 1 else opening[0] if len(opening) == 1 else None

    def find(self, key: str) -> Organisation | None:
        """The one of this name, else the one that it means."""
        return self.by_name.get(key) or self.meant(key)


@dataclass(frozen=True)
class NearestBodies(Mapping[str, Organisation]):
    """The structures that a cell may name, by its folded words: who is closest before another.

    A member of the cooperation first, by its names or as the only one of its kind, « Caf »; then
    one of no other cooperation, that of this territory where there are several, « État ». One of
    another cooperation alone is never met.
    """

    members: Sequence[Organisation]
    near: Sequence[Organisation]
    apart: Sequence[Organisation] = ()

    @cached_property
    def _nearest_first(self) -> tuple[BodiesByName, BodiesByName]:
        return BodiesByName(self.members), BodiesByName(self.near)

    @cached_property
    def by_name(self) -> Mapping[str, Organisation]:
        """Those that words name in full or by their short name, never by a meaning."""
        members, near = self._nearest_first
        return {**near.by_name, **members.by_name}

    @cached_property
    def _by_whole_name(self) -> Mapping[str, Organisation]:
        """The members by their names, the others by their whole name alone."""
        return by_names(self.near, "name") | self._nearest_first[0].by_name

    def __getitem__(self, key: str) -> Organisation:
        if key in self._by_whole_name:
            return self._by_whole_name[key]
        for bodies in self._nearest_first if key else ():
            same = bodies.alike(key)
            here = same if len(same) == 1 else self._of_this_place(same)
            if len(here) == 1:
                return here[0]
            if key in bodies.by_name:
                return bodies.by_name[key]
        raise KeyError(key)

    @cached_property
    def _places(self) -> frozenset[str]:
        """What the names of members add to their kind: that of the Caf, of the Département."""
        parts = (name_parts(one.name) for one in self.members)
        return frozenset(one.core for one in parts if one.core and names_one_body(one.kind))

    def _of_this_place(self, rivals: Sequence[Organisation]) -> list[Organisation]:
        """Those of the territory of a member, by their names: its prefecture among several."""
        return [one for one in rivals if name_parts(one.name).core in self._places]

    def find_apart(self, key: str) -> Organisation | None:
        """The structure of another cooperation alone that has this name, to be asked about."""
        return BodiesByName(self.apart).by_name.get(key)

    def __iter__(self) -> Iterator[str]:
        return iter(self.by_name)

    def __len__(self) -> int:
        return len(self.by_name)


def nearest_bodies(access: Access) -> NearestBodies:
    """The structures that a list of this cooperation may name, members first."""
    records = organisations(access).order_by("folded", "pk")
    near = list(records.exclude(elsewhere(access)))
    members = set(member_organisations(access).values_list("pk", flat=True))
    apart = list(records.filter(elsewhere(access)))
    return NearestBodies([one for one in near if one.pk in members], near, apart)
