"""What do facilities, posts and actions give to the table of the Caf?"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db.models import Sum

from maillage.core import french
from maillage.core.folded import fold
from maillage.core.links import address
from maillage.ground.directory.choices import OrganisationKind
from maillage.ground.directory.models import Organisation
from maillage.ground.directory.records.queries.organisations import organisations
from maillage.trade.context.choices import AgreementKind, FacilityField, FacilityKind, FacilityState
from maillage.trade.context.facilities.models import Facility
from maillage.trade.context.facilities.queries import facilities, with_agreements
from maillage.trade.context.facilities.rules import FIELDS
from maillage.trade.funding.choices import GONE, LineKind, MoneyState, Section
from maillage.trade.funding.funding_plan.models import FundingLine
from maillage.trade.funding.funding_plan.queries import readable
from maillage.trade.funding.maquette.readings import Entry, Operation, measured, paying
from maillage.trade.funding.returns.cooperation_part import CooperationPart
from maillage.trade.funding.returns.kinds import CellValue, Row
from maillage.trade.funding.returns.plan_part import holds_word
from maillage.trade.plan.engineering.models import Post
from maillage.trade.plan.engineering.queries import posts

WITH_PLACES = FIELDS[FacilityField.CHILDREN]
# What the Caf helps by an agreement of its own.
HELPED = (
    *(FacilityKind.NURSERY, FacilityKind.MICRO, FacilityKind.RPE, FacilityKind.LAEP),
    *(FacilityKind.LEISURE, FacilityKind.CENTRE, FacilityKind.EVS),
)
PAYING = (AgreementKind.COF, AgreementKind.SERVICE)


@dataclass(frozen=True)
class CafPart(CooperationPart):
    """What the Caf asks of a year: the facilities, who is helped, the posts, the actions."""

    @property
    def rows(self) -> Mapping[str, Callable[[], Sequence[Row]]]:
        """The rows that it gives, by their name."""
        return {
            "facilities": self._facilities,
            "managers": self._managers,
            "posts": self._posts,
            "actions": self._actions,
        }

    @cached_property
    def lines(self) -> list[FundingLine]:
        """What a Caf pays this year, as this reader reads it."""
        rows = readable.lines(self.access).filter(year=self.year, funder__in=self.cafs)
        return [one for one in rows.order_by("pk") if one.state not in GONE]

    @cached_property
    def cafs(self) -> set[int]:
        """The structures that are a Caf, and no other fund of social security; one query."""
        rows = organisations(self.access).filter(kind=OrganisationKind.SOCIAL)
        return {one.pk for one in rows if _is_caf(one)}

    def _facilities(self) -> list[Row]:
        """The open ones, but people who receive children at home: nobody runs them."""
        rows = with_agreements(facilities(self.access)).exclude(state=FacilityState.CLOSED)
        rows = rows.exclude(kind=FacilityKind.MINDERS)
        return [self._facility(one) for one in rows]

    def _facility(self, one: Facility) -> Row:
        agreement = next((row for row in one.agreements.all() if row.kind in PAYING), None)
        values: dict[str, CellValue] = {
            "name": one.name,
            "kind": french.capital(str(one.get_kind_display())),
            "commune": str(one.commune),
            "manager": str(one.manager) if one.manager else "",
            "places": one.places,
            "has_places": int(one.kind in WITH_PLACES),
            "is_helped": int(one.kind in HELPED),
            "agreement": french.capital(str(agreement)) if agreement else "",
            "until": agreement.end_on if agreement else None,
        }
        return Row(one.name, self._url("context:facility", one.pk), values)

    def _managers(self) -> list[Row]:
        """Who receives the money of the Caf, and under what; the plans of posts left out."""
        sums: dict[tuple[str, str], list[FundingLine]] = defaultdict(list)
        for one in self.lines:
            if one.plan.post_id is None:
                receiver = one.beneficiary or one.plan.owner
                sums[str(receiver), one.label].append(one)
        return [self._manager(name, label, rows) for (name, label), rows in sorted(sums.items())]

    def _manager(self, name: str, label: str, rows: Sequence[FundingLine]) -> Row:
        values: dict[str, CellValue] = {
            "name": name,
            "label": label,
            "granted": sum(one.granted_cents or 0 for one in rows) or None,
            "paid": sum(one.paid_cents or 0 for one in rows) or None,
        }
        return Row(name, self._url("funding:plan", rows[0].plan_id), values)

    def _posts(self) -> list[Row]:
        first, last = date(self.year, 1, 1), date(self.year, 12, 31)
        rows = posts(self.access).exclude(until__lt=first).exclude(since__gt=last)
        plans = readable.plans(self.access).filter(post__in=rows)
        numbers = dict(plans.order_by().values_list("post", "pk"))
        costs = readable.costs(self.access).filter(plan__post__isnull=False, year=self.year)
        sums = dict(costs.order_by().values_list("plan").annotate(Sum("amount_cents")))
        helped: dict[int, list[FundingLine]] = defaultdict(list)
        for one in self.lines:
            helped[one.plan_id].append(one)
        return [
            self._post(one, plan, sums.get(plan), helped.get(plan, ()))
            for one, plan in ((row, numbers.get(row.pk, 0)) for row in rows)
        ]

    def _post(self, one: Post, plan: int, cost: int | None, lines: Sequence[FundingLine]) -> Row:
        values: dict[str, CellValue] = {
            "name": one.title,
            "employer": str(one.employer),
            "fte": one.fte,
            "since": one.since,
            "cost": cost,
            "caf": sum(line.counted_cents for line in lines) or None,
            "state": ", ".join(dict.fromkeys(str(MoneyState(line.state).label) for line in lines)),
        }
        url = self._url("funding:plan", plan) if plan else self._url("plan:post", one.pk)
        return Row(one.title, url, values)

    def _actions(self) -> list[Row]:
        """The operations that a Caf helps this year."""
        helped = {(one.plan_id, one.section) for one in self.lines}
        return [
            self._action(one)
            for one in self.operations
            if (one.head.plan, one.head.section) in helped
        ]

    def _action(self, one: Operation) -> Row:
        """Its year; all of them for an investment, whose money bears the year of its acts."""
        is_whole = one.head.section == Section.INVESTMENT
        rows = [entry for entry in one.entries if is_whole or entry.year == self.year]
        years = [entry.year for entry in rows]
        pays = list(paying(rows))
        values: dict[str, CellValue] = {
            **self.head(one),
            "span": "-".join(dict.fromkeys((str(min(years)), str(max(years))))),
            "cost": sum(entry.cost for entry in rows),
            "caf": _sum(entry for entry in pays if self._is_caf(entry)),
            "others": _sum(
                entry for entry in pays if not self._is_caf(entry) and entry.kind != LineKind.OWN
            ),
            "own": _sum(entry for entry in pays if entry.kind == LineKind.OWN),
        }
        return Row(one.head.name, self.url(one.head), values)

    def _is_caf(self, one: Entry) -> bool:
        return one.payer in self.cafs

    def _url(self, name: str, number: int) -> str:
        return address(name, self.access.cooperation.slug, number)


def _is_caf(body: Organisation) -> bool:
    words = f"{body.short_name} {body.name}"
    return holds_word(words, ("caf",)) or "allocations familiales" in fold(words)


def _sum(rows: Iterable[Entry]) -> int:
    return sum(measured(one, "counted") for one in rows)
