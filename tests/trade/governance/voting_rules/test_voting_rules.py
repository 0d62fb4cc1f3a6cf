"""Who weighs in a body: figures known elsewhere, what one tries, what is not known."""

import time
from fractions import Fraction

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from maillage.foundation.cooperations.models import Access, Cooperation
from maillage.trade.governance.choices import DecisionRule
from maillage.trade.governance.models import Body, Commitment
from maillage.trade.governance.voting_rules.queries import voters
from maillage.trade.governance.voting_rules.rules import Voter, body_power, quota_of_rule
from maillage.trade.governance.voting_rules.words import power_sentence, rule_sentence, why
from tests.conftest import SignIn
from tests.foundation.cooperations.makers import make_cooperation
from tests.ground.directory.makers import make_member_person, make_organisation
from tests.ground.directory.reading import names_in, reading
from tests.links_to import page_at
from tests.trade.governance.commitments.makers import make_commitment
from tests.trade.governance.makers import make_body, make_own_seat, make_seat

COUNCIL_OF_1958 = ("Allemagne", 4), ("France", 4), ("Italie", 4), ("Pays-Bas", 2), ("Belgique", 2)
NAMES = ("Nort", "Blain", "Savenay", "Pontchâteau")
url = page_at("governance:voting_rules")


def some(*votes: int, populations: tuple[int | None, ...] = ()) -> list[Voter]:
    people = populations or (None,) * len(votes)
    return [
        Voter(name, name, count, population)
        for name, count, population in zip(NAMES, votes, people, strict=False)
    ]


def seated(cooperation: Cooperation, **votes: int) -> Body:
    """A body that votes by voices, a structure of this name for each number of votes."""
    body = make_body(cooperation=cooperation)
    Body.objects.filter(pk=body.pk).update(decision_rule=DecisionRule.WEIGHTED_SEATS)
    for name, count in votes.items():
        seat = make_seat(
            body=body,
            organisation=make_organisation(workspace=cooperation.workspace, name=name),
        )
        seat.weight = count
        seat.save()
    return body


def test_power_is_that_of_the_council_of_1958() -> None:
    """Six States, 12 votes of 17: Luxembourg never decided (Brams and Affuso, 1976)."""
    states = [Voter(name, name, votes) for name, votes in COUNCIL_OF_1958]
    power = body_power([*states, Voter("Luxembourg", "Luxembourg", 1)], "", 12)

    assert [line.power for line in power.lines] == [
        *[Fraction(10, 42)] * 3,
        *[Fraction(6, 42)] * 2,
        Fraction(0),
    ]
    assert power_sentence(power) == "Luxembourg ne fait jamais la différence, malgré sa voix."


@pytest.mark.parametrize(
    ("rule", "quota", "sentence"),
    [
        ("consensus", 9, "La règle demande l’accord de toutes les structures : 9 voix sur 9."),
        ("weighted_seats", 5, "La règle demande plus de la moitié des voix : 5 sur 9."),
        ("two_thirds_of_composition", 6, "La règle demande deux tiers des voix : 6 sur 9."),
        ("", 5, "La règle n’est pas fixée : lecture à plus de la moitié, 5 sur 9."),
        (
            "required_structures",
            5,
            "La règle nomme des structures indispensables, décision par décision : lecture à "
            "plus de la moitié des voix, 5 sur 9.",
        ),
        (
            "each_for_itself",
            5,
            "Chaque structure décide pour elle-même, jamais pour les autres : lecture à plus de "
            "la moitié des voix, 5 sur 9.",
        ),
        (
            "qualified_epci",
            5,
            "La règle compte les populations, qui ne sont pas toutes connues : en attendant, "
            "lecture à plus de la moitié des voix, 5 sur 9.",
        ),
    ],
)
def test_each_rule_says_what_it_asks(rule: str, quota: int, sentence: str) -> None:
    power = body_power(some(4, 3, 2), rule)

    assert (quota_of_rule(rule, 9), rule_sentence(rule, power, tried=False)) == (quota, sentence)


