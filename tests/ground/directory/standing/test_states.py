"""Where the missions about structures and people stand, from facts."""

from datetime import date

import pytest
from pytest_django import DjangoAssertNumQueries

from maillage.core.probes import Level, Moment, State
from maillage.foundation.cooperations.models import Cooperation
from maillage.ground.directory.standing import states
from maillage.ground.directory.standing.facts import DirectoryFacts, MemberFacts
from maillage.ground.directory.standing.states import PlacedFacts
from tests.ground.directory.makers import make_member, make_member_person, make_referral, make_skill


def member(name: str, kind: str = "full", filled: str = "") -> MemberFacts:
    """A member of which `filled` lists people, skills and calls."""
    words = filled.split()
    return MemberFacts(
        name=name,
        kind=kind,
        has_people="people" in words,
        has_skills="skills" in words,
        has_calls="calls" in words,
    )


def facts(*members: MemberFacts, people: int = 0, skilled: int = 0) -> PlacedFacts:
    return PlacedFacts(DirectoryFacts(members, people, skilled), "/s/", "/m/", "/p/", "/a/")


def level_and_reason(state: State) -> tuple[Level, str]:
    return state.level, state.reason


@pytest.mark.parametrize(
    "judge",
    [states.multi_partner, states.skills, states.mutual_knowledge],
)
def test_without_member_everything_is_to_begin(judge: object) -> None:
    assert callable(judge)

    assert level_and_reason(judge(facts())) == (Level.TODO, "Aucune structure n’est encore membre.")


def test_partners_are_placed_when_three_kinds_are() -> None:
    half = states.multi_partner(facts(member("Pornic"), member("Caf", "funder")))
    whole = states.multi_partner(
        facts(member("Pornic"), member("Caf", "funder"), member("Bief", "associate"))
    )

    assert level_and_reason(half) == (
        Level.DOING,
        "2 structures sont placées. Il manque : associée.",
    )
    assert level_and_reason(whole) == (Level.DONE, "3 structures sont placées.")


def test_each_knows_whom_to_call_when_every_member_says_it() -> None:
    none = states.mutual_knowledge(facts(member("Pornic"), member("Bouin")))
    some = states.mutual_knowledge(facts(member("Pornic", filled="calls"), member("Bouin")))
    every = states.mutual_knowledge(facts(member("Pornic", filled="calls")))

    assert [level_and_reason(state) for state in (none, some, every)] == [
        (Level.TODO, "Aucune structure membre ne dit encore qui appeler, ni pour quoi."),
        (Level.DOING, "On ne sait pas encore qui appeler dans Bouin."),
        (
            Level.DOING,
            "On sait qui appeler dans chaque structure membre. Aucun outil ne dit encore "
            "lesquelles s’ignorent : déclarez la mission en place quand elles se parlent.",
        ),
    ]


def test_skills_are_in_place_with_most_people_and_every_member() -> None:
    member_facts = member("Pornic", filled="people skills")
    none = states.skills(facts(member_facts, people=3))
    gap = states.skills(facts(member_facts, member("Bouin"), people=3, skilled=2))
    half = states.skills(facts(member_facts, people=4, skilled=2))
    most = states.skills(facts(member_facts, people=4, skilled=3))

    assert [level_and_reason(state) for state in (none, gap, half, most)] == [
        (Level.TODO, "Aucun savoir-faire n’est renseigné."),
        (
            Level.DOING,
            "2 personnes sur 3 disent leur savoir-faire ; rien n’est connu pour Bouin.",
        ),
        (Level.DOING, "2 personnes sur 4 disent leur savoir-faire : c’est moins de la moitié."),
        (
            Level.DONE,
            "3 personnes sur 4 disent leur savoir-faire, dans chaque structure membre.",
        ),
    ]


def test_many_names_are_counted() -> None:
    members = [member(name) for name in ("Bouin", "Machecoul", "Pornic", "Rouans", "Vue")]

    state = states.mutual_knowledge(facts(member("Corcoué", filled="calls"), *members))

    assert state.reason == (
        "On ne sait pas encore qui appeler dans Bouin, Machecoul, Pornic et 2 autres."
    )


def test_facts_are_loaded_in_three_queries(
    cooperation: Cooperation, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    moment = Moment(cooperation.pk, cooperation.slug, date(2026, 11, 25))
    make_member(cooperation=cooperation, kind="funder")
    for name in ("Gaborit", "Pineau"):
        person = make_member_person(cooperation=cooperation, family_name=name)
        make_skill(person=person)
    make_referral(mandate=person.mandates.get())

    with django_assert_num_queries(3):
        loaded = states.load(moment)

    rows = [(one.kind, one.has_people, one.has_skills, one.has_calls) for one in loaded.members]
    assert sorted(rows) == [
        ("full", True, True, False),
        ("full", True, True, True),
        ("funder", False, False, False),
    ]
    assert (loaded.facts.people, loaded.facts.skilled) == (2, 2)
