"""How is the service doing: its tasks, its mail, its disk, its backups?"""

import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db.models import Count, Q
from django.utils.translation import gettext as _
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from maillage.foundation.cooperations.installation.queries import mail_of
from maillage.foundation.cooperations.spaces.models import Workspace
from maillage.foundation.mail.queries import mail_counts
from maillage.roof.upkeep.models import Beat, Failure
from maillage.roof.upkeep.queries import (
    LONGEST_SILENCE,
    SMALLEST_ROOM,
    first_workspace,
    latest_runs,
    standing,
)
from maillage.roof.upkeep.release import version
from maillage.roof.upkeep.words import in_words

DAY = timedelta(days=1)
Failures = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that is watched: what, where it stands in words, and what to do if it worries."""

    what: str
    reading: str
    worry: str = ""


def condition(workspace: Workspace, now: datetime) -> list[Line]:
    """Where everything that is watched stands, in words, in nine queries.

    What belongs to workspaces is counted in this one alone.
    """
    failures = {row.kind: row.sentence for row in Failure.objects.all()}
    return [
        _beat(now),
        _tasks(now, failures),
        _mail(workspace, failures),
        _disk(),
        _backups(now, failures),
        *_chores(failures),
        Line(_("Version"), version()),
    ]


def _beat(now: datetime) -> Line:
    beat = Beat.objects.filter(name="tick").first()
    silent = beat is None or abs(now - beat.at) > LONGEST_SILENCE
    sentence = _("à l’heure") if beat and not silent else _("en retard")
    worry = _("Les rappels, le courriel et la sauvegarde n’avancent plus : relancez Maillage.")
    return Line(_("Battement de chaque minute"), sentence, worry if silent else "")


def _tasks(now: datetime, failures: Failures) -> Line:
    waiting = Q(status=TaskResultStatus.READY)
    late = waiting & Q(enqueued_at__lt=now - LONGEST_SILENCE)
    lately = Q(status=TaskResultStatus.FAILED, finished_at__gte=now - DAY)
    values = DBTaskResult.objects.aggregate(
        waiting=Count("pk", filter=waiting),
        late=Count("pk", filter=late),
        running=Count("pk", filter=Q(status=TaskResultStatus.RUNNING)),
        failed=Count("pk", filter=lately),
    )
    sentence = (
        _("%(running)s en cours, %(waiting)s en attente, %(failed)s en échec depuis hier") % values
    )
    worry = _("Le travail de fond ne prend plus les tâches : relancez Maillage.")
    failed = failures.get(Failure.TASKS, "")
    return Line(_("Tâches de fond"), sentence, worry if values["late"] else failed)


def _mail(workspace: Workspace, failures: Failures) -> Line:
    """The letters of this workspace; their failing worries those who have some, or can mend it."""
    counts = mail_counts(mail_of(workspace))
    sentence = _("%(waiting)s en attente, %(unsent)s non envoyées") % {
        "waiting": counts.waiting,
        "unsent": counts.unsent,
    }
    is_concerned = counts.waiting or counts.unsent or workspace == first_workspace()
    return Line(_("Lettres"), sentence, failures.get(Failure.LETTERS, "") if is_concerned else "")


def _disk() -> Line:
    try:
        room = shutil.disk_usage(Path(settings.DATA))
    except OSError:
        return Line(_("Disque"), _("illisible"), _("Le dossier des données ne se lit pas."))
    sentence = _("%(free)s libres sur %(total)s") % {
        "free": in_words(room.free),
        "total": in_words(room.total),
    }
    full = room.free < SMALLEST_ROOM
    worry = _("Faites de la place : sans elle, rien ne s’enregistre plus.")
    return Line(_("Disque"), sentence, worry if full else "")


def _backups(now: datetime, failures: Failures) -> Line:
    result = standing(latest_runs(), now)
    sentence = _("aucune encore")
    if result.last is not None:
        sentence = _("la dernière fait %(size)s") % {"size": in_words(result.last.size)}
    return Line(_("Sauvegardes"), sentence, result.warning or failures.get(Failure.COPY, ""))


def _chores(failures: Failures) -> list[Line]:
    """What is done each minute and fails."""
    what, reading = _("Travail de chaque minute"), _("en échec")
    return [
        Line(what, reading, sentence)
        for kind, sentence in failures.items()
        if kind not in Failure.TITLES
    ]
