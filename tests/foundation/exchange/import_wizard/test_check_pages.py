"""The check page says what is, fifty at a time, and keeps what is answered on each page."""

import re
from dataclasses import dataclass

import pytest
from django.db import connection
from django.http import QueryDict
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from maillage.foundation.cooperations.models import Access
from maillage.foundation.exchange.cells.problems import Problem, Severity
from maillage.foundation.exchange.choices import ImportState
from maillage.foundation.exchange.import_wizard.check_page import check_page
from maillage.foundation.exchange.import_wizard.services.preview import problems_shown
from maillage.foundation.exchange.import_wizard.services.suggestions import MOST
from maillage.foundation.exchange.models import Import
from maillage.foundation.exchange.reading.opening import open_content
from maillage.foundation.exchange.tables.sheets import SheetReading, read_sheets
from maillage.foundation.exchange.targets.targets import Figure, targets
from maillage.ground.directory.contact_files.table.fields import FIELD_LABELS
from maillage.ground.directory.models import Contact, Person
from tests.foundation.exchange.import_wizard.wizard_pages import page_text, step_of
from tests.foundation.exchange.importing import check, checked, enter, imported
from tests.foundation.exchange.makers import make_import
from tests.foundation.exchange.spreadsheets import Row, csv_bytes, xlsx_bytes
from tests.ground.directory.makers import make_member, make_organisation, make_person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("tasks_at_once")]
HEADER: Row = ["Structure", "Nom", "Prénom", "Fonction", "Mail", "Tél.", "Étiquette"]
GIVEN = [
    f"{first}{last}" for first in "ABCDEFGHIJKLM" for last in ("nne", "lix", "dith", "rmel", "ude")
]


def wrong(count: int) -> list[Row]:
    """So many people whose addresses all lack their end."""
    return [
        ["CC A", f"ROY{given.upper()}", given, "DGS", f"{given.lower()}@retz", "01 99 00 10 01", ""]
        for given in GIVEN[:count]
    ]


def test_rows_to_correct_are_one_table_with_what_tells_which_row_it_is(access: Access) -> None:
    eve: Row = ["CC A", "ROY", "Eve", "DGS", "eve@retz", "01 99 00", "DVG"]

    (table,) = check_page(checked(access, [HEADER, *wrong(2), eve]), QueryDict()).tables

    assert table.columns == (
        ("A", "Structure"), ("B", "Nom"), ("C", "Prénom"), ("D", "Fonction"), ("E", "Mail"),
        ("F", "Tél."),
    )  # fmt: skip
    last = table.rows[2]
    assert (last.number, [cell.text for cell in last.cells]) == (
        4, ["CC A", "ROY", "Eve", "DGS", "eve@retz", "01 99 00"],
    )  # fmt: skip
    assert [cell.cell for cell in last.cells] == ["", "", "", "", "csv!E4", "csv!F4"]


def test_a_refused_column_is_no_value_to_correct(officer: Client, access: Access) -> None:
    rows: list[Row] = [["CC A", "ROY", "Eve", "DGS", "", "", "DVG"]]

    run = checked(access, [HEADER, *rows])
    page = page_text(officer, step_of(access, run))

    assert (run.preview["rows_to_correct"], run.preview["errors"]) == (0, [])
    assert "Une colonne refusée" in page
    assert ("à corriger" in page, "DVG" in page) == (False, False)


def test_counts_are_of_what_exists_and_pages_say_which(officer: Client, access: Access) -> None:
    run = checked(access, [HEADER, *wrong(62)])

    first, second = (
        page_text(officer, step_of(access, run) + query) for query in ("", "?lignes=2")
    )

    assert "62 lignes à corriger" in first
    assert "Page 1 sur 2 : 1 à 50 sur 62" in first
    assert (first.count('name="cell-'), second.count('name="cell-')) == (50, 12)
    assert "Page 2 sur 2 : 51 à 62 sur 62" in second
    assert ('value="lignes:0"' in first, 'value="lignes:3"' in second) == (False, False)


def test_a_report_of_before_is_read_still(officer: Client, access: Access) -> None:
    run = imported(access, [HEADER, *wrong(2)])
    for name in ("rows_to_correct", "refused_columns", "contexts", "nothing_enters"):
        del run.preview[name]
    for name in ("entered", "left_at", "rows_entered", "made"):
        del run.report[name]
    run.report["left"] = ["Ligne 3, CC A : laissée de côté."]
    run.save()

    page = page_text(officer, step_of(access, run, "run"))

    assert "Deux lignes sont à corriger dans votre fichier" in page
    assert "Ligne 3, CC A : laissée de côté." in page


@pytest.mark.parametrize("query", ["lignes=9", "lignes=0", "lignes=x", "lignes=99999999999"])
def test_a_page_that_does_not_exist_is_the_nearest(access: Access, query: str) -> None:
    run = checked(access, [HEADER, *wrong(52)])

    page = check_page(run, QueryDict(query))

    assert (page.rows.number, len(page.cells)) in {(1, 50), (2, 2)}


