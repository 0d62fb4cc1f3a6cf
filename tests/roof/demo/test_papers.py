"""The papers of the demonstration open elsewhere, and say what they should."""

import io
import shutil
import subprocess
from pathlib import Path

import pypdf
import pytest

from maillage.roof.demo.papers import odt_of, pdf_of

TITLE, LINES = "Relevé d’octobre", ("Été : (1) « l’enfance » \\ 12 €", "Fin & suite.")


def test_pdf_is_read_by_another_program() -> None:
    read = pypdf.PdfReader(io.BytesIO(pdf_of(TITLE, LINES)), strict=True)

    assert read.pages[0].extract_text().splitlines() == [TITLE, *LINES]
    assert read.metadata
    assert read.metadata.title == TITLE
    assert len(read.pages) == 1


def test_odt_is_read_by_libreoffice(tmp_path: Path) -> None:
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice Writer n’est pas installé")
    (tmp_path / "a.odt").write_bytes(odt_of(TITLE, LINES))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    entry = ("--headless", "--convert-to", "txt:Text (encoded):UTF8", "--outdir", str(tmp_path))

    subprocess.run(
        [office, profile, *entry, str(tmp_path / "a.odt")], check=True, capture_output=True
    )

    read = (tmp_path / "a.txt").read_text(encoding="utf-8-sig")
    assert read.splitlines() == [TITLE, *LINES]
