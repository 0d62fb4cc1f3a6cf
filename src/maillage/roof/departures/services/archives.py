"""Taking a whole cooperation out: asked, made in the background, kept for a week."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.spaces.queries import access_to
from maillage.foundation.journal import services as journal
from maillage.roof.departures import packing
from maillage.roof.departures.choices import ArchiveState
from maillage.roof.departures.models import Archive
from maillage.roof.departures.permissions import can_decide

KEPT_FOR = timedelta(days=7)
LONGEST = timedelta(hours=1)


def ask_archive(*, access: Access) -> Archive:
    """The archive asked for by this officer."""
    with journal.write(
        access.user,
        workspace_id=access.cooperation.workspace_id,
        cooperation_id=access.cooperation_id,
        topic="archives",
    ):
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
