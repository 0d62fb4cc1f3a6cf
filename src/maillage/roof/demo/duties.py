"""What the CTG of the demonstration owes its funders: sent, to prepare, to come."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from maillage.foundation.cooperations.choices import Visibility
from maillage.foundation.cooperations.models import Access
from maillage.ground.directory.models import Organisation
from maillage.trade.context.choices import DutyKind
from maillage.trade.context.duties.models import Duty
from maillage.trade.context.duties.services import Sending, add_duty, receive_piece, send_duty
from maillage.trade.context.models import Scheme

# The first two have sent nothing yet.
OPERATORS = (
    "Accueil de loisirs de Brolles",
    "Espace de vie sociale Le Lavoir",
    "Centre social L’Escale",
    "Centre social d’Arbrelles",
    "Crèche Les Petits Cailloux",
    "Crèche du Moulin",
    "Micro-crèche Bulle d’Ouze",
    "Accueil de loisirs de Valmorin",
    "Accueil de loisirs des Genêts",
    "Relais petite enfance de Valmorin",
    "Relais petite enfance de la Plaine",
    "Ludothèque itinérante Dé à dés",
    "Point accueil jeunes",
    "Lieu d’accueil enfants-parents La Passerelle",
)
GIVEN_ON = date(2026, 11, 12)
DUE_IN = timedelta(days=2)  # the report is due in two days, whenever one looks
CTG = "convention CTG"
COF = "COF de chaque équipement"


@dataclass(frozen=True)
class StoryDuty:
    """Something due: its kind and name, to whom, by when, under which act; when it was sent."""

    kind: DutyKind
    label: str
    funder: str
    due_on: date
    act: str = ""
    article: str = ""
    otherwise: str = ""
    opens_on: date | None = None
    stake: int | None = None
    owing: tuple[str, ...] = ()
    given: tuple[str, ...] = ()
    sent_on: date | None = None
    is_yearly: bool = False


def _past(year: int) -> tuple[StoryDuty, ...]:
    """What was sent in a year of the convention."""
    return (
        StoryDuty(
            DutyKind.DATA,
            f"Données prévisionnelles {year}",
            "caf",
            date(year, 2, 13),
            COF,
            sent_on=date(year, 2, 10),
        ),
        StoryDuty(
            DutyKind.DATA,
            f"Données réelles {year - 1}",
            "caf",
            date(year, 3, 31),
            COF,
            sent_on=date(year, 3, 27),
        ),
        StoryDuty(
            DutyKind.DATA,
            f"Données actualisées, juin {year}",
            "caf",
            date(year, 7, 10),
            COF,
            sent_on=date(year, 7, 8),
        ),
        StoryDuty(
            DutyKind.DATA,
            f"Données actualisées, septembre {year}",
            "caf",
            date(year, 10, 12),
            COF,
            sent_on=date(year, 10, 12),
        ),
    )


DUTIES = (
    *_past(2024),
    *_past(2025),
    *_past(2026),
    StoryDuty(
        DutyKind.REPORT,
        "Pièces du bilan 2023",
        "caf",
        date(2024, 11, 27),
        CTG,
        "8",
        sent_on=date(2024, 11, 22),
    ),
    StoryDuty(
        DutyKind.REPORT,
        "Pièces du bilan 2024",
        "caf",
        date(2025, 11, 27),
        CTG,
        "8",
        sent_on=date(2025, 11, 28),
    ),
    StoryDuty(
        DutyKind.REPORT,
        "Pièces du bilan 2025",
        "caf",
        date(2026, 11, 27),
        CTG,
        "8",
        "second acompte suspendu, 35 % du droit",
        stake=118_400_00,
        owing=OPERATORS,
        given=OPERATORS[2:],
    ),
    StoryDuty(
        DutyKind.REPORT,
        "Bilan intermédiaire du contrat",
        "dept",
        date(2027, 1, 15),
        "convention 2025-044",
        "6",
        owing=("cc",),
    ),
    StoryDuty(
        DutyKind.CALL,
        "Appel à projets Familles rurales",
        "msa",
        date(2027, 1, 31),
        "appel de la MSA",
        opens_on=date(2026, 11, 2),
        stake=10_000_00,
        owing=("cc",),
    ),
    StoryDuty(
        DutyKind.DATA,
        "Données prévisionnelles 2027",
        "caf",
        date(2027, 2, 13),
        COF,
        otherwise="pas de premier acompte",
        opens_on=date(2026, 12, 15),
    ),
    StoryDuty(
        DutyKind.CALL,
        "DETR 2027, dépôt des dossiers",
        "",
        date(2027, 2, 26),
        "circulaire de la préfecture du 16 novembre",
        opens_on=date(2026, 11, 16),
        owing=("Arbrelles", "Brolles"),
    ),
    StoryDuty(
        DutyKind.DATA,
        "Données réelles 2026",
        "caf",
        date(2027, 3, 31),
        COF,
        otherwise="pas de solde",
        is_yearly=True,
    ),
    StoryDuty(
        DutyKind.REPORT,
        "Comptes rendus financiers des associations",
        "cc",
        date(2027, 6, 30),
        "loi 2000-321",
        "10",
        owing=(OPERATORS[2],),
    ),
)


def make_duties(*, access: Access, organisations: Mapping[str, Organisation], today: date) -> None:
    """What the CTG owes, if it is the story of this cooperation."""
    if access.cooperation.profile != "ctg":
        return
    scheme = Scheme.objects.filter(cooperation=access.cooperation, is_own=True).first()
    for one in DUTIES:
        duty = add_duty(
            access=access,
            duty=_duty(one, organisations, scheme, today),
            organisations=[organisations[key] for key in one.owing if key in organisations],
        )
        given = [organisations[key] for key in one.given if key in organisations]
        for piece in duty.pieces.filter(organisation__in=given):
            receive_piece(access=access, piece=piece, on=min(GIVEN_ON, today), note="")
        if one.sent_on:
            sending = Sending(one.sent_on, "espace partenaire")
            send_duty(access=access, duty=duty, read=duty.version, sending=sending)


def _duty(
    one: StoryDuty,
    organisations: Mapping[str, Organisation],
    scheme: Scheme | None,
    today: date,
) -> Duty:
    return Duty(
        kind=one.kind,
        label=one.label,
        funder=organisations.get(one.funder),
        scheme=scheme if one.funder == "caf" else None,
        due_on=today + DUE_IN if one.given else one.due_on,
        opens_on=one.opens_on,
        source_act=one.act,
        article=one.article,
        consequence=one.otherwise,
        at_stake_cents=one.stake,
        is_yearly=one.is_yearly,
        visibility=Visibility.TEAM,
    )
