"""Which day, which stakes and which structures does the matrix show?"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from maillage.core import french
from maillage.core.days import read_day
from maillage.trade.stakes.actors.queries import ActorHead
from maillage.trade.stakes.positions.queries.table import StakeHead, Table


@dataclass(frozen=True, slots=True)
class Day:
    """The day asked for, None for today; what was typed, and what to write instead."""

    day: date | None
    typed: str = ""
    error: str = ""


@dataclass(frozen=True, slots=True)
class Filters:
    """What the page shows of a table, what it offers to hold back, and what is active."""

    when: Day
    theme: str
    kind: str
    themes: Sequence[tuple[str, str]]
    kinds: Sequence[tuple[str, str]]

    def keeps_stake(self, stake: StakeHead) -> bool:
        """Whether the row is shown."""
        return self.theme in {"", stake.theme}

    def keeps_actor(self, actor: ActorHead) -> bool:
        """Whether the column is shown."""
        return self.kind in {"", actor.kind}

    @property
    def is_on(self) -> bool:
        """Whether the matrix is not the whole one of today."""
        return bool(self.when.typed or self.theme or self.kind)

    @property
    def sentences(self) -> list[str]:
        """What is shown, when it is not all or not today."""
        told = []
        if self.when.day:
            day = {"day": french.long_date(self.when.day)}
            told.append(
                _("Ce qui était connu le %(day)s, sur les enjeux et les acteurs de ce jour-là.")
                % day
            )
        if held := [one for one in (self.theme, self.kind) if one]:
            shown = {"held": ", ".join(held)}
            told.append(_("Montré : %(held)s. Les lectures comptent tous les acteurs.") % shown)
        return told


def day_asked(typed: str, today: date) -> Day:
    """The past day that is typed; today's table, and why, for another."""
    typed = typed.strip()
    if not typed:
        return Day(None)
    try:
        day = read_day(typed)
    except ValidationError as error:
        return Day(None, typed, error.messages[0])
    if day > today:
        return Day(None, typed, _("Choisissez un jour passé : la matrice ne dit pas l’avenir."))
    return Day(day if day < today else None, typed)


def filters_asked(asked: Mapping[str, str], table: Table, when: Day) -> Filters:
    """What the address asks for; a theme or a kind that the table does not hold is no filter."""
    themes = _offered(one.theme for one in table.stakes)
    kinds = _offered(one.kind for one in table.actors)
    return Filters(
        when,
        theme=_among(asked.get("theme", ""), themes),
        kind=_among(asked.get("nature", ""), kinds),
        themes=themes,
        kinds=kinds,
    )


def _offered(values: Iterable[str]) -> list[tuple[str, str]]:
    return [(one, one) for one in sorted({one for one in values if one}, key=str.casefold)]


def _among(value: str, offered: Sequence[tuple[str, str]]) -> str:
    return value if (value, value) in offered else ""
