"""Erasing again, in what a backup brought back, the people erased since it was made."""

from auditlog.context import disable_auditlog
from django.apps import apps
from django.db import models

from maillage.foundation.cooperations.models import Cooperation
from maillage.foundation.journal.erased import erased_records, is_same
from maillage.foundation.journal.erasing import erase_record
from maillage.ground.directory.models import Person
from maillage.ground.directory.rights.services import erase_person_rows
from maillage.roof.departures.services import erase_cooperation


def erase_again() -> int:
    """How many erased records had come back, and are gone with all that belongs to them."""
    number = 0
    with disable_auditlog():
        for erased in erased_records():
            model = apps.get_model(erased.model)
            record = model._base_manager.filter(pk=erased.number).first()
            if record is not None and is_same(record, erased):
                _erase(record)
                number += 1
    return number


def _erase(record: models.Model) -> None:
    if isinstance(record, Person):
        erase_person_rows(record)
    elif isinstance(record, Cooperation):
        erase_cooperation(record)
    else:
        erase_record(record)
