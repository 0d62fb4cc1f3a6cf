"""Which structures does the page of contributions show: those kept, those of one page?"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from maillage.core.paged import Paged, holds, searched_text
from maillage.ground.directory.models import Organisation
from maillage.trade.funding.contributions.choices import Due, Origin
from maillage.trade.funding.contributions.queries import YearTable

NAMES = ("q", "origine", "etat", "de", "recevoir", "page")


@dataclass(frozen=True)
class Filters:
    """What the address asks of the table of contributions; one structure may be `opened`."""

    table: YearTable
    parameters: Mapping[str, str]
    opened: int | None = None

    @property
    def text(self) -> str:
        """What is searched in the names."""
        return searched_text(self.parameters)

    @property
    def origin(self) -> str:
        """The ground asked for, or nothing."""
        typed = self.parameters.get("origine", "")
        return typed if typed in Origin.values else ""

    @property
    def due(self) -> str:
        """What is left to pay, as it is asked for; who prepares reminders wants what is late."""
        typed = self.parameters.get("etat", Due.LATE if self.parameters.get("recevoir") else "")
        return typed if typed in Due.values else ""

    @property
    def narrows(self) -> bool:
        """Whether some structures may be left out."""
        return bool(self.text or self.origin or self.due)

    @cached_property
    def dues(self) -> list[tuple[str, str]]:
        """Each state that some structures are in, or that is asked for, and how many are."""
        every = self.table.organisations
        counts = Counter(due for one in every for due in self.table.dues(one.pk))
        shown = (due for due in Due if counts[due] or due == self.due)
        return [(due.value, f"{due.label} · {counts[due]}") for due in shown]

    @cached_property
    def bodies(self) -> Sequence[Organisation]:
        """The structures that the filters keep."""
        return [one for one in self.table.organisations if self._keeps(one)]

    @property
    def paged(self) -> Paged[Organisation]:
        """The page of them that is read: that of the structure that is opened, if none is asked."""
        places = (place for place, one in enumerate(self.bodies) if one.pk == self.opened)
        noun, total = (_("structure"), _("structures")), len(self.table.organisations)
        return Paged(
            self.bodies, total, self._parameters_of(self.parameters), noun, next(places, 0)
        )

    @property
    def query(self) -> str:
        """What an address of the same page carries, with its "?"; nothing when nothing is asked."""
        return self._query(self.parameters)

    def from_year(self, year: int) -> str:
        """The query of the same structures in the years from this one on."""
        return self._query({**self.parameters, "de": str(year)})

    def _query(self, parameters: Mapping[str, str]) -> str:
        query = self._parameters_of(parameters)
        return f"?{urlencode(query)}" if query else ""

    def _parameters_of(self, parameters: Mapping[str, str]) -> Mapping[str, str]:
        return {key: parameters[key] for key in NAMES if parameters.get(key)}

    def _keeps(self, body: Organisation) -> bool:
        return (
            holds(body.folded, self.text)
            and (not self.origin or self.origin in self.table.grounds(body.pk))
            and (not self.due or self.due in self.table.dues(body.pk))
        )
