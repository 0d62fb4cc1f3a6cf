"""A region-wide cooperation, to see how pages hold: 500 structures, 10,000 people."""

from dataclasses import dataclass
from datetime import date
from itertools import islice

from maillage.core.folded import fold
from maillage.foundation.accounts.models import User
from maillage.foundation.cooperations.models import Cooperation, Workspace
from maillage.foundation.cooperations.spaces.services import create_cooperation
from maillage.foundation.journal import services as journal
from maillage.ground.directory.models import Actor, Contact, Mandate, Member, Organisation, Person
from maillage.roof.demo import cast
from maillage.roof.demo.stories import StoryPerson

KINDS = ("commune", "epci", "association", "public", "company")
NAMES = {
    "commune": "Commune {of}",
    "epci": "CC {of}",
    "association": "Association {place}",
    "public": "Établissement public {place}",
    "company": "Société {place}",
}


@dataclass(frozen=True)
class Size:
    """How many structures and people the large cooperation has."""

    organisations: int = 500
    people: int = 10_000


def make_large(*, author: User, workspace: Workspace, size: Size) -> Cooperation:
    """The large cooperation, written in bulk under one gesture."""
    cooperation = create_cooperation(
        author=author, workspace=workspace, name="Réseau régional des coopérations", profile="other"
    )
    with journal.write(
        author, workspace_id=workspace.pk, cooperation_id=cooperation.pk, topic="people"
    ):
        organisations = journal.bulk_create(Organisation, _organisations(workspace, size))
        story_people = list(islice(cast.invented_people("large"), size.people))
        people = journal.bulk_create(
            Person, (_person(workspace, person) for person in story_people)
        )
        journal.bulk_create(Mandate, _mandates(people, story_people, organisations))
        journal.bulk_create(Contact, _contacts(people, story_people))
        journal.bulk_create(Member, (_member(cooperation, one) for one in organisations))
        journal.bulk_create(
            Actor, (Actor(cooperation=cooperation, organisation=one) for one in organisations)
        )
    return cooperation


def _of(place: str) -> str:
    return f"d’{place}" if fold(place)[0] in "aeiouh" else f"de {place}"


def _organisations(workspace: Workspace, size: Size) -> list[Organisation]:
    made = []
    for rank in range(size.organisations):
        kind = KINDS[rank % len(KINDS)]
        place = f"{cast.NAMES[rank % len(cast.NAMES)]}-{rank // len(cast.NAMES) + 1}"
        made.append(
            Organisation(
                workspace=workspace,
                name=NAMES[kind].format(place=place, of=_of(place)),
                kind=kind,
                commune=place,
            )
        )
    return made


def _person(workspace: Workspace, person: StoryPerson) -> Person:
    return Person(
        workspace=workspace,
        civility=person.civility,
        family_name=person.family_name,
        given_name=person.given_name,
        source="fichier régional",
    )


def _mandates(
    people: list[Person], story_people: list[StoryPerson], organisations: list[Organisation]
) -> list[Mandate]:
    made = []
    for rank, (person, story_person) in enumerate(zip(people, story_people, strict=True)):
        organisation = organisations[rank % len(organisations)]
        placed = cast.in_function(story_person, organisation.kind, rank // len(organisations))
        made.append(
            Mandate(
                person=person,
                organisation=organisation,
                kind=placed.kind,
                function=placed.function,
                since=story_person.since,
                until=story_person.until,
            )
        )
    return made


def _contacts(people: list[Person], story_people: list[StoryPerson]) -> list[Contact]:
    return [
        Contact(person=person, kind="email", value=cast.address_of(story_person, f"region{rank}"))
        for rank, (person, story_person) in enumerate(zip(people, story_people, strict=True))
    ]


def _member(cooperation: Cooperation, organisation: Organisation) -> Member:
    return Member(
        cooperation=cooperation, organisation=organisation, kind="full", since=date(2024, 1, 1)
    )
