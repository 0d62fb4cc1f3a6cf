"""What the dialogue answers to a search: notes, conflicts, compromises that one may see."""

from collections.abc import Iterator, Sequence
from datetime import date

from django.db.models import QuerySet
from django.db.models.functions import Left
from django.utils.translation import gettext as _

from maillage.core import french
from maillage.core.folded import holds_words
from maillage.core.links import address
from maillage.core.points import Reader
from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.room_answers.readers import as_access
from maillage.foundation.search.asked import MOST_OF_A_ROOM, Asked, Found, searchables
from maillage.foundation.search.kept_names import KeptNames
from maillage.trade.dialogue import permissions
from maillage.trade.dialogue.compromises.queries import compromises
from maillage.trade.dialogue.conflicts.queries import conflicts
from maillage.trade.dialogue.notebook.models import Note
from maillage.trade.dialogue.notebook.queries import beginning_of

NAME = 80
Named = tuple[str, Found]
_kept: KeptNames[Found] = KeptNames()


@searchables.answer
def dialogue_found(reader: Reader, asked: Asked) -> Sequence[Found]:
    """What of the dialogue holds the words: notes, in one query, then the few names kept.

    None outside the team.
    """
    access = as_access(reader)
    if not permissions.can_open_notebook(access):
        return ()

    def read() -> Iterator[Named]:
        yield from _conflicts(access)
        yield from _compromises(access)

    key = (access.pk, access.role)
    named = _kept.among(asked, key, access.cooperation.workspace_id, read)
    return [*_notes(access, asked), *named]


def _conflicts(access: Access) -> Iterator[Named]:
    slug = access.cooperation.slug
    for row in conflicts(access):
        note = _("ouvert") if row.is_open else str(row.get_outcome_display())
        url = address("dialogue:conflict", slug, row.pk)
        yield row.folded, Found(_("Conflit"), row.title, note, url)


def _compromises(access: Access) -> Iterator[Named]:
    slug = access.cooperation.slug
    for row in compromises(access):
        note = str(row.get_settlement_display()) or _("en cours")
        url = address("dialogue:compromise", slug, row.pk)
        yield row.folded, Found(_("Compromis"), row.title, note, url)


def _notes(access: Access, asked: Asked) -> list[Found]:
    slug = access.cooperation.slug
    return [
        Found(
            _("Note du carnet"),
            title or beginning_of(words, NAME),
            french.long_date(on),
            address("dialogue:note", slug, pk),
        )
        for pk, title, words, on in _holding(access, asked.words)
    ]


def _holding(access: Access, words: Sequence[str]) -> QuerySet[Note, tuple[int, str, str, date]]:
    """The notes that this reader may see and that hold the words, the latest first.

    The words are asked first: the database looks at who may read only where they are.
    """
    rows = Note.objects.filter(holds_words(" ".join(words), "folded")).visible_to(access)
    return rows.order_by("-source__on", "-pk").values_list(
        "pk", "title", Left("source__words", 2 * NAME), "source__on"
    )[:MOST_OF_A_ROOM]
