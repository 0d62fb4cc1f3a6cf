"""The page of contributions, its filters, its reminders and their letters."""

import io
import re
import zipfile

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from maillage.foundation.cooperations.models import Access, Cooperation
from maillage.foundation.documents.writing.kinds import IncompletePaperError
from maillage.foundation.documents.writing.letters import write_paper, write_together
from maillage.ground.directory.models import Organisation
from maillage.trade.funding.models import Contribution
from tests.conftest import SignIn
from tests.foundation.cooperations.makers import make_access
from tests.ground.directory.makers import make_member, make_organisation
from tests.ground.directory.reading import plain
from tests.links_to import pages_of
from tests.trade.funding.makers import (
    make_contribution,
    make_contribution_call,
    make_contribution_receipt,
    make_cost_sharing,
)

url = pages_of("funding")


def words_of_docx(content: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return re.sub(r"<[^>]+>", "", archive.read("word/document.xml").decode())


def test_reminders_are_prepared_for_who_is_late(access: Access, officer: Client) -> None:
    place = access.cooperation
    late, paid = (make_contribution(cooperation=place) for _one in range(2))
    for one in (late, paid):
        make_contribution_call(contribution=one)
    receipt = make_contribution_receipt(contribution=paid)
    type(receipt).objects.filter(pk=receipt.pk).update(cents=1_000_00)
    here = url(place, "contributions")

    page = plain(officer.get(here).text)
    answer = officer.get(here, {"recevoir": "1"})

    letter = reverse(
        "documents:document_written", args=[place.slug, "contribution_letter", late.pk, "pdf"]
    )
    assert f"{here}?recevoir=1#m-letters" in page
    assert [one["name"] for one in answer.context["late"]] == [str(late)]
    assert letter in answer.text
    rows = [(row.name, plain(row.reading.words)) for row in answer.context["rows"]]
    assert rows == [(str(late.organisation), "Reste 1 000 €")]


def test_what_is_overdue_of_earlier_years_is_in_the_sentence_and_in_one_letter(
    access: Access, officer: Client
) -> None:
    place = access.cooperation
    body = make_member(cooperation=place).organisation
    rows = [make_contribution(cooperation=place, organisation=body, year=y) for y in (2024, 2026)]
    for one in (*rows, *(make_contribution(cooperation=place) for _number in range(12))):
        make_contribution_call(contribution=one)

    answer = officer.get(url(place, "contributions"), {"recevoir": "1"})
    letter = write_paper(access, "contribution_letter", rows[1].pk, "docx")
    first, _summary, others = plain(answer.text).partition("Voir les 3 autres")

    assert "Il reste 1 000 € à recevoir de 2024." in first
    assert "m-matrix-tall" in others
    read = [(one["name"], plain(one["note"])) for one in answer.context["late"]]
    assert read[0] == (str(body), "2 000 € échus, 2024 et 2026")
    letters = first.partition('class="m-waits"')[2]
    assert [one.count("/docx") for one in (letters, others)] == [10, 3]
    assert letter is not None
    words = plain(words_of_docx(letter.content))
    assert "2 000 € restent à recevoir au titre des contributions 2024 et 2026" in words
    assert "à payer avant le 30 avril 2024" in words
    assert words.count("Total2 000 €2 000 €") == 1


@pytest.mark.parametrize("rows", [1, 3])
def test_all_reminders_are_one_file_for_officers_alone(
    access: Access,
    sign_in: SignIn,
    officer: Client,
    django_assert_num_queries: DjangoAssertNumQueries,
    rows: int,
) -> None:
    place = access.cooperation
    late = [make_contribution(cooperation=place) for _number in range(rows)]
    for one in late:
        make_contribution_call(contribution=one)
    make_contribution(cooperation=place)
    address = reverse(
        "documents:documents_written", args=[place.slug, "contribution_letter", place.pk, "docx"]
    )

    page = officer.get(url(place, "contributions"), {"recevoir": "1"}).text
    with django_assert_num_queries(9):
        written = write_together(access, "contribution_letter", place.pk, "docx")

    assert address in page
    assert sign_in("partner").get(address).status_code == 404
    assert write_together(access, "contribution_letter", place.pk + 1, "docx") is None
    assert written is not None
    with zipfile.ZipFile(io.BytesIO(written.content)) as archive:
        names = archive.namelist()
    assert [name.partition(" ")[0] for name in names] == [f"{n:02}" for n in range(1, rows + 1)]
    assert all(str(one.organisation) in name for one, name in zip(late, names, strict=True))


def test_structures_are_searched_filtered_and_paged_and_the_total_is_that_of_all(
    access: Access, officer: Client
) -> None:
    place, here = access.cooperation, url(access.cooperation, "contributions")
    for number in range(27):
        body = make_member(
            cooperation=place, organisation=_body_of_name(place, f"Aubry {number:02}")
        )
        one = make_contribution(cooperation=place, organisation=body.organisation)
        make_contribution_call(contribution=one)
        if number < 2:
            receipt = make_contribution_receipt(contribution=one)
            type(receipt).objects.filter(pk=receipt.pk).update(cents=1_000_00)

    first, second = officer.get(here), officer.get(here, {"page": "2"})
    paid = officer.get(here, {"etat": "solde"})
    searched = officer.get(here, {"q": "aubry 26", "etat": "retard"})
    opened = officer.get(url(place, "contribution", one.pk))

    assert [len(each.context["rows"]) for each in (first, second)] == [25, 2]
    assert "27 structures : ce qui est appelé, sinon prévu" in plain(second.text)
    assert {plain(sum) for _year, sum in second.context["totals"]} == {"0", "27 000"}
    assert [row.name for row in paid.context["rows"]] == ["Aubry 00", "Aubry 01"]
    assert [row.name for row in searched.context["rows"]] == ["Aubry 26"]
    assert "26 à 27 sur 27 structures" in plain(second.text)
    assert "1 structure ; 27 en tout" in plain(searched.text)
    sums = ("2 000 € sont reçus sur 27 000 €", "0 € sont reçus sur 1 000 €")
    assert [
        each in plain(page.text) for each, page in zip(sums, (first, searched), strict=True)
    ] == [True, True]
    assert [each.context["gesture"] is None for each in (first, searched)] == [False, True]
    assert [row.name for row in opened.context["rows"]] == ["Aubry 25", "Aubry 26"]


@pytest.mark.parametrize(("year", "settled"), [(2027, 1), (2026, 0)])
def test_who_has_still_to_be_called_is_not_settled_and_a_filter_names_its_choice(
    access: Access, officer: Client, year: int, settled: int
) -> None:
    place = access.cooperation
    one = make_contribution(cooperation=place, year=2026)
    other = make_contribution(cooperation=place, year=year)
    other.organisation, other.origin = one.organisation, "statutes"
    other.save()
    make_contribution(cooperation=place, year=2026)
    make_contribution_call(contribution=one)
    receipt = make_contribution_receipt(contribution=one)
    type(receipt).objects.filter(pk=receipt.pk).update(cents=1_000_00)

    here = url(place, "contributions")
    every, paid = officer.get(here), officer.get(here, {"etat": "solde"})

    assert len(paid.context["rows"]) == settled
    assert ["Dans ce choix : " in plain(page.text) for page in (every, paid)] == [False, True]


def test_who_reads_a_page_is_said_once(access: Access, sign_in: SignIn) -> None:
    one = make_contribution(cooperation=access.cooperation)
    page = sign_in("partner").get(url(access.cooperation, "contribution", one.pk))

    assert str(page.context["audience"].label) == "chacun selon son accès, sauf les observateurs"


def _body_of_name(place: Cooperation, name: str) -> Organisation:
    return make_organisation(workspace=place.workspace, name=name)


@pytest.mark.parametrize("rows", [1, 3])
def test_page_costs_the_same_whatever_it_holds(
    access: Access, officer: Client, django_assert_num_queries: DjangoAssertNumQueries, rows: int
) -> None:
    for _one in range(rows):
        make_contribution_call(contribution=make_contribution(cooperation=access.cooperation))
    page = url(access.cooperation, "contributions")
    officer.get(page)

    with django_assert_num_queries(6):
        officer.get(page)


def test_a_contribution_is_noted_once(access: Access, officer: Client) -> None:
    one = make_member(cooperation=access.cooperation).organisation
    sent = {"organisation": one.pk, "year": "2026", "planned_cents": "100", "origin": "membership"}
    page = url(access.cooperation, "contribution_add")

    answers = [officer.post(page, sent).status_code for _time in range(2)]

    assert (answers, Contribution.objects.count()) == ([302, 422], 1)


def test_a_letter_recalls_what_is_left(access: Access) -> None:
    one = make_contribution(cooperation=access.cooperation)
    team = make_access(cooperation=access.cooperation, role="team")
    with pytest.raises(IncompletePaperError):
        write_paper(access, "contribution_letter", one.pk, "pdf")
    make_contribution_call(contribution=one)
    make_contribution_receipt(contribution=one)

    letter = write_paper(access, "contribution_letter", one.pk, "docx")

    assert letter is not None
    assert "600 €" in plain(words_of_docx(letter.content))
    assert write_paper(team, "contribution_letter", one.pk, "docx") is None


def test_a_letter_is_silent_on_an_origin_that_is_to_be_said(access: Access) -> None:
    one = make_contribution(cooperation=access.cooperation)
    Contribution.objects.filter(pk=one.pk).update(origin="unknown", origin_text="")
    make_contribution_call(contribution=one)

    letter = write_paper(access, "contribution_letter", one.pk, "docx")

    assert letter is not None
    assert "D’où vient la somme" not in plain(words_of_docx(letter.content))


@pytest.mark.parametrize(("is_called", "times", "offered"), [(0, 0, 0), (1, 1, 1), (1, 3, 0)])
def test_a_letter_is_offered_where_something_is_owed(
    officer: Client, access: Access, is_called: int, times: int, offered: int
) -> None:
    one = make_contribution(cooperation=access.cooperation, year=2032)
    for _call in range(is_called):
        make_contribution_call(contribution=one)
    for _receipt in range(times):
        make_contribution_receipt(contribution=one)

    page = officer.get(url(access.cooperation, "contribution", one.pk)).text

    assert ("contribution_letter" in page) == bool(offered)
    assert 'class="m-num">2032<' in page


def test_what_is_overdue_calls_on_the_sheet_of_the_structure(
    officer: Client, access: Access
) -> None:
    one = make_contribution(cooperation=access.cooperation)
    make_contribution_call(contribution=one)
    sheet = reverse("directory:organisation", args=[access.cooperation.slug, one.organisation_id])

    late = officer.get(sheet).text
    for _receipt in range(3):
        make_contribution_receipt(contribution=one)

    calls = '<small class="m-state-aged">Reste'
    assert (calls in late, calls in officer.get(sheet).text) == (True, False)


@pytest.mark.parametrize("cents", [400_00, 1_000_00])
def test_a_receipt_is_the_main_gesture_while_something_is_due(
    officer: Client, access: Access, cents: int
) -> None:
    one = make_contribution(cooperation=access.cooperation)
    make_contribution_call(contribution=one)
    receipt = make_contribution_receipt(contribution=one)
    type(receipt).objects.filter(pk=receipt.pk).update(cents=cents)

    page = officer.get(url(access.cooperation, "contribution", one.pk)).text

    add = url(access.cooperation, "receipt_add", one.pk)
    is_due = cents < 1_000_00
    assert (f'm-button-main" href="{add}"' in page, f'm-button" href="{add}"' in page) == (
        is_due,
        not is_due,
    )


def test_a_total_from_which_something_may_be_closed_is_as_one_reads(
    access: Access, officer: Client, sign_in: SignIn
) -> None:
    place, sharing = access.cooperation, make_cost_sharing(cooperation=access.cooperation)
    make_contribution(cooperation=place, year=2027)
    closed = make_contribution(cooperation=place, year=2027)
    Contribution.objects.filter(pk=closed.pk).update(sharing=sharing)
    here = url(place, "contributions")

    pages = {role: sign_in(role).get(here) for role in ("team", "partner")}
    whole = officer.get(here)

    sums = [plain(page.context["totals"][-1][1]) for page in (whole, *pages.values())]
    assert sums == ["2 000", "2 000", "1 000"]
    as_read = "une structure, selon ce que vous voyez : ce qui est appelé, sinon prévu"
    assert as_read in plain(pages["partner"].text)
    assert ["selon ce que" in page.text for page in (whole, pages["team"])] == [False] * 2
    nothing = "Aucune contribution de 2026 ne vous est ouverte."
    assert nothing in plain(pages["partner"].text)
