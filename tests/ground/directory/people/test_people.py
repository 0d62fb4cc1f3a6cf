"""The register and the page of people: who sees whom, and what stays of their mandates."""

import re
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from maillage.foundation.cooperations.models import Access, Cooperation
from maillage.ground.directory.models import Contact, Mandate, Organisation, Person, Skill
from maillage.ground.directory.records.queries.people import mandates
from tests.conftest import SignIn, signed_in
from tests.foundation.cooperations.makers import make_access
from tests.ground.directory.makers import (
    make_mandate,
    make_member,
    make_member_person,
    make_organisation,
    make_person,
    make_referral,
    make_skill,
    make_spoken_member,
    make_spokesperson,
)
from tests.ground.directory.reading import names_in, plain, reading, section
from tests.links_to import page_at

people_url = page_at("directory:people")


def url(cooperation: Cooperation, person: Person, page: str = "person") -> str:
    return reverse(f"directory:{page}", args=[cooperation.slug, person.pk])


def test_register_says_who_acts_and_what_is_missing(
    officer: Client, cooperation: Cooperation
) -> None:
    make_member_person(cooperation=cooperation, family_name="Herbreteau")
    Mandate.objects.update(kind="titulaire", function="Président")
    make_member_person(cooperation=cooperation)

    page = officer.get(people_url(cooperation))

    assert reading(page.text) == (
        "Deux personnes de deux structures. Une structure n’a <b>aucun suppléant</b> connu."
    )
    assert names_in(page.text, "Herbreteau, Inès", "Gaborit, Inès", "à renseigner") == [
        "Herbreteau, Inès",
        "Gaborit, Inès",
        "à renseigner",
    ]


def test_who_acts_nowhere_any_more_is_said_so(officer: Client, cooperation: Cooperation) -> None:
    for until in (date(2025, 8, 31), None):
        person = make_person(workspace=cooperation.workspace, family_name="Cormerais")
        home = make_organisation(workspace=cooperation.workspace, name="RPE du Val")
        make_mandate(person=person, organisation=home, function="Animatrice", until=until)

    page = plain(officer.get(people_url(cooperation, "?filtres=1")).text)

    assert re.findall(r"\S+, jusqu’au [^<]*", page) == ["Val, jusqu’au 31 août 2025"]


def test_filter_says_the_whole_name_where_two_share_a_short_one(
    officer: Client, cooperation: Cooperation
) -> None:
    for name, short_name in (
        ("Caf de Retz", "Caf"),
        ("Caf de Vendée", "Caf"),
        ("CC de Retz", "Retz"),
    ):
        organisation = make_organisation(workspace=cooperation.workspace, name=name)
        Organisation.objects.filter(pk=organisation.pk).update(short_name=short_name)
        person = make_person(workspace=cooperation.workspace)
        make_mandate(person=person, organisation=organisation)

    page = officer.get(people_url(cooperation))

    offered = page.text.partition('name="structure"')[2].partition("</select>")[0]
    assert re.findall(r'value="\d+">(.*?)<', offered) == ["Caf de Retz", "Caf de Vendée", "Retz"]


@pytest.mark.parametrize("query", ["?q=capitaine", "?q=kersaint", "?qualite=suppleant"])
def test_nobody_is_found_by_a_mandate_that_one_may_not_see(
    cooperation: Cooperation, query: str
) -> None:
    person = make_member_person(cooperation=cooperation)
    outside = make_organisation(workspace=cooperation.workspace, name="Port de Kersaint")
    make_mandate(person=person, organisation=outside, function="Capitaine", kind="suppleant")
    readers = [make_access(cooperation=cooperation, role=role) for role in ("partner", "officer")]

    pages = [signed_in(one).get(people_url(cooperation, query)).text for one in readers]

    assert [person.sorted_name in page for page in pages] == [False, True]


def test_empty_register_says_what_to_do_first(officer: Client, cooperation: Cooperation) -> None:
    assert (
        "Commencez par les personnes que vous appelez chaque semaine"
        in officer.get(people_url(cooperation)).text
    )


def test_search_reads_names_functions_structures_and_skills(
    officer: Client, cooperation: Cooperation
) -> None:
    person = make_person(workspace=cooperation.workspace, family_name="Évrard", given_name="Zoé")
    make_mandate(
        person=person,
        organisation=make_organisation(workspace=cooperation.workspace, name="Caf de Retz"),
        function="Conseillère technique",
    )
    make_skill(person=person, name="Parentalité")
    other = make_person(workspace=cooperation.workspace, family_name="Pineau")
    make_mandate(person=other, function="Animateur")

    groups = [
        names_in(officer.get(people_url(cooperation, f"?q={typed}")).text, "Évrard", "Pineau")
        for typed in ("evrard+zoe", "conseillere+caf", "parentalite", "animateur")
    ]

    assert groups == [["Évrard"], ["Évrard"], ["Évrard"], ["Pineau"]]


