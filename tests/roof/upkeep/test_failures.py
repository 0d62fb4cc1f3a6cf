"""What fails is shown to administrators, and written to them once a day; each made to fail."""

import errno
import re
import shutil
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db.models.signals import pre_delete
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from maillage.core.chores import chores
from maillage.core.points import FIRST, find_answers
from maillage.foundation.cooperations.models import Workspace
from maillage.foundation.mail.models import Letter
from maillage.roof.upkeep.models import Beat, Failure
from maillage.roof.upkeep.release import version
from maillage.roof.upkeep.services.daily import make_daily_backup
from maillage.roof.upkeep.services.tick import tick
from tests.foundation.accounts.makers import make_user
from tests.foundation.cooperations.makers import make_administrator, make_workspace
from tests.foundation.mail.carried import sent_messages
from tests.foundation.mail.makers import make_letter
from tests.foundation.mail.smtp_server import Mood, mail_server
from tests.models_of_databases import ROOT
from tests.reliability.database import OwnDatabase
from tests.roof.upkeep.installations import done, run
from tests.roof.upkeep.makers import make_backup_run

NOON = datetime(2026, 11, 25, 11, 0, tzinfo=timezone.get_default_timezone())
SINCE = "Cela dure depuis le 25/11/2026 à 11 h 00."


@pytest.fixture
def workspace(db: None, settings: Settings, tmp_path: Path) -> Workspace:
    """The workspace that opened the installation, with its administrator and a neighbour."""
    settings.DATA, settings.BACKUP_HOUR = tmp_path, 23
    settings.PUBLIC_ADDRESS = "https://maillage.exemple.fr"
    first = make_workspace()
    make_administrator(workspace=first, user=make_user(email="ines@retz.example.org"))
    make_administrator(user=make_user(email="voisin@ailleurs.example.org"))
    return first


def alerts() -> list[tuple[str, str, str]]:
    """To whom letters went, their subject and their text without its last lines."""
    letters = [(one.to[0], str(one.subject), str(one.body)) for one in sent_messages()]
    return [(to, subject, text.partition("\n")[0]) for to, subject, text in letters]


def page_of(workspace: Workspace) -> str:
    """What the administrator of the workspace reads of the service."""
    client = Client()
    client.force_login(workspace.administrators.get())
    text: str = client.get(reverse("upkeep:service", args=[workspace.slug])).text
    return text.replace("\N{NO-BREAK SPACE}", " ").replace("\N{NARROW NO-BREAK SPACE}", " ")


def test_backup_that_fails_is_written_once_a_day(workspace: Workspace, settings: Settings) -> None:
    (settings.DATA / "fichier").write_text("pas un dossier")
    settings.BACKUPS = settings.DATA / "fichier" / "sauvegardes"
    day = make_backup_run(day=NOON.date(), state="running", started_at=NOON)
    make_daily_backup(run=day, now=NOON)

    for minutes in (0, 1, 2, 24 * 60):
        tick(NOON + timedelta(minutes=minutes))

    sentence = "La dernière sauvegarde a échoué. ce n’est pas un dossier"
    letter = ("ines@retz.example.org", "Maillage : la sauvegarde du jour", f"{sentence} {SINCE}")
    assert alerts() == [letter, letter]
    assert sentence in page_of(workspace)


@pytest.mark.parametrize("mood", [Mood.TAKES, Mood.GREYLISTS])
def test_letters_that_do_not_leave_are_reported_without_saying_whose(
    workspace: Workspace, settings: Settings, mood: Mood
) -> None:
    make_letter(workspace_id=workspace.pk)
    Letter.objects.update(created_at=NOON, next_try=NOON)

    with mail_server() as server:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
        server.unknown, server.mood = {"nadia@retz.example.org"}, mood
        for minutes in (0, 61):
            tick(NOON + timedelta(minutes=minutes))

    (failure,) = Failure.objects.values_list("kind", "sentence")
    assert failure[0] == "letters"
    assert "nadia" not in failure[1]
    assert list(Letter.objects.filter(kind="alert").values_list("to", "key")) == [
        ("ines@retz.example.org", "failure:letters:2026-11-25:0")
    ]
    assert failure[1] in page_of(workspace)
    assert "serveur de courriel les prenne" not in page_of(Workspace.objects.order_by("-pk")[0])


def fails(now: datetime) -> list[str]:
    """A chore that cannot be done."""
    raise OSError(errno.ENOSPC, "Nadia")


