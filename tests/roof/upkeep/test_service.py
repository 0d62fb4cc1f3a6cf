"""Where the service stands, for administrators: what is watched, and what to do when it worries."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult
from pytest_django import DjangoAssertNumQueries, Settings

from maillage.foundation.cooperations.spaces.models import Workspace
from maillage.roof.upkeep.chores import count_rows
from maillage.roof.upkeep.condition import Line, condition
from maillage.roof.upkeep.models import Beat
from tests.foundation.cooperations.makers import make_administrator, make_workspace
from tests.foundation.mail.makers import make_letter
from tests.roof.upkeep.makers import make_backup_run

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _folder(settings: Settings, tmp_path: Path) -> None:
    settings.DATA = tmp_path


def lines(workspace: Workspace | None = None) -> dict[str, Line]:
    """What an administrator of the workspace reads, by what is watched."""
    seen = condition(workspace or make_workspace(), timezone.now())
    return {line.what: line for line in seen}


def make_task(status: str, minutes: int) -> None:
    """A task put in the queue so many minutes ago."""
    then = timezone.now() - timedelta(minutes=minutes)
    made = DBTaskResult.objects.create(
        status=status,
        args_kwargs={"args": [], "kwargs": {}},
        task_path="maillage.tests",
        backend_name="default",
        run_after=then,
        exception_class_path="",
        traceback="",
        return_value=None,
    )
    DBTaskResult.objects.filter(pk=made.pk).update(enqueued_at=then, finished_at=then)


def test_service_that_goes_well_worries_nobody() -> None:
    Beat.objects.update_or_create(name="tick", defaults={"at": timezone.now()})
    make_backup_run(day=timezone.localdate())

    assert [line.worry for line in lines().values()] == [""] * 6


def test_each_worry_says_what_to_do() -> None:
    make_task(TaskResultStatus.READY, 30)
    make_task(TaskResultStatus.FAILED, 30)
    workspace, neighbour = make_workspace(), make_workspace()
    make_letter(workspace_id=workspace.pk)
    for _one in range(3):
        make_letter(workspace_id=neighbour.pk)
    make_letter(to="inconnue@ailleurs.example.org")

    line_by_name = lines(workspace)

    assert [what for what, line in line_by_name.items() if line.worry] == [
        "Battement de chaque minute",
        "Tâches de fond",
        "Sauvegardes",
    ]
    assert (
        line_by_name["Tâches de fond"].reading == "0 en cours, 1 en attente, 1 en échec depuis hier"
    )
    assert line_by_name["Lettres"].reading == "1 en attente, 0 non envoyées"


def test_administrator_reads_it_in_as_many_queries_with_more_of_everything(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    workspace = make_workspace()
    client.force_login(make_administrator(workspace=workspace).user)
    page = reverse("upkeep:service", args=[workspace.slug])
    for count in (1, 3):
        for _one in range(count):
            make_task(TaskResultStatus.READY, 1)
            make_letter()
        with django_assert_num_queries(11):
            answer = client.get(page)
        assert "État du service" in answer.content.decode()


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL counts by itself")
def test_each_minute_sqlite_learns_how_long_its_tables_are() -> None:
    make_workspace()

    count_rows(timezone.now())

    with connection.cursor() as cursor:
        cursor.execute("SELECT DISTINCT tbl FROM sqlite_stat1 WHERE tbl = 'cooperations_workspace'")
        assert cursor.fetchall() == [("cooperations_workspace",)]
