"""What fails is recorded, shown to administrators, and written to them once a day."""

import logging
from collections.abc import Callable, Collection
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from maillage.foundation.cooperations.spaces.models import Workspace
from maillage.foundation.mail.carrier import is_set
from maillage.foundation.mail.choices import Kind
from maillage.foundation.mail.services import Draft, write_letters
from maillage.roof.upkeep.faults import UpkeepError, reason_of
from maillage.roof.upkeep.models import Failure
from maillage.roof.upkeep.queries import (
    first_workspace,
    has_failing_letters,
    latest_runs,
    standing,
    tasks_failed,
)
from maillage.roof.upkeep.release import version

log = logging.getLogger("maillage.upkeep")


def attempt(chore: Callable[[datetime], object], now: datetime) -> str:
    """The name of the chore when it failed, nothing when it was done."""
    name = f"{chore.__module__}.{chore.__name__}".removeprefix("maillage.")
    try:
        chore(now)
    except Exception as error:  # whatever it raises, the next one must be tried
        log.exception("chore failed")
        sentence = _("« %(name)s » s’arrête (%(reason)s). Le journal du serveur dit où.")
        settle(name, sentence % {"name": name, "reason": reason_in_words(error)}, now)
        return name
    return ""


def forget_all_but(chores_failed: Collection[str]) -> None:
    """Removes the failures of chores that are done again, or that this version has no more."""
    Failure.objects.exclude(kind__in=[*Failure.TITLES, *chores_failed]).delete()


def reason_in_words(error: Exception) -> str:
    """Why it failed, without the words of the error, which may name somebody."""
    if isinstance(error, UpkeepError):
        return str(error)
    return reason_of(error) if isinstance(error, OSError) else type(error).__name__


def watch(now: datetime) -> None:
    """Records what the backup of the day, the letters and the background tasks say of themselves.

    Of the letters of workspaces, only that some fail: their pages tell which to those concerned.
    """
    backups, tasks = standing(latest_runs(), now), ", ".join(tasks_failed(now))
    settle(Failure.BACKUP, "" if backups.is_new else backups.warning, now)
    sentence = _(
        "Des lettres n’ont pas pu partir depuis hier, ou attendent depuis plus d’une heure que le "
        "serveur de courriel les prenne. La page « Courriel » de l’espace dit lesquelles."
    )
    settle(Failure.LETTERS, sentence if has_failing_letters(now) else "", now)
    sentence = _("En échec depuis hier : %(tasks)s. Le journal du serveur dit où.")
    settle(Failure.TASKS, sentence % {"tasks": tasks} if tasks else "", now)


def settle(kind: str, sentence: str, now: datetime) -> None:
    """Records that this fails and why, or without a sentence that it fails no more.

    Administrators are written to once a day while it fails.
    """
    row = Failure.objects.filter(kind=kind).first()
    if not sentence:
        if row is not None:
            row.delete()
        return
    today = timezone.localdate(now)
    if row is not None and (row.sentence, row.letter_day) == (sentence, today):
        return
    with transaction.atomic():
        values = {"sentence": sentence, "letter_day": today}
        row, _made = Failure.objects.update_or_create(
            kind=kind, defaults=values, create_defaults={**values, "since": now}
        )
        write_letters(_letters(row))


def _letters(failure: Failure) -> list[Draft]:
    """One to each address, of which a day has no second."""
    since = f"{timezone.localtime(failure.since):%d/%m/%Y à %H h %M}"
    text = _("%(sentence)s Cela dure depuis le %(since)s.")
    return alert_letters(
        f"failure:{failure.kind}:{failure.letter_day}",
        _("Maillage : %(what)s") % {"what": failure.title},
        text % {"sentence": failure.sentence, "since": since},
    )


def version_letters(before: str) -> list[Draft]:
    """What tells those who look after the installation that it serves another version."""
    now = version()
    return alert_letters(
        f"version:{before}:{now}",
        _("Maillage : version %(now)s") % {"now": now},
        _(
            "Cette installation sert la version %(now)s, et non plus la %(before)s. Ce qui change "
            "se lit dans CHANGELOG.md."
        )
        % {"now": now, "before": before},
    )


def alert_letters(key: str, subject: str, text: str) -> list[Draft]:
    """A letter to each of those who look after the installation; none without mail.

    They are those that the settings name, else the administrators of its first workspace. It ends
    with the address of the page that says how the service is doing.
    """
    workspace = first_workspace()
    if workspace is None or not is_set():
        return []
    page = settings.PUBLIC_ADDRESS + reverse("upkeep:service", args=[workspace.slug])
    text = _("%(text)s\n\nL’état du service :\n%(page)s\n") % {"text": text, "page": page}
    return [
        Draft(key=f"{key}:{number}", kind=Kind.ALERT, to=to, subject=subject, text=text)
        for number, to in enumerate(_addresses(workspace))
    ]


def _addresses(workspace: Workspace) -> list[str]:
    accounts = workspace.administrators.filter(is_active=True).order_by("pk")
    return settings.ALERTS or list(accounts.values_list("email", flat=True))
