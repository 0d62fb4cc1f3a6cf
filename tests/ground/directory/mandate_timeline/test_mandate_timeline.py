"""Mandates over time: what is drawn, for whom, and at what cost."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from maillage.core import french
from maillage.foundation.cooperations.choices import Role
from maillage.foundation.cooperations.models import Cooperation
from maillage.ground.directory.mandate_timeline.queries import (
    MandateBar,
    ending_bars,
    timeline_totals,
)
from maillage.ground.directory.mandate_timeline.views import renewals, totals_reading
from maillage.ground.directory.models import Mandate, Organisation, Person
from tests.conftest import SignIn
from tests.ground.directory.holdings import member_with_name
from tests.ground.directory.makers import make_mandate, make_organisation, make_person
from tests.ground.directory.reading import names_in as names_of_table
from tests.ground.directory.reading import plain, reading, section
from tests.links_to import page_at

timeline_url = page_at("directory:mandate_timeline")


def names_in(text: str, *names: str) -> list[str]:
    """Which of these names the table of every mandate holds."""
    return names_of_table(text.partition('id="m-same"')[2], *names)


def with_plain_spaces(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


def person_by_name(cooperation: Cooperation, given: str, family: str) -> Person:
    return make_person(workspace=cooperation.workspace, given_name=given, family_name=family)


@pytest.fixture
def ines(cooperation: Cooperation, pornic: Organisation) -> Person:
    person = person_by_name(cooperation, "Inès", "Gaborit")
    make_mandate(person=person, organisation=pornic, function="Coordinatrice enfance")
    return person


def test_line_is_a_structure_and_bars_are_people(
    officer: Client, cooperation: Cooperation, pornic: Organisation, ines: Person
) -> None:
    former = person_by_name(cooperation, "Rose", "Artus")
    make_mandate(
        person=former,
        organisation=pornic,
        kind="elected",
        function="Maire",
        since=date(2014, 4, 1),
        until=date(2020, 5, 1),
    )

    text = officer.get(timeline_url(cooperation)).text

    assert text.count('class="who"') == 1
    assert text.count('class="bond bond-firm" x1') == text.count('class="bond bond-plain" x1') == 1
    assert names_in(plain(text), "Rose Artus", "Maire", "Inès Gaborit", "2 avril 2014") == [
        *("Rose Artus", "Maire", "Inès Gaborit")
    ]
    assert "municipales 2026" in text


def test_sentence_says_what_runs_ends_and_has_no_date(
    officer: Client, cooperation: Cooperation, pornic: Organisation, ines: Person
) -> None:
    soon = timezone.localdate() + timedelta(days=90)
    make_mandate(person=ines, organisation=pornic, kind="suppleant", until=soon)
    make_mandate(person=ines, organisation=pornic, function="Référente", since=None)

    text = officer.get(timeline_url(cooperation)).text

    assert with_plain_spaces(reading(text)) == (
        "Un mandat et deux fonctions sont en cours dans une structure ; la première fin écrite est "
        f"celle d’Inès Gaborit, le {with_plain_spaces(french.long_date(soon))}. "
        "<b>Une date de début manque.</b>"
    )
    assert "Inès Gaborit" in section(text, "m-leaving")
    assert "Référente, Commune de Pornic" in section(text, "m-undated")


def test_one_structure_opens_person_by_person(
    officer: Client, cooperation: Cooperation, pornic: Organisation, ines: Person
) -> None:
    make_mandate(
        person=person_by_name(cooperation, "Rose", "Artus"),
        organisation=member_with_name(cooperation, "Caf de Retz"),
    )

    text = officer.get(timeline_url(cooperation, f"?structure={pornic.pk}")).text

    assert names_in(plain(text), "Inès Gaborit", "Rose Artus") == ["Inès Gaborit"]
    assert reverse("directory:person", args=[cooperation.slug, ines.pk]) in text


def test_quality_is_kept(
    officer: Client, cooperation: Cooperation, pornic: Organisation, ines: Person
) -> None:
    rose = person_by_name(cooperation, "Rose", "Artus")
    make_mandate(person=rose, organisation=pornic, kind="elected", function="Maire")

    text = officer.get(timeline_url(cooperation, "?qualite=elected")).text

    assert names_in(plain(text), "Inès Gaborit", "Rose Artus") == ["Rose Artus"]


def test_members_first_and_everything_on_demand(
    officer: Client, cooperation: Cooperation, ines: Person
) -> None:
    outside = make_organisation(workspace=cooperation.workspace, name="Commune de Saumur")
    make_mandate(person=person_by_name(cooperation, "Rose", "Artus"), organisation=outside)

    members = officer.get(timeline_url(cooperation)).text
    everywhere = officer.get(timeline_url(cooperation, "?structure=toutes")).text

    assert names_in(plain(members), "Rose Artus") == []
    assert names_in(plain(everywhere), "Inès Gaborit", "Rose Artus") == [
        *("Inès Gaborit", "Rose Artus")
    ]


def test_export_holds_function_and_quality(
    officer: Client, cooperation: Cooperation, ines: Person
) -> None:
    answer = officer.get(timeline_url(cooperation, "?export=csv"))

    assert answer.content.decode("utf-8-sig").splitlines() == [
        "Structure;Précision;Début;Fin;Suite;Personne;Fonction;Qualité",
        "Commune de Pornic;commune;01/09/2024;;se poursuit;Inès Gaborit;Coordinatrice enfance;"
        "poste technique",
    ]


def test_empty_timeline_says_what_to_do_first(officer: Client, cooperation: Cooperation) -> None:
    text = officer.get(timeline_url(cooperation)).text

    assert "Aucun mandat pour l’instant" in text
    assert reverse("directory:people", args=[cooperation.slug]) in text


@pytest.mark.parametrize("role", [Role.ELECTED, Role.PARTNER])
def test_outside_the_team_one_sees_who_acts_in_members(
    sign_in: SignIn, cooperation: Cooperation, pornic: Organisation, ines: Person, role: str
) -> None:
    outside = make_organisation(workspace=cooperation.workspace, name="Commune de Saumur")
    make_mandate(person=person_by_name(cooperation, "Rose", "Artus"), organisation=outside)
    gone = person_by_name(cooperation, "Yvon", "Thébault")
    make_mandate(person=gone, organisation=pornic, until=date(2025, 1, 1))
    make_mandate(person=ines, organisation=outside, function="Bénévole")

    text = sign_in(role).get(timeline_url(cooperation, "?structure=toutes")).text

    entry = ("Inès Gaborit", "Rose Artus", "Yvon Thébault", "Commune de Saumur", "Bénévole")
    assert [name for name in entry if name in text] == ["Inès Gaborit"]


def test_observer_may_not_and_stranger_finds_nothing(
    sign_in: SignIn, stranger: Client, cooperation: Cooperation, ines: Person
) -> None:
    answers = [
        client.get(timeline_url(cooperation)) for client in (sign_in(Role.OBSERVER), stranger)
    ]

    assert [answer.status_code for answer in answers] == [403, 404]
    assert ["Gaborit" in answer.text for answer in answers] == [False, False]


@pytest.mark.parametrize(
    "query",
    ["?structure=abc", "?structure=9999999", "?qualite=%00", "?periode=x&au=hier&partie=-1"],
)
def test_wrong_choice_shows_the_members(
    officer: Client, cooperation: Cooperation, ines: Person, query: str
) -> None:
    text = officer.get(timeline_url(cooperation, query)).text

    assert names_in(plain(text), "Inès Gaborit") == ["Inès Gaborit"]


def test_only_elections_that_renew_councils_are_drawn() -> None:
    assert [(mark.on, mark.label) for mark in renewals()] == [
        (date(2026, 3, 15), "municipales 2026"),
        (date(2028, 3, 1), "départementales et régionales 2028"),
        (date(2032, 3, 1), "municipales 2032"),
    ]


def bar(person: str, until: date | None) -> MandateBar:
    """A mandate that runs since 2020, of this person, in the same structure."""
    given, _space, family = person.partition(" ")
    return MandateBar(
        *(1, "Commune de Pornic", "", "commune", 1, given, family, "", "elected", "Maire"),
        date(2020, 5, 25),
        until,
    )


SPRING, SUMMER = date(2027, 3, 1), date(2027, 7, 14)


@pytest.mark.parametrize(
    ("bars", "sentence"),
    [
        ([], "Qui agit, qui a agi, et qui s’en va."),
        (
            [bar("Rose Artus", None)],
            "Un mandat est en cours dans une structure ; aucune fin n’est écrite.",
        ),
        (
            [bar("Rose Artus", SPRING)],
            "Un mandat est en cours dans une structure ; fin le 1er mars 2027.",
        ),
        (
            [bar("Rose Artus", None), bar("Inès Gaborit", None)],
            "Deux mandats sont en cours dans une structure ; aucune fin n’est écrite.",
        ),
        (
            [bar("Rose Artus", SUMMER), bar("Inès Gaborit", SPRING)],
            "Deux mandats sont en cours dans une structure ; "
            "la première fin écrite est celle d’Inès Gaborit, le 1er mars 2027.",
        ),
        (
            [bar("Rose Artus", SPRING), bar("Inès Gaborit", SPRING), bar("Yvon Thébault", None)],
            "Trois mandats sont en cours dans une structure ; "
            "deux finissent d’abord, le 1er mars 2027.",
        ),
    ],
)
def test_reading_says_who_leaves_first(bars: list[MandateBar], sentence: str) -> None:
    today = date(2026, 11, 29)

    read = totals_reading(timeline_totals(bars, today), ending_bars(bars, today))

    assert (with_plain_spaces(read.sentence), read.stress) == (sentence, "")


def test_each_structure_is_one_line(
    officer: Client, cooperation: Cooperation, pornic: Organisation, ines: Person
) -> None:
    soon = timezone.localdate() + timedelta(days=90)
    rose = person_by_name(cooperation, "Rose", "Artus")
    make_mandate(person=rose, organisation=pornic, since=date(2020, 5, 25), until=soon)
    outside = member_with_name(cooperation, "Commune de Saumur")
    make_mandate(person=rose, organisation=outside, until=date(2025, 1, 1))

    lines = with_plain_spaces(section(officer.get(timeline_url(cooperation)).text, "m-places"))

    assert (lines.count("<tr "), "Saumur" in lines) == (2, False)
    assert f"Rose Artus, {with_plain_spaces(french.long_date(soon))}" in lines
    assert "Inès Gaborit, 1" in lines


@pytest.mark.parametrize("count", [1, 3])
def test_timeline_takes_five_queries(
    officer: Client,
    cooperation: Cooperation,
    django_assert_num_queries: DjangoAssertNumQueries,
    count: int,
) -> None:
    for number in range(count):
        make_mandate(
            person=person_by_name(cooperation, "Inès", f"Gaborit {number}"),
            organisation=member_with_name(cooperation, f"Commune {number}"),
        )

    with django_assert_num_queries(5):
        officer.get(timeline_url(cooperation))


def test_two_thousand_mandates_hold_on_the_page(
    officer: Client,
    cooperation: Cooperation,
    ines: Person,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    members = [member_with_name(cooperation, f"Commune {number:03}") for number in range(100)]
    Mandate.objects.bulk_create(
        Mandate(
            person=ines,
            organisation=members[number % 100],
            since=date(2000, 1, 1) + timedelta(days=number * 4),
            until=date(2001, 1, 1) + timedelta(days=number * 4),
        )
        for number in range(2_000)
    )

    with django_assert_num_queries(5):
        text = officer.get(timeline_url(cooperation)).text
    first = reverse("directory:mandate_timeline", args=[cooperation.slug])
    whole = officer.get(f"{first}?structure={members[0].pk}&qualite=").text

    assert (text.count('class="who"'), "1 / 2" in plain(text)) == (60, True)
    assert (
        text.count('class="bond bond-plain" x1'),
        text.partition('id="m-same"')[2].count("<tr "),
    ) == (*(180, 181),)
    assert text.count(f"?structure={members[0].pk}&amp;qualite=") == 2
    assert text.count("et 17 autres") == 180
    assert len(text.encode()) < 300_000
    assert (whole.count('class="bond bond-plain" x1'), "autres" in section(whole, "m-same")) == (
        20, False,
    )  # fmt: skip
