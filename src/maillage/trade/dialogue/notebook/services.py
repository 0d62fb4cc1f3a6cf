"""Notes are written, corrected, tied to what they are about, and erased."""

from collections.abc import Iterable
from contextlib import AbstractContextManager

from django.db import transaction
from django.db.models import ProtectedError

from maillage.core.versions import claim_version
from maillage.foundation.accounts.models import User
from maillage.foundation.journal import services as journal
from maillage.foundation.journal.models import Change
from maillage.ground.actors.models import Source, Subject
from maillage.ground.actors.readings.services import correct_source
from maillage.ground.directory.models import Organisation, Person
from maillage.trade.dialogue.notebook.models import Note, NoteLink

TOPIC = "notebook"
About = Organisation | Person | Subject


def write_note(*, author: User, note: Note, source: Source, about: Iterable[About]) -> Note:
    """The note, with its words and what it is about."""
    with _write(author, note):
        note.author = source.author = author
        source.cooperation, source.visibility = note.cooperation, note.visibility
        source.save()
        note.source = source
        note.save()
        for one in about:
            _tie(note, one)
    return note


def edit_note(
    *, author: User, note: Note, read: int, organisations: Iterable[Organisation]
) -> Note:
    """The note and its source with their changes; the source is read by whoever reads the note.

    Raises StaleVersionError when version `read` is not the last.
    """
    with _write(author, note):
        claim_version(note, read)
        note.source.visibility = note.visibility
        correct_source(source=note.source)
        note.save()
        _tie_only(note, list(organisations))
    return note


def tie_note(*, author: User, note: Note, about: Iterable[About]) -> Note:
    """The note, tied to these structures, people and subjects besides the others."""
    with _write(author, note):
        for one in about:
            _tie(note, one)
    return note


def untie_note(*, author: User, link: NoteLink) -> None:
    """The note is no longer about this."""
    with _write(author, link.note):
        link.delete()


def erase_note(*, author: User, note: Note) -> None:
    """The note and its words are gone; what was drawn from it keeps its own words and its day."""
    with _write(author, note):
        number, source = note.pk, note.source
        note.delete()
        _leave(source)
        journal.forget(Note, number)


def _leave(source: Source) -> None:
    number = source.pk
    try:
        with transaction.atomic():
            source.delete()
    except ProtectedError:
        source.words = source.who = ""
        source.save()
    journal.forget(Source, number)


def _tie(note: Note, about: About) -> None:
    link = NoteLink(note=note)
    if isinstance(about, Organisation):
        link.organisation = about
    elif isinstance(about, Person):
        link.person = about
    else:
        link.subject = about
    same = (link.organisation_id, link.person_id, link.subject_id)
    rows = note.links.values_list("organisation", "person", "subject")
    if same not in set(rows):
        link.save()


def _tie_only(note: Note, organisations: list[Organisation]) -> None:
    organisation_numbers = {one.pk for one in organisations}
    for link in note.links.filter(organisation__isnull=False):
        if link.organisation_id not in organisation_numbers:
            link.delete()
    for one in organisations:
        _tie(note, one)


def _write(author: User, note: Note) -> AbstractContextManager[Change]:
    return journal.write_in(author, note.cooperation, TOPIC)
