"""A whole cooperation in one file: all that its officer reads, nothing that others keep."""

import io
import json
import os
import time
import zipfile
from datetime import timedelta
from pathlib import Path

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from maillage.foundation.cooperations.choices import Visibility
from maillage.foundation.cooperations.life.queries import visible_models
from maillage.foundation.cooperations.life.services import close_cooperation
from maillage.foundation.cooperations.models import Access
from maillage.roof.departures import packing
from maillage.roof.departures.models import Archive
from maillage.roof.departures.services import ask_archive, make_archive, tidy_archives
from tests.conftest import SignIn, signed_in
from tests.foundation.cooperations.makers import make_access, make_cooperation
from tests.foundation.documents.makers import make_attachment, make_template
from tests.ground.directory.makers import make_member, make_organisation
from tests.registry import marked_makers

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _own_data(settings: Settings, tmp_path: Path) -> None:
    """The archives of each test are in a folder of its own."""
    settings.DATA = tmp_path


def packed(access: Access) -> zipfile.ZipFile:
    """The archive made for this officer."""
    return zipfile.ZipFile(packing.path_of(packing.pack(access, 1)))


def read_sheet(archive: zipfile.ZipFile, name: str) -> list[tuple[object, ...]]:
    """The rows of one of its tables, as another program reads them."""
    book = openpyxl.load_workbook(io.BytesIO(archive.read(f"tableaux/{name}.xlsx")))
    return list(book.worksheets[0].iter_rows(values_only=True))


def test_tables_are_opened_by_another_program(access: Access) -> None:
    organisation = make_organisation(workspace=access.cooperation.workspace, name="=1+1")
    make_member(cooperation=access.cooperation, organisation=organisation)

    archive = packed(access)

    heads, first = read_sheet(archive, "membres")[:2]
    values = dict(zip(heads, first, strict=True))
    assert (archive.testzip(), values["coopération"], values["structure"]) == (
        None,
        "Pays de Retz",
        "=1+1",
    )
    assert {"structures", "personnes", "mandats", "membres", "acteurs", "acces", "journal"} <= {
        Path(name).stem for name in archive.namelist()
    }


def test_data_hold_what_the_officer_reads_alone(access: Access) -> None:
    colleague = make_access(cooperation=access.cooperation)
    for model in visible_models():
        for level in Visibility.values:
            author = colleague if level == "me" else access
            marked_makers()[model](
                cooperation=access.cooperation, author=author.user, visibility=level, mark="zqqz"
            )

    mine, theirs = (
        json.loads(packed(reader).read("donnees.json")) for reader in (access, colleague)
    )

    def levels(tables: dict[str, list[dict[str, str]]]) -> dict[str, set[str]]:
        names = [model._meta.label_lower for model in visible_models()]
        return {name: {row["visibility"] for row in tables[name]} for name in names}

    names = [model._meta.label_lower for model in visible_models()]
    assert levels(theirs) == {name: set(Visibility.values) for name in names}
    assert levels(mine) == {name: set(Visibility.values) - {"me"} for name in names}


def test_private_notes_of_others_are_nowhere_in_the_file(access: Access) -> None:
    colleague = make_access(cooperation=access.cooperation)
    beside = make_access(cooperation=make_cooperation(workspace=access.cooperation.workspace))
    for model in visible_models():
        for holder, level in ((colleague, "me"), (beside, "public")):
            marked_makers()[model](
                cooperation=holder.cooperation,
                author=holder.user,
                visibility=level,
                mark="zqailleursqz",
            )

    archive = packed(access)

    holding = [name for name in archive.namelist() if _holds(archive.read(name), "zqailleursqz")]
    assert holding == []


def _holds(content: bytes, mark: str) -> bool:
    """Whether a part of the archive, opened if it is a spreadsheet, holds this mark."""
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as inside:
            return any(mark.encode() in inside.read(name) for name in inside.namelist())
    return mark.encode() in content


def test_documents_keep_their_name(access: Access) -> None:
    one = make_attachment(cooperation=access.cooperation, name="Été.txt", content=b"Oui.")
    given = make_template(cooperation=access.cooperation, content=b"Modele")

    archive = packed(access)

    assert archive.read(f"documents/{one.pk}-Été.txt") == b"Oui."
    assert archive.read(f"modeles/{given.pk}-{given.name}") == b"Modele"
    assert "Pays de Retz" in archive.read("LISEZMOI.txt").decode()


def test_secrets_of_links_do_not_leave(access: Access) -> None:
    tables = json.loads(packed(access).read("donnees.json"))

    fields = {name for rows in tables.values() for row in rows for name in row}
    assert fields & {"nonce", "stored", "password", "version"} == set()


def test_officer_downloads_what_they_asked(access: Access, officer: Client) -> None:
    close_cooperation(author=access.user, cooperation=access.cooperation, reason="Fini.")
    slug = access.cooperation.slug

    officer.post(reverse("departures:life_archive", args=[slug]))
    archive = Archive.objects.get()
    make_archive(archive=archive)
    page = officer.get(reverse("departures:life_archive_file", args=[slug, archive.pk]))

    assert zipfile.ZipFile(io.BytesIO(page.getvalue())).testzip() is None
    assert page.headers["Content-Disposition"].startswith("attachment;")


def test_colleague_asks_for_their_own(access: Access) -> None:
    archive = make_archive(archive=ask_archive(access=access))
    url = reverse("departures:life_archive_file", args=[access.cooperation.slug, archive.pk])

    page = signed_in(make_access(cooperation=access.cooperation)).get(url)

    assert page.headers["Location"] == reverse("cooperations:life", args=[access.cooperation.slug])


def test_who_lost_their_access_gets_nothing(access: Access) -> None:
    archive = ask_archive(access=access)
    Access.objects.update(ended_at=timezone.now())

    make_archive(archive=archive)

    archive.refresh_from_db()
    assert (archive.state, packing.folder().exists()) == ("failed", False)


def test_archive_is_erased_after_a_week(access: Access) -> None:
    archive = make_archive(archive=ask_archive(access=access))
    archive.refresh_from_db()
    path = packing.path_of(archive.stored)
    assert path.exists()

    early = tidy_archives(timezone.now() + timedelta(days=6))
    late = tidy_archives(timezone.now() + timedelta(days=8))

    assert (early, late, path.exists(), Archive.objects.count()) == (0, 1, False, 0)


def test_what_a_stop_left_is_swept_and_reported(access: Access) -> None:
    archive = ask_archive(access=access)
    Archive.objects.update(state="running")
    packing.folder().mkdir()
    half = packing.path_of(".moitie")
    half.write_bytes(b"PK")
    os.utime(half, (time.time() - 7200,) * 2)

    tidy_archives(timezone.now() + timedelta(hours=2))

    archive.refresh_from_db()
    assert (archive.state, half.exists()) == ("failed", False)


def test_team_may_not_take_it_out(sign_in: SignIn, access: Access) -> None:
    page = sign_in("team").post(reverse("departures:life_archive", args=[access.cooperation.slug]))

    assert (page.status_code, Archive.objects.count()) == (403, 0)
