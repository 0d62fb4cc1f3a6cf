"""What leaves in an archive opens elsewhere: LibreOffice reads its tables, documents are intact."""

import csv
import shutil
import subprocess
from pathlib import Path

import openpyxl
import pytest
from pytest_django import Settings

from maillage.foundation.cooperations.models import Access
from tests.foundation.documents.makers import make_attachment
from tests.foundation.documents.sample_files import accepted
from tests.ground.directory.makers import make_mandate, make_organisation, make_person
from tests.roof.departures.test_archives import packed

pytestmark = pytest.mark.django_db(transaction=True)
CSV = "csv:Text - txt - csv (StarCalc):44,34,76"


@pytest.fixture(autouse=True)
def _own_data(settings: Settings, tmp_path: Path) -> None:
    """The archives of each test are in a folder of its own."""
    settings.DATA = tmp_path


@pytest.fixture(scope="session")
def calc() -> str:
    """The LibreOffice of this machine, when it opens spreadsheets."""
    text = shutil.which("soffice")
    if not text or not (Path(text).resolve().parent / "libsclo.so").exists():
        pytest.skip("LibreOffice Calc n’est pas installé")
    return text


def opened(calc: str, tables: list[Path], folder: Path) -> dict[str, list[list[str]]]:
    """The rows of these tables as LibreOffice reads them."""
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    options = ("--headless", "--convert-to", CSV, "--outdir", str(folder / "read"))
    subprocess.run([calc, profile, *options, *map(str, tables)], check=True, capture_output=True)
    return {
        path.stem: list(csv.reader(path.read_text(encoding="utf-8").splitlines(keepends=True)))
        for path in (folder / "read").iterdir()
    }


def texts(path: Path) -> dict[tuple[int, int], str]:
    """The cells of a table that hold a text, by their place."""
    rows = openpyxl.load_workbook(path).worksheets[0].iter_rows(values_only=True)
    return {
        (line, place): value
        for line, row in enumerate(rows)
        for place, value in enumerate(row)
        if isinstance(value, str) and value
    }


def test_libreoffice_opens_every_table(access: Access, calc: str, tmp_path: Path) -> None:
    workspace = access.cooperation.workspace
    for name in ("=1+1", "+33 2", "Entre « elles »;\nà la ligne", 'Guillemets "droits"'):
        place = make_organisation(workspace=workspace, name=name)
        make_mandate(
            person=make_person(workspace=workspace, family_name="Évrard"), organisation=place
        )
    packed(access).extractall(tmp_path / "archive")
    tables = sorted((tmp_path / "archive" / "tableaux").iterdir())

    read = opened(calc, tables, tmp_path)

    assert set(read) == {path.stem for path in tables}
    for path in tables:
        text_by_key = texts(path)
        assert {place: read[path.stem][place[0]][place[1]] for place in text_by_key} == text_by_key


def test_documents_leave_byte_for_byte(access: Access) -> None:
    content_by_name = accepted()
    numbers = {
        name: make_attachment(cooperation=access.cooperation, name=name, content=content).pk
        for name, content in content_by_name.items()
    }

    archive = packed(access)

    left = {name: archive.read(f"documents/{number}-{name}") for name, number in numbers.items()}
    assert left == content_by_name
