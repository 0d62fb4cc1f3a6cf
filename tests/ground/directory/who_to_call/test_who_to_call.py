"""Whom does one call for what, across structures?"""

from django.test import Client
from pytest_django import DjangoAssertNumQueries

from maillage.foundation.cooperations.models import Cooperation
from maillage.ground.directory.models import Mandate, Referral
from tests.conftest import SignIn
from tests.ground.directory.makers import (
    make_contact,
    make_mandate,
    make_member_person,
    make_person,
    make_referral,
)
from tests.ground.directory.reading import names_in, plain, reading
from tests.links_to import page_at

url = page_at("directory:who_to_call")


def somebody(cooperation: Cooperation, family_name: str, topic: str, rank: int = 1) -> Referral:
    """A person of a member whom one calls for this topic."""
    person = make_member_person(cooperation=cooperation, family_name=family_name)
    make_contact(person=person, kind="phone", value="01 99 00 14 22")
    referral = make_referral(mandate=Mandate.objects.get(person=person), topic=topic)
    referral.rank = rank
    referral.save()
    return referral


def test_topics_give_the_person_and_the_number(officer: Client, cooperation: Cooperation) -> None:
    somebody(cooperation, "Gaborit", "Accueils du mercredi")
    somebody(cooperation, "Pineau", "Accueils du mercredi", rank=2)

    page = officer.get(url(cooperation))

    assert reading(page.text) == "Un sujet, deux personnes à appeler dans deux structures."
    assert '<a href="tel:+33199001422">01 99 00 14 22</a>' in page.text
    rows = plain(page.text)
    assert rows.count("en second</span>") == 1


def test_search_ignores_accents_and_reads_people_too(
    officer: Client, cooperation: Cooperation
) -> None:
    somebody(cooperation, "Gaborit", "Périscolaire")
    somebody(cooperation, "Pineau", "Voirie")

    groups = [
        names_in(officer.get(url(cooperation, f"?q={typed}")).text, "Gaborit", "Pineau")
        for typed in ("periscolaire", "pineau+voirie", "pineau+periscolaire")
    ]

    assert groups == [["Gaborit"], ["Pineau"], []]


def test_only_first_ranks_and_mandates_in_force(officer: Client, cooperation: Cooperation) -> None:
    somebody(cooperation, "Gaborit", "Voirie", rank=2)
    ended = somebody(cooperation, "Pineau", "Eau").mandate
    ended.until = ended.since
    ended.save()

    everything = officer.get(url(cooperation))
    first = officer.get(url(cooperation, "?premier=1&filtres=1"))

    assert names_in(everything.text, "Gaborit", "Pineau") == ["Gaborit"]
    assert names_in(first.text, "Gaborit", "Pineau") == []


def test_empty_page_says_where_to_write(officer: Client, cooperation: Cooperation) -> None:
    assert "écrivez pour quoi on l’appelle" in officer.get(url(cooperation)).text


def test_partner_finds_people_of_members_alone(sign_in: SignIn, cooperation: Cooperation) -> None:
    somebody(cooperation, "Gaborit", "Voirie")
    outside = make_person(workspace=cooperation.workspace, family_name="Pineau")
    make_referral(mandate=make_mandate(person=outside), topic="Voirie")

    page = sign_in("partner").get(url(cooperation))

    assert names_in(page.text, "Gaborit", "Pineau") == ["Gaborit"]


def test_observer_may_not_open_it(sign_in: SignIn, cooperation: Cooperation) -> None:
    assert sign_in("observer").get(url(cooperation)).status_code == 403


def test_unreadable_filters_are_left_out(officer: Client, cooperation: Cooperation) -> None:
    somebody(cooperation, "Gaborit", "Voirie")

    page = officer.get(url(cooperation, "?structure=zéro&tri=rien&page=-3"))

    assert names_in(page.text, "Gaborit") == ["Gaborit"]


def test_queries_do_not_grow(
    officer: Client, cooperation: Cooperation, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    somebody(cooperation, "Gaborit", "Voirie")
    with django_assert_num_queries(8):
        officer.get(url(cooperation))
    for name in ("Pineau", "Herbreteau"):
        somebody(cooperation, name, f"Eau {name}")
    with django_assert_num_queries(8):
        officer.get(url(cooperation))


def test_members_come_first_and_the_whole_workspace_is_one_choice_away(
    officer: Client, cooperation: Cooperation
) -> None:
    outside = make_person(workspace=cooperation.workspace, family_name="Pineau")
    make_referral(mandate=make_mandate(person=outside), topic="Voirie")
    alone = officer.get(url(cooperation))
    somebody(cooperation, "Gaborit", "Accueils")

    pages = [officer.get(url(cooperation, query)) for query in ("", "?filtres=1")]

    assert names_in(alone.text, "Gaborit", "Pineau") == ["Pineau"]
    assert [names_in(page.text, "Gaborit", "Pineau") for page in pages] == [
        ["Gaborit"],
        ["Gaborit", "Pineau"],
    ]
    assert reading(pages[0].text) == "Un sujet, une personne à appeler dans une structure."
    assert '<option value="">Tout l’espace</option>' in pages[0].text
