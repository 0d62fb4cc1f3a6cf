"""Ten operations of a project, at each committee that looked at their table; who could pay."""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from maillage.foundation.cooperations.choices import Means
from maillage.foundation.cooperations.models import Access
from maillage.ground.directory.choices import OrganisationKind
from maillage.ground.directory.models import Organisation
from maillage.ground.directory.organisations.services import add_organisation
from maillage.roof.demo.cast import fictional_siren
from maillage.roof.demo.stories import FOLDER
from maillage.trade.funding.choices import LineKind, MoneyState, MoneyStatus
from maillage.trade.funding.funding_plan.services import (
    add_costs,
    add_line,
    add_plan,
    record_step,
)
from maillage.trade.funding.funding_sources.services import add_match, add_source, edit_source
from maillage.trade.funding.maquette.services import freeze
from maillage.trade.funding.models import (
    CostLine,
    FundingLine,
    FundingPlan,
    FundingSource,
    LineStep,
    MaquetteVersion,
)
from maillage.trade.plan.models import Action
from maillage.trade.stakes.models import Theme

FILE = "loire_money.toml"
LATEST = date(2026, 11, 24)
EUROPE = "feader"


@dataclass
class Money:
    """What is written: for whom, the rows of the story, the plans made of it."""

    access: Access
    bodies: dict[str, Organisation]
    rows: Mapping[str, list[str]]
    steps: Mapping[str, list[str]]
    plans: dict[str, FundingPlan] = field(default_factory=dict)
    lines: dict[tuple[str, str, int], FundingLine] = field(default_factory=dict)

    def read(self, name: str) -> Iterator[list[str]]:
        """The pieces of each row of this list."""
        for row in self.rows[name]:
            yield [piece.strip() for piece in row.split("|")]

    def requested(self, operation: str, payer: str, year: int) -> int | None:
        """What was requested, in euros, when it is not what was granted."""
        for row in self.read("requested"):
            if row[:3] == [operation, payer, str(year)]:
                return int(row[3])
        return None


def make_maquette(*, access: Access, organisations: Mapping[str, Organisation]) -> None:
    """The operations, written up to each version, which is frozen, then up to the last day."""
    values = tomllib.loads((FOLDER / FILE).read_text(encoding="utf-8"))
    money = Money(access, dict(organisations), values, values["steps"])
    for key, name, short, kind, commune in money.read("funders"):
        money.bodies[key] = _funder(access, name, short, kind, commune)
    _write_sources(money, values["sources"])
    since = date.min
    for version in values["versions"]["names"]:
        name, day = (piece.strip() for piece in version.split("|"))
        on = date.fromisoformat(day)
        _write_between(money, since, on)
        freeze(access=access, version=MaquetteVersion(name=name), on=on)
        since = on
    _write_between(money, since, LATEST)


def _write_sources(money: Money, story: Mapping[str, Any]) -> None:
    """Who could pay: nine sources, with the actions that they could serve."""
    made: dict[str, FundingSource] = {}
    place = money.access.cooperation_id
    for row in story["rows"]:
        *pieces, numbers = (piece.strip() for piece in row.split("|"))
        details = dict(story["details"].get(pieces[0], {}))
        themes = Theme.objects.filter(cooperation=place, label__in=details.pop("themes", ()))
        source = _source(money, pieces, details)
        made[source.name] = add_source(
            access=money.access, source=source, ties={"themes": list(themes)}
        )
        wanted = [one.strip() for one in numbers.split(",") if one.strip()]
        for action in Action.objects.filter(cooperation=place, number__in=wanted):
            add_match(access=money.access, source=source, action=action, on=LATEST, note="")
    for pair in story["excluded"]:
        one, other = (made[piece.strip()] for piece in pair.split("|"))
        edit_source(access=money.access, source=one, read=one.version, ties={"excludes": [other]})


