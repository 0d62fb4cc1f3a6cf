"""Findings are written, judged and retired."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from maillage.foundation.cooperations.models import Access, Cooperation
from maillage.ground.directory.models import Actor, Member
from maillage.trade.stakes.findings.queries import finding_table
from maillage.trade.stakes.models import Finding, FindingFigure, FindingReading
from tests.conftest import SignIn
from tests.trade.stakes.findings.judgements import D, U, judge
from tests.trade.stakes.makers import (
    make_finding,
    make_finding_reading,
)
from tests.trade.stakes.stake_pages.test_stakes import plain, url


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
    assert not finding_table(Access.objects.get(role="officer", cooperation=cooperation)).lines


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
