"""Twenty commitments of a story, one of every kind in every state, as an officer keeps them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from maillage.foundation.accounts.models import User
from maillage.foundation.cooperations.choices import Means, Visibility
from maillage.foundation.cooperations.models import Cooperation
from maillage.ground.actors.models import Subject
from maillage.ground.directory.models import Mandate, Organisation
from maillage.ground.directory.records.models.periods import in_force
from maillage.trade.governance.choices import CommitmentKind, CommitmentState
from maillage.trade.governance.commitments.services import ask_commitment, record_step
from maillage.trade.governance.models import Commitment, CommitmentStep

ASKED, PROMISED, CONFIRMED, DELIVERED, WITHDRAWN = CommitmentState
DAYS, EUROS, PREMISES, DATA, _OTHER = CommitmentKind


@dataclass(frozen=True)
class Pledge:
    """A commitment of the story: what, how much, how far it came, its day from today."""

    kind: str
    label: str
    quantity: str
    steps: tuple[tuple[str, str], ...]
    due: int | None = None
    unit: str = ""


PLEDGES = (
    Pledge(DAYS, "Une géomaticienne deux jours par mois", "24", ((PROMISED, "24"),), 120),
    Pledge(DAYS, "Secrétariat des séances", "12", ((PROMISED, ""), (CONFIRMED, "")), 60),
    Pledge(DAYS, "Animation des ateliers d’habitants", "8", ((PROMISED, ""), (DELIVERED, "8"))),
    Pledge(DAYS, "Appui juridique aux conventions", "5", ((PROMISED, ""), (DELIVERED, "2")), -20),
    Pledge(DAYS, "Suivi des comptes communs", "10", (), 30),
    Pledge(DAYS, "Relecture du diagnostic", "3", ((WITHDRAWN, ""),)),
    Pledge(EUROS, "Part de l’ingénierie partagée", "18000", ((PROMISED, ""), (CONFIRMED, "")), 90),
    Pledge(EUROS, "Part de l’ingénierie partagée", "12500", ((PROMISED, "11000"),), 90),
    Pledge(EUROS, "Étude des mobilités", "6000", ((PROMISED, ""), (CONFIRMED, "")), -35),
    Pledge(EUROS, "Édition du guide des services", "2400", ((PROMISED, ""), (DELIVERED, "2400"))),
    Pledge(EUROS, "Cofinancement de l’animation", "9000", (), 45),
    Pledge(EUROS, "Matériel des ateliers", "1500", ((PROMISED, ""), (WITHDRAWN, ""))),
    Pledge(PREMISES, "Salle du conseil pour les séances", "1", ((PROMISED, ""),), 200, "salle"),
    Pledge(
        PREMISES, "Bureau d’accueil une fois par semaine", "1", ((CONFIRMED, ""),), 150, "bureau"
    ),
    Pledge(PREMISES, "Halle pour la fête d’ouverture", "1", ((DELIVERED, "1"),), None, "halle"),
    Pledge(PREMISES, "Local d’archives", "20", (), 75, "m²"),
    Pledge(DATA, "Effectifs des écoles par commune", "3", ((PROMISED, ""),), -8, "fichiers"),
    Pledge(DATA, "Carte des chemins ruraux", "1", ((DELIVERED, "1"),), None, "fichier"),
    Pledge(
        DATA, "Trajets domicile-travail", "2", ((PROMISED, ""), (CONFIRMED, "")), 15, "fichiers"
    ),
    Pledge(DATA, "Logements vacants", "1", (), 50, "fichier"),
)
WHY = "L’agent qui devait s’en charger a quitté la structure."


@dataclass(frozen=True)
class Teller:
    """Who tells the commitments, of which cooperation, and from which day."""

    author: User
    cooperation: Cooperation
    subject: Subject | None
    today: date


def make_commitments(
    *,
    author: User,
    cooperation: Cooperation,
    organisations: Sequence[Organisation],
    today: date,
) -> list[Commitment]:
    """The twenty commitments, shared out among the structures in their order."""
    subject = Subject.objects.filter(cooperation=cooperation).order_by("pk").first()
    teller = Teller(author, cooperation, subject, today)
    count = len(organisations)
    return [
        _make_commitment(teller, pledge, organisations[rank % count], rank)
        for rank, pledge in enumerate(PLEDGES)
    ]


def _make_commitment(teller: Teller, pledge: Pledge, giver: Organisation, rank: int) -> Commitment:
    """The commitment asked two or three months ago, then each of its steps, a week apart."""
    asked_on = teller.today - timedelta(days=70 + rank)
    commitment = Commitment(
        cooperation=teller.cooperation,
        organisation=giver,
        person_id=_somebody(giver) if pledge.kind == DAYS else None,
        kind=pledge.kind,
        label=pledge.label,
        unit=pledge.unit,
        quantity=Decimal(pledge.quantity),
        subject=teller.subject if rank % 4 == 0 else None,
        purpose="" if rank % 4 == 0 else "Programme de l’année",
        due_on=teller.today + timedelta(days=pledge.due) if pledge.due is not None else None,
        visibility=Visibility.MEMBERS,
    )
    ask_commitment(author=teller.author, commitment=commitment, first=_step(ASKED, asked_on))
    for place, (kind, quantity) in enumerate(pledge.steps, start=1):
        step = _step(kind, asked_on + timedelta(days=7 * place))
        step.quantity = Decimal(quantity) if quantity else None
        step.act_number = f"{step.on.year}-{40 + rank}" if kind == CONFIRMED else ""
        step.note = WHY if kind == WITHDRAWN else ""
        record_step(author=teller.author, commitment=commitment, read=commitment.version, step=step)
    return commitment


def _step(kind: str, on: date) -> CommitmentStep:
    means = Means.ACT if kind == CONFIRMED else Means.PHONE
    return CommitmentStep(
        kind=kind, on=on, means=means, told_by="N. Perrin, secrétariat", told_on=on
    )


def _somebody(giver: Organisation) -> int | None:
    """Somebody who works in the structure."""
    acting = Mandate.objects.filter(in_force(), organisation=giver, kind="technician")
    return acting.order_by("pk").values_list("person", flat=True).first()
