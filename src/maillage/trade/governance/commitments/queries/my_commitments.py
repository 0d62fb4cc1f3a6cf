"""What does each structure, and each person, owe and expect, as this reader may know it?"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q

from maillage.foundation.cooperations.models import Access
from maillage.ground.directory.models import Organisation
from maillage.ground.directory.records.queries.organisations import spoken_for
from maillage.trade.governance.commitments.models import Commitment
from maillage.trade.governance.commitments.queries.commitments import (
    names_of_people,
    open_commitments,
)

MOST = 24


@dataclass
class Ledger:
    """The open commitments of one structure or person: what it owes, what it expects."""

    name: str
    number: int
    owes: list[Commitment] = field(default_factory=list)
    expects: list[Commitment] = field(default_factory=list)


@dataclass(frozen=True)
class Ledgers:
    """The structures, then the people, whose commitments the reader follows.

    Of many, those whose day comes first: `others` counts the structures left out; `open` what is
    owed by all those that the reader follows, or to them, `late` what is late of it.
    """

    organisations: Sequence[Ledger]
    people: Sequence[Ledger]
    others: int
    open: int
    late: int
    speaks: bool

    @property
    def is_empty(self) -> bool:
        """Whether nothing is owed by anybody."""
        return not self.organisations


def ledgers(access: Access, today: date) -> Ledgers:
    """Everybody's for whoever works on the cooperation; for others, those they speak for.

    In two queries, and one for the names: who owes what first, then the commitments of those shown.
    """
    spoken = spoken_for(access)
    followed = None if access.is_in_team else spoken
    rows = open_commitments(access).order_by("due_on", "pk")
    if followed is not None:
        rows = rows.filter(Q(organisation__in=followed) | Q(owed_to__in=followed))
    entries = list(rows.values_list("organisation", "owed_to", "person", "due_on"))
    own = [one for one in entries if followed is None or one[0] in followed]
    both = dict.fromkeys(number for one in entries for number in one[:2] if number)
    numbers = [number for number in both if followed is None or number in followed]
    people = list(dict.fromkeys(one[2] for one in own if one[2]))[:MOST]
    shown = frozenset(numbers[:MOST])
    condition = Q(organisation__in=shown) | Q(owed_to__in=shown) | Q(person__in=people)
    commitments = list(rows.filter(condition)) if shown else []
    return Ledgers(
        organisations=_by_organisation(commitments, shown),
        people=_by_person(access, commitments, people),
        others=len(numbers) - len(shown),
        open=len(entries),
        late=sum(day is not None and day < today for *_who, day in entries),
        speaks=access.is_in_team or bool(spoken),
    )


def _by_organisation(rows: Iterable[Commitment], shown: frozenset[int]) -> list[Ledger]:
    ledger_by_number: dict[int, Ledger] = {}

    def of(organisation: Organisation) -> Ledger:
        name = organisation.short_name or organisation.name
        return ledger_by_number.setdefault(organisation.pk, Ledger(name, organisation.pk))

    for one in rows:
        of(one.organisation).owes.append(one)
        if one.owed_to is not None:
            of(one.owed_to).expects.append(one)
    remaining_ledgers = [ledger for ledger in ledger_by_number.values() if ledger.number in shown]
    return sorted(remaining_ledgers, key=lambda ledger: ledger.name)


def _by_person(access: Access, rows: Iterable[Commitment], numbers: Sequence[int]) -> list[Ledger]:
    name_by_number = names_of_people(access, numbers)
    ledger_by_number = {number: Ledger(name, number) for number, name in name_by_number.items()}
    for one in rows:
        if one.person_id in ledger_by_number:
            ledger_by_number[one.person_id].owes.append(one)
    return sorted(ledger_by_number.values(), key=lambda ledger: ledger.name)
