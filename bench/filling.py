"""What fixed data is measured? One cooperation, its officer, its structures and its people."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.test import Client
from django.urls import NoReverseMatch, reverse

from bench.actor_filling import fill_actors
from bench.context_filling import fill_context
from bench.council_filling import fill_councils
from bench.dialogue_filling import fill_dialogue
from bench.money_filling import fill_money
from bench.places import EMAIL, PASSWORD
from bench.plan_filling import fill_plan
from bench.stake_filling import fill_stakes
from maillage.foundation.accounts.models import User
from maillage.foundation.cooperations.models import Cooperation
from maillage.foundation.cooperations.spaces.services import create_cooperation, open_workspace
from maillage.foundation.journal import services as journal
from maillage.ground.directory.choices import ContactKind, MandateKind, OrganisationKind
from maillage.ground.directory.models import Contact, Mandate, Member, Organisation, Person
from maillage.trade.dialogue.models import Compromise, Conflict, Note
from maillage.trade.funding.models import CostSharing, FundingPlan
from maillage.trade.governance.models import Body, JointDecision, Meeting
from maillage.trade.plan.models import Action

SIZES = {"demo": (9, 60), "large": (10_000, 10_000)}
MEMBERS = 500
TOWNS = ("Valmorin", "Aubrelle", "Courtenaix", "Lespérance", "Montravel", "Ruffière", "Ormin")
FAMILIES = ("Gaborit", "Marchadier", "Loiseleur", "Kervadec", "Benamar", "Thibaudeau", "Ostrowski")
GIVEN = ("Inès", "Karim", "Hélène", "Yann", "Odile", "Mathis", "Solène", "Brahim", "Léa")
FUNCTIONS = ("Directrice", "Technicien", "Coordinatrice enfance", "Chargé de mission", "Maire")
SAME_EACH_TIME = 1901


def fill(size: str) -> None:
    """Make the data of this size, the same each time."""
    organisations, people = SIZES[size]
    officer = User.objects.create_user(EMAIL, PASSWORD, name="Inès Gaborit")
    workspace = open_workspace(name="Pays de Mesure", administrator=officer)
    cooperation = create_cooperation(
        author=officer, workspace=workspace, name="Pays de Mesure", profile="other"
    )
    with journal.write(officer, workspace_id=workspace.pk, topic="organisations"):
        bodies = journal.bulk_create(Organisation, _organisations(workspace.pk, organisations))
        journal.bulk_create(Member, _members(cooperation.pk, bodies[:MEMBERS]))
        humans = journal.bulk_create(Person, _people(workspace.pk, people))
        journal.bulk_create(Mandate, _mandates(humans, bodies))
        journal.bulk_create(Contact, _contacts(humans))
        fill_councils(officer, cooperation, bodies[:MEMBERS])
        fill_stakes(officer, cooperation, bodies[:MEMBERS])
        fill_dialogue(officer, cooperation, bodies[:MEMBERS])
        fill_actors(officer, cooperation)
        fill_context(officer, cooperation, bodies[:MEMBERS])
        fill_plan(officer, cooperation, bodies[:MEMBERS])
        fill_money(officer, cooperation, bodies[:MEMBERS])


def _organisations(workspace: int, count: int) -> Iterator[Organisation]:
    chance = random.Random(SAME_EACH_TIME)
    for number in range(1, count + 1):
        kind = chance.choice(OrganisationKind.values)
        name = f"{chance.choice(TOWNS)}-{chance.choice(TOWNS)} {number}"
        yield Organisation(workspace_id=workspace, name=name, kind=kind, commune=name)


def _members(cooperation: int, bodies: list[Organisation]) -> Iterator[Member]:
    for body in bodies:
        yield Member(cooperation_id=cooperation, organisation=body, since=date(2022, 1, 1))


def _people(workspace: int, count: int) -> Iterator[Person]:
    chance = random.Random(SAME_EACH_TIME)
    for number in range(1, count + 1):
        family_name = f"{chance.choice(FAMILIES)}-{chance.choice(FAMILIES)} {number}"
        yield Person(
            workspace_id=workspace, family_name=family_name, given_name=chance.choice(GIVEN)
        )


def _mandates(humans: list[Person], bodies: list[Organisation]) -> Iterator[Mandate]:
    chance = random.Random(SAME_EACH_TIME)
    for number, human in enumerate(humans):
        yield Mandate(
            person=human,
            organisation=bodies[number % min(MEMBERS, len(bodies))],
            kind=chance.choice(MandateKind.values),
            function=chance.choice(FUNCTIONS),
            since=date(2020 + number % 6, 9, 1),
        )


def _contacts(humans: list[Person]) -> Iterator[Contact]:
    for number, human in enumerate(humans):
        email = f"contact{number}@mesure.example"
        yield Contact(person=human, kind=ContactKind.EMAIL, value=email)


@dataclass(frozen=True)
class Filled:
    """The data once made: who visits it, and the objects that addresses name."""

    officer: User
    names: dict[str, str | int]

    def visitor(self) -> Client:
        """Return a client signed in as the officer, as through the proxy of production."""
        client = Client(headers={"x-forwarded-proto": "https"})
        client.force_login(self.officer)
        return client

    def path_of(self, view: str) -> str:
        """Return the page's path, with the objects that its address asks for, or nothing.

        After a "#" stands the state of the object that is wanted: "governance:meeting#before".
        """
        page, _, state = view.partition("#")
        for wanted in _subsets(_in_state(self.names, state)):
            try:
                return reverse(page, kwargs=wanted)
            except NoReverseMatch:
                continue
        return ""


def filled() -> Filled:
    """Return what `fill` made."""
    cooperation = Cooperation.objects.get()
    open_meetings = Meeting.objects.filter(concluded_on=None).order_by("held_on")
    bodies = Organisation.objects.order_by("pk")
    humans = Person.objects.order_by("pk")
    names: dict[str, str | int] = {
        "cooperation": cooperation.slug,
        "organisation": bodies.values_list("pk", flat=True)[0],
        "person": humans.values_list("pk", flat=True)[0],
        "joint_decision": JointDecision.objects.order_by("pk").values_list("pk", flat=True)[0],
        "meeting": Meeting.objects.order_by("pk").values_list("pk", flat=True)[0],
        "meeting#during": open_meetings.values_list("pk", flat=True)[0],
        "meeting#before": open_meetings.values_list("pk", flat=True)[1],
        "body": Body.objects.order_by("pk").values_list("pk", flat=True)[0],
        "action": Action.objects.order_by("pk").values_list("pk", flat=True)[0],
        "funding_plan": FundingPlan.objects.order_by("pk").values_list("pk", flat=True)[0],
        "cost_sharing": CostSharing.objects.order_by("pk").values_list("pk", flat=True)[0],
        "note": Note.objects.order_by("pk").values_list("pk", flat=True)[0],
        "conflict": Conflict.objects.order_by("pk").values_list("pk", flat=True)[0],
        "compromise": Compromise.objects.order_by("pk").values_list("pk", flat=True)[0],
    }
    return Filled(User.objects.get(), names)


def _in_state(names: dict[str, str | int], state: str) -> dict[str, str | int]:
    """The objects, those in this state before the others."""
    usual = {name: number for name, number in names.items() if "#" not in name}
    wanted = {name: number for name, number in names.items() if name.endswith(f"#{state}")}
    return usual | {name.partition("#")[0]: number for name, number in wanted.items()}


def _subsets(names: dict[str, str | int]) -> Iterator[dict[str, str | int]]:
    yield {}
    yield {"cooperation": names["cooperation"]}
    for name in names.keys() - {"cooperation"}:
        yield {"cooperation": names["cooperation"], name: names[name]}
