"""The bodies of a story, composed as an officer would."""

from collections.abc import Sequence
from datetime import date

from maillage.foundation.accounts.models import User
from maillage.foundation.cooperations.models import Cooperation
from maillage.ground.directory.models import Mandate, Member, Organisation
from maillage.ground.directory.records.models.periods import in_force
from maillage.roof.demo.stories import Story
from maillage.trade.governance.bodies.rules import BodyModel, body_model
from maillage.trade.governance.bodies.services.bodies import (
    SeatTerms,
    add_body,
    edit_body,
    edit_seat,
    give_seats,
    name_holder,
)
from maillage.trade.governance.choices import DecisionRule, HolderKind, Voice
from maillage.trade.governance.models import Body, Holder, Seat

BODIES = {
    "petr": ("copil", "cotech"),
    "ctg": ("comite_ctg", "cotech"),
    "pat": ("copil_pat", "cotech"),
}
# Of which kind is who sits: the first kind that somebody holds in the structure.
POLITICAL = ("elected", "volunteer", "technician")
HOLDS = {
    "political": POLITICAL,
    "mixed": POLITICAL,
    "technical": ("technician", "volunteer", "elected"),
}
RENEWED_ON = date(2026, 3, 22)
VOICES = {"epci": 3, "departement": 2}


def make_governance(*, author: User, cooperation: Cooperation, story: Story) -> dict[str, Body]:
    """The story's bodies by the key of their model, with seats, titulaires and suppléants."""
    keys = BODIES.get(story.profile, ("copil", "cotech"))
    models = [model for key in keys if (model := body_model(key)) is not None]
    bodies = {model.key: _make_body(author, cooperation, story, model) for model in models}
    if story.profile == "petr":
        _give_voices(author, bodies["copil"])
    return bodies


def _give_voices(author: User, body: Body) -> None:
    """The committee votes by voices, more of them for the largest structures."""
    body.decision_rule = DecisionRule.WEIGHTED_SEATS
    edit_body(author=author, body=body, read=body.version)
    for seat in body.seats.filter(organisation__kind__in=VOICES).select_related("organisation"):
        seat.weight = VOICES[seat.organisation.kind] if seat.organisation else seat.weight
        edit_seat(author=author, seat=seat, read=seat.version)


def _make_body(author: User, cooperation: Cooperation, story: Story, model: BodyModel) -> Body:
    values = model.initial | {"colleges": "", "least_college": "", "least_percent": None}
    body = add_body(
        author=author,
        body=Body(cooperation=cooperation, since=story.started_on, until=story.ends_on, **values),
    )
    members = Member.objects.filter(in_force(), cooperation=cooperation)
    for voice, kinds in (
        (Voice.DELIBERATIVE, ("full", "funder")),
        (Voice.CONSULTATIVE, ("associate", "observer")),
    ):
        seated = Organisation.objects.filter(
            memberships__in=members.filter(kind__in=kinds)
        ).order_by("folded")
        seats = give_seats(
            author=author,
            body=body,
            organisations=seated,
            terms=SeatTerms(college="", voice=voice, weight=1, since=story.started_on),
        )
        _name_holders(author, seats, HOLDS[model.kind], story.started_on)
    return body


def _name_holders(
    author: User, seats: list[Seat], kinds_in_order: Sequence[str], started_on: date
) -> None:
    """A titulaire for each seat and a suppléant for most, among those who act in their structure.

    Each sits since they are in office there.
    """
    kinds = (HolderKind.TITULAIRE, HolderKind.SUPPLEANT)
    for seat in seats:
        acting = Mandate.objects.filter(in_force(), organisation=seat.organisation)
        rows = list(acting.select_related("person").order_by("pk"))
        by_kind = [[one for one in rows if one.kind == kind] for kind in kinds_in_order]
        chosen = next((ones for ones in by_kind if ones), [])
        people = {mandate.person: mandate.since for mandate in chosen}
        for kind, (person, since) in zip(kinds, people.items(), strict=False):
            first = max(since or started_on, started_on)
            name_holder(
                author=author,
                holder=Holder(
                    seat=seat,
                    person=person,
                    kind=kind,
                    since=first,
                    source="désignation du printemps 2026" if first > RENEWED_ON else "",
                ),
            )
