"""Where does a line stand, and how much of it counts, when its steps are read together?"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from maillage.core import french
from maillage.core.money import euros_words
from maillage.foundation.cooperations.choices import Visibility
from maillage.ground.directory.choices import OrganisationKind
from maillage.trade.funding.choices import ADDING, GONE, UNANSWERED, MoneyState, MoneyStatus
from maillage.trade.funding.funding_plan.models import LineStep

PAYS_BACK_MORE = _("Il n’est pas reversé plus que ce qui a été versé : vérifiez le montant.")
CAME_ALREADY = _(
    "De l’argent est déjà versé : notez un reversement, ou remplacez l’étape notée par erreur."
)
NEEDS_AMOUNT = _("Écrivez le montant de cette étape.")
LOCAL_BODIES = frozenset(
    {
        OrganisationKind.COMMUNE,
        OrganisationKind.EPCI,
        OrganisationKind.SYNDICATE,
        OrganisationKind.DEPARTEMENT,
        OrganisationKind.REGION,
    }
)
PUBLIC_KINDS = LOCAL_BODIES | {
    OrganisationKind.STATE,
    OrganisationKind.CHAMBER,
    OrganisationKind.PUBLIC,
}
PRIVATE_KINDS = frozenset({OrganisationKind.ASSOCIATION, OrganisationKind.COMPANY})


@dataclass(frozen=True, slots=True)
class Standing:
    """What the standing steps of a line say: its amounts in cents, None for nothing."""

    state: str
    expected: int | None = None
    requested: int | None = None
    granted: int | None = None
    paid: int | None = None
    counted: int = 0


def standing(steps: Iterable[LineStep]) -> Standing:
    """What these steps, by their day, say together; one replaced says nothing.

    Refused or lapsed when the last one says so; paid once all that was granted is; money that
    came without an act was granted for as much.
    """
    rows = sorted(
        (one for one in steps if one.replaced_at is None), key=lambda one: (one.on, one.pk or 0)
    )
    amount_by_kind = {one.kind: one.amount_cents for one in rows if one.kind not in ADDING}
    granted, paid = amount_by_kind.get(MoneyState.GRANTED), _paid(rows)
    sure = granted if granted is not None else paid
    amounts = (amount_by_kind.get(MoneyState.EXPECTED), amount_by_kind.get(MoneyState.REQUESTED))
    counted = next((one for one in (sure, amounts[1], amounts[0]) if one is not None), 0)
    last = rows[-1].kind if rows else MoneyState.EXPECTED
    if last in GONE:
        return Standing(last, *amounts, granted, paid, 0)
    if sure is not None:
        is_paid = paid is not None and paid >= sure
        state = MoneyState.PAID if is_paid else MoneyState.GRANTED
        return Standing(state, *amounts, granted, paid, counted)
    state = MoneyState.REQUESTED if MoneyState.REQUESTED in amount_by_kind else MoneyState.EXPECTED
    return Standing(state, *amounts, None, None, counted)


def _paid(rows: Sequence[LineStep]) -> int | None:
    moves = [one for one in rows if one.kind in ADDING]
    if not moves:
        return None
    signs = {MoneyState.PAID: 1, MoneyState.REPAID: -1}
    return sum(signs[MoneyState(one.kind)] * (one.amount_cents or 0) for one in moves)


def rest(cost: int, others: Iterable[int]) -> int:
    """What the remainder of a plan takes, in cents: what the others leave, never below nothing.

    >>> rest(560_000_00, [404_000_00]), rest(100_00, [120_00])
    (15600000, 0)
    """
    return max(cost - sum(others), 0)


def level_of(state: str, *, of_a_post: bool) -> Visibility:
    """Who reads a line that comes to this state: the team alone until it is granted."""
    if of_a_post:
        return Visibility.OFFICERS
    return Visibility.TEAM if state in UNANSWERED else Visibility.MEMBERS


def step_fault(kind: str, cents: int | None, paid: int | None) -> str:
    """Why this step is not noted; empty when it is: what came was not refused."""
    if kind in GONE and paid:
        return str(CAME_ALREADY)
    if kind not in GONE and cents is None:
        return str(NEEDS_AMOUNT)
    if kind == MoneyState.REPAID and (cents or 0) > (paid or 0):
        return str(PAYS_BACK_MORE)
    return ""


def remark_of(before: Standing, after: Standing) -> str:
    """What is rare in what was just noted, to be checked; empty when nothing is."""
    requested, granted, paid = after.requested, after.granted, after.paid
    if (
        granted is not None
        and requested is not None
        and granted > requested
        and granted != before.granted
    ):
        return str(_("Accordé plus que demandé : c’est rare, vérifiez l’acte."))
    if granted is not None and paid is not None and paid > granted and paid != before.paid:
        more = {"sum": euros_words(paid - granted)}
        return french.with_french_spaces(
            str(
                _(
                    "Versé %(sum)s de plus qu’accordé. Notez l’acte qui l’a augmenté, "
                    "ou un reversement à venir."
                )
                % more
            )
        )
    return ""


def line_origin(number: int) -> str:
    """What a duty made by this line says of where it comes from."""
    return f"fundingline:{number}"


def status_of(kind: str) -> str:
    """What the law makes of the money of such a body; Caf, MSA and Europe are to verify."""
    if kind in PUBLIC_KINDS:
        return MoneyStatus.PUBLIC
    return MoneyStatus.PRIVATE if kind in PRIVATE_KINDS else MoneyStatus.TO_VERIFY
