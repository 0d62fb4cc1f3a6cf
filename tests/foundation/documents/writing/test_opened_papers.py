"""Every paper in DOCX and ODT opens in LibreOffice, and says there what its examples say."""

import shutil
import subprocess
from pathlib import Path

import docx
import pypdf
import pytest

from maillage.foundation.documents.writing.kinds import Paper, papers
from maillage.foundation.documents.writing.letters import samples_of
from maillage.foundation.documents.writing.office import Template
from maillage.foundation.documents.writing.pictures import read_picture
from maillage.foundation.documents.writing.shipped import shipped_template
from tests.foundation.documents.sample_files import PNG

pytestmark = pytest.mark.django_db


def written(paper: Paper, form: str) -> bytes:
    """Our template of the paper, with its examples."""
    return Template(shipped_template(paper, form), form).filled(samples_of(paper))


def printed(folder: Path) -> dict[str, str]:
    """What LibreOffice prints of every document of the folder, in one run, on one line each."""
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice Writer n’est pas installé")
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    files = [str(path) for path in sorted(folder.glob("*.*"))]
    subprocess.run(
        [office, profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), *files],
        check=True,
        capture_output=True,
    )
    pages = {path.stem: pypdf.PdfReader(path).pages for path in sorted(folder.glob("*.pdf"))}
    return {
        name: " ".join(" ".join(page.extract_text().split()) for page in page_objects)
        for name, page_objects in pages.items()
    }


def _address(paper: Paper) -> str:
    """The first line of the address at the head of the paper, in its examples."""
    return " ".join(str(samples_of(paper)[paper.heading.address]).splitlines()[0].split())


def test_libreoffice_prints_every_paper(tmp_path: Path) -> None:
    existing_papers = papers.ask()
    for paper in existing_papers:
        for form in ("docx", "odt"):
            (tmp_path / f"{paper.word}-{form}.{form}").write_bytes(written(paper, form))

    read = printed(tmp_path)

    assert set(read) == {
        f"{paper.word}-{form}" for paper in existing_papers for form in ("docx", "odt")
    }
    first = {paper.word: " ".join(str(paper.fields[0].sample).split()) for paper in existing_papers}
    assert [
        name for name, words in read.items() if first[name.rpartition("-")[0]] not in words
    ] == []
    heads = {paper.word: _address(paper) for paper in existing_papers}
    assert [
        name for name, words in read.items() if heads[name.rpartition("-")[0]] not in words
    ] == []
    assert [name for name, words in read.items() if "{{" in words or "{%" in words] == []


def test_python_docx_finds_styles_rows_and_language(tmp_path: Path) -> None:
    paper = next(one for one in papers.ask() if one.word == "convocation")
    path = tmp_path / "a.docx"
    path.write_bytes(written(paper, "docx"))

    read = docx.Document(str(path))

    assert [one.style.name for one in read.paragraphs if one.style][:2] == ["Title", "Chapeau"]
    assert [one.text for one in read.paragraphs if one.style and one.style.name == "Heading 1"] == [
        "Ordre du jour",
        "Destinataires",
    ]
    assert len(read.tables[0].rows) == 3
    assert read.core_properties.title == "Convocation"
    assert read.core_properties.language == "fr-FR"
    head = read.sections[0].first_page_header.tables[0].rows[0].cells
    assert [one.text for one in head] == [
        "Pays du Bocage\nEntente du Bocage",
        "12\xa0rue du Pont\n44000 Exemple",
    ]


def test_sides_of_a_logo_are_read_from_its_head() -> None:
    jpeg = bytes.fromhex("ffd8ffe000104a46494600010100000100010000") + bytes.fromhex(
        "ffc0001108003c007803012200021101031101"
    )

    assert (read_picture(PNG).width, read_picture(PNG).height) == (1, 1)
    assert (read_picture(jpeg).width, read_picture(jpeg).height) == (120, 60)
    assert read_picture(jpeg).hundredths == (3200, 1600)
