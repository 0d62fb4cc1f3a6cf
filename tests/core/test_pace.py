"""Somebody may take out much, not everything; they are told, and the others go on."""

from datetime import timedelta

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from maillage.core.pace import WINDOW_SECONDS
from maillage.foundation.cooperations.models import Access, Cooperation
from tests.conftest import signed_in
from tests.foundation.cooperations.makers import make_access

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _limited(settings: Settings) -> None:
    settings.PACES = {"out": 2, "in": 1}


@pytest.fixture
def export(cooperation: Cooperation) -> str:
    """The address of a file of structures."""
    return reverse("directory:organisations", args=[cooperation.slug]) + "?export=csv"


def test_who_takes_out_too_much_waits(access: Access, export: str) -> None:
    client = signed_in(access)
    other = make_access(cooperation=access.cooperation, role="team")

    answers = [client.get(export).status_code for _ in range(3)]
    refused = client.get(export)

    assert answers == [200, 200, 429]
    assert refused.headers["Retry-After"] == "600"
    assert "beaucoup de fichiers en dix minutes" in refused.text
    assert client.get(export.partition("?")[0]).status_code == 200
    client.force_login(other.user)
    assert client.get(export).status_code == 200


def test_the_limit_is_lifted_by_itself(officer: Client, export: str) -> None:
    assert [officer.get(export).status_code for _ in range(3)] == [200, 200, 429]

    with time_machine.travel(timezone.now() + timedelta(seconds=WINDOW_SECONDS + 1)):
        assert officer.get(export).status_code == 200


def test_the_count_is_shared_by_all_processes(access: Access, export: str) -> None:
    answers = [signed_in(access).get(export).status_code for _ in range(3)]

    assert answers == [200, 200, 429]


def test_who_brings_in_too_much_waits(officer: Client, cooperation: Cooperation) -> None:
    page = reverse("documents:document_add", args=[cooperation.slug])

    answers = [
        officer.post(page, {"file": SimpleUploadedFile("a.pdf", b"%PDF-1.7")}).status_code
        for _ in range(2)
    ]

    assert answers[1] == 429
    assert answers[0] != 429


def test_without_a_limit_nothing_is_refused(
    officer: Client, export: str, settings: Settings
) -> None:
    settings.PACES = {}

    assert [officer.get(export).status_code for _ in range(4)] == [200] * 4
