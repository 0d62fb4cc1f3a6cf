"""The strand of words holds the notes of what a structure said; a call ends with a line."""

from django.urls import reverse

from maillage.core.strands import StrandMark
from maillage.foundation.cooperations.models import Access, Cooperation
from maillage.ground.directory.models import Organisation
from maillage.trade.dialogue.models import Note
from maillage.trade.dialogue.notebook.points import line_of_call, words_of_structures
from tests.conftest import SignIn, signed_in
from tests.foundation.cooperations.makers import make_access
from tests.ground.directory.holdings import member_with_name
from tests.trade.dialogue.makers import make_note, make_note_link


def marks_of(access: Access, organisation: Organisation) -> list[StrandMark]:
    return [
        mark
        for strand in words_of_structures(access, (organisation.pk,))
        for mark in strand.by_structure.get(organisation.pk, ())
    ]


def test_a_note_of_one_structure_is_its_word(access: Access, cooperation: Cooperation) -> None:
    bouin, vue = (member_with_name(cooperation, name) for name in ("Bouin", "Vue"))
    own = make_note(cooperation=cooperation, organisation=bouin, title="Appel du mardi")
    make_note(cooperation=cooperation, organisation=bouin, kind="third")
    shared = make_note(cooperation=cooperation, organisation=bouin)
    make_note_link(note=shared, organisation=vue)

    (mark,) = marks_of(access, bouin)

    assert (mark.title, mark.on) == ("Appel du mardi", own.source.on)


def test_each_reads_the_notes_shown_to_them(cooperation: Cooperation) -> None:
    bouin = member_with_name(cooperation, "Bouin")
    for level in ("officers", "team", "me"):
        make_note(cooperation=cooperation, organisation=bouin, visibility=level)

    counts = [
        len(marks_of(make_access(cooperation=cooperation, role=role), bouin))
        for role in ("officer", "team", "elected", "partner", "observer")
    ]

    assert counts == [2, 1, 0, 0, 0]


def test_a_line_is_noted_after_a_call(access: Access, cooperation: Cooperation) -> None:
    bouin = member_with_name(cooperation, "Bouin")
    page = signed_in(access).get(
        reverse("directory:organisation_call", args=[cooperation.slug, bouin.pk])
    )
    assert f'name="organisation" value="{bouin.pk}"' in page.text

    signed_in(access).post(
        reverse("dialogue:note_quick", args=[cooperation.slug]),
        {"organisation": bouin.pk, "words": "Elle votera en janvier."},
    )

    note = Note.objects.get()
    assert (note.words, note.visibility) == ("Elle votera en janvier.", "officers")
    assert [one.organisation for one in note.links.all()] == [bouin]


def test_who_writes_no_note_is_offered_none(sign_in: SignIn, cooperation: Cooperation) -> None:
    bouin = member_with_name(cooperation, "Bouin")
    url = reverse("directory:organisation_call", args=[cooperation.slug, bouin.pk])

    pages = [sign_in(role).get(url) for role in ("team", "elected", "partner", "observer")]

    assert [page.status_code for page in pages] == [200, 200, 200, 403]
    assert not any('name="words"' in page.text for page in pages)


def test_only_a_call_asks_for_a_line(access: Access) -> None:
    assert line_of_call(access, "organisation", 1) == ()
