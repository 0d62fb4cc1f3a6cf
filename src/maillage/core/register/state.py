"""Which rows does the reader ask for? The address of the page says it all."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import urlencode

from django.core.exceptions import ValidationError

from maillage.core.days import read_day
from maillage.core.numbers import read_number
from maillage.core.register.description import M, R, Register

QUERY_LENGTH = 200
WHOLE = "tout"
FILTERED = "filtres"


@dataclass(frozen=True, slots=True)
class State:
    """What is typed, chosen, switched on and sorted; `page` is 0 for everything on one page."""

    text: str
    chosen: tuple[tuple[str, str], ...]
    switched: frozenset[str]
    untouched: bool
    sort: str
    descending: bool
    page: int
    days: tuple[tuple[str, date], ...] = ()

    @property
    def narrowing(self) -> Hashable:
        """All that the number of rows depends on: not the sort, not the page."""
        return (self.text, self.chosen, self.days, self.switched, self.untouched)

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """What the address carries, without the page."""
        pairs = [("q", self.text)] if self.text else []
        pairs += list(self.chosen)
        pairs += [(key, day.isoformat()) for key, day in self.days]
        pairs += [(key, "1") for key in sorted(self.switched)]
        if not self.untouched:
            pairs.append((FILTERED, "1"))
        return pairs


def read_state(register: Register[M, R], parameters: Mapping[str, str]) -> State:
    """The state that the address asks for; what it says wrongly is left out.

    A chip that starts on stays on until the form has been sent once: a box that is not ticked
    is not in an address.
    """
    untouched = FILTERED not in parameters
    sort = parameters.get("tri", "")
    column = sort.removeprefix("-")
    sortable = {one.key for one in register.columns if one.sort}
    return State(
        text=parameters.get("q", "").replace("\x00", "").strip()[:QUERY_LENGTH],
        chosen=_chosen(register, parameters),
        days=_days(register, parameters),
        switched=frozenset(
            chip.key
            for chip in register.chips
            if chip.key in parameters or (untouched and chip.starts_on)
        ),
        untouched=untouched,
        sort=column if column in sortable else register.order.removeprefix("-"),
        descending=(sort if column in sortable else register.order).startswith("-"),
        page=_page(parameters.get("page", "")),
    )


def address(state: State, *, page: int | None = None, sort: str | None = None) -> str:
    """The query string of this state on another page, or sorted otherwise."""
    changed = replace(state, page=1 if page is None else page)
    pairs = changed.pairs
    pairs.append(("tri", sort or f"{'-' if state.descending else ''}{state.sort}"))
    if changed.page != 1:
        pairs.append(("page", str(changed.page) if changed.page else WHOLE))
    return f"?{urlencode(pairs)}"


def _chosen(register: Register[M, R], parameters: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """The values chosen; those that the lists start at while the address narrows nothing."""
    narrows = {"q", FILTERED, *day_keys(register), *(chip.key for chip in register.chips)}
    narrows |= {select.key for select in register.selects}
    values = parameters
    if not narrows & set(parameters):
        values = {select.key: select.starts_at for select in register.selects}
    return tuple(
        (select.key, values[select.key])
        for select in register.selects
        if values.get(select.key, "") in {value for value, _label in select.choices}
    )


def day_keys(register: Register[M, R]) -> tuple[str, str]:
    """The names in the address of the two days of `between`: informees-du, informees-au."""
    key = register.between.key if register.between else ""
    return f"{key}-du", f"{key}-au"


def _days(register: Register[M, R], parameters: Mapping[str, str]) -> tuple[tuple[str, date], ...]:
    """The days asked for that are days; none without `between`."""
    keys = day_keys(register) if register.between else ()
    read = [(key, _day(parameters.get(key, ""))) for key in keys]
    return tuple((key, day) for key, day in read if day)


def _day(typed: str) -> date | None:
    try:
        return read_day(typed)
    except ValidationError:
        return None


def _page(requested: str) -> int:
    if requested == WHOLE:
        return 0
    return read_number(requested, 6) or 1
