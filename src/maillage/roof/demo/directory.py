"""The structures, people and members of a story, written as an officer would."""

from dataclasses import dataclass, replace
from datetime import date
from itertools import cycle
from random import Random

from django.utils.text import slugify

from maillage.foundation.accounts.models import User
from maillage.foundation.cooperations.models import Cooperation
from maillage.ground.directory.confidences.services import promise_time, record_fact
from maillage.ground.directory.members.services import Place, make_member, name_actor
from maillage.ground.directory.models import (
    Actor,
    Availability,
    Competence,
    Department,
    Grouping,
    Mandate,
    Organisation,
    OrganisationName,
    Person,
    Reliability,
)
from maillage.ground.directory.notices.services import inform_people
from maillage.ground.directory.organisations.services import add_organisation, add_part
from maillage.ground.directory.people.services import Around, Calls, add_mandate, add_person
from maillage.ground.directory.records.services import Reach
from maillage.roof.demo import cast
from maillage.roof.demo.accounts import address_by_name
from maillage.roof.demo.stories import Story, StoryOrganisation, StoryPerson

IN_OFFICE = 2  # who act in each structure of which the story names nobody


@dataclass
class MadeDirectory:
    """What has been written so far: the structures by key, the people by name."""

    author: User
    cooperation: Cooperation
    organisations: dict[str, Organisation]
    people: dict[tuple[str, str], Person]
    draw: Random


def make_directory(*, author: User, cooperation: Cooperation, story: Story) -> MadeDirectory:
    """The story's structures, people, members and actors; returns them by key and name."""
    directory = MadeDirectory(author, cooperation, {}, {}, Random(story.name))
    for rank, organisation in enumerate(story.organisations):
        directory.organisations[organisation.key] = _make_organisation(
            directory, organisation, rank
        )
    for organisation in story.organisations:
        for person in organisation.people:
            _make_person(directory, person, organisation)
    _fill(directory, story)
    _place(directory, story)
    _confide(directory)
    return directory


def _make_organisation(
    directory: MadeDirectory, story_organisation: StoryOrganisation, rank: int
) -> Organisation:
    workspace = directory.cooperation.workspace
    record = Organisation.objects.filter(workspace=workspace, name=story_organisation.name).first()
    if record is not None:
        return record
    first = Organisation.objects.filter(workspace=workspace).count()
    organisation = add_organisation(
        author=directory.author,
        organisation=Organisation(
            workspace=workspace,
            name=story_organisation.name,
            short_name=story_organisation.short,
            kind=story_organisation.kind,
            legal_form=story_organisation.form,
            siren=cast.fictional_siren(1000 * (workspace.pk % 9) + first),
            commune=story_organisation.commune,
            address=cast.seat_of(story_organisation.kind, story_organisation.commune, rank),
            source="fichier de contacts, novembre 2026",
        ),
        reach=Reach(emails=(f"accueil@{_host(story_organisation)}.example.org",), phones=()),
    )
    _make_parts(directory, organisation, story_organisation)
    return organisation


def _make_parts(
    directory: MadeDirectory, organisation: Organisation, story_organisation: StoryOrganisation
) -> None:
    for line in story_organisation.former:
        name, since, until = (piece.strip() for piece in line.split("|"))
        OrganisationName.objects.create(
            organisation=organisation,
            name=name,
            since=date.fromisoformat(since),
            until=date.fromisoformat(until),
        )
    for domain in story_organisation.competences:
        add_part(
            author=directory.author,
            part=Competence(organisation=organisation, domain=domain, since=date(2017, 1, 1)),
        )
    for domain in story_organisation.transferred:
        add_part(
            author=directory.author,
            part=Competence(
                organisation=organisation,
                domain=domain,
                state="transferred",
                since=date(2021, 7, 1),
            ),
        )
    if story_organisation.kind in {"epci", "departement"}:
        for name in ("Direction générale", "Enfance et jeunesse"):
            add_part(author=directory.author, part=Department(organisation=organisation, name=name))
    cc = directory.organisations.get("cc")
    if story_organisation.kind == "commune" and cc is not None:
        add_part(
            author=directory.author,
            part=Grouping(organisation=organisation, group=cc, since=date(2014, 1, 1)),
        )


