"""What do all the operations of a cooperation give to the tables that funders ask back?"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.utils.translation import gettext as _

from maillage.core import french
from maillage.core.folded import fold
from maillage.core.links import address
from maillage.foundation.cooperations.models import Access
from maillage.ground.directory.choices import OrganisationKind
from maillage.ground.directory.models import Organisation
from maillage.trade.funding.choices import GONE, SURE, SUREST_FIRST, LineKind, MoneyState, Section
from maillage.trade.funding.funding_plan.models import FundingLine, LineStep
from maillage.trade.funding.funding_plan.queries import readable
from maillage.trade.funding.funding_plan.queries.sheet import standing_steps, with_steps
from maillage.trade.funding.maquette.queries import entries
from maillage.trade.funding.maquette.readings import Entry, Operation, measured, operations, paying
from maillage.trade.funding.returns.kinds import CellValue, Row
from maillage.trade.funding.returns.plan_part import EUROPE, body_url, holds_word

# What the schemes of the State are called, and the column of each.
OF_STATE = (("detr", ("detr",)), ("dsil", ("dsil",)))
GREEN = "fonds vert"
COLUMNS = (
    *("detr", "dsil", "fonds_vert", "state", "europe", "region", "departement", "others", "own"),
)
OF_KINDS = {
    OrganisationKind.REGION: "region",
    OrganisationKind.DEPARTEMENT: "departement",
}


@dataclass(frozen=True)
class CooperationPart:
    """The operations of a cooperation as one reader reads them, of all years or of one."""

    access: Access
    year: int

    @property
    def rows(self) -> Mapping[str, Callable[[], Sequence[Row]]]:
        """The rows that it gives, by their name."""
        return {
            "operations": self._operations,
            "operations_of_year": self._operations_of_year,
            "subventions": self._subventions,
        }

    @cached_property
    def operations(self) -> list[Operation]:
        """The operations, in the order of the plan of actions."""
        return operations(entries(self.access), reads_all=self.access.is_in_team)

    @cached_property
    def kinds(self) -> dict[int, str]:
        """The kind of each body that pays; one query."""
        numbers = {one.payer for row in self.operations for one in row.entries if one.payer}
        rows = Organisation.objects.filter(pk__in=numbers)
        return dict(rows.values_list("pk", "kind"))

    def url(self, one: Entry) -> str:
        """The page of the plan, in its section."""
        page = address("funding:plan", self.access.cooperation.slug, one.plan)
        return f"{page}?section={one.section}"

    def head(self, one: Operation) -> dict[str, CellValue]:
        """What names an operation."""
        return {
            "axis": one.head.axis,
            "name": one.head.name,
            "owner": one.head.owner_name,
            "section": french.capital(str(Section(one.head.section).label)),
        }

    def _operations(self) -> list[Row]:
        return [self._operation(one) for one in self.operations]

    def _operation(self, one: Operation) -> Row:
        sums, years = self._sums(one.entries), [entry.year for entry in one.entries]
        values: dict[str, CellValue] = {
            **self.head(one),
            **sums,
            "first_year": min(years),
            "last_year": max(years),
            "cost": one.balance.cost,
            "total": sum(sums.values()),
            "left": one.balance.cost - sum(sums.values()),
        }
        return Row(one.head.name, self.url(one.head), values)

    def _operations_of_year(self) -> list[Row]:
        rows = []
        for one in self.operations:
            of_year = [entry for entry in one.entries if entry.year == self.year]
            if of_year:
                rows.append(self._of_year(one, of_year))
        return rows

    def _of_year(self, one: Operation, of_year: Sequence[Entry]) -> Row:
        sums = self._sums(of_year)
        values: dict[str, CellValue] = {
            **self.head(one),
            **sums,
            "cost": sum(entry.cost for entry in of_year),
            "total": sum(sums.values()),
            "state_word": _weakest_word(of_year),
        }
        return Row(one.head.name, self.url(one.head), values)

    def _sums(self, rows: Iterable[Entry]) -> dict[str, int]:
        """What each column of the table holds of these sums."""
        sums = dict.fromkeys(COLUMNS, 0)
        for one in paying(rows):
            sums[self._column(one)] += measured(one, "counted")
        return sums

    def _column(self, one: Entry) -> str:
        if one.kind == LineKind.OWN:
            return "own"
        if one.is_of_europe or holds_word(one.scheme, EUROPE):
            return "europe"
        kind = self.kinds.get(one.payer, "")
        if kind != OrganisationKind.STATE:
            return OF_KINDS.get(OrganisationKind(kind), "others") if kind else "others"
        if GREEN in fold(one.scheme):
            return "fonds_vert"
        return next((key for key, words in OF_STATE if holds_word(one.scheme, words)), "state")

    def _subventions(self) -> list[Row]:
        """The grants that were agreed on, one row for each act, whatever the number of its years.

        None of them is that of a post.
        """
        rows = readable.lines(self.access).filter(
            state__in=SURE, funder__isnull=False, plan__post__isnull=True
        )
        rows = rows.exclude(kind=LineKind.OWN).select_related(
            "plan__action", "plan__cooperation__workspace"
        )
        grants: dict[tuple[object, ...], list[FundingLine]] = defaultdict(list)
        for one in with_steps(self.access, rows.order_by("pk")):
            acts = tuple((step.on, step.act_number) for step in _steps(one, MoneyState.GRANTED))
            grants[one.plan_id, one.funder_id, one.beneficiary_id, one.label, acts].append(one)
        return [self._subvention(lines) for lines in grants.values()]

    def _subvention(self, lines: Sequence[FundingLine]) -> Row:
        one, slug = lines[0], self.access.cooperation.slug
        payer, receiver = one.funder, one.beneficiary or one.plan.owner
        granted = [step for line in lines for step in _steps(line, MoneyState.GRANTED)]
        amounts = [line.granted_cents for line in lines if line.granted_cents is not None]
        days = [step.on for line in lines for step in _steps(line, MoneyState.PAID)]
        ends = max((line.ends_on for line in lines if line.ends_on), default=None)
        is_paid = sum(line.paid_cents or 0 for line in lines) >= sum(amounts) > 0
        values: dict[str, CellValue] = {
            "funder": str(payer),
            "funder_siret": payer.siret if payer else "",
            "funder_page": body_url(slug, payer) if payer else "",
            "granted_on": min((step.on for step in granted), default=None),
            "act": next((step.act_number for step in granted if step.act_number), ""),
            "receiver": str(receiver),
            "receiver_siret": receiver.siret,
            "receiver_page": body_url(slug, receiver),
            "object": str(one.plan),
            "granted": sum(amounts) if amounts else None,
            "nature": "aide en nature" if one.kind == LineKind.VALUED else "aide en numéraire",
            "payment": _payment(days, is_paid=is_paid),
            "period": _period(days, is_paid=is_paid, ends=ends),
            "share": "1.00",
        }
        page = address("funding:line_step", slug, one.pk)
        return Row(_("%(who)s, %(what)s") % {"who": payer, "what": one.plan}, page, values)


def _steps(line: FundingLine, kind: str) -> list[LineStep]:
    return [one for one in standing_steps(line) if one.kind == kind]


def _payment(days: Sequence[date], *, is_paid: bool) -> str:
    """How the money is paid, as its dated payments prove it."""
    if is_paid and len(days) == 1:
        return "unique"
    return "échelonné" if days else ""


def _period(days: Sequence[date], *, is_paid: bool, ends: date | None) -> str:
    """The day of the payment, or from the first to the last that may be."""
    if is_paid and days:
        first, last = min(days), max(days)
        return first.isoformat() if len(days) == 1 else f"{first.isoformat()}/{last.isoformat()}"
    return f"{min(days).isoformat()}/{ends.isoformat()}" if days and ends else ""


def _weakest_word(rows: Iterable[Entry]) -> str:
    """The least advanced stage of what pays, of what still may."""
    states = [one.state for one in paying(rows) if one.state not in GONE and one.counted]
    least = max(states, key=SUREST_FIRST.index, default="")
    return str(MoneyState(least).label) if least else ""
