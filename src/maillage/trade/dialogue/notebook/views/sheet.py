"""What the sheet of a note shows: its words sentence by sentence, and what came of them."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from maillage.core import french
from maillage.core.excerpts import excerpts
from maillage.core.links import address
from maillage.core.numbers import read_number
from maillage.core.panels import panels
from maillage.core.sheet import Fact, Line, Readers, Sheet
from maillage.foundation.cooperations.choices import Visibility
from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.pages.doors import CooperationRequest
from maillage.foundation.cooperations.pages.records import places_of
from maillage.foundation.journal.remembered import Remembered
from maillage.ground.actors.models import Position
from maillage.ground.directory.models import Actor
from maillage.trade.dialogue import permissions
from maillage.trade.dialogue.addresses import page_url
from maillage.trade.dialogue.choices import Stance
from maillage.trade.dialogue.conflicts.queries import name_of
from maillage.trade.dialogue.notebook.models import Note, NoteLink
from maillage.trade.dialogue.notebook.queries import Drawn, NoteSheet, drawn_from_source
from maillage.trade.dialogue.notebook.rules import sentences

notebook_place = places_of(page_url, lazy("Carnet"), "notebook", "note")
AT_ONCE = 60


@dataclass(frozen=True, slots=True)
class Becoming:
    """What a sentence can become: the verb, and the form opened on it."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class ShownSentence:
    """A sentence of the note, and what it can become."""

    number: int
    text: str
    becomings: tuple[Becoming, ...]


@dataclass(frozen=True, slots=True)
class ShownLink:
    """What the note is about: its name, what happened to it, its page, how to untie it."""

    name: str
    note: str
    url: str
    untie_url: str


@dataclass(frozen=True, slots=True)
class Part:
    """The sentences on screen, and where the others are."""

    sentences: Sequence[ShownSentence]
    number: int
    count: int

    @property
    def before(self) -> int:
        """The part before, or 0."""
        return self.number - 1

    @property
    def after(self) -> int:
        """The part after, or 0."""
        return self.number + 1 if self.number < self.count else 0


def shown_note(request: CooperationRequest, sheet: NoteSheet, drawn: int) -> Sheet:
    """The sheet as the page draws it; `drawn` says how many readings came of the note."""
    access, note = request.access, sheet.note
    source = note.source
    facts = (
        Fact(_("Date"), french.long_date(source.on).capitalize()),
        Fact(_("D’où cela vient"), str(source.get_kind_display()).capitalize()),
        Fact(_("Auprès de"), source.who),
        Fact(_("Écrite par"), str(note.author)),
    )
    others = tuple(panels.ask(access, "note", note.pk))
    return Sheet(
        title=str(note),
        sentence="" if others and not drawn else _sentence(drawn),
        place=notebook_place(request),
        facts=tuple(fact for fact in facts if fact.value),
        panels=others,
        readers=(
            Readers(
                "lock" if note.visibility in {Visibility.ME, Visibility.OFFICERS} else "users",
                str(note.get_visibility_display()).capitalize(),
                _("la note, ses mots, sa source ; ce que vous en tirez a ses propres lecteurs"),
            ),
        ),
    )


def _sentence(count: int) -> str:
    if not count:
        return _("Rien n’en a encore été tiré.")
    if count == 1:
        return _("Une lecture en a été tirée.")
    return _("%(n)s lectures en ont été tirées.") % {
        "n": french.in_words(count, feminine=True).capitalize()
    }


def shown_part(access: Access, note: Note, requested: str) -> Part:
    """The sentences of this part of the note, each with what it can become for this reader."""
    shown_sentences = sentences(note.words)
    count = max(1, -(-len(shown_sentences) // AT_ONCE))
    number = max(1, min(read_number(requested) or 1, count))
    can_become = excerpts.ask(access)
    shown = [
        ShownSentence(
            one.number,
            one.text,
            tuple(
                Becoming(e.label, e.url_of(note.source_id, one.start, one.end)) for e in can_become
            ),
        )
        for one in shown_sentences[(number - 1) * AT_ONCE : number * AT_ONCE]
    ]
    return Part(shown, number, count)


def shown_links(access: Access, sheet: NoteSheet) -> list[ShownLink]:
    """What the note is about, with the way to each."""
    return [_shown_link(access, sheet, one) for one in sheet.links]


def _shown_link(access: Access, sheet: NoteSheet, link: NoteLink) -> ShownLink:
    slug, url, note = access.cooperation.slug, "", ""
    if link.organisation_id:
        url = address("directory:organisation", slug, link.organisation_id)
        note = _gone_words(sheet, link.organisation_id)
    elif link.person_id:
        url = address("directory:person", slug, link.person_id)
    elif link.subject:
        note = str(link.subject.get_kind_display())
    untie = ""
    if permissions.can_keep_notebook(access):
        untie = address("dialogue:note_untie", slug, link.pk)
    return ShownLink(str(link), note, url, untie)


def _gone_words(sheet: NoteSheet, organisation: int) -> str:
    if organisation not in sheet.gone:
        return ""
    heir = sheet.gone[organisation]
    if heir:
        return _("%(name)s lui a succédé") % {"name": heir}
    return _("n’est plus membre de la coopération")


_drawn: Remembered[list[Line]] = Remembered(50)


def drawn_lines(access: Access, note: Note) -> list[Line]:
    """What was drawn from the note: of whom, what, and the page that shows it.

    Read again after a change only: hundreds of readings may come of one workshop.
    """
    return _drawn.of(
        (access.pk, access.role, note.pk),
        access.cooperation.workspace_id,
        lambda: _lines(access, drawn_from_source(access, note.source_id)),
    )


def _lines(access: Access, drawn: Drawn) -> list[Line]:
    slug = access.cooperation.slug
    return [
        *(_position_line(slug, drawn, one) for one in drawn.positions),
        *(
            Line(_sentence_of(one.actor, str(one).capitalize()), str(one.subject))
            for one in drawn.postures
        ),
        *(
            Line(
                _sentence_of(one.actor, _("influence %(what)s") % {"what": one}),
                _("sur %(whom)s") % {"whom": name_of(one.target)},
            )
            for one in drawn.influences
        ),
        *(
            Line(one.label, _("actualité"), address("context:signal", slug, one.pk))
            for one in drawn.signals
        ),
        *(
            Line(
                one.conflict.title,
                _("conflit, %(heat)s") % {"heat": one},
                address("dialogue:conflict", slug, one.conflict_id),
            )
            for one in drawn.heats
        ),
        *(
            Line(
                _sentence_of(one.actor, str(Stance(one.stance).label)),
                str(one.option),
                address("dialogue:compromise", slug, one.option.compromise_id),
            )
            for one in drawn.answers
        ),
    ]


def _position_line(slug: str, drawn: Drawn, one: Position) -> Line:
    url, stake = "", drawn.stakes.get(one.subject_id)
    if stake is not None:
        url = address("stakes:positions", slug)
        url += f"?case={stake}~{one.actor_id}#c-{stake}~{one.actor_id}"
    words = _sentence_of(one.actor, _("position %(what)s") % {"what": one})
    return Line(words, str(one.subject), url)


def _sentence_of(actor: Actor, what: str) -> str:
    return _("%(who)s : %(what)s") % {"who": name_of(actor), "what": what}