def _make_person(
    directory: MadeDirectory, story_person: StoryPerson, at: StoryOrganisation
) -> Person:
    organisation = directory.organisations[at.key]
    mandate = Mandate(
        organisation=organisation,
        kind=story_person.kind,
        function=story_person.function,
        since=story_person.since,
        until=story_person.until,
    )
    calls = Calls(first=story_person.calls[:1], second=story_person.calls[1:])
    name = (story_person.given_name, story_person.family_name)
    if name in directory.people:
        mandate.person = directory.people[name]
        add_mandate(author=directory.author, mandate=mandate, calls=calls)
        return directory.people[name]
    person = Person(
        workspace=directory.cooperation.workspace,
        civility=story_person.civility,
        family_name=story_person.family_name,
        given_name=story_person.given_name,
        source="fichier de contacts, novembre 2026",
    )
    full_name = f"{story_person.given_name} {story_person.family_name}"
    own_address = address_by_name().get(full_name)
    reach = Reach(
        emails=(own_address or cast.address_of(story_person, _host(at)),),
        phones=(cast.phone_number(len(directory.people)),),
    )
    skills = (
        directory.draw.sample(cast.SKILLS, directory.draw.randrange(3))
        if not story_person.until
        else []
    )
    add_person(author=directory.author, person=person, around=Around(reach=reach, skills=skills))
    mandate.person = person
    add_mandate(author=directory.author, mandate=mandate, calls=calls)
    directory.people[name] = person
    return person


def _fill(directory: MadeDirectory, story: Story) -> None:
    """Invents people, structure after structure, until the story has as many as it says."""
    places = cycle(story.organisations)
    rounds: dict[str, int] = {}
    for invented in cast.invented_people(story.name):
        if len(directory.people) >= story.people:
            break
        at = next(places)
        rank = rounds.get(at.key, 0)
        rounds[at.key] = rank + 1
        person = cast.in_function(invented, at.kind, rank)
        is_in_office = rank < IN_OFFICE and not at.people
        _make_person(directory, replace(person, until=None) if is_in_office else person, at)


def _place(directory: MadeDirectory, story: Story) -> None:
    for story_organisation in story.organisations:
        organisation = directory.organisations[story_organisation.key]
        contact = (
            Person.objects.filter(
                mandates__organisation=organisation,
                mandates__until__isnull=True,
                mandates__kind="technician",
            )
            .order_by("pk")
            .first()
        )
        make_member(
            author=directory.author,
            cooperation=directory.cooperation,
            organisation=organisation,
            place=Place(
                kind=story_organisation.place, since=story_organisation.since, contact=contact
            ),
        )


def _confide(directory: MadeDirectory) -> None:
    """A few times promised, one fact observed, one named group, and most people informed."""
    people = list(directory.people.values())
    for person, days in zip(people[:9], (2, 4, 1, 3, 2, 5, 1, 2, 3), strict=False):
        promise_time(
            author=directory.author,
            availability=Availability(
                cooperation=directory.cooperation,
                author=directory.author,
                visibility="members",
                person=person,
                days_per_month=days,
                since=date(2026, 9, 1),
                said="plutôt en début de mois",
            ),
        )
    record_fact(
        author=directory.author,
        reliability=Reliability(
            cooperation=directory.cooperation,
            author=directory.author,
            person=people[0],
            fact="A rendu les trois dossiers promis, à la date dite.",
            source="relevés de mars, mai et septembre 2026",
            observed_on=date(2026, 9, 18),
            expires_on=date(2027, 9, 18),
        ),
    )
    riverside = Actor(cooperation=directory.cooperation, group="les riverains de la ligne de car")
    name_actor(author=directory.author, actor=riverside)
    inform_people(
        author=directory.author,
        people=people[: len(people) * 4 // 5],
        on=date(2026, 10, 2),
        how="courriel",
    )


def _host(organisation: StoryOrganisation) -> str:
    return slugify(organisation.short or organisation.name)[:40].strip("-")
