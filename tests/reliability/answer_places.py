"""Where an answer is given, what it is about, and the two sides of one thing."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.apps import apps
from django.db.models import Model, QuerySet
from django.urls import reverse

from maillage.foundation.cooperations.models import Cooperation
from maillage.foundation.cooperations.questions.points import path_of
from maillage.ground.directory.models import Organisation
from maillage.trade.plan.models import ProjectCall
from tests.foundation.cooperations.makers import make_answer_link
from tests.foundation.documents.makers import make_attachment
from tests.ground.actors.makers import make_member_actor
from tests.ground.directory.makers import make_mandate, make_person
from tests.registry import url_arguments
from tests.trade.context.makers import make_heading_step
from tests.trade.governance.agreements.makers import (
    make_agreement,
    make_agreement_party,
    make_agreement_text,
)
from tests.trade.governance.makers import (
    a_meeting_of,
    make_agenda_item,
    make_presence,
    make_seat,
    make_spoken_seat,
)
from tests.trade.plan.selection.makers import make_candidacy, make_shared_call

LINK = "link:"
RECIPIENT = "Émile Manceau"
FIRST, LAST = "(the first offered)", "(the last offered)"
ENDED = ("replaced_at", "withdrawn_at", "ended_at", "revoked_at", "until")
Numbers = Callable[[Cooperation], list[object]]


@dataclass(frozen=True)
class Way:
    """A page on which the answer is given: its name, or the purpose of a link, and by whom.

    `wants_change` when its form asks for one answer at least that is not recorded yet.
    """

    name: str
    role: str = "officer"
    query: str = ""
    wants_change: bool = False

    def url(self, cooperation: Cooperation, numbers: list[object]) -> str:
        """Its address for what these numbers name."""
        if self.name.startswith(LINK):
            purpose, target = self.name.removeprefix(LINK), numbers[-1]
            assert isinstance(target, int)
            return path_of(
                make_answer_link(
                    cooperation=cooperation,
                    purpose=purpose,
                    target=target,
                    recipient=RECIPIENT,
                )
            )
        return reverse(self.name, args=[cooperation.slug, *numbers]) + self.query


@dataclass(frozen=True)
class Side:
    """What one of the two types, by field or beginning of field, and how it reads once recorded."""

    typed: Mapping[str, str]
    reads: str

    @property
    def words(self) -> list[str]:
        """What was typed freely: it is never lost."""
        return [word for word in self.typed.values() if word[-1] == "."]


@dataclass(frozen=True)
class Recorded:
    """A kind of row that answers: what it is about, the pages where it is given, the two sides.

    `together` says how many rows stand where both are taken, none being told to be second; `where`
    tells those that answer, when the row was there before.
    """

    model: str
    about: Numbers
    ways: tuple[Way, ...]
    sides: tuple[Side, Side]
    together: int = 0
    where: Mapping[str, object] = field(default_factory=dict)

    @property
    def rows(self) -> QuerySet[Model]:
        """The rows of this kind that stand."""
        model = apps.get_model(self.model)
        names = {field.name for field in model._meta.concrete_fields}
        ended = {f"{name}__isnull": True for name in ENDED if name in names}
        records: QuerySet[Model] = model._default_manager.filter(**ended, **self.where)
        return records


def made(*names: str) -> Numbers:
    """The numbers of what these arguments of addresses name, made in the cooperation."""
    return lambda place: [url_arguments()[name].make(place) for name in names]


def meeting_of_a_structure(place: Cooperation) -> list[object]:
    presence(place)
    return [a_meeting_of(place).pk]


def party_of_a_draft(place: Cooperation) -> list[object]:
    """A party of a draft of one article, whose remarks are open."""
    agreement = make_agreement(cooperation=place, remarks_from=date(2026, 1, 1))
    make_agreement_text(agreement=agreement, words="La maison est à tous.")
    return [make_agreement_party(agreement=agreement).pk]


def party_to_sign(place: Cooperation) -> list[object]:
    """A party of a text that was frozen in a file."""
    frozen_file = make_attachment(cooperation=place)
    agreement = make_agreement(
        cooperation=place, frozen_on=date(2026, 1, 1), frozen_file=frozen_file
    )
    return [make_agreement_party(agreement=agreement).pk]


def structure_among_members(place: Cooperation) -> list[object]:
    two_members(place)
    return [url_arguments()["organisation"].make(place)]


def voice_of_a_call(place: Cooperation) -> list[object]:
    call = _call_with_a_project(place)
    return [call.voices.get().pk]


def funder_of_a_call(place: Cooperation) -> list[object]:
    call = _call_with_a_project(place)
    return [ProjectCall.funders.through.objects.get(projectcall=call).pk]


def _call_with_a_project(place: Cooperation) -> ProjectCall:
    call = make_shared_call(cooperation=place)
    make_candidacy(call=call)
    return call


def heading(place: Cooperation) -> list[object]:
    make_heading_step(cooperation=place)
    return []


def presence(place: Cooperation) -> list[object]:
    seat = make_spoken_seat(cooperation=place)
    return [make_presence(meeting=a_meeting_of(place), seat=seat).pk]


def meeting_with_a_seat(place: Cooperation) -> list[object]:
    meeting = a_meeting_of(place)
    make_seat(body=meeting.body)
    return [meeting.pk]


def meeting_and_seat(place: Cooperation) -> list[object]:
    meeting = a_meeting_of(place)
    make_agenda_item(meeting=meeting)
    return [meeting.pk, make_seat(body=meeting.body).pk]


def seat_of_two_people(place: Cooperation) -> list[object]:
    seat = make_spoken_seat(cooperation=place)
    for name in ("Gaborit", "Vrignaud"):
        person = make_person(workspace=place.workspace, family_name=name)
        assert isinstance(seat.organisation, Organisation)
        make_mandate(person=person, organisation=seat.organisation)
    return [seat.pk]


def two_members(place: Cooperation) -> list[object]:
    for name in ("Commune de Bouin", "Commune de Machecoul"):
        make_member_actor(cooperation=place, name=name)
    return []


def access_among_members(place: Cooperation) -> list[object]:
    two_members(place)
    return [url_arguments()["access"].make(place)]


LISE, PAUL = "Lise Vrignaud", "Paul Hervé"
DAY = "20/11/2026"
PHONED = {"means": "phone"}
READ = {"source_kind": "interview", "source_on": DAY, "source_who": "le secrétariat"}
NOMINATION = {
    "titulaire_given_name": "Inès",
    "titulaire_function": "maire",
    "told_by": LISE,
    **PHONED,
}


def two(common: Mapping[str, str], *sides: tuple[Mapping[str, str], str]) -> tuple[Side, Side]:
    """The two sides, with what both type."""
    first, second = (Side({**common, **typed}, reads) for typed, reads in sides)
    return first, second
