"""What do the missions about structures and people rest on? Facts on each member."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from maillage.ground.directory.records.models.members import Member
from maillage.ground.directory.records.models.people import Mandate, Skill
from maillage.ground.directory.records.models.periods import in_force


@dataclass(frozen=True)
class MemberFacts:
    """A member: its kind; whether people, skills, topics to call for are known."""

    name: str
    kind: str
    has_people: bool
    has_skills: bool
    has_calls: bool


@dataclass(frozen=True)
class DirectoryFacts:
    """The members in force, how many people act in them, how many say what they can do."""

    members: tuple[MemberFacts, ...]
    people: int
    skilled: int


def member_facts(cooperation_id: int) -> tuple[MemberFacts, ...]:
    """The members of a cooperation with what is known of each, in one query."""
    here = Mandate.objects.filter(in_force(), organisation=OuterRef("organisation"))
    rows = (
        Member.objects.filter(in_force(), cooperation=cooperation_id)
        .annotate(
            has_people=Exists(here),
            has_skills=Exists(here.filter(person__skills__isnull=False)),
            has_calls=Exists(here.filter(referrals__isnull=False)),
        )
        .order_by("organisation__folded", "pk")
    )
    entry = "has_people", "has_skills", "has_calls"
    members = rows.values_list("organisation__name", "kind", *entry)
    return tuple(MemberFacts(*one) for one in members)


def directory_facts(cooperation_id: int) -> DirectoryFacts:
    """The facts of one cooperation, in three queries."""
    members = Member.objects.filter(in_force(), cooperation=cooperation_id)
    living = Mandate.objects.filter(in_force(), organisation__in=members.values("organisation"))
    people = living.order_by().values("person").distinct()
    skilled = Skill.objects.filter(person__in=people).order_by().values("person").distinct()
    return DirectoryFacts(member_facts(cooperation_id), people.count(), skilled.count())