def test_filters_keep_structure_quality_and_those_in_office(
    officer: Client, cooperation: Cooperation
) -> None:
    gone = make_person(workspace=cooperation.workspace, family_name="Thébault")
    make_mandate(person=gone, until=date(2026, 4, 16))
    here = make_person(workspace=cooperation.workspace, family_name="Pineau")
    place = make_mandate(person=here, kind="elected").organisation
    pair = ("Thébault", "Pineau")

    default = names_in(officer.get(people_url(cooperation)).text, *pair)
    everybody = names_in(officer.get(people_url(cooperation, "?filtres=1")).text, *pair)
    in_place = names_in(officer.get(people_url(cooperation, f"?structure={place.pk}")).text, *pair)
    elected = names_in(officer.get(people_url(cooperation, "?qualite=technician")).text, *pair)

    assert [default, everybody, in_place, elected] == [["Pineau"], list(pair), ["Pineau"], []]


def test_person_opens_beside_the_register(officer: Client, cooperation: Cooperation) -> None:
    person = make_member_person(cooperation=cooperation)
    make_referral(mandate=Mandate.objects.get(), topic="Convention avec la Caf")

    page = officer.get(url(cooperation, person))

    panel = page.text.partition('id="m-panel"')[2]
    assert "Convention avec la Caf" in section(panel, "m-calls")
    assert "poste technique, depuis le 1er septembre 2024" in section(panel, "m-mandates")
    assert 'aria-current="true"' in page.text


def test_who_changes_employer_keeps_their_history(
    officer: Client, cooperation: Cooperation
) -> None:
    person = make_member_person(cooperation=cooperation)
    mandate = Mandate.objects.get()
    next_place = make_organisation(workspace=cooperation.workspace, name="Caf de Retz")
    end = reverse("directory:person_mandate_end", args=[cooperation.slug, mandate.pk])
    add = url(cooperation, person, "person_mandate_add")

    officer.post(end, {"on": "30/06/2026", "version": 1})
    officer.post(
        f"{add}?structure={next_place.pk}",
        {
            "kind": "technician",
            "function": "Conseillère",
            "since": "01/07/2026",
            "since_precision": "day",
            "first": "Bonus territoire",
        },
    )

    rows = Mandate.objects.order_by("pk").values_list("organisation__name", "since", "until")
    assert list(rows) == [
        ("Commune de Pornic", date(2024, 9, 1), date(2026, 6, 30)),
        ("Caf de Retz", date(2026, 7, 1), None),
    ]
    text = section(officer.get(url(cooperation, person)).text, "m-mandates")
    assert text.index("Caf de Retz") < text.index("du 1er septembre 2024 au 30 juin 2026")


def test_officer_adds_a_person_with_their_first_mandate(
    officer: Client, cooperation: Cooperation
) -> None:
    organisation = make_spoken_member(cooperation=cooperation)

    officer.post(
        reverse("directory:person_add", args=[cooperation.slug]),
        {
            "given_name": "Loïc",
            "family_name": "Pineau",
            "organisation": organisation.pk,
            "kind": "technician",
            "function": "Enfance-jeunesse",
            "since": "01/09/2024",
            "phones": "0199003114",
            "emails": "l.pineau@example.org\nloic@example.org",
            "skills": "Finances\nAnimation",
        },
    )

    assert list(Mandate.objects.values_list("person__family_name", "function", "since")) == [
        ("Pineau", "Enfance-jeunesse", date(2024, 9, 1))
    ]
    assert list(Contact.objects.order_by("kind", "rank").values_list("value", flat=True)) == [
        "l.pineau@example.org",
        "loic@example.org",
        "01 99 00 31 14",
    ]
    assert sorted(Skill.objects.values_list("name", flat=True)) == ["Animation", "Finances"]


def test_second_writer_sees_both_texts(officer: Client, cooperation: Cooperation) -> None:
    person = make_member_person(cooperation=cooperation)
    edit, typed = url(cooperation, person, "person_edit"), {"family_name": "Gaborit"}
    officer.post(edit, {**typed, "given_name": "Inès-Marie", "version": 1})

    page = officer.post(edit, {**typed, "given_name": "Agnès", "version": 1})

    person.refresh_from_db()
    assert (page.status_code, person.given_name) == (409, "Inès-Marie")
    assert "<mark>Agnès</mark>" in page.text
    assert "<mark>Inès-Marie</mark>" in page.text


