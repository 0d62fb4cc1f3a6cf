"""The daily backup: once, kept by rotation, its age shown to administrators."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries, Settings

from maillage.foundation.cooperations.models import Workspace
from maillage.roof.upkeep.rotation import daily_name, days_to_keep, delete_older_days
from maillage.roof.upkeep.services.daily import claim_backup, make_daily_backup
from tests.foundation.cooperations.makers import make_administrator, make_workspace
from tests.reliability.database import OwnDatabase
from tests.roof.upkeep.installations import parts_here, parts_of, started
from tests.roof.upkeep.makers import make_backup_run

MORNING = datetime(2026, 11, 25, 3, 0, tzinfo=UTC)
STATES = """
from maillage.roof.upkeep.models import BackupRun
from django_tasks_db.models import DBTaskResult
runs = BackupRun.objects.values_list("state", "tries")
tasks = DBTaskResult.objects.filter(task_path__contains="make_daily_backup").count()
print(json.dumps({"states": [f"{state} {tries}" for state, tries in runs], "counts": [tasks]}))
"""


def test_two_ticks_and_two_workers_make_one_backup(
    installation: OwnDatabase, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MAILLAGE_BACKUP_HOUR", "0")
    ticks = [started(installation, "tick") for _ in range(2)]
    parts = [tick.communicate()[1] for tick in ticks]
    workers = [
        started(installation, "db_worker", "--batch", "--queue-name", "*", "--no-startup-delay")
        for _ in range(2)
    ]
    parts += [worker.communicate()[1] for worker in workers]

    facts = installation.run_python(STATES)

    assert (facts["states"], facts["counts"]) == (["done 1"], [1]), parts
    (backup,) = (installation.data / "backups").iterdir()
    tables, files = parts_here(installation)
    assert parts_of(backup)[0].keys() == tables.keys()
    assert parts_of(backup)[1] == files
    assert backup.stat().st_mode & 0o777 == 0o600


@pytest.mark.django_db
def test_backup_waits_for_its_hour_then_is_claimed_once(settings: Settings) -> None:
    settings.BACKUP_HOUR = 4

    assert claim_backup(MORNING - timedelta(minutes=1)) is None
    claimed = claim_backup(MORNING)
    assert claimed is not None
    assert (claimed.day, claimed.state) == (date(2026, 11, 25), "running")
    assert claim_backup(MORNING) is None
    assert claim_backup(MORNING + timedelta(minutes=59)) is None


@pytest.mark.django_db
def test_backup_that_failed_is_tried_again_three_times_in_all() -> None:
    tries = []
    for hour in range(5):
        claimed = claim_backup(MORNING + timedelta(minutes=61 * hour))
        tries.append(claimed.tries if claimed else 0)

    assert tries == [1, 2, 3, 0, 0]


@pytest.mark.django_db
def test_backup_that_cannot_be_written_says_why(settings: Settings, tmp_path: Path) -> None:
    settings.BACKUPS = tmp_path / "fichier" / "sauvegardes"
    (tmp_path / "fichier").write_text("pas un dossier")

    run = make_daily_backup(
        run=make_backup_run(state="running"), now=MORNING + timedelta(minutes=1)
    )

    assert (run.state, run.failure) == ("failed", "ce n’est pas un dossier")


def test_rotation_keeps_seven_days_four_weeks_and_six_months() -> None:
    days = [date(2026, 11, 25) - timedelta(days=n) for n in range(400)]

    assert sorted(days_to_keep(days), reverse=True) == [
        *(date(2026, 11, 25) - timedelta(days=n) for n in range(7)),
        *(date(2026, 11, 15), date(2026, 11, 8)),
        *(date(2026, 10, 31), date(2026, 9, 30), date(2026, 8, 31), date(2026, 7, 31)),
        date(2026, 6, 30),
    ]


def test_rotation_deletes_only_its_own_files(tmp_path: Path) -> None:
    others = ["maillage-2026-13-45.zip", "photo.zip", "avant-mise-a-jour-20260101-000000.zip"]
    days = [date(2026, 11, 25) - timedelta(days=n) for n in range(20)]
    for name in others + [daily_name(day) for day in days]:
        (tmp_path / name).touch()

    gone = delete_older_days(tmp_path)

    left = {path.name for path in tmp_path.iterdir()}
    assert left == {daily_name(day) for day in days_to_keep(days)} | set(others)
    assert len(gone) == 20 - len(days_to_keep(days))


def test_a_clock_that_jumped_ahead_deletes_no_more_than_a_day(tmp_path: Path) -> None:
    days = [date(2026, 11, 25) - timedelta(days=n) for n in range(7)]
    for day in [*days, date(2036, 1, 1)]:
        (tmp_path / daily_name(day)).touch()

    delete_older_days(tmp_path)

    assert len(list(tmp_path.iterdir())) >= 7


def opened_page(workspace: Workspace) -> str:
    """The page of the backups, as the workspace's administrator reads it."""
    client = Client()
    client.force_login(make_administrator(workspace=workspace).user)
    return client.get(f"/e/{workspace.slug}/sauvegardes/").content.decode()


@pytest.mark.django_db
def test_page_tells_the_age_and_the_size() -> None:
    make_backup_run(day=timezone.localdate(), started_at=timezone.now() - timedelta(hours=5))

    page = opened_page(make_workspace())

    entry = ("La dernière sauvegarde a 5\xa0heures.", "4,0 Mio", "211", "faite", 'role="status"')
    assert [text in page for text in entry] == [True, True, True, True, False]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("state", "days", "warning"),
    [
        ("done", 3, "La dernière sauvegarde a plus de deux jours."),
        ("failed", 0, "La dernière sauvegarde a échoué. Disque plein."),
        ("running", 0, "Aucune sauvegarde automatique n’a encore été faite"),
    ],
)
def test_page_warns_in_words(state: str, days: int, warning: str) -> None:
    then = timezone.now() - timedelta(days=days)
    failure = "Disque plein." if state == "failed" else ""
    make_backup_run(day=then.date(), state=state, started_at=then, failure=failure)

    assert warning in opened_page(make_workspace())


@pytest.mark.django_db
def test_page_asks_the_same_with_one_and_three_backups(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    workspace = make_workspace()
    client = Client()
    client.force_login(make_administrator(workspace=workspace).user)
    url = f"/e/{workspace.slug}/sauvegardes/"
    make_backup_run(day=date(2026, 11, 1))
    client.get(url)

    with django_assert_num_queries(4):
        client.get(url)
    make_backup_run(day=date(2026, 11, 2))
    make_backup_run(day=date(2026, 11, 3))
    with django_assert_num_queries(4):
        client.get(url)
