"""What does the notebook tell on the pages of the other rooms?"""

from collections.abc import Sequence
from datetime import date

from django.db.models import QuerySet
from django.db.models.functions import Left
from django.urls import reverse
from django.utils.translation import gettext as _

from maillage.core import french
from maillage.core.agenda import Turn, Waiting, suggestions
from maillage.core.folded import holds_words
from maillage.core.links import address
from maillage.core.panels import Panel, lines_panel, panels
from maillage.core.points import Reader
from maillage.core.probes import probe
from maillage.core.sheet import Line
from maillage.core.strands import Strand, StrandMark, strands
from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.records.models import visible_records
from maillage.foundation.cooperations.spaces.readers import as_access
from maillage.foundation.search.query import MOST_OF_A_ROOM, Query, SearchResult, searchables
from maillage.trade.dialogue import permissions
from maillage.trade.dialogue.notebook.forms import LineForm
from maillage.trade.dialogue.notebook.models import Note
from maillage.trade.dialogue.notebook.queries import (
    beginning_of,
    first_hand_notes,
    longest_unheard,
    months_between,
    notes,
    notes_about,
)
from maillage.trade.dialogue.notebook.states import contacts, differences, trust

MOST = 6
QUIET_MONTHS = 3
NAME = 80


@panels.answer
def notes_of_sheet(reader: Reader, kind: str, number: int) -> Sequence[Panel]:
    """The last notes about a structure or a person, in one query."""
    access = as_access(reader)
    if kind not in {"organisation", "person"} or not permissions.can_open_notebook(access):
        return ()
    slug = access.cooperation.slug
    rows = list(notes_about(notes(access), kind, number).order_by("-source__on", "-pk")[:MOST])
    lines = [
        Line(
            label=one.title or beginning_of(one.words, NAME),
            note=f"{french.long_date(one.source.on)}, {one.source.get_kind_display()}",
            url=reverse("dialogue:note", args=[slug, one.pk]),
        )
        for one in rows
    ]
    if not lines:
        return ()
    note = _("la dernière du %(day)s") % {"day": french.long_date(rows[0].source.on)}
    return lines_panel(_("Carnet"), lines, note, on_paper=False)


@panels.answer
def line_of_call(reader: Reader, kind: str, number: int) -> Sequence[Panel]:
    """Before a call, the line in which one notes what the structure says; no query."""
    access = as_access(reader)
    if kind != "call" or not permissions.can_keep_notebook(access):
        return ()
    context: dict[str, object] = {
        "form": LineForm(),
        "organisation": number,
        "url": reverse("dialogue:note_quick", args=[access.cooperation.slug]),
    }
    title, template = _("Ce qu’elle vient de vous dire"), "dialogue/parts/call_line.html"
    return (Panel(title, template, context, holds_form=True, on_paper=False),)


@strands.answer
def words_of_structures(reader: Reader, numbers: tuple[int, ...]) -> Sequence[Strand]:
    """The notes of what structures said themselves, that the reader may read; one query."""
    access = as_access(reader)
    if not permissions.can_open_notebook(access):
        return ()
    by_structure: dict[int, list[StrandMark]] = {}
    for number, note in first_hand_notes(access, numbers):
        by_structure.setdefault(number, []).append(_word(access, note))
    strand = Strand("words", _("Ce qu’elle dit"), by_structure, is_locked=True, is_partial=True)
    return (strand,)


def _word(access: Access, note: Note) -> StrandMark:
    return StrandMark(
        fact="note",
        on=note.source.on,
        title=note.title or beginning_of(note.words, NAME),
        note=f"{french.long_date(note.source.on)}, {note.source.get_kind_display()}",
        url=address("dialogue:note", access.cooperation.slug, note.pk),
        text="« »",
    )


@suggestions.answer
def silence_of_a_member(reader: Reader, today: date) -> Sequence[Waiting]:
    """The member whose last note is the oldest, when it is over three months old; one query."""
    access = as_access(reader)
    if not permissions.can_open_notebook(access):
        return ()
    oldest = longest_unheard(access)
    months = months_between(oldest.on, today) if oldest else 0
    if oldest is None or months < QUIET_MONTHS:
        return ()
    url = reverse("directory:organisation", args=[access.cooperation.slug, oldest.organisation])
    reason = _(
        "Il y a %(n)s mois que rien n’est noté au carnet sur %(name)s : la dernière note ouverte "
        "à votre lecture est du %(day)s."
    ) % {
        "n": french.in_words(months),
        "name": french.with_article(oldest.name),
        "day": french.long_date(oldest.on),
    }
    label = _("Appeler %(name)s") % {"name": french.with_article(oldest.name)}
    return (Waiting(label, reason, url, verb=label, turn=Turn.COMPLETES),)


@searchables.answer
def matching_notes(reader: Reader, query: Query) -> Sequence[SearchResult]:
    """The notes that hold the words, in one query; none outside the team."""
    access = as_access(reader)
    if not permissions.can_open_notebook(access):
        return ()
    slug = access.cooperation.slug
    return [
        SearchResult(
            _("Note du carnet"),
            title or beginning_of(words, NAME),
            french.long_date(on),
            address("dialogue:note", slug, pk),
        )
        for pk, title, words, on in _holding(access, query.words)
    ]


def _holding(access: Access, words: Sequence[str]) -> QuerySet[Note, tuple[int, str, str, date]]:
    """The notes that this reader may see and that hold the words, the latest first.

    The words are asked first: the database looks at who may read only where they are.
    """
    rows = Note.objects.filter(holds_words(" ".join(words), "folded")).visible_to(access)
    return rows.order_by("-source__on", "-pk").values_list(
        "pk", "title", Left("source__words", 2 * NAME), "source__on"
    )[:MOST_OF_A_ROOM]


visible_records.answer(lambda: (Note,))


probe(
    "emergence.actors.differences",
    load=differences.load,
    reads="officers",
    topics={"notebook", "positions", "members", "organisations"},
)(differences.differences_written)


probe(
    "emergence.actors.reliable-people",
    load=contacts.load,
    reads="officers",
    topics={"notebook", "members", "people", "organisations", "imports"},
)(contacts.contacts_state)


probe(
    "construction.support.trust",
    load=trust.load,
    reads="officers",
    topics={"notebook", "history", "members", "people", "organisations", "imports"},
)(trust.trust_state)