def test_partner_corrects_the_people_of_their_structure_alone(cooperation: Cooperation) -> None:
    access = make_access(cooperation=cooperation, role="partner")
    mine = make_member_person(cooperation=cooperation)
    other = make_person(workspace=cooperation.workspace, family_name="Pineau")
    place = make_mandate(person=other).organisation
    make_spokesperson(
        access=make_access(cooperation=cooperation, role="partner"), organisation=place
    )
    make_member(cooperation=cooperation, organisation=place)
    client = signed_in(access)

    answers = [
        client.post(
            url(cooperation, person, "person_edit"), {"family_name": "Neuf", "version": 1}
        ).status_code
        for person in (mine, other)
    ]

    assert answers == [302, 403]
    assert sorted(Person.objects.values_list("family_name", flat=True)) == ["Neuf", "Pineau"]


@pytest.mark.parametrize(
    ("role", "seen"),
    [
        ("officer", ["Gaborit", "Pineau"]),
        ("team", ["Gaborit", "Pineau"]),
        ("elected", ["Gaborit"]),
        ("partner", ["Gaborit"]),
    ],
)
def test_outside_the_team_one_sees_people_of_members(
    role: str, seen: list[str], sign_in: SignIn, cooperation: Cooperation
) -> None:
    make_member_person(cooperation=cooperation)
    make_mandate(person=make_person(workspace=cooperation.workspace, family_name="Pineau"))

    page = sign_in(role).get(people_url(cooperation, "?filtres=1"))

    assert names_in(page.text, "Gaborit", "Pineau") == seen


def test_partner_reads_neither_notes_nor_mandates_elsewhere(
    access: Access, cooperation: Cooperation
) -> None:
    person = make_member_person(cooperation=cooperation)
    mandate = Mandate.objects.get()
    mandate.notes = "Absente le vendredi"
    mandate.save()
    elsewhere = make_mandate(person=person, function="Trésorière du syndicat")
    partner = make_access(cooperation=cooperation, role="partner")

    pages = [
        signed_in(one).get(url(cooperation, person, "person_all")).text for one in (access, partner)
    ]

    private = ("Absente le vendredi", "Trésorière du syndicat")
    assert [[text in page for text in private] for page in pages] == [[True, True], [False, False]]
    assert elsewhere not in mandates(partner)


def test_observer_may_not_open_people(sign_in: SignIn, cooperation: Cooperation) -> None:
    person = make_member_person(cooperation=cooperation)

    answers = [
        sign_in("observer").get(page).status_code
        for page in (people_url(cooperation), url(cooperation, person))
    ]

    assert answers == [403, 403]


def test_bad_input_says_what_to_do_and_keeps_what_was_typed(
    officer: Client, cooperation: Cooperation
) -> None:
    make_person(workspace=cooperation.workspace)

    page = officer.post(
        reverse("directory:person_add", args=[cooperation.slug]),
        {
            "given_name": "Inès",
            "family_name": "GABORIT",
            "emails": "ines@",
            "informed_on": "01/01/2999",
        },
    )

    text = plain(page.text)
    assert "Une personne porte déjà ce nom" in text
    assert "« ines@ » n’est pas une adresse" in text
    assert "Cette date est dans l’avenir" in text
    assert 'value="GABORIT"' in page.text
    assert Person.objects.count() == 1


def test_a_mandate_does_not_end_before_it_began(officer: Client, cooperation: Cooperation) -> None:
    make_member_person(cooperation=cooperation)
    mandate = Mandate.objects.get()
    end = reverse("directory:person_mandate_end", args=[cooperation.slug, mandate.pk])

    page = officer.post(end, {"on": "31/08/2024", "version": 1})

    mandate.refresh_from_db()
    assert (page.status_code, mandate.until) == (422, None)
    assert "La fin précède le début" in page.text


def test_queries_do_not_grow(
    officer: Client, cooperation: Cooperation, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    person = make_member_person(cooperation=cooperation)
    with django_assert_num_queries(12):
        officer.get(people_url(cooperation))
    with django_assert_num_queries(20):
        officer.get(url(cooperation, person))
    for name in ("Herbreteau", "Pineau"):
        other = make_member_person(cooperation=cooperation, family_name=name)
        make_skill(person=other)
        make_skill(person=person, name=name)
        make_referral(mandate=make_mandate(person=person), topic=name)
    with django_assert_num_queries(12):
        officer.get(people_url(cooperation))
    with django_assert_num_queries(20):
        officer.get(url(cooperation, person))


def test_register_leads_to_the_import_for_whoever_may(
    sign_in: SignIn, cooperation: Cooperation
) -> None:
    make_mandate(person=make_person(workspace=cooperation.workspace))
    url = reverse("exchange:import_wizard", args=[cooperation.slug]) + "?tableau=contacts"

    seen = [url in sign_in(role).get(people_url(cooperation)).text for role in ("officer", "team")]

    assert seen == [True, False]
