"""The wizard: a file, its columns, a check, the import, its report and its undoing."""

import re
from typing import Protocol
from urllib.parse import urlencode

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.http import QueryDict
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from maillage.foundation.cooperations.models import Access
from maillage.foundation.exchange.choices import ImportState
from maillage.foundation.exchange.import_wizard.forms import columns_sent
from maillage.foundation.exchange.import_wizard.services.runs import close_interrupted_imports
from maillage.foundation.exchange.import_wizard.services.uploads import (
    CHECK_INTERRUPTED,
    check_import,
    planned_import,
    queue_check,
)
from maillage.foundation.exchange.models import Import, SavedMapping
from maillage.foundation.exchange.targets.targets import targets
from maillage.ground.directory.contact_files.table.target import CONTACTS as CONTACTS_TABLE
from maillage.ground.directory.models import Organisation, Person
from tests.conftest import SignIn
from tests.foundation.exchange.importing import checked, imported
from tests.foundation.exchange.makers import CONTACTS, make_import
from tests.foundation.exchange.spreadsheets import CASES, Row, csv_bytes
from tests.ground.directory.makers import (
    make_contact,
    make_member,
    make_organisation,
    make_person,
)
from tests.tasks import AT_ONCE

ROWS: list[Row] = [
    ["Structure", "Nom", "Prénom", "Mail", "Étiquette"],
    ["Commune de Pornic", "GABORIT", "Inès", "i.gaborit@pornic,example.org", "DVG"],
    ["CC du Pays de Retz", "ROY", "Eve", "e.roy@retz.example.org", ""],
]

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _at_once(settings: object) -> None:
    """Tasks run where they are enqueued."""
    settings.TASKS = AT_ONCE  # type: ignore[attr-defined]  # pytest-django's wrapper


def start(access: Access) -> str:
    return f"/c/{access.cooperation.slug}/echanges/import/"


class Page(Protocol):
    """What a client answers."""

    content: bytes
    status_code: int

    def __getitem__(self, header: str) -> str: ...


def send(client: Client, access: Access, content: bytes, name: str = "c.csv") -> Page:
    return client.post(start(access), {"file": SimpleUploadedFile(name, content)})


def text(page: Page) -> str:
    return re.sub(r"\s+", " ", page.content.decode())


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


def chosen(columns: dict[str, str]) -> dict[str, str]:
    return {"sheet": "csv", **{f"column-0-{letters}": field for letters, field in columns.items()}}


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


def test_what_completes_a_sheet_surely_the_same_is_shown_and_not_asked(
    officer: Client, access: Access
) -> None:
    person = make_person(
        workspace=access.cooperation.workspace, family_name="Roy", given_name="Eve"
    )
    make_contact(person=person, value="e.roy@retz.example.org")
    rows: list[Row] = [
        ["Structure", "Nom", "Prénom", "Mail", "Tél."],
        ["CC A", "ROY", "Eve", "e.roy@retz.example.org", "01 99 00 10 01"],
    ]

    page = text(officer.get(f"{start(access)}{checked(access, rows).pk}/verifier/"))

    assert "Une fiche connue reçoit ce qui lui manque" in page
    assert "<mark>01 99 00 10 01</mark>" in page
    assert "doublon" not in page
    assert "Une structure nouvelle : regardez-la, puis importez." in page


def test_what_is_matched_and_who_is_new_is_shown_by_name(officer: Client, access: Access) -> None:
    workspace = access.cooperation.workspace
    make_organisation(workspace=workspace, name="Centre social L’Escale", kind="association")
    Organisation.objects.update(commune="Brolles")
    make_person(workspace=workspace, family_name="Roy", given_name="Eve")
    rows: list[Row] = [
        ["Structure", "Nom", "Prénom"],
        ["Centre Social l'Escale", "ROY", "Eve"],
        ["Centre Social l'Escale", "GABORIT", "Inès"],
    ]
    run = checked(access, rows)

    page = text(officer.get(f"{start(access)}{run.pk}/verifier/"))

    assert run.preview["names"] == [
        {
            "label": "Fiches déjà connues",
            "names": ("Centre social L’Escale (Brolles)", "Eve Roy"),
            "more": 0,
        },
        {"label": "Personnes nouvelles", "names": ("Inès GABORIT",), "more": 0},
    ]
    assert "<summary>Fiches déjà connues (2)</summary>" in page
    assert "<li>Centre social L’Escale (Brolles)</li><li>Eve Roy</li>" in page
    assert "<li>Inès GABORIT</li>" in page


