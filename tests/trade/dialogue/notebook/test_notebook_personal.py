"""What the notebook says of a person is told to them, and masked when they are erased."""

import pytest

from maillage.core.personal import Somebody
from maillage.foundation.cooperations.choices import Visibility
from maillage.foundation.cooperations.models import Access
from maillage.foundation.journal.models import LogEntry
from maillage.ground.directory.models import Person
from maillage.trade.dialogue.models import Note, NoteLink
from maillage.trade.dialogue.notebook.personal import export_notes, forget_notes, masked_words
from tests.foundation.cooperations.makers import make_access
from tests.ground.directory.makers import make_member_person
from tests.trade.dialogue.makers import make_note

WORDS = "Mme Vrignaud est partie. Le budget est voté."


def somebody(person: Person) -> Somebody:
    return Somebody(
        person.pk, person.workspace_id, f"person:{person.pk}", "Lise Vrignaud", ("Vrignaud",)
    )


@pytest.fixture
def person(access: Access) -> Person:
    return make_member_person(cooperation=access.cooperation)


def test_a_person_is_told_what_is_written(access: Access, person: Person) -> None:
    place = access.cooperation
    make_note(cooperation=place, title="Tenue", words="Elle suit.", who="", person=person)
    make_note(cooperation=place, title="Nommée", words=WORDS, who="")
    make_note(cooperation=place, title="Autre", words="Rien.", who="")
    make_note(cooperation=place, title="Privée", words=WORDS, visibility=Visibility.ME)

    (chapter,) = export_notes(access, somebody(person))

    assert [(row[0], row[-1]) for row in chapter.rows] == [
        ("Tenue", "Elle suit."),
        ("Nommée", "Mme Vrignaud est partie."),
    ]


def test_an_erased_person_is_in_no_note(access: Access, person: Person) -> None:
    place = access.cooperation
    tied = make_note(cooperation=place, title="Appel", words="Elle suit.", who="", person=person)
    note = make_note(cooperation=place, title="Vrignaud au téléphone", words=WORDS, who="Vrignaud")

    forget_notes(somebody(person))

    note = Note.objects.select_related("source").get(pk=note.pk)
    assert (note.title, note.words, note.who) == ("…", "… Le budget est voté.", "…")
    assert "vrignaud" not in note.folded
    assert NoteLink.objects.filter(note=tied).count() == 0
    assert "Vrignaud" not in str(list(LogEntry.objects.values_list("changes", "object_repr")))


def test_a_reader_tells_only_what_they_read(access: Access, person: Person) -> None:
    make_note(cooperation=access.cooperation, person=person)
    team = make_access(cooperation=access.cooperation, role="team")

    (chapter,) = export_notes(team, somebody(person))

    assert list(chapter.rows) == []


def test_only_the_sentences_that_name_are_masked(person: Person) -> None:
    assert masked_words("Vu. Vrignaud vient.\nFin.", somebody(person)) == "Vu. …\nFin."
