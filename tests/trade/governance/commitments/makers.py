"""Makes what members are asked for, and its steps."""

from datetime import date
from decimal import Decimal

from maillage.foundation.accounts.models import User
from maillage.foundation.cooperations.models import Cooperation
from maillage.ground.directory.models import Organisation, Person
from maillage.trade.governance.models import Commitment, CommitmentStep
from tests.foundation.accounts.makers import make_user
from tests.foundation.cooperations.makers import make_cooperation
from tests.ground.directory.makers import make_organisation, make_spoken_member
from tests.registry import Argument


def make_commitment(
    *,
    cooperation: Cooperation | None = None,
    organisation: Organisation | None = None,
    author: User | None = None,
    label: str = "Deux jours de géomatique par mois",
    kind: str = "days",
    quantity: Decimal | None = Decimal(24),
    due_on: date | None = None,
    person: Person | None = None,
    visibility: str = "members",
) -> Commitment:
    """What a member is asked for, since October."""
    cooperation = cooperation or make_cooperation()
    commitment = Commitment.objects.create(
        cooperation=cooperation,
        author=author or make_user(),
        organisation=organisation or make_organisation(workspace=cooperation.workspace),
        label=label,
        kind=kind,
        quantity=quantity,
        due_on=due_on,
        person=person,
        visibility=visibility,
    )
    make_commitment_step(commitment=commitment, quantity=quantity)
    return commitment


def make_commitment_step(
    *,
    commitment: Commitment | None = None,
    kind: str = "asked",
    on: date = date(2026, 10, 6),
    quantity: Decimal | None = None,
    told_by: str = "",
) -> CommitmentStep:
    """A step of the commitment, known by telephone."""
    return CommitmentStep.objects.create(
        commitment=commitment or make_commitment(),
        kind=kind,
        on=on,
        quantity=quantity,
        told_by=told_by,
        told_on=on,
    )


def _marked_commitment(
    *, cooperation: Cooperation, author: User, visibility: str, mark: str
) -> Commitment:
    return make_commitment(
        cooperation=cooperation, author=author, visibility=visibility, label=mark
    )


def make_spoken_commitment(*, cooperation: Cooperation) -> Commitment:
    """What a member is asked for, for which every open access of the cooperation speaks."""
    return make_commitment(
        cooperation=cooperation, organisation=make_spoken_member(cooperation=cooperation)
    )


MARKED = {Commitment: _marked_commitment}

URL_ARGUMENTS = {"commitment": Argument(lambda place: make_spoken_commitment(cooperation=place).pk)}
CORRECTED = {"governance:commitment_edit": {"owed_to": ""}}
FILLED = {
    "governance:commitment_step": {
        "kind": "promised",
        "on": "07/10/2026",
        "means": "phone",
        "told_on": "07/10/2026",
    },
}
