"""Which of what arrived in a workspace concerns one of its cooperations?"""

from collections.abc import Sequence
from dataclasses import replace

from django.contrib.contenttypes.models import ContentType
from django.utils.translation import gettext as _

from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.records.queries import reader_of_arrivals
from maillage.foundation.journal.arrivals import Reader
from maillage.foundation.journal.models import LogEntry
from maillage.ground.directory import permissions
from maillage.ground.directory.records.models.cards import Contact
from maillage.ground.directory.records.queries.organisations import elsewhere, organisations
from maillage.ground.directory.records.queries.people import concerned_people

PERSON, ORGANISATION = "person", "organisation"


def reader_of_own_arrivals(access: Access) -> Reader:
    """This reader, to whom what concerns other cooperations of the workspace alone is not told."""
    reader = reader_of_arrivals(access)
    return replace(
        reader, readable=lambda entries: _concerning(access, list(reader.readable(entries)))
    )


def _concerning(access: Access, entries: Sequence[LogEntry]) -> list[LogEntry]:
    """The entries without the people and structures of others; one query for each of the two."""
    seen = _seen(access, PERSON, _numbers(entries, PERSON))
    seen |= _seen(access, ORGANISATION, _numbers(entries, ORGANISATION))
    own = [entry for entry in entries if not _is_of_directory(entry) or entry.sheet in seen]
    return own if permissions.can_read_former_contacts(access) else [_unquoted(one) for one in own]


def _unquoted(entry: LogEntry) -> LogEntry:
    """The entry, without the address or number of a person that it would quote."""
    kind = ContentType.objects.get_for_id(entry.content_type_id).model_class()
    if kind is Contact and entry.sheet.startswith(f"{PERSON}:"):
        entry.object_repr = _("des coordonnées")
    return entry


def _is_of_directory(entry: LogEntry) -> bool:
    return entry.sheet.partition(":")[0] in {PERSON, ORGANISATION}


def _numbers(entries: Sequence[LogEntry], kind: str) -> set[int]:
    return {
        int(number)
        for name, _colon, number in (entry.sheet.partition(":") for entry in entries)
        if name == kind
    }


def _seen(access: Access, kind: str, numbers: set[int]) -> set[str]:
    if not numbers:
        return set()
    rows = (
        concerned_people(access)
        if kind == PERSON
        else organisations(access).exclude(elsewhere(access))
    )
    return {
        f"{kind}:{number}" for number in rows.filter(pk__in=numbers).values_list("pk", flat=True)
    }
