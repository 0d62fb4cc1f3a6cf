"""Asking that a cooperation be deleted, calling it off, and deleting it when its day has come."""

from contextlib import AbstractContextManager
from datetime import date, timedelta
from functools import partial

from auditlog.context import disable_auditlog
from django.conf import settings
from django.db import models, transaction
from django.utils import timezone

from maillage.foundation.accounts.models import User
from maillage.foundation.cooperations.models import AnswerLink, Cooperation, Invitation
from maillage.foundation.documents.files import store
from maillage.foundation.journal import services as journal
from maillage.foundation.journal.erased import remember_erased
from maillage.foundation.journal.erasing import erase_record, relations_to, wipe_after_commit
from maillage.foundation.journal.models import Change, LogEntry
from maillage.foundation.journal.services import forget_values
from maillage.foundation.mail.services import withdraw_letter
from maillage.ground.territories.models import Perimeter, Territory
from maillage.roof.departures import packing
from maillage.roof.departures.models import Archive, Deletion


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
        for asked in Deletion.objects.filter(cooperation=cooperation):
            asked.delete()


def _written(author: User, cooperation: Cooperation) -> AbstractContextManager[Change]:
    return journal.write(
        author,
        workspace_id=cooperation.workspace_id,
        cooperation_id=cooperation.pk,
        topic="cooperation",
    )


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
