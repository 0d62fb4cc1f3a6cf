"""Documents: attached, read by their circle alone, downloaded, removed with their file."""

import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.forms import ModelForm
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries, Settings

from maillage.foundation.cooperations.models import Access, Cooperation
from maillage.foundation.documents.files import store
from maillage.foundation.documents.models import Attachment
from maillage.foundation.journal.models import LogEntry
from tests.addresses import cooperation_addresses
from tests.conftest import SignIn
from tests.foundation.cooperations.makers import make_cooperation
from tests.foundation.documents.makers import make_attachment
from tests.foundation.documents.sample_files import PDF, TEXT
from tests.ground.directory.makers import make_organisation

SLOW_UPLOAD = """
import time, django
django.setup()
from maillage.foundation.documents.files import store
def chunks():
    yield b"x" * 100000
    print("half", flush=True)
    time.sleep(60)
store.keep(chunks())
"""


@pytest.fixture
def _small_files_alone() -> Iterator[None]:
    """The system refuses to write files over a few kilobytes, as a full disk does."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, hard))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def stored_names() -> list[str]:
    """The names of the files kept."""
    return sorted(os.listdir(store.folder())) if store.folder().exists() else []


def made_old() -> None:
    """The files kept were written two hours ago."""
    for name in stored_names():
        os.utime(store.path_of(name), (time.time() - 7200,) * 2)


def send(
    client: Client,
    cooperation: Cooperation,
    name: str = "Convention.pdf",
    content: bytes = PDF,
    sheet: str = "",
) -> str:
    """What the page says once this file is sent."""
    url = reverse("documents:document_add", args=[cooperation.slug]) + sheet
    file = SimpleUploadedFile(name, content)
    return client.post(url, {"file": file, "visibility": "members"}, follow=True).text


def test_officer_attaches_a_document(officer: Client, access: Access) -> None:
    words = send(officer, access.cooperation)

    one = Attachment.objects.get()
    assert (one.name, one.media, one.size, one.visibility, one.kind, one.author) == (
        "Convention.pdf",
        "application/pdf",
        len(PDF),
        "members",
        "",
        access.user,
    )
    assert store.path_of(one.stored).read_bytes() == PDF
    assert "Convention.pdf" in words


def test_document_is_attached_to_a_sheet(officer: Client, cooperation: Cooperation) -> None:
    organisation = make_organisation(workspace=cooperation.workspace)

    send(officer, cooperation, sheet=f"?fiche=organisation-{organisation.pk}")

    page = officer.get(reverse("directory:organisation", args=[cooperation.slug, organisation.pk]))
    assert Attachment.objects.get().number == organisation.pk
    assert "Convention.pdf" in page.text.replace("\N{SOFT HYPHEN}", "")
    assert f"?fiche=organisation-{organisation.pk}" in page.text


def test_document_leaves_as_a_download(officer: Client, cooperation: Cooperation) -> None:
    one = make_attachment(cooperation=cooperation, name="Été.txt", content=TEXT)

    page = officer.get(reverse("documents:document_file", args=[cooperation.slug, one.pk]))

    names = "Content-Type", "Content-Disposition", "X-Content-Type-Options"
    assert page.getvalue() == TEXT
    assert [page.headers[name] for name in (*names, "Content-Security-Policy")] == [
        "text/plain; charset=utf-8",
        "attachment; filename*=utf-8''%C3%89t%C3%A9.txt",
        "nosniff",
        "default-src 'none'; sandbox",
    ]


def test_document_of_a_narrower_circle_does_not_exist(
    sign_in: SignIn, cooperation: Cooperation
) -> None:
    one = make_attachment(cooperation=cooperation, visibility="officers")
    pages = ("document", "document_file", "document_remove")
    client = sign_in("team")

    statuses = [
        client.get(reverse(f"documents:{page}", args=[cooperation.slug, one.pk])).status_code
        for page in pages
    ]

    assert statuses == [404, 404, 404]


def test_page_in_the_clothes_of_an_image_is_refused(
    officer: Client, cooperation: Cooperation
) -> None:
    words = send(officer, cooperation, name="plan.png", content=b"<svg onload='x()'/>")

    assert "n’est pas celui d’un PNG" in words
    assert (Attachment.objects.count(), stored_names()) == (0, [])


@pytest.mark.parametrize(
    ("setting", "sentence"),
    [("DOCUMENT_SIZE", "allégez-le"), ("DOCUMENTS_QUOTA", "plus de place")],
)
def test_too_heavy_is_refused_and_leaves_no_file(
    setting: str, sentence: str, officer: Client, cooperation: Cooperation, settings: Settings
) -> None:
    setattr(settings, setting, 10)

    words = send(officer, cooperation)

    assert sentence in words
    assert (Attachment.objects.count(), stored_names()) == (0, [])


@pytest.mark.usefixtures("_small_files_alone")
def test_full_disk_leaves_no_file() -> None:
    with pytest.raises(OSError, match="too large"):
        store.keep([b"x" * 3000, b"x" * 3000])

    assert stored_names() == []


@pytest.mark.django_db
def test_killed_upload_is_swept(tmp_path: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-c", SLOW_UPLOAD],
        env=os.environ | {"MAILLAGE_DATA": str(tmp_path / "data"), "PYTHONPATH": "src"},
        stdout=subprocess.PIPE,
    )
    assert process.stdout is not None
    process.stdout.readline()
    process.send_signal(signal.SIGKILL)
    process.communicate()
    (tmp_path / "data" / "files" / "documents").rename(store.folder())
    left = len(stored_names())
    made_old()

    assert (left, store.sweep(), stored_names()) == (1, 1, [])


def test_known_files_are_not_swept(cooperation: Cooperation) -> None:
    one = make_attachment(cooperation=cooperation)
    made_old()

    assert (store.sweep(), stored_names()) == (0, [one.stored])


@pytest.mark.django_db(transaction=True)
def test_removal_takes_the_file_and_the_journal_forgets(
    officer: Client, cooperation: Cooperation
) -> None:
    send(officer, cooperation, name="Secret zq.pdf")
    one = Attachment.objects.get()

    officer.post(reverse("documents:document_remove", args=[cooperation.slug, one.pk]))

    assert (Attachment.objects.count(), stored_names()) == (0, [])
    assert not LogEntry.objects.filter(object_repr__contains="Secret").exists()


def test_team_removes_its_own_alone(sign_in: SignIn, cooperation: Cooperation) -> None:
    one = make_attachment(cooperation=cooperation)

    page = sign_in("team").post(
        reverse("documents:document_remove", args=[cooperation.slug, one.pk])
    )

    assert (page.status_code, Attachment.objects.count()) == (302, 1)


def test_partner_may_not_attach(sign_in: SignIn, cooperation: Cooperation) -> None:
    send(sign_in("partner"), cooperation)

    assert Attachment.objects.count() == 0


def test_register_queries_do_not_grow(
    officer: Client, cooperation: Cooperation, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    url = reverse("documents:documents", args=[cooperation.slug])
    make_attachment(cooperation=cooperation)
    make_attachment(cooperation=make_cooperation(name="Côte de Jade"), name="Ailleurs.txt")
    with django_assert_num_queries(5):
        assert "Ailleurs" not in officer.get(url).text
    make_attachment(cooperation=cooperation)
    make_attachment(cooperation=cooperation)
    with django_assert_num_queries(5):
        officer.get(url)


def test_nothing_of_a_document_is_edited(officer: Client, access: Access) -> None:
    typed = {field.name: "2" for field in Attachment._meta.fields} | {"visibility": "me"}
    pages = [one for one in cooperation_addresses() if "document" in one.arguments]
    left = {}

    for address in pages:
        one = make_attachment(cooperation=access.cooperation, author=access.user)
        before = Attachment.objects.filter(pk=one.pk).values().get()
        url = reverse(address.name, args=[access.cooperation.slug, one.pk])
        officer.post(url, typed)
        after = Attachment.objects.filter(pk=one.pk).values().first()
        left[address.name] = "gone" if after is None else after == before

    assert left == {
        "documents:document": True,
        "documents:document_file": True,
        "documents:document_remove": "gone",
    }
    assert [form for form in ModelForm.__subclasses__() if form._meta.model is Attachment] == []