def test_chore_that_fails_holds_nothing_back_and_is_reported_until_it_is_done(
    workspace: Workspace, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.ALERTS = ["info@exemple.fr", "astreinte@exemple.fr"]
    find_answers("chores")
    monkeypatch.setattr(chores, "answers", list(chores.answers))
    chores.answer_for(FIRST, fails)
    name = "tests.roof.upkeep.test_failures.fails"

    with pytest.raises(CommandError, match=f"En échec : {name}."):
        call_command("tick")
    assert tick(NOON) == [name]

    sentence = f"« {name} » s’arrête (le disque est plein). Le journal du serveur dit où."
    assert Beat.objects.filter(name="tick").exists()
    assert {(to, subject) for to, subject, _text in alerts()} == {
        ("info@exemple.fr", "Maillage : un travail de chaque minute"),
        ("astreinte@exemple.fr", "Maillage : un travail de chaque minute"),
    }
    assert sentence in page_of(workspace)
    chores.answers.pop(0)
    assert tick(NOON) == []
    assert sentence not in page_of(workspace)


def test_version_that_is_served_from_now_on_is_written_once(workspace: Workspace) -> None:
    tick(NOON)
    assert alerts() == []
    assert version() in page_of(workspace)

    Beat.objects.filter(name__startswith="version ").update(name="version 0.0.1")
    for _turn in range(2):
        tick(NOON)

    text = (
        f"Cette installation sert la version {version()}, et non plus la 0.0.1. Ce qui change se "
        "lit dans CHANGELOG.md."
    )
    assert alerts() == [("ines@retz.example.org", f"Maillage : version {version()}", text)]


def test_version_that_another_tick_writes_meanwhile_is_no_failure(workspace: Workspace) -> None:
    Beat.objects.create(name="version 0.0.1", at=NOON)

    def come_first(**_facts: object) -> None:
        Beat.objects.create(name=f"version {version()}", at=NOON)

    pre_delete.connect(come_first, sender=Beat)
    failed = tick(NOON)
    pre_delete.disconnect(come_first, sender=Beat)

    served = Beat.objects.filter(name__startswith="version ").values_list("name", flat=True)
    assert (failed, list(served)) == ([], [f"version {version()}"])


def test_without_mail_nothing_is_written_and_the_page_shows_it(
    workspace: Workspace, settings: Settings
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
    make_backup_run(day=NOON.date(), state="failed", failure="Disque plein.")

    tick(NOON)

    assert (alerts(), "Disque plein." in page_of(workspace)) == ([], True)


STANDING = """
from maillage.roof.upkeep.models import Failure
rows = Failure.objects.order_by("kind")
print(json.dumps({"states": [f"{one.kind} : {one.sentence}" for one in rows]}))
"""
WORK = ("db_worker", "--batch", "--queue-name", "*", "--no-startup-delay")


@pytest.mark.skipif(not shutil.which("rsync"), reason="rsync is not on this machine")
def test_documented_copy_is_made_after_the_backup_of_the_day(
    installation: OwnDatabase, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = (ROOT / "docs/deploy.md").read_text()
    (command,) = re.findall(r"^MAILLAGE_BACKUP_COPY=(.*)$", text, re.MULTILINE)
    elsewhere, remote = tmp_path / "ailleurs", "copie@ailleurs.exemple.fr:maillage/"
    monkeypatch.setenv("MAILLAGE_BACKUP_HOUR", "0")
    monkeypatch.setenv("MAILLAGE_BACKUP_COPY", command.replace(remote, f"{elsewhere}/"))

    for words in (("tick",), WORK, ("tick",)):
        done(installation, *words)

    (made,) = (installation.data / "backups").iterdir()
    (copy,) = elsewhere.iterdir()
    assert remote in command
    assert (copy.name, copy.read_bytes()) == (made.name, made.read_bytes())
    assert copy.stat().st_mode & 0o777 == 0o600
    assert installation.run_python(STANDING)["states"] == []


def test_copy_and_task_that_fail_in_the_background_are_reported(
    installation: OwnDatabase, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MAILLAGE_BACKUP_HOUR", "0")
    monkeypatch.setenv("MAILLAGE_FROM", "maillage@retz.example.org")
    monkeypatch.setenv("MAILLAGE_ALERTS", "info@exemple.fr")
    monkeypatch.setenv("MAILLAGE_BACKUP_COPY", "sh -c 'echo plus de place >&2; exit 3'")
    enqueue = "from maillage.roof.upkeep.tasks import make_daily_backup as make\nmake.enqueue(0)"
    with mail_server() as server:
        monkeypatch.setenv("MAILLAGE_SMTP_URL", server.url)
        installation.run_python(f"{enqueue}\nprint('{{}}')")
        for words in (("tick",), WORK, ("tick",)):
            done(installation, *words)
        facts = installation.run_python(STANDING)
        run(installation, "tick")
        recipients = server.recipients()

    assert facts["states"] == [
        "copy : La commande de MAILLAGE_BACKUP_COPY a échoué (code 3) : plus de place",
        "tasks : En échec depuis hier : roof.upkeep.tasks.make_daily_backup. Le journal du serveur "
        "dit où.",
    ]
    alerts = [to for to in recipients if to == "info@exemple.fr"]
    assert len(alerts) == 2  # beside what the demonstration itself recalls to its officer
