"""The import without a browser."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from pytest_django import DjangoAssertNumQueries

from maillage.foundation.cooperations.models import Access
from maillage.foundation.exchange.targets.targets import Target, targets
from maillage.ground.directory.models import Organisation, Person
from running.commands import main
from tests.foundation.exchange.spreadsheets import CASES

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("case", sorted(CASES.glob("*.json")), ids=lambda path: path.stem)
def test_dry_run_writes_the_layout_of_the_reference_case(case: Path, tmp_path: Path) -> None:
    expected = json.loads(case.read_text("utf-8"))
    out = tmp_path / "out.json"

    call_command(
        "import_spreadsheet", case.with_name(expected["file"]), dry_run=True, json=out,
        stdout=StringIO(),
    )  # fmt: skip

    made = json.loads(out.read_text("utf-8"))
    assert (made["file"], made["format"], made["counts"]) == (
        expected["file"], expected["format"], expected["counts"],
    )  # fmt: skip
    for sheet, wanted in zip(made["layout"], expected["layout"], strict=True):
        for name in ("sheet", "role", "header_rows", "footer_rows"):
            assert sheet.get(name) == wanted.get(name)
    assert made.get("encoding") == expected.get("encoding")
    assert Organisation.objects.count() == 0


def test_import_into_a_cooperation_named(access: Access) -> None:
    stream = StringIO()

    call_command(
        "import_spreadsheet", CASES / "02_comite_programmation_gal.csv",
        cooperation=access.cooperation.name, stdout=stream,
    )  # fmt: skip

    assert "15 personnes créées" in stream.getvalue()
    assert set(Person.objects.values_list("workspace", flat=True)) == {
        access.cooperation.workspace_id
    }


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ({}, "Donnez --cooperation NOM"),
        ({"cooperation": "Inconnue"}, "ne porte ce nom"),
        ({"cooperation": "Pays de Retz", "author": "x@y.fr"}, "donnez --author COURRIEL"),
    ],
)
def test_import_says_what_is_missing(
    access: Access, options: dict[str, str], sentence: str
) -> None:
    with pytest.raises(CommandError, match=sentence):
        call_command(
            "import_spreadsheet", CASES / "02_comite_programmation_gal.csv", stdout=StringIO(),
            **options,
        )  # fmt: skip


@pytest.mark.parametrize("target", targets(), ids=lambda target: target.word)
def test_dry_run_reads_any_table_in_an_empty_cooperation(target: Target, tmp_path: Path) -> None:
    file, out = tmp_path / "table.csv", tmp_path / "out.json"
    file.write_text(";".join(map(str, target.fields.values())) + "\n", "utf-8")

    call_command(
        "import_spreadsheet", file, dry_run=True, json=out, table=target.word, stdout=StringIO()
    )

    made = json.loads(out.read_text("utf-8"))
    assert made["target"] == (target.english or target.word)
    assert made["problems"] == [] or made["counts"]


@pytest.mark.parametrize("target", targets(), ids=lambda target: target.word)
def test_dry_run_of_nobody_asks_no_base(
    target: Target, tmp_path: Path, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    file = tmp_path / "table.csv"
    file.write_text(";".join(map(str, target.fields.values())) + "\n", "utf-8")

    with django_assert_num_queries(0):
        call_command("import_spreadsheet", file, dry_run=True, table=target.word, stdout=StringIO())


def test_unknown_table_is_refused_with_those_that_exist(tmp_path: Path) -> None:
    file = tmp_path / "table.csv"
    file.write_text("Structure\n", "utf-8")

    with pytest.raises(CommandError) as refusal:
        call_command("import_spreadsheet", file, table="budget", dry_run=True)

    assert str(refusal.value) == (
        "« budget » n’est pas un tableau. Donnez --as "
        "contacts, plan, deliberations, engagements, seances, instances, positions, influences, "
        "dispositifs, publics, echeances, facilities, postes, findings, projets, financements, "
        "contributions, sources, conventions, signatures."
    )


def test_help_names_every_table(capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["import", "--help"])

    shown = capsys.readouterr().out
    assert code == 0
    assert [target.word for target in targets() if target.word not in shown] == []


def test_file_that_cannot_be_read_says_why(tmp_path: Path) -> None:
    file = tmp_path / "image.xlsx"
    file.write_bytes(b"\x89PNG")

    with pytest.raises(CommandError, match="n’est pas un tableau"):
        call_command("import_spreadsheet", file, dry_run=True, stdout=StringIO())
    with pytest.raises(CommandError, match="n’existe pas"):
        call_command("import_spreadsheet", tmp_path / "absent.csv", stdout=StringIO())
