"""Which people does a search find, and what does each of them do now?"""

from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from django.db.models import QuerySet

from maillage.foundation.cooperations.models import Access
from maillage.foundation.search.asked import MOST_OF_A_ROOM, Asked
from maillage.foundation.search.kept_names import KeptNames
from maillage.ground.directory.records.models.people import Mandate, Person, Skill
from maillage.ground.directory.records.queries.organisations import reach
from maillage.ground.directory.records.queries.people import (
    answering_to,
    by_freshness,
    count_people,
    mandates,
    people,
)

FEW = 20_000
KEPT = 8


class FoundPerson(NamedTuple):
    """A person found by a search, with what they do now."""

    pk: int
    name: str
    function: str
    organisation: str


PersonNamed = tuple[int, str, str]
_kept: KeptNames[FoundPerson] = KeptNames(KEPT)


def found_people(access: Access, asked: Asked) -> list[FoundPerson]:
    """The people who answer to the words, with the first of their mandates, thirty at most.

    First those whose name begins so, then the others by name. Up to twenty thousand, what is said
    of them is kept and no query is asked; beyond, three.
    """
    workspace = access.cooperation.workspace_id
    if count_people(access, (), lambda: people(access).count()) > FEW:
        return _asked(access, asked)
    return _kept.among(asked, reach(access), workspace, lambda: _named(access))


def _named(access: Access) -> Iterator[tuple[str, FoundPerson]]:
    """Each person by name, under what this reader knows of them: mandates, structures, skills."""
    told: dict[int, list[str]] = {}
    first: dict[int, tuple[str, str]] = {}
    columns = "person", "folded", "organisation__folded", "function", "organisation__name"
    for pk, folded, place, *act in by_freshness(mandates(access)).values_list(*columns):
        told.setdefault(pk, []).extend((folded, place))
        first.setdefault(pk, (act[0], act[1]))
    skills = Skill.objects.filter(person__in=people(access)).order_by()
    for pk, folded in skills.values_list("person", "folded"):
        told.setdefault(pk, []).append(folded)
    rows = people(access).order_by("folded", "pk")
    for pk, folded, given, family in rows.values_list("pk", "folded", "given_name", "family_name"):
        known = FoundPerson(pk, f"{given} {family}".strip(), *first.get(pk, ("", "")))
        yield " ".join((folded, *told.get(pk, ()))), known


def _asked(access: Access, asked: Asked) -> list[FoundPerson]:
    """The same, asked of the database."""
    most = MOST_OF_A_ROOM
    named = list(_begun_by(access, asked.folded)[:most])
    if len(named) < most:
        named += _holding(access, asked.words)[: 2 * most]
    shown = dict.fromkeys(named)
    found = {pk: f"{given} {family}".strip() for pk, given, family in [*shown][:most]}
    first: dict[int, tuple[str, str]] = {}
    for person, function, organisation in _held_by(access, found):
        first.setdefault(person, (function, organisation))
    return [FoundPerson(pk, name, *first.get(pk, ("", ""))) for pk, name in found.items()]


def _begun_by(access: Access, beginning: str) -> QuerySet[Person, PersonNamed]:
    begun = people(access).filter(folded__startswith=beginning).order_by("folded", "pk")
    return begun.values_list("pk", "given_name", "family_name")


def _holding(access: Access, words: Sequence[str]) -> QuerySet[Person, PersonNamed]:
    rows = answering_to(access, people(access), " ".join(words))
    return rows.order_by("folded", "pk").values_list("pk", "given_name", "family_name")


def _held_by(access: Access, people: Collection[int]) -> QuerySet[Mandate, tuple[int, str, str]]:
    """The mandates of these people, each one's first before the others."""
    held = by_freshness(mandates(access).filter(person__in=people))
    return held.values_list("person", "function", "organisation__name")