def _source(money: Money, pieces: Sequence[str], details: dict[str, Any]) -> FundingSource:
    """The source of a row, and what the story tells of it beside."""
    name, payer, kind, back, opens, closes, rate, cap, helps, checked = pieces
    return FundingSource(
        name=name,
        funder=money.bodies.get(payer),
        kind=kind,
        recurrence=back,
        is_detr=name.startswith("DETR"),
        opens_on=date.fromisoformat(opens) if opens else None,
        closes_on=date.fromisoformat(closes) if closes else None,
        rate_bp=int(rate) * 100 if rate else None,
        cap_cents=int(cap) * 100 if cap else None,
        eligible_costs=helps,
        checked_on=date.fromisoformat(checked),
        instructor=money.bodies.get(details.pop("instructor", "")),
        **details,
    )


def _funder(access: Access, name: str, short: str, kind: str, commune: str) -> Organisation:
    workspace = access.cooperation.workspace
    rank = Organisation.objects.filter(workspace=workspace).count()
    return add_organisation(
        author=access.user,
        organisation=Organisation(
            workspace=workspace,
            siren=fictional_siren(1000 * (workspace.pk % 9) + rank),
            name=name,
            short_name=short,
            kind=OrganisationKind(kind),
            commune=commune,
        ),
    )


def _write_between(money: Money, since: date, until: date) -> None:
    """What happened after a day, up to another: plans opened with their costs, then steps."""
    for key, number, label, section, owner, opened in money.read("operations"):
        if since < date.fromisoformat(opened) <= until:
            money.plans[key] = _open(money, number, label, owner)
            _write_costs(money, key, section)
    sections = {row[0]: row[3] for row in money.read("operations")}
    for key, payer, kind, label, years in money.read("lines"):
        if key not in money.plans:
            continue
        for one in years.split(","):
            year, state, euros = one.split()
            line = _line(money, key, payer or kind, int(year))
            if line is None:
                line = FundingLine(
                    plan=money.plans[key],
                    section=sections[key],
                    year=int(year),
                    kind=kind,
                    funder=money.bodies.get(payer),
                    label=label,
                    status=MoneyStatus.TO_VERIFY if payer == EUROPE else "",
                    is_detr=label == "DETR",
                )
            for step in _steps(money, line, (key, payer, state, int(euros))):
                if since < step.on <= until:
                    _note(money, (key, payer or kind, int(year)), line, step)


def _open(money: Money, number: str, label: str, owner: str) -> FundingPlan:
    place = money.access.cooperation_id
    action = Action.objects.get(cooperation=place, number=number) if number else None
    plan = FundingPlan(action=action, label=label, owner=money.bodies[owner])
    return add_plan(access=money.access, plan=plan)


def _write_costs(money: Money, key: str, section: str) -> None:
    for operation, label, kind, source, years in money.read("costs"):
        if operation != key:
            continue
        pairs = (one.split() for one in years.split(","))
        costs = [
            CostLine(
                plan=money.plans[key],
                section=section,
                year=int(year),
                kind=kind,
                label=label,
                amount_cents=int(euros) * 100,
                source=source,
            )
            for year, euros in pairs
        ]
        add_costs(access=money.access, costs=costs)


def _line(money: Money, key: str, payer: str, year: int) -> FundingLine | None:
    return money.lines.get((key, payer, year))


def _steps(money: Money, line: FundingLine, came: tuple[str, str, str, int]) -> Iterator[LineStep]:
    """The steps that brought a line to its state; nobody asks itself for its own money."""
    key, payer, state, euros = came
    request = money.requested(key, payer, line.year)
    opened = next(date.fromisoformat(row[5]) for row in money.read("operations") if row[0] == key)
    for one in money.steps[state]:
        kind, day = one.split()
        if kind == MoneyState.REQUESTED and line.kind == LineKind.OWN:
            continue
        amount = request if kind == MoneyState.REQUESTED and request else euros
        yield LineStep(
            kind=kind,
            on=max(date.fromisoformat(day), opened),
            amount_cents=amount * 100,
            means=Means.MEETING if kind == MoneyState.EXPECTED else Means.ACT,
        )


def _note(money: Money, place: tuple[str, str, int], line: FundingLine, step: LineStep) -> None:
    if place not in money.lines:
        money.lines[place] = add_line(access=money.access, line=line, first=step)
        return
    record_step(access=money.access, line=line, read=line.version, step=step)
