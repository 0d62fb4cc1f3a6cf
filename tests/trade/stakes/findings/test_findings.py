"""Findings: put on the table, shared, discussed or to be looked into; each reader its own."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from maillage.foundation.cooperations.models import Access, Cooperation
from maillage.ground.directory.models import Actor, Member
from maillage.trade.stakes.choices import FindingLabel, Judgement
from maillage.trade.stakes.findings.queries import FindingTable, finding_table
from maillage.trade.stakes.findings.rules import Grounds, is_to_hear, label_of
from maillage.trade.stakes.findings.words import (
    expected_words,
    hear_sentence,
    label_words,
    table_sentence,
)
from maillage.trade.stakes.models import Finding, FindingFigure, FindingReading
from tests.conftest import SignIn
from tests.ground.actors.makers import make_member_actor
from tests.ground.territories.makers import make_territory
from tests.trade.stakes.makers import (
    make_finding,
    make_finding_figure,
    make_finding_reading,
)
from tests.trade.stakes.stake_pages.test_stakes import plain, url

TODAY = date(2026, 11, 29)
D, C, U = Judgement.AGREED.value, Judgement.CONTESTED.value, Judgement.UNKNOWN.value


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


@pytest.fixture
def actors(cooperation: Cooperation) -> list[Actor]:
    names = ("Bouin-sur-Mer", "Machecoul", "Pornic")
    return [make_member_actor(cooperation=cooperation, name=name) for name in names]


def table(access: Access) -> FindingTable:
    return finding_table(access)


def label(access: Access) -> str:
    line = table(access).lines[0]
    return label_words(line, is_whole=access.is_officer)


def judge(finding: Finding, actors: list[Actor], *verdicts: str | None) -> None:
    for actor, verdict in zip(actors, verdicts, strict=True):
        if verdict:
            make_finding_reading(
                actor=actor,
                finding=finding,
                verdict=verdict,
                said="Nos relevés disent 3 km." if verdict == C else "",
            )


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

    read = table(access)

    assert table_sentence(read) == "Trois constats : deux sont partagés, un se discute."
    assert hear_sentence(read) == ("Pornic a donné son avis sur un constat sur trois.")


def test_silence_is_said_once_and_asked_for_beside(access: Access, actors: list[Actor]) -> None:
    one = make_finding(cooperation=access.cooperation, source_on=timezone.localdate())
    silent = table(access)
    judge(one, actors, D, None, None)
    make_finding(cooperation=access.cooperation, source_on=timezone.localdate())
    spoken = table(access)

    assert hear_sentence(silent).endswith("n’ont encore rien dit.")
    assert expected_words(silent) == "L’avis de qui n’a rien dit est à demander."
    assert "à moins de deux tiers" in expected_words(spoken)


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
    assert "m-matrix-many" in page.text
    assert [row.label for row in one.context["matrix"].rows] == ["Il manque 12 places"]
    assert "Une partie des constats est montrée." in one.text
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

    assert table_sentence(table(access)) == sentence


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

    line = table(access).lines[0]

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


def add(officer: Client, cooperation: Cooperation, **typed: str) -> tuple[int, str]:
    values = {"statement": "Il manque des places", "kind": "gap", "visibility": "members"}
    page = officer.post(
        url(cooperation, "finding_add"), values | {"valid_months": "24"} | typed, follow=True
    )
    return page.status_code, plain(page.text)


def test_a_finding_is_put_on_the_table(officer: Client, cooperation: Cooperation) -> None:
    status, page = add(officer, cooperation, source="Caf", source_on="02/03/2026")

    assert (status, "demandez maintenant l’avis de chaque structure" in page) == (200, True)
    assert list(Finding.objects.values_list("statement", "source", "visibility")) == [
        ("Il manque des places", "Caf", "members")
    ]


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"source_on": "03/03/2099"}, "Le 3 mars 2099 n’est pas passé."),
        ({"statement": ""}, "Écrivez"),
        ({"valid_months": "0"}, "supérieure ou égale à 1"),
    ],
)
def test_a_bad_finding_is_refused(
    officer: Client, cooperation: Cooperation, typed: dict[str, str], sentence: str
) -> None:
    status, page = add(officer, cooperation, **typed)

    assert (status, Finding.objects.count()) == (422, 0)
    assert sentence in page


def test_two_sentences_are_two_findings(officer: Client, cooperation: Cooperation) -> None:
    page = add(officer, cooperation, statement="Les haies reculent. Les mares aussi.")[1]

    assert "Deux phrases, deux constats : séparez-les, chacun aura ses accords." in page
    assert Finding.objects.count() == 1


def test_a_finding_is_retired_with_a_reason(officer: Client, cooperation: Cooperation) -> None:
    finding = make_finding(cooperation=cooperation)
    page = url(cooperation, "finding_settle", finding.pk)

    refused = officer.post(page, {"state": "retired", "why": "", "version": "1"})
    officer.post(page, {"state": "retired", "why": "Repris par un autre.", "version": "1"})

    finding.refresh_from_db()
    assert "Dites pourquoi ce constat est retiré." in plain(refused.text)
    assert (finding.state, finding.why_retired) == ("retired", "Repris par un autre.")
    assert not table(Access.objects.get(role="officer", cooperation=cooperation)).lines


def test_the_team_corrects_its_own_findings(sign_in: SignIn, cooperation: Cooperation) -> None:
    client = sign_in("team")
    member = Access.objects.get(cooperation=cooperation, role="team")
    own = make_finding(cooperation=cooperation, author=member.user)
    other = make_finding(cooperation=cooperation, statement="D’une autre main")

    pages = [client.get(url(cooperation, "finding_edit", one.pk)) for one in (own, other)]

    assert [page.status_code for page in pages] == [200, 404]


def test_a_figure_says_what_it_is_held_against(officer: Client, cooperation: Cooperation) -> None:
    finding = make_finding(cooperation=cooperation)
    page = url(cooperation, "figure_add", finding.pk)

    refused = officer.post(page, {"value": "12", "unit": "km", "reference": "7"})
    officer.post(
        page, {"value": "12", "unit": "km", "reference": "7", "reference_label": "moyenne"}
    )

    assert "Dites ce qu’est ce repère." in plain(refused.text)
    assert [(int(one.value), str(one.reference)) for one in FindingFigure.objects.all()] == [
        (12, "7.000")
    ]
    sheet = plain(officer.get(url(cooperation, "finding", finding.pk)).text)
    assert "Trait pointillé : moyenne (7 km)." in sheet


def cell(actor: Actor, finding: Finding) -> str:
    return url(actor.cooperation, "finding_cell", finding.pk, actor.pk)


TYPED = {
    "verdict": "agreed",
    "source_kind": "phone",
    "source_on": "02/11/2026",
    "confidence": "likely",
    "visibility": "officers",
    "last": "0",
}


def test_an_officer_notes_what_a_structure_says(officer: Client, actors: list[Actor]) -> None:
    finding = make_finding(cooperation=actors[0].cooperation)

    officer.post(cell(actors[0], finding), TYPED | {"proposes": "relire les photographies"})

    rows = FindingReading.objects.values_list("verdict", "visibility", "proposes", "source__kind")
    assert list(rows) == [("agreed", "officers", "relire les photographies", "phone")]


def test_a_disagreement_has_its_words(officer: Client, actors: list[Actor]) -> None:
    finding = make_finding(cooperation=actors[0].cooperation)

    page = officer.post(cell(actors[0], finding), TYPED | {"verdict": "contested"})

    assert (page.status_code, FindingReading.objects.count()) == (422, 0)
    assert (
        "Dites ce que Bouin-sur-Mer voit autrement : un désaccord sans motif ne se discute pas."
        in plain(page.text)
    )


def test_what_others_say_of_it_stays_with_the_officers(
    officer: Client, actors: list[Actor]
) -> None:
    finding = make_finding(cooperation=actors[0].cooperation)

    page = officer.post(
        cell(actors[0], finding), TYPED | {"source_kind": "third", "visibility": "members"}
    )

    assert (page.status_code, FindingReading.objects.count()) == (422, 0)


@pytest.mark.parametrize(("role", "reads"), [("team", True), ("partner", False)])
def test_how_it_was_gathered_is_read_by_the_team_alone(
    sign_in: SignIn, actors: list[Actor], role: str, reads: bool
) -> None:
    finding = make_finding(cooperation=actors[0].cooperation)
    judge(finding, actors, D, None, None)
    one = FindingReading.objects.get()

    page = plain(sign_in(role).get(url(finding.cooperation, "finding", finding.pk)).text)

    gathered = (str(one.source.get_kind_display()), f"lecture {one.get_confidence_display()}")
    assert [words in page.lower() for words in gathered] == [reads, reads]
    assert f"oté par {one.author.short_name}" in page
    assert "D’après les avis qui vous sont ouverts : à instruire." in page


def test_who_writes_second_loses_nothing(officer: Client, actors: list[Actor]) -> None:
    finding = make_finding(cooperation=actors[0].cooperation)
    other = make_finding_reading(actor=actors[0], finding=finding, verdict=U)

    page = officer.post(cell(actors[0], finding), TYPED)

    assert (page.status_code, FindingReading.objects.count()) == (409, 1)
    assert f'name="last" value="{other.pk}"' in page.text


def test_a_judgement_is_taken_back(officer: Client, actors: list[Actor]) -> None:
    reading = make_finding_reading(actor=actors[0])

    officer.post(url(actors[0].cooperation, "finding_withdraw", reading.pk))

    reading.refresh_from_db()
    assert reading.withdrawn_at is not None


def test_a_structure_that_left_says_nothing_more(officer: Client, actors: list[Actor]) -> None:
    finding = make_finding(cooperation=actors[0].cooperation)
    yesterday = timezone.localdate() - timedelta(days=1)
    Member.objects.filter(organisation=actors[0].organisation).update(until=yesterday)

    page = plain(officer.get(cell(actors[0], finding)).text)

    assert "Bouin-sur-Mer n’est plus membre : ses avis restent dans l’histoire." in page


def test_a_finding_is_searched(officer: Client, cooperation: Cooperation) -> None:
    make_finding(cooperation=cooperation, statement="Les haies reculent")

    page = officer.get(reverse("missions:search", args=[cooperation.slug]), {"q": "haies"})

    assert "Les haies reculent" in page.text


def test_a_stake_takes_its_words_from_a_finding(officer: Client, cooperation: Cooperation) -> None:
    finding = make_finding(cooperation=cooperation, statement="Les haies reculent")
    hidden = make_finding(statement="Ailleurs")
    page = url(cooperation, "stake_add")

    texts = [officer.get(page, {"finding": one}).text for one in (finding.pk, hidden.pk, "x")]

    assert ['value="Les haies reculent"' in text for text in texts] == [True, False, False]
    assert not any("Ailleurs" in text for text in texts)
