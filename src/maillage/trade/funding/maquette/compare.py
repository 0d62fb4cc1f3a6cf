"""What changed between two tables of operations: which came, which went, which sums moved?"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from maillage.core.money import euros_words
from maillage.trade.funding.choices import GONE, MoneyState
from maillage.trade.funding.maquette.readings import Entry, Payer, measured, payers, paying

Key = tuple[str, str, str, int]


@dataclass(frozen=True, slots=True)
class Change:
    """What changed of an operation, in a sentence; its state now, "" for what is not a sum."""

    words: str
    state: str = ""


@dataclass(frozen=True, slots=True)
class Changed:
    """An operation that came, went or changed."""

    plan: int
    name: str
    came: bool
    went: bool
    changes: Sequence[Change]


@dataclass(frozen=True, slots=True)
class Moved:
    """What a funder brings, before and after, in cents."""

    name: str
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """What differs from one table to another."""

    changed: Sequence[Changed]
    moved: Sequence[Moved]
    cost_before: int
    cost_after: int


def compare(before: Sequence[Entry], after: Sequence[Entry]) -> Comparison:
    """What came, went and changed, in the order of the later table."""
    former, later = _by_plan(before), _by_plan(after)
    changed = [
        one
        for number in dict.fromkeys([*later, *former])
        if (one := _changed(number, former.get(number, []), later.get(number, [])))
    ]
    return Comparison(changed, _moved(before, after), _cost(before), _cost(after))


def _by_plan(entries: Iterable[Entry]) -> dict[int, list[Entry]]:
    result: dict[int, list[Entry]] = defaultdict(list)
    for one in sorted(entries, key=lambda one: (one.place, one.plan)):
        result[one.plan].append(one)
    return result


def _changed(plan: int, before: Sequence[Entry], after: Sequence[Entry]) -> Changed | None:
    rows = after or before
    name = rows[0].name
    cost = euros_words(_cost(rows))
    if not before:
        words = _("Opération ajoutée, %(cost)s.") % {"cost": cost}
        return Changed(plan, name, True, False, (Change(words),))
    if not after:
        words = _("Opération retirée, %(cost)s.") % {"cost": cost}
        return Changed(plan, name, False, True, (Change(words),))
    changes = [*_heads(before, after), *_lines(before, after)]
    return Changed(plan, name, False, False, changes) if changes else None


def _heads(before: Sequence[Entry], after: Sequence[Entry]) -> list[Change]:
    """The words and the cost of an operation, when they changed."""
    one, other = before[0], after[0]
    rows = []
    if one.name != other.name:
        rows.append(Change(_("Elle s’appelait « %(name)s ».") % {"name": one.name}))
    if one.owner != other.owner:
        words = _("Maître d’ouvrage : %(after)s, et non plus %(before)s.")
        rows.append(Change(words % {"after": other.owner_name, "before": one.owner_name}))
    costs = _cost(before), _cost(after)
    if costs[0] != costs[1]:
        words = _("Coût : %(after)s, %(before)s avant.")
        rows.append(
            Change(words % {"after": euros_words(costs[1]), "before": euros_words(costs[0])})
        )
    return rows


def _lines(before: Sequence[Entry], after: Sequence[Entry]) -> list[Change]:
    former, later = _by_line(before), _by_line(after)
    rows = []
    for key in dict.fromkeys([*later, *former]):
        one, other = former.get(key), later.get(key)
        if words := _line_words(one, other):
            state = (other or one).state if other or one else ""  # type: ignore[union-attr]  # one stands
            rows.append(Change(words, state))
    return rows


def _by_line(entries: Iterable[Entry]) -> dict[Key, Entry]:
    return {(one.column, one.scheme, one.section, one.year): one for one in paying(entries)}


def _line_words(one: Entry | None, other: Entry | None) -> str:
    if one is None and other is not None:
        return _("%(who)s : %(sum)s, ajoutés.") % _values(other)
    if other is None and one is not None:
        return _("%(who)s : %(sum)s, retirés.") % _values(one)
    if one is None or other is None or _stage(one) == _stage(other):
        return ""
    return _("%(who)s : %(after)s ; %(before)s avant.") % {
        "who": _values(other)["who"],
        "after": _stage_words(other),
        "before": _stage_words(one),
    }


def _values(one: Entry) -> dict[str, str]:
    who = ", ".join(filter(None, (one.payer_name, one.scheme, str(one.year))))
    return {"who": who, "sum": _stage_words(one)}


def _stage(one: Entry) -> tuple[str, int, int]:
    return one.state, one.counted, one.paid or 0


def _stage_words(one: Entry) -> str:
    """« 36 250 € accordé, dont 10 000 € versés »."""
    word = str(MoneyState(one.state).label)
    if one.state in GONE:
        return word
    words = f"{euros_words(one.counted)} ({word})"
    if one.state == MoneyState.GRANTED and one.paid:
        return _("%(sum)s, dont %(paid)s versés") % {"sum": words, "paid": euros_words(one.paid)}
    return words


def _cost(entries: Iterable[Entry]) -> int:
    return sum(one.cost for one in entries)


def _moved(before: Sequence[Entry], after: Sequence[Entry]) -> list[Moved]:
    former, later = payers(before), payers(after)
    columns: dict[str, Payer] = {one.key: one for one in [*former, *later]}
    sums = {key: (_of(before, key), _of(after, key)) for key in columns}
    return [Moved(columns[key].name, *sums[key]) for key in columns]


def _of(entries: Iterable[Entry], column: str) -> int:
    return sum(measured(one, "counted") for one in entries if one.column == column and one.kind)
