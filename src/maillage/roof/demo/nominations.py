"""A campaign of the first story: two structures answered, one of them waits to be accepted."""

from datetime import date

from maillage.foundation.accounts.models import User
from maillage.foundation.cooperations.choices import Means
from maillage.trade.governance.bodies.queries.bodies import people_of_seat, structure_seats
from maillage.trade.governance.choices import HolderKind
from maillage.trade.governance.models import Body, Nomination
from maillage.trade.governance.nominations.services import (
    NamesReply,
    NomineeInput,
    open_nomination,
    record_names,
)

WAITING = NomineeInput(
    kind=HolderKind.TITULAIRE,
    family_name="Thibaudin",
    given_name="Paul",
    function="directeur général des services",
)


def make_nominations(*, author: User, body: Body | None) -> None:
    """The campaign of the technical committee, opened in November."""
    if body is None:
        return
    campaign = open_nomination(
        author=author,
        nomination=Nomination(
            body=body,
            title="Qui suit le comité technique en 2027 ?",
            reason="La charte prévoit un titulaire et un suppléant par structure.",
            due_on=date(2026, 12, 18),
        ),
        seats=structure_seats(body, vacant_only=False),
    )
    calls = campaign.calls.order_by("pk").select_related("seat__organisation", "nomination")
    for rank, call in enumerate(calls[:2]):
        person = people_of_seat(call.seat).first()
        accepts = rank == 0 and person is not None
        record_names(
            author=author,
            call=call,
            read=call.version,
            reply=NamesReply(
                nominees=[
                    NomineeInput(kind=HolderKind.TITULAIRE, person=person) if accepts else WAITING
                ],
                starts_on=date(2027, 1, 1),
                act="",
                informant="le secrétariat général",
                day=date(2026, 11, 20),
                means=Means.PHONE,
            ),
            accepts=accepts,
        )
