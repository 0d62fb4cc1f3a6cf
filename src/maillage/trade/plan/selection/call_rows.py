"""What does the page of a call show of each project, and of each voice?"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from maillage.core import french
from maillage.core.register.cells import euros_cell
from maillage.foundation.cooperations.models import Access
from maillage.ground.directory.models import Organisation
from maillage.trade.governance.models import Seat
from maillage.trade.plan.selection import words
from maillage.trade.plan.selection.drawing import Range, draw_range
from maillage.trade.plan.selection.models import Ballot, CallVoice, Candidacy
from maillage.trade.plan.selection.queries import CallSheet, as_voice, is_carried_by
from maillage.trade.plan.selection.rules import points, voice_score


@dataclass(frozen=True, slots=True)
class OpinionCell:
    """What a funder says of a project: its shape, its name, its words, how they are known."""

    shape: str
    funder: Organisation
    words: str
    source: str


def opinion_cells(access: Access, sheet: CallSheet, one: Candidacy) -> list[OpinionCell | None]:
    """What each funder says, or that it is awaited, which the team alone reads: else None."""
    answers = [(each, sheet.opinions.get((one.pk, each.pk))) for each in sheet.funders]
    return [
        OpinionCell(
            words.opinion_mark(answer),
            funder,
            words.opinion_words(answer),
            words.source_words(answer) if answer and access.is_in_team else "",
        )
        if answer or access.is_in_team
        else None
        for funder, answer in answers
    ]


@dataclass(frozen=True, slots=True)
class CallRow:
    """A project of a call: its mean and its spread when they are read, its opinions, its sum."""

    candidacy: Candidacy
    mean: str
    votes: str
    drawing: Range | None
    extent: str
    opinions: Sequence[OpinionCell | None]
    sum_words: str
    result: str
    is_cut: bool
    warning: str


def call_rows(access: Access, sheet: CallSheet) -> list[CallRow]:
    """The projects in their order; the line of the envelope stands above the first that waits."""
    waiting = (one for one in sheet.candidacies if one.pk not in (sheet.fits or ()))
    cut = next(waiting, None) if sheet.fits is not None else None
    return [_row(access, sheet, one, is_cut=one == cut) for one in sheet.candidacies]


def _row(access: Access, sheet: CallSheet, one: Candidacy, *, is_cut: bool) -> CallRow:
    read = sheet.standings[one.pk] if sheet.standings else None
    missing = [q.label.lower() for q in sheet.grid if read and q.number in read.missing]
    return CallRow(
        candidacy=one,
        mean=str(points(read.mean)) if read and read.mean is not None else "",
        votes=words.votes_words(sheet, one, read),
        drawing=draw_range(read, sheet.call.least) if read else None,
        extent=words.range_words(read) if read else "",
        opinions=opinion_cells(access, sheet, one),
        sum_words=euros_cell(one.aid_cents),
        result=words.result_words(one),
        is_cut=is_cut,
        warning=_("éliminatoire : %(names)s") % {"names": french.listed(missing)}
        if missing
        else "",
    )


@dataclass(frozen=True, slots=True)
class VoiceRow:
    """The marks of a voice on one project, each with whether the voices differ there."""

    name: str
    cells: Sequence[tuple[str, str, bool]]
    total: str


@dataclass(frozen=True, slots=True)
class MarkTable:
    """The marks that this reader may read: their criteria, a row for each voice, their means."""

    heads: Sequence[tuple[str, str]]
    rows: Sequence[VoiceRow]
    foot: Sequence[str]
    mean: str
    is_apart: bool
    asides: Sequence[str]

    @property
    def means(self) -> list[tuple[str, str]]:
        """The mean of each criterion, beside its name."""
        return list(zip([label for label, _weight in self.heads], self.foot, strict=False))


def mark_table(
    sheet: CallSheet,
    ballots: Sequence[Ballot],
    one: Candidacy,
    name: Callable[[Seat], str],
) -> MarkTable | None:
    """The table of the ballots given; None when this reader may read none."""
    if not ballots:
        return None
    read = sheet.standings[one.pk] if sheet.standings else None
    apart = read.apart if read else ()
    by_voice = {ballot.voice_id: ballot for ballot in ballots}
    # What stands down is said aside: a line of dashes would say nothing.
    given = {number for number, ballot in by_voice.items() if not ballot.stands_down}
    spoken = [voice for voice in sheet.voices if voice.pk in given]
    mean = read.mean if read and len(spoken) > 1 else None
    foot = [
        french.number(read.means[q.number] * q.top, 1) if q.number in read.means else ""
        for q in (sheet.grid if read and mean is not None else ())
        if read
    ]
    rows = [_voice_row(sheet, by_voice[each.pk], name(each.seat), apart) for each in spoken]
    return MarkTable(
        heads=[(q.label, _("oui ou non") if q.eliminates else f"× {q.weight}") for q in sheet.grid],
        rows=rows,
        foot=foot,
        mean="" if mean is None else str(points(mean)),
        is_apart=any(is_apart for row in rows for _label, _value, is_apart in row.cells),
        asides=[
            words
            for voice in sheet.voices
            if (words := _aside(one, voice, by_voice.get(voice.pk), name, is_read=bool(read)))
        ],
    )


def _voice_row(sheet: CallSheet, ballot: Ballot, name: str, apart: Collection[int]) -> VoiceRow:
    given = as_voice(ballot)
    score = voice_score(sheet.grid, given)
    shown = [(q, _shown(given.values.get(q.number), q.eliminates)) for q in sheet.grid]
    cells = [(q.label, value, bool(value) and q.number in apart) for q, value in shown]
    return VoiceRow(name, cells, "–" if score is None else str(points(score)))


def _aside(
    one: Candidacy,
    voice: CallVoice,
    ballot: Ballot | None,
    name: Callable[[Seat], str],
    *,
    is_read: bool,
) -> str:
    """Whether the voice stands down, or marks what it carries, and why; nothing for the others."""
    who, carries = french.with_article(name(voice.seat)), is_carried_by(one, voice)
    if ballot is None:
        silent = _("Projet porté par %(who)s : voix en retrait.") % {"who": who}
        return silent if carries and is_read else ""
    if ballot.stands_down:
        return _("Déport %(of)s.") % {"of": french.of_body(name(voice.seat))}
    if carries:
        return _("Projet porté par %(who)s, dont la voix le note : %(why)s.") % {
            "who": who,
            "why": ballot.why.rstrip("."),
        }
    return ""


def _shown(value: int | None, eliminates: bool) -> str:
    if value is None:
        return "–"
    if eliminates:
        return _("oui") if value else _("non")
    return str(value)
