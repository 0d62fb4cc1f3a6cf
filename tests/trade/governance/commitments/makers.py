"""Makes what members are asked for, and its steps."""

from datetime import date
from decimal import Decimal

from maillage.foundation.cooperations.models import Cooperation
from maillage.trade.governance.models import Commitment, CommitmentStep
from tests.foundation.accounts.makers import make_user
from tests.foundation.cooperations.makers import make_cooperation
from tests.ground.directory.makers import make_organisation, make_spoken_member
from tests.records import create_record, marked
from tests.registry import Argument


def make_commitment(
    *,
    cooperation: Cooperation | None = None,
    quantity: Decimal | None = Decimal(24),
    **values: object,
) -> Commitment:
    """What a member is asked for, since October."""
    cooperation = cooperation or make_cooperation()
    commitment = create_record(
        Commitment,
        values,
        cooperation=cooperation,
        author=make_user,
        organisation=lambda: make_organisation(workspace=cooperation.workspace),
        label="Deux jours de géomatique par mois",
        kind="days",
        quantity=quantity,
        visibility="members",
    )
    make_commitment_step(commitment=commitment, quantity=quantity)
    return commitment


def make_commitment_step(*, on: date = date(2026, 10, 6), **values: object) -> CommitmentStep:
    """A step of the commitment, known by telephone."""
    return create_record(
        CommitmentStep, values, commitment=make_commitment, kind="asked", on=on, told_on=on
    )


def make_spoken_commitment(*, cooperation: Cooperation) -> Commitment:
    """What a member is asked for, for which every open access of the cooperation speaks."""
    return make_commitment(
        cooperation=cooperation, organisation=make_spoken_member(cooperation=cooperation)
    )


MARKED = {Commitment: marked(make_commitment, "label")}

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
