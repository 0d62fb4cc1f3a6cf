"""What does the matrix of positions say in sentences?"""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.analysis.common_ground import SilentStructure
from maillage.core import french
from maillage.core.matrix import Reading
from maillage.trade.stakes.choices import StakeLabel
from maillage.trade.stakes.positions.queries.readings import Readings, StakeReading
from maillage.trade.stakes.words import LEAST_COVERAGE, camps_words

MOST_DOUBTED = 3


@dataclass(frozen=True, slots=True)
class Head:
    """The sentence of the page, what is known, and the day of what is known."""

    sentence: str
    coverage: str
    can_be_read: bool


def table_sentence(read: Readings) -> Head:
    """How many stakes are read how, and on how much it rests."""
    share = read.coverage.total
    part = (
        _("%(share)s %% des positions sont connues")
        if read.is_whole
        else _("%(share)s %% des positions vous sont ouvertes")
    )
    sentence = part % {"share": round(100 * share)}
    if read.table.latest:
        sentence += _(", la dernière du %(day)s") % {"day": french.long_date(read.table.latest)}
    if not read.table.spoken:
        nothing = (
            _("Aucune position n’est encore notée.")
            if read.is_whole
            else _("Aucune position ne vous est ouverte.")
        )
        return Head(nothing, "", can_be_read=False)
    if share < LEAST_COVERAGE:
        too_few = (
            _("La matrice ne peut pas encore être lue en entier : trop de silences.")
            if read.is_whole
            else _("Trop peu de positions vous sont ouvertes pour lire la matrice en entier.")
        )
        return Head(too_few, sentence + ".", can_be_read=False)
    return Head(_labels_sentence(read), sentence + ".", can_be_read=True)


def _labels_sentence(read: Readings) -> str:
    counts = {label: sum(one.label == label for one in read.stakes) for label in StakeLabel}
    unread = sum(one.label is None for one in read.stakes)
    parts = [
        _counted(counts[StakeLabel.GROUND], _("terrain d’entente"), _("terrains d’entente")),
        _counted(counts[StakeLabel.REJECTED], _("rejet commun"), _("rejets communs")),
        _counted(
            counts[StakeLabel.NO_SIDE],
            _("enjeu où personne ne prend parti"),
            _("enjeux où personne ne prend parti"),
        ),
        _counted(counts[StakeLabel.DEAL], _("compromis possible"), _("compromis possibles")),
        _counted(counts[StakeLabel.CLASH], _("conflit potentiel"), _("conflits potentiels")),
        _counted(unread, _("enjeu à sonder"), _("enjeux à sonder")),
    ]
    text = ", ".join(part for part in parts if part)
    if not read.is_whole:
        return _("%(basis)s : %(reading)s.") % {"basis": open_basis(), "reading": text}
    return f"{text[:1].upper()}{text[1:]}."


def open_basis() -> str:
    """On what a reading rests, for those who do not see all that was said."""
    return _("D’après les positions qui vous sont ouvertes")


def day_words(day: date, *, is_whole: bool) -> str:
    """The day of a position; that others may not be open is said to all who may not see them.

    Said everywhere or nowhere: beside some positions alone it would tell that one is hidden.
    """
    words = french.long_date(day)
    if is_whole:
        return words
    return _("%(day)s, dernière ouverte à votre lecture") % {"day": words}


def _counted(count: int, one: str, several: str) -> str:
    return f"{french.in_words(count)} {one if count == 1 else several}" if count else ""


def most_silent(read: Readings) -> SilentStructure | None:
    """Who has said least, people left out; None when nobody has said anything."""
    people = {one.name for one in read.table.actors if one.person_id is not None}
    first = next((one for one in read.silent if one.actor not in people), None)
    return first if read.table.spoken else None


def to_listen_to(read: Readings) -> str:
    """Whom to hear first: those who have said least, when somebody has said something."""
    first = most_silent(read)
    if first is None:
        return ""
    silences, number = len(first.subjects), len(read.table.stakes)
    sentence = ngettext(
        "Écouter %(name)s : un silence sur %(all)s enjeux.",
        "Écouter %(name)s : %(n)s silences sur %(all)s enjeux.",
        silences,
    )
    if number == 1:
        sentence = _("Écouter %(name)s, qui n’a rien dit du seul enjeu.")
    elif silences == number:
        sentence = _("Écouter %(name)s : un silence sur chacun des %(all)s enjeux.")
    name = french.with_article(first.actor)
    return sentence % {"name": name, "n": silences, "all": number}


def doubt_sentences(read: Readings) -> list[str]:
    """For the first stakes whose word a position to confirm would change, that it would."""
    if not table_sentence(read).can_be_read:
        return []
    doubted = [one for one in read.stakes if one.doubt]
    lines = [f"« {one.stake.label} ». {one.doubt}" for one in doubted[:MOST_DOUBTED]]
    more = len(doubted) - MOST_DOUBTED
    if more > 0:
        sentence = ngettext(
            "Il en va de même d’un autre enjeu.", "Il en va de même de %(n)s autres enjeux.", more
        )
        lines.append(sentence % {"n": french.number(more)})
    return lines


def actor_words(one: StakeReading) -> str:
    """How many have spoken on a stake: "8 positions sur 9", or "8 positions ouvertes"."""
    reading = one.reading
    count = len(reading.supporters) + len(reading.opponents) + len(reading.neutral)
    if not one.is_whole:
        sentence = ngettext("%(n)s position ouverte", "%(n)s positions ouvertes", max(count, 1))
        return sentence % {"n": count}
    number = count + len(reading.silent)
    sentence = ngettext("%(n)s position sur %(all)s", "%(n)s positions sur %(all)s", count)
    return sentence % {"n": count, "all": number}


def reading_cell(one: StakeReading) -> Reading:
    """The word of a stake beside its row, chosen or computed, and who stands where."""
    camps = camps_words(one.reading, counts_silences=one.is_whole)
    if camps and not one.is_whole:
        camps = _("%(camps)s, parmi les positions ouvertes") % {"camps": camps}
    if one.chosen is not None:
        note = _("lecture choisie le %(day)s") % {"day": french.long_date(one.chosen.on)}
        label = StakeLabel(one.chosen.label)
        return Reading(_capital(label), note, "verdict", label.value)
    if one.computed is None:
        unread = (
            _("Ne peut pas encore être lu") if one.is_whole else _("Trop peu de positions ouvertes")
        )
        return Reading(unread, camps)
    return Reading(_capital(one.computed), camps, "verdict", one.computed.value)


def _capital(label: StakeLabel) -> str:
    words = str(label.label)
    return words[:1].upper() + words[1:]
