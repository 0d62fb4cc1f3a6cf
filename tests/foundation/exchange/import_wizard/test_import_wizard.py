"""The wizard: a file, its columns, a check, the import, its report and its undoing."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from maillage.foundation.cooperations.models import Access
from maillage.foundation.exchange.choices import ImportState
from maillage.foundation.exchange.models import Import, SavedMapping
from maillage.foundation.exchange.targets.targets import targets
from maillage.ground.directory.contact_files.table.target import CONTACTS as CONTACTS_TABLE
from maillage.ground.directory.models import Organisation, Person
from tests.conftest import SignIn
from tests.foundation.exchange.import_wizard.wizard_pages import ROWS, Page, chosen, start, text
from tests.foundation.exchange.importing import checked, imported
from tests.foundation.exchange.makers import CONTACTS, make_import
from tests.foundation.exchange.spreadsheets import CASES, Row, csv_bytes
from tests.ground.directory.makers import make_member

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("tasks_at_once")]


def send(client: Client, access: Access, content: bytes, name: str = "c.csv") -> Page:
    return client.post(start(access), {"file": SimpleUploadedFile(name, content)})


def test_first_step_asks_for_the_file_and_says_what_is_not_kept(
    officer: Client, access: Access
) -> None:
    page = text(officer.get(start(access)))

    assert "<h1>Importer un fichier</h1>" in page
    assert "Étiquette politique, syndicat, religion" in page
    assert "Une liste d’allocataires, d’enfants, d’élèves ou de demandeurs d’emploi est" in page
    assert "Aucun import pour l’instant." in page


def test_first_step_says_what_each_table_holds_and_is_titled_by_the_one_requested(
    officer: Client, access: Access
) -> None:
    page = text(officer.get(f"{start(access)}?tableau=influences")).replace("\xa0", " ")

    assert "<h1>Importer vos influences entre acteurs</h1>" in page
    assert "<small>qui pèse sur qui, et avec quelle force</small>" in page
    assert re.search('value="influences" id="id_target_[0-9]" checked', page)
    assert [one.word for one in targets() if not one.purpose] == []


def test_refusal_is_said_once_under_its_own_title(officer: Client, access: Access) -> None:
    page = text(send(officer, access, b""))

    assert page.count("Ce fichier est vide.") == 1
    assert "<h2>Ce fichier n’entre pas</h2>" in page
    assert "Une réponse à reprendre" not in page
    missing = text(officer.post(start(access), {"target": "contacts"}))
    assert "<h2>Il manque le fichier</h2> <p>Choisissez un fichier.</p>" in missing


def test_list_of_imports_says_the_hour_and_forgets_what_recorded_nothing(
    officer: Client, access: Access
) -> None:
    waiting = make_import(cooperation=access.cooperation, content=csv_bytes(ROWS))
    done = imported(access, ROWS)
    hour = f"{timezone.localtime(done.created_at):%H:%M}"

    page = text(officer.get(start(access)))
    assert page.count(f'<span class="m-soft">{hour}</span>') >= 1
    assert f"{start(access)}{waiting.pk}/abandonner/" in page
    assert f"{start(access)}{done.pk}/abandonner/" not in page
    assert f"{start(access)}{done.pk}/annuler/" in page

    officer.post(f"{start(access)}{waiting.pk}/abandonner/")
    refused = officer.post(f"{start(access)}{done.pk}/abandonner/", follow=True)
    assert "annulez-le d’abord" in text(refused)
    assert [one.pk for one in Import.objects.all()] == [done.pk]

    Import.objects.update(state=ImportState.UNDONE)
    page = text(officer.post(f"{start(access)}{done.pk}/abandonner/", follow=True))
    assert "L’import annulé est retiré de la liste." in page
    assert not Import.objects.exists()


def test_check_of_one_remark_asks_for_no_answer(officer: Client, access: Access) -> None:
    rows: list[Row] = [["CC A", "AUBIN Claire", "Maire"], ["CC B", "ROY Eve", "DGS"]]
    run = checked(access, rows)

    page = text(officer.get(f"{start(access)}{run.pk}/verifier/"))

    assert "À lire avant d’importer" in page
    assert "Une remarque à lire" in page
    assert "Sans réponse de votre part" not in page


def test_report_says_that_suggestions_were_set_aside_only_when_some_were(
    officer: Client, access: Access
) -> None:
    rows: list[Row] = [["CC A", "AUBIN Claire", "Maire"], ["CC B", "ROY Eve", "DGS"]]
    run = imported(access, rows)
    url = f"{start(access)}{run.pk}/"
    assert "Une remarque à relire</summary>" in text(officer.get(url))

    Import.objects.update(refused=["csv!B9"])

    assert "Une suggestion écartée par vous, une remarque à relire</summary>" in text(
        officer.get(url)
    )


def test_choices_of_a_column_are_sorted_into_groups(officer: Client, access: Access) -> None:
    run = make_import(cooperation=access.cooperation, content=csv_bytes(ROWS))

    page = text(officer.get(f"{start(access)}{run.pk}/colonnes/"))

    groups = re.findall('<optgroup label="([^"]*)">', page)
    assert groups[:6] == ["Personne", "Structure", "Lieu", "Mandat et siège", "Suivi", "Contact 2"]
    fields = [name for names in CONTACTS_TABLE.groups.values() for name in names]
    assert sorted(fields) == sorted(CONTACTS_TABLE.fields)


def test_numbers_read_aloud_are_spaced(officer: Client, access: Access) -> None:
    rows: list[Row] = [["Structure", "Nom", "Prénom", "Tél."], ["CC A", "ROY", "Eve", "0199001001"]]
    run = make_import(cooperation=access.cooperation, content=csv_bytes(rows))

    assert "01 99 00 10 01" in text(officer.get(f"{start(access)}{run.pk}/colonnes/"))


def test_members_may_not_import(sign_in: SignIn, access: Access) -> None:
    run = make_import(cooperation=access.cooperation)
    for role in ("team", "elected", "partner", "observer"):
        client = sign_in(role)

        for step in ("", f"{run.pk}/", f"{run.pk}/colonnes/", f"{run.pk}/verifier/"):
            assert client.get(start(access) + step).status_code == 403
        assert send(client, access, CONTACTS).status_code == 403


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "Ce fichier est vide."),
        (b"%PDF-1.7", "n’est pas un tableau. Déposez un fichier XLSX, ODS ou CSV."),
        (b"PK\x03\x04abc", "Ce fichier est abîmé"),
        (b"a;" * 11_000_000, "Ce fichier pèse 21 Mo, la limite est de 20 Mo."),
    ],
)
def test_refused_file_says_what_to_do(
    officer: Client, access: Access, content: bytes, sentence: str
) -> None:
    page = send(officer, access, content)

    assert sentence in text(page).replace("\xa0", " ")
    assert not Import.objects.exists()


def test_columns_are_guessed_refused_and_read_aloud(officer: Client, access: Access) -> None:
    sent = send(officer, access, csv_bytes(ROWS))
    page = text(officer.get(sent["Location"]))

    expected = "Quatre colonnes sur cinq sont reconnues. Une est refusée. Aucune n’attend votre"
    assert expected in page
    assert "la loi ne permet pas de la garder" in page
    assert "DVG" not in page
    assert "<b>Inès GABORIT</b>" in page
    assert 'value="organisation_name" selected' in page


def test_row_read_aloud_can_be_another(officer: Client, access: Access) -> None:
    run = make_import(cooperation=access.cooperation, content=csv_bytes(ROWS))
    url = f"{start(access)}{run.pk}/colonnes/"

    assert "<b>Eve ROY</b>" in text(officer.get(f"{url}?ligne=csv!3"))
    assert "<b>Inès GABORIT</b>" in text(officer.get(f"{url}?ligne=csv!999999999"))
    assert "<b>Inès GABORIT</b>" in text(officer.get(f"{url}?ligne='\"<b>"))


def test_chosen_columns_are_remembered_for_the_next_file(officer: Client, access: Access) -> None:
    rows: list[Row] = [["Structure", "Zzz", "Prénom"], ["CC A", "ROY", "Eve"]]
    first = make_import(cooperation=access.cooperation, content=csv_bytes(rows))
    columns = {"A": "organisation_name", "B": "family_name:1", "C": "given_name:1"}

    officer.post(f"{start(access)}{first.pk}/colonnes/", {**chosen(columns), "remember": "on"})
    again = make_import(cooperation=access.cooperation, content=csv_bytes(rows))

    assert again.mapping == {"csv": columns}
    assert SavedMapping.objects.get().workspace == access.cooperation.workspace


def test_columns_without_headers_are_not_those_of_the_next_file(
    officer: Client, access: Access
) -> None:
    rows: list[Row] = [["Mme ROY Eve", "06 39 98 10 01"], ["M. BON Luc", "06 39 98 10 02"]]
    first = make_import(cooperation=access.cooperation, content=csv_bytes(rows))
    sent = chosen({"A": "organisation_name", "B": "ignored"})

    officer.post(f"{start(access)}{first.pk}/colonnes/", {**sent, "remember": "on"})
    again = make_import(cooperation=access.cooperation, content=csv_bytes(rows))

    assert again.mapping == {}


def test_unknown_field_is_not_imported(officer: Client, access: Access) -> None:
    run = make_import(cooperation=access.cooperation, content=csv_bytes(ROWS))
    sent = chosen({"A": "workspace_id", "B": "family_name:99x", "C": "<script>"})

    officer.post(f"{start(access)}{run.pk}/colonnes/", sent)

    run.refresh_from_db()
    assert set(run.mapping["csv"].values()) == {"ignored"}


def test_check_shows_each_problem_where_it_is(officer: Client, access: Access) -> None:
    run = checked(access, ROWS)

    page = text(officer.get(f"{start(access)}{run.pk}/verifier/"))

    assert 'name="cell-csv!D2" value="i.gaborit@pornic,example.org"' in page
    assert "Adresse invalide (virgule)." in page
    assert "Prendre « i.gaborit@pornic.example.org »" in page.replace("\u00a0", " ")
    assert "DVG" not in page


def test_corrected_cell_is_checked_again_then_imported(officer: Client, access: Access) -> None:
    run = checked(access, ROWS)
    url = f"{start(access)}{run.pk}/verifier/"

    officer.post(url, {"cell-csv!D2": "i.gaborit@pornic.example.org", "step": "check"})
    run.refresh_from_db()
    refused = [one["cell"] for one in run.preview["refused_columns"]]
    assert (run.preview["errors"], refused) == ([], ["csv!E1"])
    officer.post(url, {"step": "import"})

    run.refresh_from_db()
    assert run.state == ImportState.DONE
    ines = Person.objects.get(given_name="Inès")
    assert [contact.value for contact in ines.contacts.all()] == ["i.gaborit@pornic.example.org"]


def test_report_can_be_undone_in_one_gesture(officer: Client, access: Access) -> None:
    run = imported(access, ROWS)
    url = f"{start(access)}{run.pk}/"
    assert "Deux lignes sont lues. Voici ce qui est entré." in text(officer.get(url))
    assert "Annuler cet import" in text(officer.get(url))

    officer.post(f"{url}annuler/")

    assert "L’import est annulé" in text(officer.get(url))
    assert Organisation.objects.count() == 0


def test_an_undo_that_removes_nothing_says_so(officer: Client, access: Access) -> None:
    run = imported(access, [["Structure", "Nom"], ["Commune de Vue", ""]])
    make_member(cooperation=access.cooperation, organisation=Organisation.objects.get())
    url = f"{start(access)}{run.pk}/"

    officer.post(f"{url}annuler/")

    page = text(officer.get(url))
    assert "Rien n’a pu être retiré" in page
    assert "L’import est annulé" not in page


def test_choice_with_a_nul_is_kept_without_it(officer: Client, access: Access) -> None:
    run = make_import(cooperation=access.cooperation)

    answer = officer.post(f"{start(access)}{run.pk}/colonnes/", chosen({"B": "\x00name:1"}))

    assert answer.status_code == 302
    assert Import.objects.get().sent["columns"] == {"0-B": "name:1"}


def test_reference_file_goes_through_the_whole_wizard(officer: Client, access: Access) -> None:
    content = (CASES / "01_contacts_ctg.xlsx").read_bytes()

    columns = send(officer, access, content, "contacts.xlsx")["Location"]
    page = officer.get(columns).content.decode()
    sent = dict(re.findall(r'name="(column-[^"]+)".*?value="([^"]*)" selected', page, re.DOTALL))
    check = officer.post(columns, {**sent, "sheet": ["Contacts CTG", "COPIL"]})["Location"]
    report = officer.post(check, {"step": "import"})["Location"]

    assert "Quinze lignes sont lues. Voici ce qui est entré." in text(officer.get(report))
    assert (Organisation.objects.count(), Person.objects.count()) == (11, 17)


@pytest.mark.parametrize("count", [1, 3])
def test_first_step_costs_the_same_queries(officer: Client, access: Access, count: int) -> None:
    for _ in range(count):
        make_import(cooperation=access.cooperation)
    officer.get(start(access))

    with CaptureQueriesContext(connection) as queries_context:
        officer.get(start(access))

    assert len(queries_context) == 4