def test_what_is_typed_on_a_page_stays_when_another_opens(officer: Client, access: Access) -> None:
    run = checked(access, [HEADER, *wrong(52)])
    url = step_of(access, run)

    there = officer.post(url, {"cell-csv!E2": "a@retz.example.org", "page": "lignes:2"})["Location"]
    back = officer.post(
        f"{url}?lignes=2", {"cell-csv!E53": "z@retz.example.org", "page": "lignes:1"}
    )
    page = page_text(officer, back["Location"])

    assert (there, back["Location"]) == (f"{url}?lignes=2#lignes", f"{url}?lignes=1#lignes")
    assert 'name="cell-csv!E2" value="a@retz.example.org"' in page
    assert "Deux corrections sont gardées" in page
    officer.post(url, {"step": "import"})
    assert sorted(Contact.objects.filter(kind="email").values_list("value", flat=True)) == [
        "a@retz.example.org", "z@retz.example.org",
    ]  # fmt: skip


def test_the_last_of_many_merges_can_be_refused(officer: Client, access: Access) -> None:
    rows: list[Row] = []
    for given in GIVEN[:55]:
        make_person(
            workspace=access.cooperation.workspace, family_name=f"Roy{given}", given_name=given
        )
        rows.append(["CC A", f"ROY{given.upper()}", given, "DGS", f"{given.lower()}@a.example.org"])
    run = checked(access, [HEADER, *rows])
    url = step_of(access, run)
    last = run.preview["duplicates"][-1]["key"]

    assert f"duplicate-{last}" not in page_text(officer, url)
    assert f"duplicate-{last}" in page_text(officer, f"{url}?doublons=2")
    officer.post(f"{url}?doublons=2", {f"duplicate-{last}": "keep", "page": "doublons:1"})
    officer.post(url, {"step": "import"})

    run.refresh_from_db()
    assert (run.preview["duplicates_count"], run.refused) == (55, [last])
    assert Person.objects.count() == 56


def test_the_other_lists_stay_on_their_page(officer: Client, access: Access) -> None:
    run = checked(access, [HEADER, *wrong(52)])
    url = step_of(access, run)

    moved = officer.post(f"{url}?doublons=3&x=1", {"page": "lignes:2"})["Location"]
    stray = officer.post(url, {"page": "ailleurs:2"})["Location"]

    assert (moved, stray) == (f"{url}?doublons=3&lignes=2#lignes", url)


def test_two_sheets_told_apart_stay_so_when_the_file_is_read_again(
    officer: Client, access: Access
) -> None:
    rows: list[Row] = [
        ["Structure", "Nom", "Prénom", "Fonction"], ["CC du Retz", "ROY", "Eve", "DGS"],
        ["Commune de Vue", "ROY", "Eve", "Maire"],
    ]  # fmt: skip
    run = checked(access, rows)
    url = step_of(access, run)
    (warning,) = [one for one in run.preview["warnings"] if one["gesture"] == "apart"]

    officer.post(url, {f"apart-{warning['cell']}": "on", "step": "check"})
    page = page_text(officer, url)
    marked = re.search(rf'name="apart-{warning["cell"]}" ?checked', page)
    officer.post(url, {f"apart-{warning['cell']}": "on", "step": "import"})

    assert marked
    assert Person.objects.count() == 2


def test_each_proposal_to_join_is_an_answer_of_its_own(access: Access) -> None:
    homes = ["CC du Retz", "Commune de Vue", "Caf", "MSA", "Mission locale", "Lycée Curie"]
    rows: list[Row] = [[home, "ROY", "Eve", "Maire"] for home in homes]

    run = checked(access, [["Structure", "Nom", "Prénom", "Fonction"], *rows])

    cells = [one["cell"] for one in run.preview["warnings"] if one["gesture"] == "apart"]
    assert cells == [f"csv!B{n}" for n in range(3, 8)]
    assert [one["place"] for one in run.preview["warnings"]][:1] == ["B3"]


def test_a_cell_of_two_lines_is_not_corrected_by_being_shown(
    officer: Client, access: Access
) -> None:
    rows: list[Row] = [HEADER, ["CC A", "ROY", "Eve", "DGS", "eve@retz\nroy@retz", "", ""]]
    run = make_import(
        cooperation=access.cooperation, author=access.user, content=xlsx_bytes({"A": rows})
    )
    run = check(run)
    (shown,) = check_page(run, QueryDict()).cells

    officer.post(
        step_of(access, run), {f"cell-{shown.cell}": "eve@retz\r\nroy@retz", "page": "lignes:1"}
    )

    run.refresh_from_db()
    assert ("<textarea" in page_text(officer, step_of(access, run)), run.corrections) == (True, {})


