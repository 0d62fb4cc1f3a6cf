"""What does the page of a meeting say in its sentence, before, during and after?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.core import french
from maillage.foundation.mail.choices import State
from maillage.trade.governance.choices import Outcome, QuorumKind


@dataclass(frozen=True, slots=True)
class Share:
    """Seats that vote, together: how many, how many are needed, how many may still come."""

    name: str
    seats: int
    needed: int
    left: int

    @property
    def is_lost(self) -> bool:
        """Whether too many are away for the quorum."""
        return self.left < self.needed


def quorum_ahead(kind: str, shares: Sequence[Share]) -> str:
    """What the quorum asks, and whether those who have not declined are enough.

    `shares` is the whole of the seats, or each college where the quorum is by college.
    """
    if kind == QuorumKind.NONE:
        return _("Aucun quorum n’est demandé.")
    if not any(one.seats for one in shares):
        return _("Aucun siège ne vote.")
    if kind == QuorumKind.COLLEGE:
        return _colleges_ahead(shares)
    (one,) = shares
    values = {
        "needed": french.in_words(one.needed),
        "seats": french.in_words(one.seats),
        "left": french.in_words(one.left),
    }
    if one.is_lost:
        return (
            ngettext(
                "Le quorum ne peut pas être atteint : il faut un présent, aucun ne peut venir.",
                "Le quorum ne peut pas être atteint : il faut %(needed)s présents, et %(left)s sur "
                "%(seats)s peuvent encore venir.",
                one.needed,
            )
            % values
        )
    return (
        ngettext(
            "Il faut un présent pour le quorum, et le siège peut encore venir.",
            "Il faut %(needed)s présents pour le quorum ; %(left)s sur %(seats)s peuvent encore "
            "venir.",
            one.needed,
        )
        % values
    )


def _colleges_ahead(shares: Sequence[Share]) -> str:
    lost = [one.name or _("sans collège") for one in shares if one.is_lost]
    if lost:
        return _("Le quorum ne peut pas être atteint, faute de présents : %(colleges)s.") % {
            "colleges": french.listed(lost)
        }
    parts = [
        _("%(college)s, %(needed)s sur %(seats)s")
        % {
            "college": one.name or _("sans collège"),
            "needed": french.in_words(one.needed),
            "seats": french.in_words(one.seats),
        }
        for one in shares
    ]
    return _("Présents à réunir pour le quorum : %(colleges)s.") % {"colleges": " ; ".join(parts)}


def answers_words(away: int, silent: int, vacant: int = 0) -> str:
    """How many said that they will not come, of how many nothing is noted, how many are vacant."""
    words = _answers(away, silent)
    if not vacant:
        return words
    lacking = ngettext(
        "Un siège n’a personne en fonction.", "%(n)s sièges n’ont personne en fonction.", vacant
    )
    return f"{words} {lacking % {'n': french.capital(french.in_words(vacant))}}"


def promised_words(shown: int, late: int, *, has_more: bool) -> str:
    """How many promises stand there, the first of more or all of them, and how many are late."""
    first = french.in_words(shown, feminine=True)
    if has_more:
        first = _("les %(n)s plus pressantes") % {"n": first}
    if not late:
        return first
    return _("%(all)s, dont %(late)s en retard") % {
        "all": first,
        "late": french.in_words(late, feminine=True),
    }


def _answers(away: int, silent: int) -> str:
    if not away:
        return _("Personne ne s’est excusé.")
    excused = ngettext(
        "Un siège est excusé, absent ou représenté",
        "%(n)s sièges sont excusés, absents ou représentés",
        away,
    ) % {"n": french.in_words(away).capitalize()}
    if not silent:
        return f"{excused}."
    rest = ngettext("rien n’est noté d’un autre", "rien n’est noté de %(n)s autres", silent) % {
        "n": french.in_words(silent)
    }
    return f"{excused} ; {rest}."


@dataclass(frozen=True, slots=True)
class CalledPerson:
    """Who is called for a seat: where their letter is, when it left, of which convocation."""

    name: str
    has_address: bool = True
    state: State | None = None
    former: State | None = None
    sent_on: date | None = None


def letter_words(one: CalledPerson) -> str:
    """Whether the convocation left to them, and when; or why not."""
    if not one.has_address:
        return _("sans adresse, à prévenir autrement")
    if one.state == State.SENT and one.sent_on:
        return _("lettre partie le %(day)s") % {"day": french.long_date(one.sent_on)}
    if one.state:
        return _("lettre %(state)s") % {"state": one.state.label}
    if one.former == State.SENT and one.sent_on:
        return _("convocation d’avant partie le %(day)s, à renvoyer") % {
            "day": french.long_date(one.sent_on)
        }
    return _("convocation à envoyer")


def letters_words(called: Sequence[CalledPerson]) -> str:
    """The letters of a seat: once when they are all alike, else each after its name."""
    words = [letter_words(one) for one in called]
    if len(set(words)) <= 1:
        return words[0] if words else ""
    return " · ".join(f"{one.name} : {text}" for one, text in zip(called, words, strict=True))


@dataclass(frozen=True, slots=True)
class Course:
    """How far a meeting has come: its hours, its quorum, its agenda, what it decided."""

    now: time
    opened: time | None = None
    starts: time | None = None
    quorum: str = ""
    point: int = 0
    points: int = 0
    decisions: int = 0


def during_sentence(course: Course) -> str:
    """What is true of the meeting at this minute."""
    parts = [
        _opening(course),
        course.quorum or _("Personne n’est encore noté présent."),
        _point(course),
        _decisions(course.decisions),
    ]
    return " ".join(part for part in parts if part)


def _opening(course: Course) -> str:
    if course.opened:
        return _("Ouverte à %(hour)s.") % {"hour": french.hour_words(course.opened)}
    if course.starts is None:
        return _("Elle se tient aujourd’hui.")
    hour = french.hour_words(course.starts)
    if course.now < course.starts:
        return _("Elle commence à %(hour)s.") % {"hour": hour}
    return _("Prévue à %(hour)s, elle n’est pas encore dite ouverte.") % {"hour": hour}


def _point(course: Course) -> str:
    if not course.point:
        return ""
    return _("À cette heure, l’ordre du jour prévoit le point %(n)s sur %(all)s.") % {
        "n": course.point,
        "all": course.points,
    }


def _decisions(count: int) -> str:
    if not count:
        return ""
    return ngettext("Une décision est notée.", "%(n)s décisions sont notées.", count) % {
        "n": french.in_words(count, feminine=True).capitalize()
    }


def after_sentence(state: str, decisions: int, sent: int | None) -> str:
    """What came out of the meeting; `sent` is to how many the record leads, None if not told."""
    parts = [state, _decisions(decisions)]
    if sent == 0:
        parts.append(_("Le relevé n’est encore parti à personne."))
    elif sent:
        parts.append(
            ngettext(
                "Une personne a le lien du relevé.", "%(n)s personnes ont le lien du relevé.", sent
            )
            % {"n": french.in_words(sent, feminine=True).capitalize()}
        )
    return " ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class Follow:
    """What is noted of a decision since it was taken."""

    outcome: str
    label: str
    item: str = ""
    standing: str = ""
    steward: str = ""
    review_on: date | None = None

    @property
    def is_asking(self) -> bool:
        """Whether the councils are still to be asked."""
        return self.outcome == Outcome.TO_DELIBERATE and not self.standing


def follow_words(one: Follow, today: date) -> str:
    """Of which point a decision is, its reach, and where it is now."""
    label = one.label[:1].upper() + one.label[1:]
    parts = [f"{one.item}." if one.item else "", f"{label}." if label else ""]
    if one.standing:
        parts.append(_("Posée aux conseils : %(standing)s.") % {"standing": one.standing})
    elif one.is_asking:
        parts.append(_("Aucun conseil n’est encore saisi."))
    if one.steward:
        parts.append(_("Suite : %(who)s.") % {"who": one.steward})
    if one.review_on:
        day = french.long_date(one.review_on)
        late = one.review_on < today
        parts.append(
            (_("À revoir depuis le %(day)s.") if late else _("À revoir le %(day)s.")) % {"day": day}
        )
    return " ".join(part for part in parts if part)


def councils_words(names: Sequence[str]) -> str:
    """To whom a decision would be put, and what is carried over."""
    return ngettext(
        "Un conseil : %(names)s. Le texte, l’instance et la date suivent.",
        "%(n)s conseils : %(names)s. Le texte, l’instance et la date suivent.",
        len(names),
    ) % {"n": french.in_words(len(names)).capitalize(), "names": ", ".join(names)}
