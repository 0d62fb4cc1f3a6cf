"""What differs from one table of operations to another: amounts first, then states and words."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from maillage.trade.funding.choices import GONE, MoneyState
from maillage.trade.funding.maquette.readings import Entry, Payer, measured, payers, paying

Key = tuple[str, str, str, int]


class Kind(models.TextChoices):
    """What a change is, in the order in which they are read."""

    AMOUNT = "amount", lazy("Montants changés")
    ADDED = "added", lazy("Ajoutés")
    REMOVED = "removed", lazy("Retirés")
    WORDS = "words", lazy("Noms et maîtres d’ouvrage")
    STATE = "state", lazy("États seulement")


@dataclass(frozen=True, slots=True)
class Change:
    """What changed of an operation: a sum from one amount and one state to others, or its words.

    `what` is the line, empty for the whole operation; sums are in cents, 0 where nothing was.
    """

    kind: Kind
    plan: int
    operation: str
    what: str = ""
    before: int = 0
    after: int = 0
    state_before: str = ""
    state: str = ""

    @property
    def states(self) -> str:
        """« demandé → accordé », or the only state it has."""
        shown = [one for one in (self.state_before, self.state) if one]
        return " → ".join(str(MoneyState(one).label) for one in dict.fromkeys(shown))


@dataclass(frozen=True, slots=True)
class Moved:
    """What a funder brings, before and after, in cents."""

    name: str
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """What differs from one table to another; each operation came, went, changed or stayed."""

    changes: Sequence[Change]
    moved: Sequence[Moved]
    cost_before: int
    cost_after: int

    def of_kind(self, kind: Kind) -> list[Change]:
        """Its changes of this kind."""
        return [one for one in self.changes if one.kind == kind]

    @property
    def first(self) -> list[Change]:
        """The change of each operation that is read first."""
        order = list(Kind)
        ranked = sorted(self.changes, key=lambda one: (order.index(one.kind), bool(one.what)))
        by_plan: dict[int, Change] = {}
        for one in ranked:
            by_plan.setdefault(one.plan, one)
        return list(by_plan.values())


def compare(before: Sequence[Entry], after: Sequence[Entry]) -> Comparison:
    """What came, went and changed, in the order of the later table."""
    former, later = _by_plan(before), _by_plan(after)
    changes = [
        change
        for number in dict.fromkeys([*later, *former])
        for change in _changes(former.get(number, []), later.get(number, []))
    ]
    return Comparison(changes, _moved(before, after), _cost(before), _cost(after))


def _by_plan(entries: Iterable[Entry]) -> dict[int, list[Entry]]:
    result: dict[int, list[Entry]] = defaultdict(list)
    for one in sorted(entries, key=lambda one: (one.place, one.plan)):
        result[one.plan].append(one)
    return result


def _changes(before: Sequence[Entry], after: Sequence[Entry]) -> list[Change]:
    head = (after or before)[0]
    if not before:
        return [Change(Kind.ADDED, head.plan, head.name, after=_cost(after))]
    if not after:
        return [Change(Kind.REMOVED, head.plan, head.name, before=_cost(before))]
    return [*_heads(before, after), *_lines(before, after)]


def _heads(before: Sequence[Entry], after: Sequence[Entry]) -> list[Change]:
    """The words and the cost of an operation, when they changed."""
    one, other = before[0], after[0]
    rows = []
    costs = _cost(before), _cost(after)
    if costs[0] != costs[1]:
        rows.append(Change(Kind.AMOUNT, other.plan, other.name, _("Coût"), costs[0], costs[1]))
    if one.name != other.name:
        words = _("s’appelait « %(name)s »") % {"name": one.name}
        rows.append(Change(Kind.WORDS, other.plan, other.name, words))
    if one.owner != other.owner:
        words = _("maître d’ouvrage : %(before)s → %(after)s")
        values = {"after": other.owner_name, "before": one.owner_name}
        rows.append(Change(Kind.WORDS, other.plan, other.name, words % values))
    return rows


def _lines(before: Sequence[Entry], after: Sequence[Entry]) -> list[Change]:
    former, later = _by_line(before), _by_line(after)
    keys = dict.fromkeys([*later, *former])
    rows = (_line(former.get(key), later.get(key)) for key in keys)
    return [one for one in rows if one is not None]


def _by_line(entries: Iterable[Entry]) -> dict[Key, Entry]:
    return {(one.column, one.scheme, one.section, one.year): one for one in paying(entries)}


def _line(one: Entry | None, other: Entry | None) -> Change | None:
    head = other or one
    if head is None or (one and other and _stage(one) == _stage(other)):
        return None
    what = ", ".join(filter(None, (head.payer_name, head.scheme, str(head.year))))
    sums = [_counted(each) for each in (one, other)]
    kind = Kind.STATE if sums[0] == sums[1] else Kind.AMOUNT
    if one is None or other is None:
        kind = Kind.ADDED if one is None else Kind.REMOVED
    before, after = (each.state if each else "" for each in (one, other))
    return Change(kind, head.plan, head.name, what, sums[0], sums[1], before, after)


def _counted(one: Entry | None) -> int:
    return 0 if one is None or one.state in GONE else one.counted


def _stage(one: Entry) -> tuple[str, int, int]:
    return one.state, one.counted, one.paid or 0


def _cost(entries: Iterable[Entry]) -> int:
    return sum(one.cost for one in entries)


def _moved(before: Sequence[Entry], after: Sequence[Entry]) -> list[Moved]:
    former, later = payers(before), payers(after)
    columns: dict[str, Payer] = {one.key: one for one in [*former, *later]}
    sums = {key: (_of(before, key), _of(after, key)) for key in columns}
    return [Moved(columns[key].name, *sums[key]) for key in columns]


def _of(entries: Iterable[Entry], column: str) -> int:
    return sum(measured(one, "counted") for one in entries if one.column == column and one.kind)
