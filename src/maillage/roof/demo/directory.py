"""The structures, people and members of a story, written as an officer would."""

from dataclasses import dataclass
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
from maillage.roof.demo.stories import Story, ToldOrganisation, ToldPerson


@dataclass
class Told:
    """What has been written so far: the structures by key, the people by name."""

    author: User
    cooperation: Cooperation
    organisations: dict[str, Organisation]
    people: dict[tuple[str, str], Person]
    draw: Random


def tell_directory(*, author: User, cooperation: Cooperation, story: Story) -> Told:
    """The story's structures, people, members and actors; returns them by key and name."""
    told = Told(author, cooperation, {}, {}, Random(story.name))
    for rank, organisation in enumerate(story.organisations):
        told.organisations[organisation.key] = _tell_organisation(told, organisation, rank)
    for organisation in story.organisations:
        for person in organisation.people:
            _tell_person(told, person, organisation)
    _fill(told, story)
    _place(told, story)
    _confide(told)
    return told


def _tell_organisation(told: Told, said: ToldOrganisation, rank: int) -> Organisation:
    workspace = told.cooperation.workspace
    known = Organisation.objects.filter(workspace=workspace, name=said.name).first()
    if known is not None:
        return known
    first = Organisation.objects.filter(workspace=workspace).count()
    organisation = add_organisation(
        author=told.author,
        organisation=Organisation(
            workspace=workspace,
            name=said.name,
            short_name=said.short,
            kind=said.kind,
            legal_form=said.form,
            siren=cast.fictional_siren(1000 * (workspace.pk % 9) + first),
            commune=said.commune,
            source="fichier de contacts, novembre 2026",
        ),
        reach=Reach(emails=(f"accueil@{_host(said)}.example.org",), phones=()),
    )
    _tell_parts(told, organisation, said)
    return organisation


def _tell_parts(told: Told, organisation: Organisation, said: ToldOrganisation) -> None:
    for line in said.former:
        name, since, until = (piece.strip() for piece in line.split("|"))
        OrganisationName.objects.create(
            organisation=organisation,
            name=name,
            since=date.fromisoformat(since),
            until=date.fromisoformat(until),
        )
    for domain in said.held:
        add_part(
            author=told.author,
            part=Competence(organisation=organisation, domain=domain, since=date(2017, 1, 1)),
        )
    for domain in said.transferred:
        add_part(
            author=told.author,
            part=Competence(
                organisation=organisation,
                domain=domain,
                state="transferred",
                since=date(2021, 7, 1),
            ),
        )
    if said.kind in {"epci", "departement"}:
        for name in ("Direction générale", "Enfance et jeunesse"):
            add_part(author=told.author, part=Department(organisation=organisation, name=name))
    cc = told.organisations.get("cc")
    if said.kind == "commune" and cc is not None:
        add_part(
            author=told.author,
            part=Grouping(organisation=organisation, group=cc, since=date(2014, 1, 1)),
        )


def _tell_person(told: Told, said: ToldPerson, at: ToldOrganisation) -> Person:
    organisation = told.organisations[at.key]
    mandate = Mandate(
        organisation=organisation,
        kind=said.kind,
        function=said.function,
        since=said.since,
        until=said.until,
    )
    calls = Calls(first=said.calls[:1], second=said.calls[1:])
    name = (said.given_name, said.family_name)
    if name in told.people:
        mandate.person = told.people[name]
        add_mandate(author=told.author, mandate=mandate, calls=calls)
        return told.people[name]
    person = Person(
        workspace=told.cooperation.workspace,
        civility=said.civility,
        family_name=said.family_name,
        given_name=said.given_name,
        source="fichier de contacts, novembre 2026",
    )
    reach = Reach(
        emails=(cast.address_of(said, _host(at)),), phones=(cast.phone_number(len(told.people)),)
    )
    skills = told.draw.sample(cast.SKILLS, told.draw.randrange(3)) if not said.until else []
    add_person(author=told.author, person=person, around=Around(reach=reach, skills=skills))
    mandate.person = person
    add_mandate(author=told.author, mandate=mandate, calls=calls)
    told.people[name] = person
    return person


def _fill(told: Told, story: Story) -> None:
    """Invents people, structure after structure, until the story has as many as it says."""
    places = cycle(story.organisations)
    rounds: dict[str, int] = {}
    for invented in cast.invented_people(story.name):
        if len(told.people) >= story.people:
            break
        at = next(places)
        rank = rounds.get(at.key, 0)
        rounds[at.key] = rank + 1
        _tell_person(told, cast.in_function(invented, at.kind, rank), at)


def _place(told: Told, story: Story) -> None:
    for said in story.organisations:
        organisation = told.organisations[said.key]
        contact = Person.objects.filter(
            mandates__organisation=organisation,
            mandates__until__isnull=True,
            mandates__kind="technician",
        ).first()
        make_member(
            author=told.author,
            cooperation=told.cooperation,
            organisation=organisation,
            place=Place(kind=said.place, since=said.since, contact=contact),
        )


def _confide(told: Told) -> None:
    """A few times promised, one fact observed, one named group, and most people informed."""
    people = list(told.people.values())
    for person, days in zip(people[:9], (2, 4, 1, 3, 2, 5, 1, 2, 3), strict=False):
        promise_time(
            author=told.author,
            availability=Availability(
                cooperation=told.cooperation,
                author=told.author,
                visibility="members",
                person=person,
                days_per_month=days,
                since=date(2026, 9, 1),
                said="plutôt en début de mois",
            ),
        )
    record_fact(
        author=told.author,
        reliability=Reliability(
            cooperation=told.cooperation,
            author=told.author,
            person=people[0],
            fact="A rendu les trois dossiers promis, à la date dite.",
            source="relevés de mars, mai et septembre 2026",
            observed_on=date(2026, 9, 18),
            expires_on=date(2027, 9, 18),
        ),
    )
    riverside = Actor(cooperation=told.cooperation, group="les riverains de la ligne de car")
    name_actor(author=told.author, actor=riverside)
    inform_people(
        author=told.author,
        people=people[: len(people) * 4 // 5],
        on=date(2026, 10, 2),
        how="courriel",
    )


def _host(said: ToldOrganisation) -> str:
    return slugify(said.short or said.name)[:40].strip("-")