def test_duplicate_is_merged_or_kept_apart(officer: Client, access: Access) -> None:
    make_person(workspace=access.cooperation.workspace, family_name="Roy", given_name="Eve")
    rows: list[Row] = [
        ["Structure", "Nom", "Prénom", "Mail", "Tél."],
        ["CC A", "ROY", "Eve", "e.roy@retz.example.org", "01 99 00 10 01"],
    ]
    run = checked(access, rows)
    url = f"{start(access)}{run.pk}/verifier/"
    page = text(officer.get(url))
    assert "Un doublon probable" in page
    assert "Même nom." in page

    officer.post(url, {"duplicate-annuaire:csv!B2": "keep", "step": "import"})

    assert Person.objects.filter(family_name__iexact="roy").count() == 2


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


def test_progress_is_polled_by_htmx_and_by_reloading(officer: Client, access: Access) -> None:
    run = checked(access, ROWS)
    Import.objects.update(state=ImportState.RUNNING, step="reading", done=1, total=2)
    url = f"{start(access)}{run.pk}/"

    whole = text(officer.get(url))
    part = text(officer.get(url, headers={"HX-Request": "true"}))

    assert "Lecture du fichier." in whole
    assert 'value="1" max="2"></progress> 1 ligne sur 2' in whole
    assert 'hx-get="' in part
    assert "<html" not in part
    assert "Voir où en est l’import" in part


def test_reading_waits_in_the_background_and_is_followed(
    officer: Client, access: Access, settings: object
) -> None:
    settings.TASKS = {  # type: ignore[attr-defined]  # pytest-django's wrapper
        "default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []}
    }
    run = make_import(cooperation=access.cooperation, content=csv_bytes(ROWS))
    sent = chosen({"A": "organisation_name", "B": "family_name:1", "C": "given_name:1"})
    url = f"{start(access)}{run.pk}/"

    check = officer.post(f"{url}colonnes/", sent)["Location"]
    waits = text(officer.get(check, follow=True))
    check_import(run=Import.objects.get(pk=run.pk))
    polled = officer.get(url, headers={"HX-Request": "true"})

    assert "La lecture commence dès que le travail de fond est libre" in waits
    assert "Voir où en est la lecture" in waits
    assert polled["HX-Redirect"] == check
    assert "lignes lues" in text(officer.get(check))


def test_interrupted_reading_keeps_the_choices_and_starts_again(
    officer: Client, access: Access
) -> None:
    rows: list[Row] = [["Structure", "Zzz", "Prénom"], ["CC A", "ROY", "Eve"]]
    run = make_import(cooperation=access.cooperation, content=csv_bytes(rows))
    sent = columns_sent(
        QueryDict(urlencode({"sheet": "csv", "column-0-B": "family_name:1", "remember": "on"}))
    )
    queue_check(run=run, sent=sent)
    Import.objects.filter(pk=run.pk).update(step="reading")

    close_interrupted_imports()
    url = f"{start(access)}{run.pk}/colonnes/"
    page = text(officer.get(url))
    again = officer.post(url, chosen({"B": "family_name:1"}))

    assert CHECK_INTERRUPTED in page.replace("\xa0", " ")
    assert "Relancer la lecture" in page
    assert 'value="family_name:1" selected' in page
    run.refresh_from_db()
    assert (again["Location"], run.state, run.failure) == (
        f"{start(access)}{run.pk}/verifier/", ImportState.CHECK, "",
    )  # fmt: skip


def test_choice_with_a_nul_is_kept_without_it(officer: Client, access: Access) -> None:
    run = make_import(cooperation=access.cooperation)

    answer = officer.post(f"{start(access)}{run.pk}/colonnes/", chosen({"B": "\x00name:1"}))

    assert answer.status_code == 302
    assert Import.objects.get().sent["columns"] == {"0-B": "name:1"}


def test_reading_that_still_waits_keeps_its_turn(access: Access) -> None:
    run = make_import(cooperation=access.cooperation)
    queue_check(run=run)

    assert close_interrupted_imports() == 0
    assert [queue_check(run=run), Import.objects.get().state] == [False, ImportState.CHECKING]


def test_rows_are_reported_while_the_file_is_read(access: Access) -> None:
    run = make_import(cooperation=access.cooperation, content=csv_bytes(ROWS))
    pairs: list[tuple[int, int]] = []

    planned = planned_import(run, lambda done, total: pairs.append((done, total)))
    planned.duplicates(
        access.cooperation.workspace_id, lambda done, rows: pairs.append((done, rows))
    )

    assert pairs == [(1, 2), (2, 2), (0, 2), (1, 2), (2, 2)]


def test_import_under_way_is_not_changed(officer: Client, access: Access) -> None:
    run = checked(access, ROWS)
    Import.objects.update(state=ImportState.RUNNING)

    for step in ("colonnes/", "verifier/"):
        page = officer.post(f"{start(access)}{run.pk}/{step}", {"step": "import"})
        assert page["Location"] == f"{start(access)}{run.pk}/"
    officer.post(f"{start(access)}{run.pk}/abandonner/")
    assert Import.objects.filter(pk=run.pk).exists()


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
