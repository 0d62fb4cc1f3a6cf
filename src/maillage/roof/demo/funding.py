"""The plan of the crèche du Moulin: what it costs, six funders, one of each state."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from maillage.foundation.cooperations.choices import Means
from maillage.foundation.cooperations.models import Access
from maillage.ground.directory.choices import OrganisationKind
from maillage.ground.directory.models import Organisation
from maillage.ground.directory.organisations.services import add_organisation
from maillage.roof.demo.cast import fictional_siren
from maillage.trade.context.choices import DutyKind
from maillage.trade.context.duties.models import Duty
from maillage.trade.funding.choices import CostKind, CostSource, LineKind, MoneyState
from maillage.trade.funding.funding_plan.models import (
    CostLine,
    FundingLine,
    FundingPlan,
    LineStep,
)
from maillage.trade.funding.funding_plan.rules.standing import line_origin
from maillage.trade.funding.funding_plan.services import (
    add_costs,
    add_line,
    add_plan,
    record_step,
)
from maillage.trade.plan.models import Action

ACTION, OWNER, STATE = "2", "cc", "etat"
DETR_RECEIVED = date(2026, 1, 14)


@dataclass(frozen=True)
class StoryStep:
    """What happened to a line: on which day, for how many euros, under which act."""

    kind: MoneyState
    on: date
    euros: int
    act: str = ""
    note: str = ""
    means: Means = Means.ACT


@dataclass(frozen=True)
class StoryLine:
    """Who pays: as what, under which name; what will be claimed, and when."""

    funder: str
    label: str
    steps: tuple[StoryStep, ...]
    kind: LineKind = LineKind.GRANT
    file_number: str = ""
    claim: tuple[date, int] | None = None

    @property
    def is_own(self) -> bool:
        """Whether the owner of the plan pays it, and takes what is left."""
        return self.kind == LineKind.OWN


COSTS = (
    (
        "Travaux",
        CostKind.WORKS,
        {2026: 128_000, 2027: 340_000},
        CostSource.CONTRACT,
        "Marchés signés, quatre lots",
        date(2026, 9, 28),
    ),
    (
        "Maîtrise d’œuvre, études",
        CostKind.STUDIES,
        {2026: 56_000},
        CostSource.CONTRACT,
        "Contrat d’architecte",
        date(2025, 11, 3),
    ),
    (
        "Mobilier, cuisine",
        CostKind.EQUIPMENT,
        {2027: 36_000},
        CostSource.QUOTE,
        "Deux devis",
        None,
    ),
)
LINES = (
    StoryLine(
        "caf",
        "Aide à l’investissement, petite enfance",
        (
            StoryStep(MoneyState.EXPECTED, date(2025, 11, 18), 150_000, means=Means.MEETING),
            StoryStep(MoneyState.REQUESTED, date(2026, 1, 22), 150_000),
            StoryStep(MoneyState.GRANTED, date(2026, 6, 12), 144_000, "Convention 26-0417"),
            StoryStep(
                MoneyState.PAID,
                date(2026, 10, 20),
                43_200,
                note="Acompte de 30 % reçu ; deuxième à demander à 50 % des travaux",
            ),
        ),
        claim=(date(2027, 3, 15), 43_200),
    ),
    StoryLine(
        STATE,
        "DETR 2026",
        (
            StoryStep(MoneyState.EXPECTED, date(2025, 12, 4), 168_000, means=Means.MEETING),
            StoryStep(MoneyState.REQUESTED, date(2026, 1, 14), 168_000),
            StoryStep(MoneyState.GRANTED, date(2026, 5, 22), 140_000, "Arrêté"),
            StoryStep(
                MoneyState.PAID,
                date(2026, 11, 9),
                42_000,
                note="Avance de 30 % reçue ; achèvement avant le 5 octobre 2030",
            ),
        ),
        claim=(date(2027, 6, 30), 70_000),
    ),
    StoryLine(
        "dept",
        "Contrat de territoire",
        (
            StoryStep(MoneyState.EXPECTED, date(2026, 2, 11), 60_000, means=Means.PHONE),
            StoryStep(
                MoneyState.REQUESTED,
                date(2026, 10, 9),
                60_000,
                "Dossier 2026-1183",
                "Commission permanente le 18 décembre",
            ),
        ),
        file_number="2026-1183",
        claim=(date(2027, 9, 30), 30_000),
    ),
    StoryLine(
        "Arbrelles",
        "",
        (
            StoryStep(MoneyState.EXPECTED, date(2025, 11, 25), 50_000, means=Means.MEETING),
            StoryStep(MoneyState.REQUESTED, date(2026, 3, 30), 50_000),
            StoryStep(
                MoneyState.GRANTED,
                date(2026, 6, 25),
                50_000,
                "Délibération concordante",
                "À appeler à la réception des travaux",
            ),
        ),
        kind=LineKind.FONDS_DE_CONCOURS,
        claim=(date(2027, 12, 15), 50_000),
    ),
    StoryLine(
        "msa",
        "Appel à projets Familles rurales",
        (
            StoryStep(
                MoneyState.EXPECTED,
                date(2026, 11, 4),
                10_000,
                note="Dossier à déposer avant le 31 janvier",
                means=Means.PHONE,
            ),
        ),
    ),
    StoryLine(
        OWNER,
        "",
        (
            StoryStep(
                MoneyState.GRANTED,
                date(2026, 3, 26),
                156_000,
                "Budget primitif",
                "Emprunt de 100 000 € compris",
            ),
            StoryStep(MoneyState.PAID, date(2026, 11, 20), 98_800),
        ),
        kind=LineKind.OWN,
    ),
)


def make_funding(*, access: Access, organisations: Mapping[str, Organisation]) -> None:
    """The plan of the second action of the CTG, as its officer wrote it."""
    action = Action.objects.get(cooperation=access.cooperation, number=ACTION)
    bodies = {**organisations, STATE: _state(access)}
    plan = add_plan(
        access=access,
        plan=FundingPlan(action=action, owner=bodies[OWNER], begun_on=date(2026, 10, 5)),
    )
    for label, kind, years, source, note, dated_on in COSTS:
        costs = [
            CostLine(
                plan=plan,
                year=year,
                kind=kind,
                label=label,
                amount_cents=euros * 100,
                source=source,
                source_note=note,
                dated_on=dated_on,
            )
            for year, euros in years.items()
        ]
        add_costs(access=access, costs=costs)
    for one in LINES:
        _make_line(access, plan, one, bodies)
    _file_by(access, plan)


def _state(access: Access) -> Organisation:
    workspace = access.cooperation.workspace
    rank = Organisation.objects.filter(workspace=workspace).count()
    return add_organisation(
        author=access.user,
        organisation=Organisation(
            workspace=workspace,
            siren=fictional_siren(1000 * (workspace.pk % 9) + rank),
            name="Préfecture des Hautes-Ouzes",
            short_name="État",
            kind=OrganisationKind.STATE,
            commune="Montreuil-Ouzon",
        ),
    )


def _file_by(access: Access, plan: FundingPlan) -> None:
    """Says of the call that closes which line of the plan it is for."""
    line = plan.lines.get(state=MoneyState.EXPECTED, funder__isnull=False)
    calls = Duty.objects.filter(cooperation=access.cooperation, kind=DutyKind.CALL)
    calls.filter(funder=line.funder, origin="").update(origin=line_origin(line.pk))


def _make_line(
    access: Access, plan: FundingPlan, one: StoryLine, bodies: Mapping[str, Organisation]
) -> None:
    on, euros = one.claim or (None, None)
    line = FundingLine(
        plan=plan,
        year=2026,
        kind=one.kind,
        funder=bodies[one.funder],
        label=one.label,
        file_number=one.file_number,
        is_detr=one.funder == STATE,
        received_on=DETR_RECEIVED if one.funder == STATE else None,
        is_remainder=one.is_own,
        claim_on=on,
        claim_cents=euros * 100 if euros else None,
    )
    add_line(access=access, line=line, first=_step(one.steps[0]))
    for step in one.steps[1:]:
        record_step(access=access, line=line, read=line.version, step=_step(step))


def _step(one: StoryStep) -> LineStep:
    return LineStep(
        kind=one.kind,
        on=one.on,
        amount_cents=one.euros * 100,
        act_number=one.act,
        note=one.note,
        means=one.means,
    )
