"""Is it alive, is it ready? Told to anybody, and nothing else."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries, Settings

from tests.reliability.database import OwnDatabase
from tests.roof.upkeep.makers import make_beat

READY = "/sante/pret"
ASK_WITHOUT_DATABASE = """
from django.test import Client
client = Client(SERVER_NAME="localhost")
answer = client.get("/sante/pret")
values = [answer.status_code, answer.content.decode(), answer.headers["Retry-After"]]
alive = client.get("/sante/vivant")
print(json.dumps({"states": [*map(str, values), str(alive.status_code)]}))
"""


@pytest.mark.django_db
def test_installation_is_ready_while_it_beats(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    make_beat()
    client.get(READY)

    with django_assert_num_queries(3):
        page = client.get(READY)

    assert (page.status_code, page.json()) == (200, {"pret": True, "manque": []})
    assert page.headers["Cache-Control"] == "no-store"
    assert client.post(READY).status_code in {200, 403}


@pytest.mark.django_db
def test_silent_background_is_reported(client: Client) -> None:
    make_beat(at=timezone.now() - timedelta(minutes=6))

    page = client.get(READY)

    assert (page.status_code, page.headers["Retry-After"]) == (503, "30")
    assert page.json() == {"pret": False, "manque": ["battement"]}


@pytest.mark.django_db
def test_clock_that_jumped_back_is_reported_until_the_next_beat(client: Client) -> None:
    make_beat(at=timezone.now() + timedelta(hours=3))

    assert client.get(READY).json() == {"pret": False, "manque": ["battement"]}


@pytest.mark.django_db
def test_migration_that_waits_is_reported(client: Client) -> None:
    MigrationRecorder(connection).record_unapplied("upkeep", "0001_beats_and_backups")

    page = client.get(READY)

    assert (page.status_code, page.json()["manque"]) == (503, ["migrations", "battement"])


@pytest.mark.django_db
def test_data_folder_that_is_gone_is_reported(
    client: Client, settings: Settings, tmp_path: Path
) -> None:
    make_beat()
    settings.DATA = tmp_path / "demonte"

    page = client.get(READY)

    assert (page.status_code, page.json()["manque"]) == (503, ["disque"])


def test_database_that_does_not_answer_is_reported_without_a_detail(tmp_path: Path) -> None:
    lost = OwnDatabase("postgresql://maillage:secret@127.0.0.1:9/maillage", tmp_path)

    states = lost.run_python(ASK_WITHOUT_DATABASE)["states"]

    assert states == ["503", '{"pret": false, "manque": ["base"]}', "30", "200"]