def test_a_table_of_which_no_row_comes_in_is_not_imported(officer: Client, access: Access) -> None:
    rows: list[Row] = [["Nulle part", f"Salle {n}"] for n in range(4)]
    content = csv_bytes([["Structure", "Engagement"], *rows])
    run = make_import(cooperation=access.cooperation, author=access.user, content=content)
    run.target, run.mapping = "engagements", {}
    run.save()
    check(run)

    page = page_text(officer, step_of(access, run))

    assert "Aucune ligne ne peut entrer ainsi" in page
    assert ("Quatre lignes à corriger" in page, 'value="import"' in page) == (True, False)
    assert "Importer vos engagements, étape 3 sur 4" in page


@pytest.mark.parametrize("target", targets(), ids=lambda target: target.word)
def test_each_table_says_its_name_and_leads_on(
    officer: Client, access: Access, target: object
) -> None:
    run = imported(access, [HEADER, *wrong(1)])
    word = target.word  # type: ignore[attr-defined]  # a target, which pytest gives as an object
    Import.objects.filter(pk=run.pk).update(target=word)
    if word == "contacts":
        assert "Placer une structure créée" in page_text(officer, step_of(access, run, "run"))
        return

    page = officer.get(step_of(access, run, "run"))

    following = page.context["following"]
    assert officer.get(following.url).status_code == 200
    assert page.context["heading"].startswith("Importer v")
    assert following.label in page.text


def test_the_report_says_what_did_not_come_in_and_links_who_needs_a_hand(
    officer: Client, access: Access
) -> None:
    rows: list[Row] = [
        ["Nom", "Prénom", "Structure", "Instance", "Mail"],
        ["ROY", "Eve", "habitante du territoire", "COPIL", "eve@retz"],
    ]
    run = imported(access, rows)

    page = page_text(officer, step_of(access, run, "run"))

    person = Person.objects.get()
    sheet = reverse("directory:person", args=[access.cooperation.slug, person.pk])
    assert f'<a href="{sheet}">Eve ROY siège à titre personnel' in page
    assert "Une personne est dans l’annuaire sans mandat" in page
    assert "Ce qui n’est entré qu’en partie, et pourquoi" in page
    assert "Adresse incomplète" in page
    assert 'name="cell-' not in page
    undoing = page_text(officer, step_of(access, run, "undo"))
    assert "Seront retirés : 1 personne." in undoing
    assert "complétée" not in undoing


def test_a_file_known_already_says_that_nothing_came_in(officer: Client, access: Access) -> None:
    rows: list[Row] = [["Structure", "Nom", "Prénom"], ["CC A", "ROY", "Eve"]]
    imported(access, rows)

    page = page_text(officer, step_of(access, imported(access, rows), "run"))

    assert "Une ligne est lue. Rien n’est entré : tout était déjà connu." in page
    assert "Annuler cet import" not in page


@dataclass(frozen=True)
class ManyProblems:
    """A file of which more rows are wrong than anybody looks at."""

    problems: list[Problem]
    readings: list[SheetReading]
    rows_read: int = 2


def test_past_what_anybody_looks_at_the_count_stays_true() -> None:
    book = open_content(csv_bytes([["Structure", "Mail"], ["CC A", "a@b"]]))
    problems = [
        Problem("email_invalid", Severity.ERROR, f"csv!B{n}", f"a{n}@b", "Non.")
        for n in range(2, 6002)
    ]

    shown = problems_shown(ManyProblems(problems, read_sheets(book, frozenset(FIELD_LABELS))))

    assert (shown["rows_to_correct"], shown["counts"]) == (6000, {"error": 6000})
    assert len(shown["errors"]) == MOST  # type: ignore[arg-type]  # a list, stored as JSON


def test_numbers_agree_with_what_they_count() -> None:
    figures = [Figure("votes déjà connus", 0), Figure("chemins de conseils complétés", 1),
               Figure("mandats et sièges lus", 2)]  # fmt: skip

    assert [figure.as_json()["label"] for figure in figures] == [
        "vote déjà connu", "chemin de conseils complété", "mandats et sièges lus",
    ]  # fmt: skip


@pytest.mark.parametrize("count", [1, 3])
def test_check_and_report_cost_the_same_queries(
    officer: Client, access: Access, count: int
) -> None:
    make_member(cooperation=access.cooperation, organisation=make_organisation(
        workspace=access.cooperation.workspace, name="CC A"))  # fmt: skip
    run = checked(access, [HEADER, *wrong(count)])
    costs = []
    for step in ("check", "run"):
        officer.get(step_of(access, run, step))
        with CaptureQueriesContext(connection) as queries_context:
            officer.get(step_of(access, run, step))
        costs.append(len(queries_context))
        enter(run)

    assert (costs, run.state) == ([4, 7], ImportState.DONE)
