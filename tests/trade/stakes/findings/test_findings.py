"""Findings: put on the table, shared, discussed or to be looked into; each reader its own."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from maillage.foundation.cooperations.models import Access
from maillage.ground.directory.models import Actor
from maillage.trade.stakes.choices import FindingLabel
from maillage.trade.stakes.findings.queries import finding_table
from maillage.trade.stakes.findings.rules import Grounds, is_to_hear, label_of
from maillage.trade.stakes.findings.words import (
    expected_words,
    hear_sentence,
    label_words,
    table_sentence,
)
from tests.conftest import SignIn
from tests.ground.actors.makers import make_member_actor
from tests.ground.territories.makers import make_territory
from tests.trade.stakes.findings.judgements import C, D, U, judge
from tests.trade.stakes.makers import (
    make_finding,
    make_finding_figure,
    make_finding_reading,
)
from tests.trade.stakes.stake_pages.test_stakes import plain, url

TODAY = date(2026, 11, 29)


def grounds(
    *verdicts: str | None, source: str = "Caf", on: date | None = date(2025, 11, 29)
) -> Grounds:
    return Grounds(verdicts, source, on, 12, TODAY)


@pytest.mark.parametrize(
    ("given", "label"),
    [
        (grounds(D, D, C), FindingLabel.DISCUSSED),
        (grounds(D, D, C, source=""), FindingLabel.DISCUSSED),
        (grounds(D, D, D), FindingLabel.SHARED),
        (grounds(D, D, U), FindingLabel.SHARED),
        (grounds(D, None), FindingLabel.OPEN),
        (grounds(D, D, None, None), FindingLabel.OPEN),
        (grounds(D, D, source=""), FindingLabel.OPEN),
        (grounds(D, D, on=None), FindingLabel.OPEN),
        (grounds(D, D, on=date(2025, 11, 28)), FindingLabel.OPEN),
        (grounds(), FindingLabel.OPEN),
    ],
)
def test_the_first_label_that_holds(given: Grounds, label: FindingLabel) -> None:
    assert label_of(given) == label


@pytest.mark.parametrize(
    ("judged", "concerned", "late"), [(4, 7, True), (5, 7, False), (2, 3, False), (0, 0, False)]
)
def test_who_is_to_hear(judged: int, concerned: int, late: bool) -> None:
    assert is_to_hear(judged, concerned) is late


def label(access: Access) -> str:
    line = finding_table(access).lines[0]
    return label_words(line, is_whole=access.is_officer)


@pytest.mark.parametrize(
    ("verdicts", "sentence"),
    [
        ((D, D, D), "Trois d’accord"),
        ((D, D, U), "Deux d’accord, une ne sait pas"),
        ((D, None, None), "Une d’accord, deux sans avis"),
        ((None, None, None), "Aucune d’accord, trois sans avis"),
        ((D, D, None), "Deux d’accord, une sans avis"),
        ((D, U, None), "Une d’accord, une ne sait pas, une sans avis"),
        ((D, C, D), "Machecoul le voit autrement : « Nos relevés disent 3 km »"),
        (
            (C, C, D),
            "Bouin-sur-Mer et Machecoul le voient autrement ; Bouin-sur-Mer : « Nos relevés disent "
            "3 km »",
        ),
    ],
)
def test_the_label_says_who_and_why(
    access: Access, actors: list[Actor], verdicts: tuple[str | None, ...], sentence: str
) -> None:
    judge(make_finding(cooperation=access.cooperation), actors, *verdicts)

    assert label(access) == sentence


def test_what_nobody_agreed_on_is_no_exception(access: Access, actors: list[Actor]) -> None:
    judge(make_finding(cooperation=access.cooperation, source=""), actors, None, None, None)

    assert label(access) == "Aucune d’accord, trois sans avis ; il n’a pas de source"


@pytest.mark.parametrize(
    ("source", "on", "lack"),
    [
        ("", None, "il n’a pas de source"),
        ("Enquête", None, "sa source n’a pas de date"),
        ("Enquête", date(2023, 1, 5), "sa source a plus de deux ans"),
    ],
)
def test_what_the_source_lacks_is_said(
    access: Access, actors: list[Actor], source: str, on: date | None, lack: str
) -> None:
    finding = make_finding(cooperation=access.cooperation, source=source, source_on=on)
    judge(finding, actors, D, D, D)

    assert label(access) == f"Trois d’accord, mais {lack}"


def test_the_page_says_how_many_are_shared_and_whom_to_hear(
    access: Access, actors: list[Actor]
) -> None:
    place = access.cooperation
    judge(make_finding(cooperation=place, statement="Un"), actors, D, D, None)
    judge(make_finding(cooperation=place, statement="Deux"), actors, D, C, D)
    judge(make_finding(cooperation=place, statement="Trois"), actors, D, D, None)

    read = finding_table(access)

    assert table_sentence(read) == "Trois constats : deux sont partagés, un se discute."
    assert hear_sentence(read) == ("Pornic a donné son avis sur un constat sur trois.")


def test_silence_is_said_once_and_asked_for_beside(access: Access, actors: list[Actor]) -> None:
    one = make_finding(cooperation=access.cooperation, source_on=timezone.localdate())
    silent = finding_table(access)
    judge(one, actors, D, None, None)
    make_finding(cooperation=access.cooperation, source_on=timezone.localdate())
    spoken = finding_table(access)

    assert hear_sentence(silent).endswith("n’ont encore rien dit.")
    assert expected_words(silent) == "L’avis de qui n’a rien dit est à demander."
    assert "à moins de deux tiers" in expected_words(spoken)
    assert expected_words(spoken, has_letters=True) == (
        "Les lettres à qui n’a pas assez dit sont prêtes, à envoyer si ce n’est fait."
    )


def test_many_findings_are_searched_and_many_silences_leave_a_phone(
    officer: Client, access: Access
) -> None:
    place = access.cooperation
    for rank in range(13):
        make_finding(cooperation=place, statement=f"Il manque {rank} places")
        make_member_actor(cooperation=place, name=f"Commune {rank}")

    page = officer.get(url(place, "findings"))
    one = officer.get(url(place, "findings") + "?q=MANQUE 12")
    none = officer.get(url(place, "findings") + "?q=piscine")

    assert "Mots d’un constat" in page.text
    assert "m-matrix-many m-matrix-silent" in page.text
    assert [row.label for row in one.context["matrix"].rows] == ["Il manque 12 places"]
    assert "Un constat sur treize." in one.text
    assert "Aucun constat ne répond à ces choix." in none.text


def test_the_page_says_apart_who_said_nothing_and_offers_every_letter(
    officer: Client, access: Access, actors: list[Actor]
) -> None:
    place = access.cooperation
    others = [make_member_actor(cooperation=place, name=f"Lieu {one}") for one in range(13)]
    silent = [None] * len(others)
    judge(make_finding(cooperation=place, statement="Un"), [*actors, *others], D, D, D, *silent)
    judge(
        make_finding(cooperation=place, statement="Deux"), [*actors, *others], D, D, None, *silent
    )

    page = plain(officer.get(reverse("stakes:findings", args=[place.slug])).text)

    assert (
        "Treize structures n’ont encore rien dit ; Pornic a donné son avis sur un constat sur deux."
    ) in page
    assert "Une lettre par structure qui a donné moins de deux tiers de ses avis" in page
    assert ("Sans avis · 13" in page, page.count("Lieu 5")) == (True, 1)
    assert (page.count(", deux constats</a>"), page.count(">Pornic, un constat</a>")) == (13, 1)


@pytest.mark.parametrize(
    ("verdict", "sentence"),
    [
        (D, "Un constat : il est partagé."),
        (C, "Un constat : il se discute."),
        (None, "Un constat : il reste à instruire."),
    ],
)
def test_a_single_finding_is_named_so(
    access: Access, actors: list[Actor], verdict: str | None, sentence: str
) -> None:
    judge(make_finding(cooperation=access.cooperation), actors, verdict, verdict, verdict)

    assert table_sentence(finding_table(access)) == sentence


def test_a_structure_that_is_not_concerned_changes_no_label(
    access: Access, actors: list[Actor]
) -> None:
    finding = make_finding(cooperation=access.cooperation)
    ours = make_territory(name="Bouin-sur-Mer", code="44021")
    theirs = make_territory(name="Pornic", code="44131")
    for actor, area in zip(actors, (ours, ours, theirs), strict=True):
        organisation = actor.organisation
        assert organisation is not None
        organisation.territory = area
        organisation.save()
    finding.territories.set([ours])
    judge(finding, actors, D, D, C)

    line = finding_table(access).lines[0]

    assert (line.label, len(line.concerned), len(line.spoken)) == (FindingLabel.SHARED, 2, 3)


def test_what_an_officer_heard_by_phone_counts_for_nobody_else(
    access: Access, actors: list[Actor], sign_in: SignIn
) -> None:
    finding = make_finding(cooperation=access.cooperation)
    judge(finding, actors, D, D, None)
    make_finding_reading(
        actor=actors[2], finding=finding, verdict=C, said="Faux.", visibility="officers"
    )
    page = url(access.cooperation, "findings")

    officer, partner = (plain(sign_in(role).get(page).text) for role in ("officer", "partner"))

    assert ("il se discute" in officer, "« Faux »" in officer) == (True, True)
    assert ("il est partagé" in partner, "Faux" in partner) == (True, False)
    assert "D’après les avis qui vous sont ouverts" in partner


def test_the_matrix_costs_the_same_for_one_and_three(
    officer: Client,
    access: Access,
    actors: list[Actor],
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    page = url(access.cooperation, "findings")
    for number in (1, 2, 3):
        finding = make_finding(cooperation=access.cooperation, statement=f"Constat {number}")
        make_finding_figure(finding=finding)
        judge(finding, actors, D, C, U)
        if number in {1, 3}:
            officer.get(page)
            make_finding_figure(finding=finding)
            with django_assert_num_queries(9):
                officer.get(page)