def test_a_qualified_majority_counts_structures_and_people() -> None:
    """Nort holds more than half and more than a quarter: it is required; one other suffices."""
    power = body_power(some(1, 1, 1, populations=(6, 2, 2)), DecisionRule.QUALIFIED_EPCI)

    assert [line.power for line in power.lines] == [
        Fraction(3, 5),
        Fraction(1, 5),
        Fraction(1, 5),
    ]
    assert rule_sentence("qualified_epci", power, tried=False) == (
        "La règle compte les structures et la population, pas les voix."
    )


def test_what_strikes_most_is_said_first() -> None:
    parts = [
        power_sentence(body_power(some(*votes), "", quota))
        for votes, quota in (((5, 2, 2), 5), ((50, 49, 1), 51), ((1, 1, 1), 2), ((1, 1), 3))
    ]

    assert parts == [
        "Les voix de Nort suffisent : celles des autres ne changent jamais rien.",
        "Avec 49\N{NO-BREAK SPACE}% des voix, Blain a 20\N{NO-BREAK SPACE}% du pouvoir.",
        "Chaque structure pèse à peu près ce que disent ses voix.",
        "Cette majorité ne peut pas être atteinte.",
    ]


def test_each_figure_is_explained() -> None:
    power = body_power(some(50, 49, 1), "", 51)

    assert why(power.lines[0], power) == [
        "Pouvoir : parmi les 4 alliances possibles des autres, 3 n’atteignent la majorité "
        "qu’avec elle. Toutes en comptent ensemble 5 ; sa part est 60\N{NO-BREAK SPACE}%.",
        "Si les autres répondaient chacune à pile ou face, sa voix déciderait "
        "75\N{NO-BREAK SPACE}% du temps.",
        "Ordre d’arrivée : si toutes se ralliaient l’une après l’autre, dans un ordre tiré au "
        "hasard, c’est elle qui ferait la décision dans 66,7\N{NO-BREAK SPACE}% des cas.",
    ]


@pytest.mark.parametrize("rule", ["weighted_seats", "qualified_syndicate"])
def test_sixty_members_are_weighed_at_once(rule: str) -> None:
    crowd = [Voter(str(n), str(n), 1 + n * 7 % 90, 200 + n * 977 % 8000) for n in range(60)]
    begun = time.process_time()

    power = body_power(crowd, rule)

    assert time.process_time() - begun < 2
    assert sum(line.power for line in power.lines) == 1
    assert power.is_rounded == (rule == "qualified_syndicate")


def test_page_weighs_and_names_what_is_not_known(officer: Client, cooperation: Cooperation) -> None:
    seated(cooperation, Blain=49, Nort=50, Pornic=1)

    page = officer.get(url(cooperation)).text.replace("\u00a0", " ").replace("\u202f", " ")

    assert "Avec 49 % des voix, Blain a 20 % du pouvoir." in page
    assert "La règle demande plus de la moitié des voix : 51 sur 100." in page
    assert "Population non connue : Blain, Nort et Pornic. Elle n’est pas devinée" in page


def test_what_is_tried_is_not_written(officer: Client, cooperation: Cooperation) -> None:
    body = seated(cooperation, Blain=2, Nort=2)
    blain = body.seats.get(organisation__name="Blain")

    page = officer.get(
        url(cooperation, f"?instance={body.pk}&quota=3&voix-s{blain.organisation_id}=5")
    ).text

    blain.refresh_from_db()
    assert blain.weight == 2
    assert "Majorité essayée : 3 voix sur 7." in page.replace("\u00a0", " ")
    assert "rien n’est enregistré" in page
    assert "Les voix de Blain suffisent" in page


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("0", "Écrivez une voix au moins."),
        ("12", "L’instance n’a que 4 voix : écrivez moins."),
        ("deux", "Écrivez un nombre de voix, comme 12."),
    ],
)
def test_a_wrong_majority_is_refused(
    officer: Client, cooperation: Cooperation, typed: str, sentence: str
) -> None:
    seated(cooperation, Blain=2, Nort=2)

    page = officer.get(url(cooperation, f"?quota={typed}")).text.replace("\u00a0", " ")

    assert (sentence in page, "plus de la moitié des voix : 3 sur 4" in page) == (True, True)


