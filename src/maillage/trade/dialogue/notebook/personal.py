"""What does the notebook know of a person?"""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from maillage.core.folded import fold
from maillage.core.personal import MASK, Chapter, Somebody
from maillage.core.points import Reader
from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.spaces.readers import as_access
from maillage.foundation.journal.erasable import drop_rows
from maillage.foundation.journal.services import forget
from maillage.ground.actors.models import Source
from maillage.ground.directory.rights.queries import day
from maillage.trade.dialogue.notebook.models import Note, NoteLink
from maillage.trade.dialogue.notebook.queries import notes
from maillage.trade.dialogue.notebook.rules import sentences


def export_notes(reader: Reader, somebody: Somebody) -> Sequence[Chapter]:
    """The notes tied to them, and the sentences of the others that name them."""
    access = as_access(reader)
    tied, seen = _tied(access, somebody), notes(access)
    numbers = somebody.numbers_naming(seen, "title", "source__who", "source__words")
    rows = [
        (
            str(one),
            day(one.source.on),
            str(one.source.get_kind_display()),
            one.who,
            "\n".join(_readable_sentences(one, somebody, is_tied=one.pk in tied)),
        )
        for one in seen.filter(pk__in=tied | numbers).order_by("source__on", "pk")
    ]
    headers = _("Note"), _("Le"), _("D’où cela vient"), _("Auprès de"), _("Ce qui est écrit")
    return (Chapter(_("Notes du carnet"), headers, rows),)


def _tied(access: Access, somebody: Somebody) -> set[int]:
    links = NoteLink.objects.filter(person=somebody.number, note__cooperation=access.cooperation_id)
    return set(links.values_list("note", flat=True))


def _names(note: Note, somebody: Somebody) -> bool:
    return any(somebody.is_mentioned_in(text) for text in (note.title, note.who, note.words))


def _readable_sentences(note: Note, somebody: Somebody, *, is_tied: bool) -> list[str]:
    if is_tied:
        return [note.words]
    return [one.text for one in sentences(note.words) if somebody.is_mentioned_in(one.text)]


def forget_notes(somebody: Somebody) -> None:
    """The sentences that name them are masked, their ties removed, in the journal too."""
    drop_rows(NoteLink.objects.filter(person=somebody.number))
    rows = Note.objects.filter(cooperation__workspace=somebody.workspace_id)
    for note in rows.select_related("source"):
        if _names(note, somebody):
            _mask(note, somebody)


def _mask(note: Note, somebody: Somebody) -> None:
    words = masked_words(note.words, somebody)
    who = MASK if somebody.is_mentioned_in(note.who) else note.who
    title = MASK if somebody.is_mentioned_in(note.title) else note.title
    Source.objects.filter(pk=note.source_id).update(words=words, who=who)
    Note.objects.filter(pk=note.pk).update(title=title, folded=fold(f"{title} {words} {who}"))
    forget(Source, note.source_id)
    forget(Note, note.pk)


def each_sentence(somebody: Somebody, words: str) -> str:
    """As `masked_words`, a way to mask."""
    return masked_words(words, somebody)


def masked_words(words: str, somebody: Somebody) -> str:
    """The words, each sentence that names somebody replaced; the others stay as they are."""
    parts, since = [], 0
    for one in sentences(words):
        if somebody.is_mentioned_in(one.text):
            parts += [words[since : one.start], MASK]
            since = one.end
    return "".join([*parts, words[since:]])
