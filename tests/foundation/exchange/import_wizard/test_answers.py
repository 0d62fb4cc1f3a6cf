"""What the check page asks is answered there, and the report leads to what was made."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from maillage.foundation.cooperations.models import Access
from maillage.foundation.exchange.models import Import
from maillage.ground.directory.models import Contact, Mandate, Organisation, Person
from tests.conftest import SignIn
from tests.foundation.exchange.import_wizard.wizard_pages import page_text, step_of
from tests.foundation.exchange.importing import checked, imported
from tests.foundation.exchange.spreadsheets import Row
from tests.ground.directory.makers import make_mandate, make_organisation, make_person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("tasks_at_once")]
WAITS = (
    "« MSA » n’entre pas, ni Eve ROY, faute de réponse : importez à nouveau ce fichier, et dites "
    "de quelle fiche de l’annuaire il s’agit."
)
HEADER: Row = ["Structure", "Nom", "Prénom", "Fonction", "Mail", "Remarques"]
ROWS: list[Row] = [
    HEADER,
    ["CC du Val", "ROY", "Eve", "DGS", "eve.roy(at)val.example.org", "ne pas appeler avant 18h"],
    ["CC du Val", "BON", "Luc", "", "luc@val", ""],
    ["", "SEL", "Ida", "Animatrice", "", ""],
    ["Mairie de Vaux", "PIN", "Zoé", "Maire", "mairie@vaux.example.org", "a quitté la structure"],
]


@pytest.fixture
def officer(sign_in: SignIn) -> Client:
    return sign_in("officer")


def test_every_question_of_the_page_has_its_answer_there(officer: Client, access: Access) -> None:
    run = checked(access, ROWS)
    check = step_of(access, run, "check")
    page = page_text(officer, check)
    sent = {
        "cell-csv!A4": "CC du Val",
        "cell-fin:csv!F5": "03/2026",
        "ready-csv!E2": "on",
        "blank-csv!E3": "on",
        "apart-csv!E5": "on",
        "apart-remarques:csv!F2": "on",
    }

    officer.post(check, sent | {"step": "check"})
    again = page_text(officer, check)
    officer.post(check, {"apart-csv!E5": "on", "apart-remarques:csv!F2": "on", "step": "import"})

    assert [name for name in sent if f'name="{name}"' not in page] == []
    assert "Deux lignes à corriger" in page
    assert ("à corriger" in again, 'value="03/2026"' in again) == (False, True)
    mandates = Mandate.objects.values_list("person__family_name", "organisation__name", "until")
    assert sorted((name, home, str(until)) for name, home, until in mandates) == [
        ("BON", "CC du Val", "None"), ("PIN", "Mairie de Vaux", "2026-03-31"),
        ("ROY", "CC du Val", "None"), ("SEL", "CC du Val", "None"),
    ]  # fmt: skip
    assert Mandate.objects.get(person__family_name="ROY").notes == "ne pas appeler avant 18h"
    emails = Contact.objects.filter(person__isnull=False).values_list("value", flat=True)
    assert sorted(emails) == ["eve.roy@val.example.org", "mairie@vaux.example.org"]


def test_a_tick_taken_off_is_taken_back(officer: Client, access: Access) -> None:
    run = checked(access, ROWS)
    check = step_of(access, run, "check")

    for sent in ({"apart-csv!E5": "on", "apart-remarques:csv!F2": "on"}, {}):
        officer.post(check, sent | {"step": "check"})

    run.refresh_from_db()
    assert run.refused == []


def test_each_remark_has_its_box_but_opinions_and_none_outlives_the_file(
    officer: Client, access: Access
) -> None:
    remarks = ["doublon ?", *(f"remarque {number}" for number in range(4)), "encarté au PS"]
    names = [f"ROY{letter}" for letter in "ABCDEF"]
    rows: list[Row] = [
        ["CC du Val", name, "Eve", "", "", remark]
        for name, remark in zip(names, remarks, strict=True)
    ]
    run = checked(access, [HEADER, *rows])
    page = page_text(officer, step_of(access, run, "check"))

    officer.post(step_of(access, run, "check"), {"step": "import"})

    run.refresh_from_db()
    assert "cinq remarques. Une est refusée (F7) : opinion politique" in page.replace(
        '</p> <p class="m-small">', " "
    )
    assert [f'name="apart-remarques:csv!F{row}"><span>' in page for row in range(2, 8)] == [
        False, True, True, True, True, False,
    ]  # fmt: skip
    assert "encarté" not in page
    assert ("remarks" in run.preview, set(Mandate.objects.values_list("notes", flat=True))) == (
        False, {""},
    )  # fmt: skip


def test_report_leads_to_the_sheet_of_a_row_that_entered_but_for_a_cell(
    officer: Client, access: Access
) -> None:
    run = imported(access, ROWS)

    page = page_text(officer, step_of(access, run, "run"))

    assert "Le reste de ces lignes est entré" in page
    for family in ("ROY", "BON"):
        person = Person.objects.get(family_name=family)
        sheet = reverse("directory:person", args=[access.cooperation.slug, person.pk])
        assert f'<a href="{sheet}">{person}</a>' in page


def test_report_leads_to_the_people_made_and_to_nobody_else(
    officer: Client, access: Access
) -> None:
    workspace = access.cooperation.workspace
    make_person(workspace=workspace, family_name="Ancien", given_name="Guy")
    existing = make_person(workspace=workspace, family_name="BON", given_name="Luc")
    run = imported(access, ROWS)
    people = reverse("directory:people", args=[access.cooperation.slug])
    shown = f"{people}?import={run.pk}&filtres=1"

    page = page_text(officer, step_of(access, run, "run"))
    register = officer.get(shown).text

    assert (shown.replace("&", "&amp;") in page, "Voir les 3 personnes créées" in page) == (
        True, True,
    )  # fmt: skip
    names = ("ROY, Eve", "SEL, Ida", "PIN, Zoé", "Ancien, Guy", f"BON, {existing.given_name}")
    assert [name in register for name in names] == [True, True, True, False, False]


def test_people_of_the_import_of_others_are_not_asked_for(sign_in: SignIn, access: Access) -> None:
    run = imported(access, ROWS)
    people = reverse("directory:people", args=[access.cooperation.slug])

    page = sign_in("partner").get(f"{people}?import={run.pk}&filtres=1").text

    assert run.file_name not in page


@pytest.mark.parametrize("answer", ["est", "annuaire", ""])
def test_structure_like_a_known_one_waits_for_its_answer(
    officer: Client, access: Access, answer: str
) -> None:
    home = make_organisation(workspace=access.cooperation.workspace, name="MSA du Val")
    run = checked(access, [HEADER, ["MSA", "ROY", "Eve", "Déléguée", "", ""]])
    check = step_of(access, run, "check")
    key = {"est": f"est:csv!A2:{home.pk}", "annuaire": "annuaire:csv!A2"}.get(answer, "")

    page = page_text(officer, check)
    officer.post(check, {"arrival-annuaire:csv!A2": key, "step": "import"})

    for words in (
        "Une structure à regarder", "Une structure attend votre réponse", "C’est : MSA du Val",
        "Pas dans l’annuaire : à créer",
    ):  # fmt: skip
        assert words in page
    assert ("Tout est lu sans question" in page, "checked" in page) == (False, False)
    names = sorted(Organisation.objects.values_list("name", flat=True))
    assert names == (["MSA", "MSA du Val"] if answer == "annuaire" else ["MSA du Val"])
    assert (Person.objects.count(), Import.objects.get().report["unanswered"]) == (
        (1, []) if answer else (0, [WAITS])
    )


@pytest.mark.parametrize(("answer", "people"), [("merge", 1), ("keep", 2), ("", 2)])
def test_card_of_a_near_name_is_not_ticked_beforehand(
    officer: Client, access: Access, answer: str, people: int
) -> None:
    workspace = access.cooperation.workspace
    home = make_organisation(workspace=workspace, name="Tremplin")
    eve = make_person(workspace=workspace, family_name="Morel", given_name="Eve")
    make_mandate(person=eve, organisation=home)
    run = checked(access, [HEADER, ["Tremplin", "MORELL", "Eve", "Déléguée", "", ""]])
    check = step_of(access, run, "check")

    page = page_text(officer, check)
    officer.post(check, {"duplicate-annuaire:csv!B2": answer, "step": "import"})

    assert ("Rien n’est encore fusionné" in page, " checked" in page) == (True, False)
    assert Person.objects.count() == people


def test_likeness_that_adds_nobody_is_not_asked_again(officer: Client, access: Access) -> None:
    make_organisation(workspace=access.cooperation.workspace, name="MSA du Val")
    Organisation.objects.update(short_name="MSA")
    rows: list[Row] = [HEADER, ["MSA", "ROY", "Eve", "Déléguée", "", ""]]
    imported(access, rows)

    assert checked(access, rows).preview["duplicates"] == []


@pytest.mark.parametrize("name", ["Centre social L'Escale", "centre social l’escale"])
def test_name_written_with_another_apostrophe_is_the_same(access: Access, name: str) -> None:
    home = make_organisation(workspace=access.cooperation.workspace, name="Centre social L’Escale")

    imported(access, [HEADER, [name, "ROY", "Eve", "", "", ""]])

    assert Mandate.objects.get().organisation == home


def test_same_name_of_another_commune_is_said(officer: Client, access: Access) -> None:
    make_organisation(workspace=access.cooperation.workspace, name="Centre social L’Escale")
    Organisation.objects.update(commune="Vaux")
    columns: Row = ["Structure", "Commune", "Nom"]
    rows: list[Row] = [columns, ["Centre social L'Escale", "Brolles", "ROY"]]

    page = page_text(officer, step_of(access, checked(access, rows), "check"))

    assert (
        "Même nom qu’une fiche de l’annuaire, mais une autre structure : "
        "« Centre social L'Escale » (autre commune)."
    ) in page.replace("&#x27;", "'")


def test_missing_given_name_is_written_in_its_own_cell(officer: Client, access: Access) -> None:
    rows: list[Row] = [
        ["Structure", "Nom", "Prénom", "Fonction"],
        ["CC du Val", "ROY", "", "Directrice"],
        ["CC du Val", "PIN", "A.", "Agente"],
    ]
    run = checked(access, rows)
    check = step_of(access, run, "check")
    page = page_text(officer, check)

    officer.post(check, {"cell-csv!C2": "Eve", "cell-csv!C3": "Ana", "step": "check"})
    again = page_text(officer, check)
    officer.post(check, {"step": "import"})

    fields = re.findall(r'name="cell-(csv!C\d)" value="([^"]*)"', page)
    assert fields == [("csv!C2", ""), ("csv!C3", "A.")]
    assert 'name="cell-csv!C' not in again
    people = Person.objects.order_by("family_name").values_list("given_name", "family_name")
    assert list(people) == [("Ana", "PIN"), ("Eve", "ROY")]


def test_one_number_of_a_structure_is_asked_once_for_all_its_rows(
    officer: Client, access: Access
) -> None:
    rows: list[Row] = [
        ["Structure", "Nom", "Prénom", "Téléphone"],
        ["Mairie de Vaux", "ROY", "Eve", "01 99 20 10 10 (standard)"],
        ["Mairie de Vaux", "PIN", "Ana", "01 99 20 10 10 (standard)"],
    ]
    run = checked(access, rows)
    check = step_of(access, run, "check")
    boxes = re.findall(r'name="apart-(csv![A-Z]\d)"', page_text(officer, check))

    officer.post(check, {f"apart-{one}": "on" for one in boxes} | {"step": "check"})

    run.refresh_from_db()
    assert (len(boxes), len(run.refused)) == (1, 2)


def test_all_that_a_row_gives_to_its_structure_is_one_question(
    officer: Client, access: Access
) -> None:
    rows: list[Row] = [
        ["Structure", "Nom", "Prénom", "Courriel", "Téléphone"],
        ["Mairie de Vaux", "ROY", "Eve", "accueil@vaux.example.org", "01 99 20 10 10 (standard)"],
    ]
    run = checked(access, rows)
    check = step_of(access, run, "check")
    page = page_text(officer, check)

    officer.post(check, {"apart-csv!D2": "on", "step": "import"})

    assert re.findall(r'name="apart-(csv![A-Z]\d)"', page) == ["csv!D2"]
    assert "<b>D2, E2</b>" in page
    contacts = Contact.objects.filter(person__isnull=False).values_list("kind", flat=True)
    assert sorted(contacts) == ["email", "phone"]


def test_who_is_tied_to_nothing_counts_no_mandate(access: Access) -> None:
    rows: list[Row] = [
        ["Structure", "Nom", "Prénom", "Courriel"],
        ["CC du Val", "ROY", "Eve", "eve.roy@val.example.org"],
        ["", "PIN", "Ana", "ana.pin@val.example.org"],
        ["CC du Val", "BON", "Luc", "luc.bon@val.example.org"],
    ]

    run = checked(access, rows)

    figures = {one["label"]: one["number"] for one in run.preview["figures"]}
    assert figures["mandats et sièges lus"] == 2
