"""How is the service doing: its tasks, its mail, its disk, its backups?"""

import shutil
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
from maillage.roof.upkeep.models import Beat
from maillage.roof.upkeep.queries import LONGEST_SILENCE, SMALLEST_ROOM, latest_runs, standing
from maillage.roof.upkeep.words import in_words

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that is watched: what, where it stands in words, and what to do if it worries."""

    what: str
    reading: str
    worry: str = ""


def condition(workspace: Workspace, now: datetime) -> list[Line]:
    """Where everything that is watched stands, in words, in six queries.

    What belongs to workspaces is counted in this one alone.
    """
    return [_beat(now), _tasks(now), _mail(workspace), _disk(), _backups(now)]


def _beat(now: datetime) -> Line:
    beat = Beat.objects.filter(name="tick").first()
    silent = beat is None or abs(now - beat.at) > LONGEST_SILENCE
    sentence = _("à l’heure") if beat and not silent else _("en retard")
    worry = _("Les rappels, le courriel et la sauvegarde n’avancent plus : relancez Maillage.")
    return Line(_("Battement de chaque minute"), sentence, worry if silent else "")


def _tasks(now: datetime) -> Line:
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
    return Line(_("Tâches de fond"), sentence, worry if values["late"] else "")


def _mail(workspace: Workspace) -> Line:
    counts = mail_counts(mail_of(workspace))
    sentence = _("%(waiting)s en attente, %(unsent)s non envoyées") % {
        "waiting": counts.waiting,
        "unsent": counts.unsent,
    }
    return Line(_("Lettres"), sentence)


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


def _backups(now: datetime) -> Line:
    result = standing(latest_runs(), now)
    sentence = _("aucune encore")
    if result.last is not None:
        sentence = _("la dernière fait %(size)s") % {"size": in_words(result.last.size)}
    return Line(_("Sauvegardes"), sentence, result.warning)
