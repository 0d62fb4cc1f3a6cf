"""What does the address of the table ask for: which columns, which operations, which measure?"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Self

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from maillage.core.numbers import read_number
from maillage.trade.funding.choices import Section
from maillage.trade.funding.maquette.readings import MEASURES, Entry, Operation, Payer, paying

BOTH, BY_PAYER, BY_YEAR = "financeur-annee", "financeur", "annee"
VIEWS = (
    (BOTH, _("Par financeur et année")),
    (BY_PAYER, _("Par financeur")),
    (BY_YEAR, _("Par année")),
)
SUMS = (
    ("financeur", _("financeur")),
    ("axe", _("axe")),
    ("structure", _("structure")),
    ("dispositif", _("dispositif")),
)
NONE = "-"
MOST_COLUMNS = 8


@dataclass(frozen=True, slots=True)
class Chosen:
    """What is asked for; blank where nothing is."""

    view: str = ""
    section: str = ""
    structure: int | None = None
    axis: str = ""
    scheme: str = ""
    year: int | None = None
    is_open: bool = False
    measure: str = MEASURES[0]
    sums: str = SUMS[0][0]
    shows_all: bool = False
    opens_all: bool = False

    @classmethod
    def read(cls, typed: QueryDict) -> Self:
        """What the address says, what it says wrongly left out."""
        return cls(
            view=_among(typed.get("vue", ""), [key for key, _label in VIEWS]),
            section=_among(typed.get("section", ""), Section.values),
            structure=read_number(typed.get("structure", "")),
            axis=typed.get("axe", "").replace("\x00", "")[:200],
            scheme=typed.get("dispositif", "").replace("\x00", "")[:120],
            year=read_number(typed.get("annee", "")),
            is_open=bool(typed.get("boucler")),
            measure=_among(typed.get("mesure", ""), MEASURES) or MEASURES[0],
            sums=_among(typed.get("sommes", ""), [key for key, _label in SUMS]) or SUMS[0][0],
            shows_all=bool(typed.get("tous")),
            opens_all=typed.get("tout") == "1",
        )

    @property
    def narrows(self) -> bool:
        """Whether something is left out."""
        filters = (self.section, self.structure, self.axis, self.scheme, self.year, self.is_open)
        return any(filters)

    @property
    def is_rare(self) -> bool:
        """Whether something is asked for that the bar keeps folded."""
        return bool(self.axis or self.scheme or self.year or self.measure != MEASURES[0])

    def narrowed(self, rows: Iterable[Operation]) -> list[Operation]:
        """The operations asked for; of one year, those that cost or receive something in it."""
        wanted = (one for one in rows if self._wants(one))
        if self.year is None:
            return list(wanted)
        of_year = (replace(one, year=self.year) for one in wanted)
        return [one for one in of_year if one.cost or one.parts.counted]

    def _wants(self, one: Operation) -> bool:
        head = one.head
        wanted_axis = "" if self.axis == NONE else self.axis
        return (
            (not self.section or head.section == self.section)
            and (not self.axis or head.axis == wanted_axis)
            and (not self.is_open or one.is_open)
            and (self.structure is None or self.structure in bodies(one.entries))
            and (not self.scheme or any(row.scheme == self.scheme for row in one.entries))
        )

    def usual_view(self, payers: Sequence[Payer], years: int) -> str:
        """The view asked for, else the widest that a screen holds."""
        fits = years > 1 and len(payers) * years <= MOST_COLUMNS
        return self.view or (BOTH if fits else BY_PAYER)


def bodies(entries: Iterable[Entry]) -> dict[int, str]:
    """The structures that carry an operation or receive its money."""
    result: dict[int, str] = {}
    for one in entries:
        result[one.owner] = one.owner_name
        if one.receiver:
            result[one.receiver] = one.receiver_name
    return result


def schemes(entries: Iterable[Entry]) -> list[str]:
    """Under which names money comes."""
    return sorted({one.scheme for one in paying(entries) if one.scheme})


def axes(rows: Iterable[Operation]) -> list[str]:
    """The axes, in their order, that of nothing last."""
    return list(dict.fromkeys(one.head.axis for one in rows))


def _among(text: str, allowed: Sequence[str]) -> str:
    return text if text in allowed else ""
