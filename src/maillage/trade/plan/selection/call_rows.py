"""What does the page of a call show of each project, and of each voice?"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from maillage.core import french
from maillage.core.money import euros_words
from maillage.foundation.cooperations.pages.doors import CooperationRequest
from maillage.trade.governance.models import Seat
from maillage.trade.plan.addresses import page_url
from maillage.trade.plan.selection import words
from maillage.trade.plan.selection.drawing import Range, draw_range
from maillage.trade.plan.selection.models import Ballot, CallVoice, Candidacy
from maillage.trade.plan.selection.queries import CallSheet, as_voice, is_carried_by
from maillage.trade.plan.selection.rules import points, voice_score


@dataclass(frozen=True, slots=True)
class CallRow:
    """A project of a call: its mean and its spread when they are read, its opinions, its sum."""

    title: str
    note: str
    url: str
    mean: str
    votes: str
    drawing: Range | None
    extent: str
    opinions: Sequence[tuple[str, str]]
    sum_words: str
    result: str
    is_current: bool
    is_cut: bool
    warning: str


def call_rows(
    request: CooperationRequest, sheet: CallSheet, current: Candidacy | None, *, is_part: bool
) -> list[CallRow]:
    """The projects in their order; the line of the envelope stands above the first that waits."""
    cut = _first_out(sheet)
    return [
        _row(request, sheet, one, current, is_part=is_part, is_cut=one.pk == cut)
        for one in sheet.candidacies
    ]


def _first_out(sheet: CallSheet) -> int | None:
    """The first project, in the order, that the envelope does not hold."""
    if sheet.fits is None:
        return None
    return next((one.pk for one in sheet.candidacies if one.pk not in sheet.fits), None)


def _row(
    request: CooperationRequest,
    sheet: CallSheet,
    one: Candidacy,
    current: Candidacy | None,
    *,
    is_part: bool,
    is_cut: bool,
) -> CallRow:
    read = sheet.standings[one.pk] if sheet.standings else None
    given = sum(number == one.pk for number, _voice in sheet.given)
    is_read = read is not None and read.mean is not None
    return CallRow(
        title=str(one.project),
        note=one.project.holder_words,
        url=page_url(request, "candidacy", one.pk),
        mean=str(points(read.mean)) if read and read.mean is not None else "",
        votes=words.votes_words(read)
        if read and is_read
        else words.given_words(given, len(sheet.voices))
        if is_part
        else "",
        drawing=draw_range(read, sheet.call.least) if read else None,
        extent=words.range_words(read) if read else "",
        opinions=[
            (words.opinion_mark(opinion), f"{funder} : {words.opinion_words(opinion)}")
            if request.access.is_in_team or opinion
            else ("", "")
            for funder in (sheet.funders if is_part else ())
            for opinion in (sheet.opinions.get((one.pk, funder.pk)),)
        ],
        sum_words=euros_words(one.aid_cents) if one.aid_cents is not None else "",
        result=words.result_words(one),
        is_current=current is not None and current.pk == one.pk,
        is_cut=is_cut,
        warning=_("éliminatoire : %(names)s")
        % {"names": french.listed([q.label.lower() for q in read.missing])}
        if read and read.missing
        else "",
    )


@dataclass(frozen=True, slots=True)
class VoiceRow:
    """The marks of a voice on one project, each with whether the voices differ there."""

    name: str
    cells: Sequence[tuple[str, bool]]
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
    apart = read.apart if read else frozenset[int]()
    by_voice = {ballot.voice_id: ballot for ballot in ballots}
    spoken = [voice for voice in sheet.voices if voice.pk in by_voice]
    mean = read.mean if read and len(spoken) > 1 else None
    foot = [
        french.number(float(read.means[q.number] * q.top), 1) if q.number in read.means else ""
        for q in (sheet.grid if read and mean is not None else ())
        if read
    ]
    return MarkTable(
        heads=[(q.label, _("oui ou non") if q.eliminates else f"× {q.weight}") for q in sheet.grid],
        rows=[_voice_row(sheet, by_voice[each.pk], name(each.seat), apart) for each in spoken],
        foot=foot,
        mean="" if mean is None else str(points(mean)),
        is_apart=bool(apart),
        asides=[
            words
            for voice in sheet.voices
            if (words := _aside(one, voice, by_voice.get(voice.pk), name, is_read=bool(read)))
        ],
    )


def _voice_row(sheet: CallSheet, ballot: Ballot, name: str, apart: frozenset[int]) -> VoiceRow:
    given = as_voice(ballot)
    score = voice_score(sheet.grid, given)
    cells = [
        (_shown(given.values.get(q.number), q.eliminates), q.number in apart) for q in sheet.grid
    ]
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
    who, carries = _first_word(name(voice.seat)), is_carried_by(one, voice)
    if ballot is None:
        silent = _("%(who)s porte ce projet : sa voix est en retrait.") % {"who": who}
        return silent if carries and is_read else ""
    if ballot.stands_down:
        return _("%(who)s se déporte.") % {"who": who}
    if carries:
        return _("%(who)s porte ce projet et le note : %(why)s.") % {
            "who": who,
            "why": ballot.why.rstrip("."),
        }
    return ""


def _first_word(name: str) -> str:
    """The name of a voice at the head of a sentence, with its article."""
    return french.capital(french.with_article(name))


def _shown(value: int | None, eliminates: bool) -> str:
    if value is None:
        return "–"
    if eliminates:
        return _("oui") if value else _("non")
    return str(value)