def test_colleges_vote_as_one(access: Access) -> None:
    body = make_body(cooperation=access.cooperation, colleges="Public\nPrivé")
    for college in ("Public", "Privé", "Public"):
        make_seat(body=body, college=college)

    assert {(one.name, one.votes) for one in voters(access, body, "college")} == {
        ("Public", 2),
        ("Privé", 1),
    }


@pytest.mark.parametrize(
    ("profile", "public", "shown"),
    [("leader", 12, (True, True)), ("leader", 8, (False, False)), ("other", 12, (True, False))],
)
def test_a_college_that_decides_alone_is_said(
    officer: Client,
    cooperation: Cooperation,
    profile: str,
    public: int,
    shown: tuple[bool, bool],
) -> None:
    Cooperation.objects.filter(pk=cooperation.pk).update(profile=profile)
    body = seated(cooperation, Blain=public, Nort=8)
    Body.objects.filter(pk=body.pk).update(colleges="Public\nPrivé")
    body.seats.filter(organisation__name="Blain").update(college="Public")
    body.seats.filter(organisation__name="Nort").update(college="Privé")

    page = officer.get(url(cooperation, f"?instance={body.pk}&par=college"))

    text = page.text.replace("\u00a0", " ")
    words = ("Le collège « Public » peut décider seul.", "règlement (UE) 2021/1060 art. 33")
    assert tuple(one.lower() in text.lower() for one in words) == shown


def test_euros_promised_stand_beside_power(officer: Client, cooperation: Cooperation) -> None:
    body = seated(cooperation, Blain=1, Nort=1)
    blain = body.seats.get(organisation__name="Blain").organisation
    assert blain is not None
    for kind, state, quantity in (
        ("euros", "promised", 9000),
        ("euros", "asked", 500),
        ("days", "promised", 40),
    ):
        one = make_commitment(cooperation=cooperation, organisation=blain)
        Commitment.objects.filter(pk=one.pk).update(kind=kind, state=state, quantity=quantity)

    page = officer.get(url(cooperation)).text.replace("\u00a0", " ").replace("\u202f", " ")

    assert ("</span>9 000 €" in page, "Promis, confirmé ou tenu, en euros" in page) == (True, True)


def test_observer_reads_no_name_of_a_person(sign_in: SignIn, cooperation: Cooperation) -> None:
    make_own_seat(
        body=make_body(cooperation=cooperation), person=make_member_person(cooperation=cooperation)
    )

    pages = [sign_in(role).get(url(cooperation)).text for role in ("officer", "observer")]

    assert ["Gaborit" in page for page in pages] == [True, False]
    assert "Une personne, en son nom" in pages[1]


def test_other_cooperations_bodies_are_not_weighed(
    officer: Client, stranger: Client, cooperation: Cooperation
) -> None:
    beside = seated(make_cooperation(workspace=cooperation.workspace, name="Jade"), Machecoul=2)
    seated(cooperation, Blain=2)

    page = officer.get(url(cooperation, f"?instance={beside.pk}")).text

    assert names_in(page, "Machecoul", "Blain")[:1] == ["Blain"]
    assert stranger.get(url(cooperation)).status_code == 404


def test_empty_page_says_what_to_do_first(officer: Client, cooperation: Cooperation) -> None:
    page = officer.get(url(cooperation)).text

    assert reading(page) == "Aucun siège n’a encore de voix délibérative."
    assert "Donnez leurs sièges aux structures d’une instance" in page


def test_queries_do_not_grow(
    officer: Client, cooperation: Cooperation, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    body = seated(cooperation, Blain=2)
    with django_assert_num_queries(9):
        officer.get(url(cooperation))
    for _more in range(2):
        make_seat(body=body)
    with django_assert_num_queries(9):
        officer.get(url(cooperation))
