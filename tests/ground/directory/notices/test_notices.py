"""The register of notices: who was told that they are in the file, when and how."""

import csv
import io
from datetime import UTC, date, datetime, timedelta

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from maillage.foundation.cooperations.life.services import close_cooperation
from maillage.foundation.cooperations.models import Access, Cooperation
from maillage.ground.directory.models import Person
from maillage.ground.directory.notices.queries import NoticeState, in_notice_state, notice_rows
from maillage.law.retention import information_of_person
from tests.conftest import SignIn
from tests.ground.directory.makers import make_member_person, make_person
from tests.ground.directory.reading import names_in
from tests.links_to import pages_of

pytestmark = pytest.mark.django_db
ALL = ("Aubineau", "Gaboriau", "Pineau", "Thébault")
at = pages_of("directory", "notice_register")


def recorded_person(
    cooperation: Cooperation, name: str, *, days: int = 0, **fields: object
) -> Person:
    """A person recorded so many days ago, told or not."""
    person = make_person(workspace=cooperation.workspace, family_name=name, given_name="")
    recorded = timezone.now() - timedelta(days=days)
    Person.objects.filter(pk=person.pk).update(recorded_at=recorded, **fields)
    return person


@pytest.fixture
def four(cooperation: Cooperation) -> None:
    """Two people told on two days, one to be told, one late."""
    recorded_person(
        cooperation, "Aubineau", informed_on=date(2026, 5, 4), informed_how="de vive voix"
    )
    recorded_person(
        cooperation, "Gaboriau", informed_on=date(2026, 6, 1), informed_how="par lettre"
    )
    recorded_person(cooperation, "Pineau", days=27)
    recorded_person(cooperation, "Thébault", days=32)


@pytest.mark.usefixtures("four")
@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("", ("Pineau", "Thébault")),
        ("?etat=", ALL),
        ("?etat=informees", ("Aubineau", "Gaboriau")),
        ("?etat=a-informer", ("Pineau", "Thébault")),
        ("?etat=en-retard", ("Thébault",)),
        ("?informees-du=2026-05-05", ("Gaboriau",)),
        ("?informees-du=04/05/2026&informees-au=2026-05-31", ("Aubineau",)),
        ("?informees-du=demain", ALL),
        ("?q=pineau", ("Pineau",)),
    ],
)
def test_filters_keep_who_was_told_who_was_not_and_who_is_late(
    query: str, names: tuple[str, ...], officer: Client, cooperation: Cooperation
) -> None:
    page = officer.get(at(cooperation) + query)

    assert names_in(page.text, *ALL) == list(names)


@pytest.mark.parametrize("today", [date(2027, 2, 28), date(2027, 3, 1), date(2027, 3, 31)])
def test_a_month_is_that_of_the_law_in_the_list_and_in_the_row(access: Access, today: date) -> None:
    recorded = [today - timedelta(days=days) for days in range(26, 34)]
    for day in recorded:
        person = recorded_person(access.cooperation, f"Né {day}")
        noon = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
        Person.objects.filter(pk=person.pk).update(recorded_at=noon)
    every = Person.objects.order_by("pk")

    late = in_notice_state(today, every, NoticeState.LATE)

    rows = notice_rows(access, today, every)
    assert [row.due_on for row in rows] == [
        information_of_person(day).figures.day for day in recorded
    ]
    assert {row.pk for row in rows if row.state == NoticeState.LATE} == {one.pk for one in late}
    assert 0 < late.count() < len(recorded)


@pytest.mark.usefixtures("four")
def test_rows_are_sorted_by_the_day_people_were_told(
    officer: Client, cooperation: Cooperation
) -> None:
    page = officer.get(at(cooperation) + "?etat=&tri=-informee-le&export=csv")

    rows = list(csv.reader(io.StringIO(page.content.decode("utf-8-sig")), delimiter=";"))
    assert [row[:4] for row in rows[1:3]] == [
        ["Gaboriau", "informée", "01/06/2026", "par lettre"],
        ["Aubineau", "informée", "04/05/2026", "de vive voix"],
    ]
    assert {row[1] for row in rows[3:]} == {"à informer", "en retard"}


@pytest.mark.usefixtures("four")
def test_what_is_kept_leaves_as_a_spreadsheet(officer: Client, cooperation: Cooperation) -> None:
    page = officer.get(at(cooperation) + "?informees-du=2026-06-01&export=xlsx")

    sheet = openpyxl.load_workbook(io.BytesIO(page.content)).worksheets[0]
    heads, row = sheet.iter_rows(values_only=True)
    assert dict(zip(heads, row, strict=True)) | {"Saisie le": 0} == {
        "Nom": "Gaboriau",
        "Information": "informée",
        "Informée le": datetime(2026, 6, 1),
        "Comment": "par lettre",
        "Saisie le": 0,
        "À informer avant le": None,
        "Structure": None,
        "Source": None,
    }


@pytest.mark.usefixtures("four")
def test_days_asked_for_are_said_for_paper_and_kept(
    officer: Client, cooperation: Cooperation
) -> None:
    page = officer.get(at(cooperation) + "?informees-du=2026-05-05")

    assert "Retenu\u00a0: informées depuis le 5\u00a0mai 2026." in page.text
    assert 'name="informees-du" value="05/05/2026"' in page.text
    assert "informees-du=2026-05-05&amp;" in page.text


def test_letter_is_read_copied_and_printed_from_the_register(
    officer: Client, cooperation: Cooperation
) -> None:
    recorded_person(cooperation, "Pineau")

    register = officer.get(at(cooperation))
    letter = officer.get(at(cooperation, "notice_letter"))

    assert f'href="{at(cooperation, "notice_letter")}"' in register.text
    assert f"l’annuaire de travail de {cooperation.workspace}" in letter.text
    assert 'data-maillage-copy="letter"' in letter.text


def test_officers_alone_read_it(
    sign_in: SignIn, stranger: Client, cooperation: Cooperation
) -> None:
    for page in ("notice_register", "notice_letter"):
        url = at(cooperation, page)
        statuses = [sign_in(role).get(url).status_code for role in ("team", "elected", "partner")]
        assert (statuses, stranger.get(url).status_code) == ([403, 403, 403], 404)


def test_closed_cooperation_keeps_its_register(officer: Client, access: Access) -> None:
    recorded_person(access.cooperation, "Pineau")
    close_cooperation(author=access.user, cooperation=access.cooperation, reason="Fini.")

    page = officer.get(at(access.cooperation))

    assert names_in(page.text, "Pineau") == ["Pineau"]


def test_query_count_does_not_grow(
    officer: Client, cooperation: Cooperation, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    recorded_person(cooperation, "Pineau")
    with django_assert_num_queries(7):
        officer.get(at(cooperation))
    recorded_person(cooperation, "Thébault")
    recorded_person(cooperation, "Gaboriau")
    with django_assert_num_queries(7):
        officer.get(at(cooperation))


def test_way_of_informing_is_read_by_the_team_alone(
    sign_in: SignIn, cooperation: Cooperation
) -> None:
    person = make_member_person(cooperation=cooperation)
    day = date(2026, 5, 4)
    Person.objects.filter(pk=person.pk).update(informed_on=day, informed_how="de vive voix")
    url = reverse("directory:person", args=[cooperation.slug, person.pk])

    pages = {role: sign_in(role).get(url).text for role in ("team", "elected")}

    assert {role: "Personne informée le" in page for role, page in pages.items()} == {
        "team": True,
        "elected": True,
    }
    assert [role for role, page in pages.items() if "de vive voix" in page] == ["team"]
