"""The archive of a cooperation, and its deletion: asked, called off, done on its day."""

from collections.abc import Sequence
from contextlib import AbstractContextManager
from datetime import date, datetime, timedelta
from functools import partial

from auditlog.context import disable_auditlog
from django.conf import settings
from django.db import models, transaction
from django.utils import timezone

from maillage.foundation.accounts.models import User
from maillage.foundation.cooperations.models import Access, AnswerLink, Cooperation, Invitation
from maillage.foundation.cooperations.spaces.queries import access_to
from maillage.foundation.documents.files import store
from maillage.foundation.journal import services as journal
from maillage.foundation.journal.erased import remember_erased
from maillage.foundation.journal.erasing import erase_record, relations_to, wipe_after_commit
from maillage.foundation.journal.models import Change, LogEntry
from maillage.foundation.journal.services import forget_values
from maillage.foundation.mail.services import withdraw_letter
from maillage.ground.territories.models import Perimeter, Territory
from maillage.roof.departures import packing
from maillage.roof.departures.choices import ArchiveState
from maillage.roof.departures.models import Archive, Deletion
from maillage.roof.departures.permissions import can_decide

KEPT_FOR = timedelta(days=7)
LONGEST = timedelta(hours=1)


def ask_archive(*, access: Access) -> Archive:
    """The archive asked for by this officer."""
    with journal.write_by(access, "archives"):
        return Archive.objects.create(cooperation=access.cooperation, asked_by=access.user)


def make_archive(*, archive: Archive) -> Archive:
    """The archive with its file, when who asked still runs the cooperation."""
    waiting = Archive.objects.filter(pk=archive.pk, state=ArchiveState.WAITING)
    if not waiting.update(state=ArchiveState.RUNNING):
        return archive
    try:
        access = access_to(archive.asked_by, archive.cooperation.slug)
        if access is None or not can_decide(access):
            _fail(archive)
            return archive
        stored = packing.pack(access, archive.pk)
    except Exception:
        _fail(archive)
        raise
    size = packing.path_of(stored).stat().st_size
    Archive.objects.filter(pk=archive.pk).update(state=ArchiveState.DONE, stored=stored, size=size)
    return archive


def _fail(archive: Archive) -> None:
    Archive.objects.filter(pk=archive.pk).update(state=ArchiveState.FAILED)


def close_interrupted_archives(numbers: Sequence[int]) -> int:
    """How many of these archives, stopped in the middle, are now said so; their files are gone."""
    stopped = Archive.objects.filter(
        pk__in=numbers, state__in=(ArchiveState.WAITING, ArchiveState.RUNNING)
    )
    left = list(stopped.values_list("pk", flat=True))
    for number in left:
        packing.forget(number)
    return Archive.objects.filter(pk__in=left).update(state=ArchiveState.FAILED)


def tidy_archives(now: datetime) -> int:
    """How many archives were erased after their week; one stopped in the middle is said so."""
    stuck = Archive.objects.filter(state=ArchiveState.RUNNING, asked_at__lt=now - LONGEST)
    stuck.update(state=ArchiveState.FAILED)
    old = list(Archive.objects.filter(asked_at__lt=now - KEPT_FOR))
    for archive in old:
        Archive.objects.filter(pk=archive.pk).delete()
        if archive.stored:
            packing.path_of(archive.stored).unlink(missing_ok=True)
    packing.sweep(frozenset(Archive.objects.values_list("stored", flat=True)))
    return len(old)


def ask_deletion(*, author: User, cooperation: Cooperation) -> Deletion:
    """The deletion asked for, its day in a month; one already asked for keeps its day."""
    with _written(author, cooperation):
        made, _new = Deletion.objects.get_or_create(
            cooperation=cooperation,
            defaults={
                "asked_by": author,
                "due_on": timezone.localdate() + timedelta(days=settings.DELAY_DAYS),
            },
        )
    return made


def cancel_deletion(*, author: User, cooperation: Cooperation) -> None:
    """The cooperation is kept; nothing when its deletion had been called off already."""
    with _written(author, cooperation):
        for deletion in Deletion.objects.filter(cooperation=cooperation):
            deletion.delete()


def _written(author: User, cooperation: Cooperation) -> AbstractContextManager[Change]:
    return journal.write_in(author, cooperation, "cooperation")


def delete_due(today: date) -> int:
    """How many cooperations whose day has come are now gone."""
    due = Deletion.objects.filter(due_on__lte=today).values_list("cooperation", flat=True)
    return sum(_delete(number) for number in list(due))


def _delete(number: int) -> bool:
    """Removes the cooperation, unless its deletion has just been called off."""
    with transaction.atomic(), disable_auditlog():
        cooperation = Cooperation.objects.select_for_update().filter(pk=number).first()
        if cooperation is None or not Deletion.objects.filter(cooperation=number).exists():
            return False
        remember_erased(cooperation)
        erase_cooperation(cooperation)
        wipe_after_commit()
    return True


def erase_cooperation(cooperation: Cooperation) -> None:
    """Removes all that belongs to it: rows, files, letters that wait, the journal's values."""
    number, drawn = cooperation.pk, _drawn_for(cooperation.pk)
    for stored in store.names_of(number):
        transaction.on_commit(partial(store.forget, stored))
    for archive in Archive.objects.filter(cooperation=number).exclude(stored=""):
        path = packing.path_of(archive.stored)
        transaction.on_commit(partial(path.unlink, missing_ok=True))
    for model in (Invitation, AnswerLink):
        for link in model.objects.filter(cooperation=number):
            withdraw_letter(f"{model.__name__.lower()}:{link.pk}")
    erase_record(cooperation)
    _erase_undrawn(drawn)
    forget_values(LogEntry.objects.filter(cooperation_id=number))
    Change.objects.filter(cooperation_id=number).update(via="")


def _drawn_for(cooperation_id: int) -> set[int]:
    """The territories that were drawn for this cooperation."""
    drawn = Perimeter.objects.filter(cooperation=cooperation_id, territory__workspace__isnull=False)
    return set(drawn.values_list("territory", flat=True))


def _erase_undrawn(numbers: set[int]) -> None:
    """Removes those of these territories that no other cooperation or structure uses."""
    for territory in Territory.objects.filter(pk__in=numbers):
        used = (
            relation.related_model._base_manager.filter(
                **{relation.field.name: territory.pk}
            ).exists()
            for relation in relations_to(Territory)
            if relation.on_delete is models.PROTECT
        )
        if not any(used):
            erase_record(territory)
