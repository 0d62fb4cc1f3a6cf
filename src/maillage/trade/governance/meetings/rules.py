"""On which days does a body meet, and may it decide with those who are there?"""

from calendar import monthrange
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.core import french
from maillage.law.clear_days import latest_sending_date
from maillage.law.delays import days_after
from maillage.law.quorum import (
    Attendance,
    Proxy,
    Quorum,
    quorum,
    quorum_by_college,
    refused_proxies,
)
from maillage.law.rules import built_in_rules
from maillage.trade.governance.bodies.models import Body
from maillage.trade.governance.choices import Attending, QuorumKind, Rhythm, StandingDown

MONTHS = {Rhythm.MONTH: 1, Rhythm.TWO_MONTHS: 2, Rhythm.QUARTER: 3, Rhythm.HALF_YEAR: 6}
FORTNIGHT = timedelta(weeks=2)


def next_days(first: date, rhythm: str, count: int) -> list[date]:
    """The `count` days that follow `first` at this rhythm, on the same day of the week.

    Of months, the same rank in the month is kept: the second Tuesday stays the second Tuesday, and
    a fifth one becomes the last.
    """
    if rhythm == Rhythm.FORTNIGHT:
        return [first + FORTNIGHT * step for step in range(1, count + 1)]
    every = MONTHS[Rhythm(rhythm)]
    return [_same_rank(first, every * step) for step in range(1, count + 1)]


def _same_rank(first: date, months: int) -> date:
    year, month = divmod(first.year * 12 + first.month - 1 + months, 12)
    begun = date(year, month + 1, 1)
    days = (first.weekday() - begun.weekday()) % 7 + 7 * ((first.day - 1) // 7) + 1
    last = monthrange(begun.year, begun.month)[1]
    return begun.replace(day=days if days <= last else days - 7)


def carrier_fault(standing: str, carrier: object) -> str:
    """Why a *pouvoir* is not whole; nothing when its carrier is named, or there is none."""
    if standing != Attending.PROXY or carrier:
        return ""
    return _("Dites qui porte le pouvoir.")


OWN_RULES = "quorum.own_rules"
RULE = "quorum.own_second_session"


@dataclass(frozen=True, slots=True)
class Advice:
    """What may follow a session without quorum, and by which rules."""

    sentence: str
    source: str


def called_again(held_on: date) -> Advice:
    """What to do after a first session without quorum; sent that day, when it may be held.

    Source: the rules of the body; the days of a council are a mark, no rule.
    """
    rule = built_in_rules()[RULE]
    earliest = days_after(held_on, rule.whole("days"))
    sentence = _("%(rule)s Envoyée le jour même, elle se tient au plus tôt le %(day)s.") % {
        "rule": rule.text,
        "day": french.long_date(earliest),
    }
    return Advice(sentence, rule.source)


def second_session(first: date, held_on: date, sent: date | None) -> Advice:
    """What a session may decide when the one before, on `first`, had no quorum.

    Source: the rules of the body; the days of a council are a mark, no rule.
    """
    rule = built_in_rules()[RULE]
    latest = latest_sending_date(held_on, rule.whole("days"))
    values = {"first": french.long_date(first), "latest": french.long_date(latest)}
    if sent is None:
        sentence = _(
            "La séance du %(first)s n’avait pas le quorum. Convoquée de nouveau le %(latest)s au "
            "plus tard, celle-ci décide des mêmes points sans condition de quorum, si le règlement "
            "de l’instance le prévoit."
        )
    elif sent <= latest:
        sentence = _(
            "Seconde convocation : la séance du %(first)s n’avait pas le quorum, celle-ci décide "
            "des mêmes points sans condition de quorum, si le règlement de l’instance le prévoit."
        )
    else:
        sentence = _(
            "La séance du %(first)s n’avait pas le quorum, et celle-ci a été convoquée après le "
            "%(latest)s : le règlement de l’instance dit si elle peut décider sans quorum."
        )
    return Advice(sentence % values, rule.source)


@dataclass(frozen=True)
class Seated:
    """A seat that votes, as a count of the quorum reads it.

    `sessions` counts those in a row, this one included, for which it gave its *pouvoir* to the
    same seat.
    """

    key: int
    name: str
    college: str
    weight: int
    standing: str = ""
    given_to: int | None = None
    sessions: int = 1
    is_vacant: bool = False

    @property
    def is_present(self) -> bool:
        """Whether somebody is there for it, in person."""
        return self.standing == Attending.PRESENT and not self.is_vacant


@dataclass(frozen=True)
class Reading:
    """What the rule says of those who are there: met, missed or not asked for, and its source.

    `remarks` may be printed; `to_complete` tells the officer what is to be noted, on screen alone.
    """

    is_met: bool
    sentence: str
    source: str = ""
    remarks: tuple[str, ...] = ()
    to_complete: tuple[str, ...] = ()

    @property
    def on_screen(self) -> tuple[str, ...]:
        """What a page says beside the sentence."""
        return (*self.to_complete, *self.remarks)


Downs = Mapping[int, str]


def read_quorum(body: Body, seated: Sequence[Seated], downs: Downs) -> Reading:
    """The quorum of the body with these seats; `downs` are those that stand down, and how.

    `seated` are the seats with a deliberative voice. Source: the rules of the body itself, which is
    no municipal council; the arithmetic is that of `maillage.law.quorum`, and the share
    guaranteed to a college is counted in voices among those present.
    """
    return replace(_read(body, seated, downs), to_complete=_vacant(seated))


def _read(body: Body, seated: Sequence[Seated], downs: Downs) -> Reading:
    counted = [one for one in seated if one.key not in downs]
    least = _least_share(body, counted)
    remarks = (*_refused(seated), *least)
    if body.quorum == QuorumKind.NONE:
        sentence = _(
            "Aucun quorum n’est demandé : l’instance propose avec les présents ; les conseils "
            "décident."
        )
        return Reading(True, sentence, "", remarks)
    if not seated:
        return Reading(False, _("Aucun siège ne vote : il n’y a rien à compter."), "", remarks)
    if body.quorum == QuorumKind.COLLEGE:
        return _by_college(seated, downs, remarks, is_unbalanced=bool(least))
    figures = quorum(_attendance(seated, downs)).figures
    present = sum(one.is_present for one in counted)
    is_met = figures.quorum_met and not least
    is_unbalanced = figures.quorum_met and not is_met
    words = _unbalanced(figures, present) if is_unbalanced else _whole_words(figures, present)
    return Reading(is_met, _with_away(words, seated, downs), quorum_source(), remarks)


def quorum_source() -> str:
    """Where the quorum of a body is written: in its own rules."""
    return built_in_rules()[OWN_RULES].source


def _attendance(seated: Sequence[Seated], downs: Downs) -> Attendance:
    counted = [one for one in seated if one.key not in downs]
    return Attendance(
        members_in_office=len(seated),
        present=sum(one.is_present for one in counted),
        stood_down=len(_standing_down(seated, downs, StandingDown.REPRESENTS)),
        proxies=_proxies(counted),
        interested=len(_standing_down(seated, downs, StandingDown.INTEREST)),
    )


def _standing_down(seated: Sequence[Seated], downs: Downs, kind: StandingDown) -> list[str]:
    return [one.name for one in seated if downs.get(one.key) == kind]


def _with_away(words: str, seated: Sequence[Seated], downs: Downs) -> str:
    return " ".join((words, *_away(seated, downs)))


def _away(seated: Sequence[Seated], downs: Downs) -> list[str]:
    """Who stands down, and how each is counted."""
    interested = _standing_down(seated, downs, StandingDown.INTEREST)
    representing = _standing_down(seated, downs, StandingDown.REPRESENTS)
    parts = []
    if interested:
        parts.append(
            ngettext(
                "%(names)s se déporte pour un intérêt personnel : compté dans l’effectif, pas "
                "parmi les présents.",
                "%(names)s se déportent pour un intérêt personnel : comptés dans l’effectif, pas "
                "parmi les présents.",
                len(interested),
            )
            % {"names": french.listed(interested)}
        )
    if representing:
        parts.append(
            ngettext(
                "%(names)s représente l’instance dans l’organisme concerné : hors du compte.",
                "%(names)s représentent l’instance dans l’organisme concerné : hors du compte.",
                len(representing),
            )
            % {"names": french.listed(representing)}
        )
    return parts


def _unbalanced(figures: Quorum, present: int) -> str:
    return _(
        "Quorum non atteint : %(present)s présents, il en faut %(needed)s, mais un collège garanti "
        "ne pèse pas assez."
    ) % {"present": present, "needed": figures.needed}


def _proxies(seated: Sequence[Seated]) -> list[Proxy]:
    return [
        Proxy(one.name, str(one.given_to), consecutive_sessions=one.sessions)
        for one in seated
        if one.given_to is not None
    ]


def _whole_words(figures: Quorum, present: int) -> str:
    needed = figures.needed
    if figures.quorum_met:
        return ngettext(
            "Quorum atteint : %(present)s présent, il en faut %(needed)s.",
            "Quorum atteint : %(present)s présents, il en faut %(needed)s.",
            present,
        ) % {"present": present, "needed": needed}
    missing = needed - present
    return ngettext(
        "Il manque un présent pour le quorum : %(present)s sur %(counted)s, il en faut %(needed)s.",
        "Il manque %(missing)s présents pour le quorum : %(present)s sur %(counted)s, "
        "il en faut %(needed)s.",
        missing,
    ) % {
        "missing": french.in_words(missing),
        "present": present,
        "counted": figures.members_counted,
        "needed": needed,
    }


def _by_college(
    seated: Sequence[Seated], downs: Downs, remarks: tuple[str, ...], *, is_unbalanced: bool
) -> Reading:
    colleges = dict.fromkeys(one.college for one in seated)
    finding = quorum_by_college(
        {
            name: _attendance([one for one in seated if one.college == name], downs)
            for name in colleges
        }
    )
    missing = [
        _("%(college)s (il en faut %(needed)s)")
        % {"college": name or _("sans collège"), "needed": one.needed}
        for name, one in finding.figures.items()
        if not one.quorum_met
    ]
    words = _("Quorum atteint dans chaque collège.")
    if missing:
        words = _("Quorum non atteint : %(colleges)s.") % {"colleges": ", ".join(missing)}
    elif is_unbalanced:
        words = _("Chaque collège a son quorum, mais le collège garanti ne pèse pas assez.")
    is_met = not missing and not is_unbalanced
    return Reading(is_met, _with_away(words, seated, downs), quorum_source(), remarks)


def _vacant(seated: Sequence[Seated]) -> tuple[str, ...]:
    """The seats said to be there, in which nobody sits: they count for nothing."""
    names = [one.name for one in seated if one.is_vacant and one.standing == Attending.PRESENT]
    if not names:
        return ()
    return (
        ngettext(
            "%(names)s est noté présent, mais personne n’y siège ce jour-là : il ne compte pas. "
            "Nommez qui est venu.",
            "%(names)s sont notés présents, mais personne n’y siège ce jour-là : ils ne comptent "
            "pas. Nommez qui est venu.",
            len(names),
        )
        % {"names": french.listed(names)},
    )


def _refused(seated: Sequence[Seated]) -> list[str]:
    """The *pouvoirs* that count for nothing, and why."""
    names = {one.key: one.name for one in seated}
    present = {one.key for one in seated if one.is_present}
    parts: list[str] = []
    carried: set[int] = set()
    for one in seated:
        if one.given_to is None:
            continue
        if one.given_to not in present:
            parts.append(
                _("Le pouvoir %(of)s ne compte pas : %(holder)s n’est pas là pour le porter.")
                % {
                    "of": french.of_body(one.name),
                    "holder": names.get(one.given_to, _("son porteur")),
                }
            )
        elif one.given_to in carried:
            parts.append(
                _("Le pouvoir %(of)s ne compte pas : un seul par porteur.")
                % {"of": french.of_body(one.name)}
            )
        elif refused_proxies(_proxies([one])):
            parts.append(
                _(
                    "Le pouvoir %(of)s %(to)s dure depuis %(n)s séances : trois de "
                    "suite au plus, sauf maladie constatée ou règle de l’instance."
                )
                % {
                    "of": french.of_body(one.name),
                    "to": french.to_body(names[one.given_to]),
                    "n": one.sessions,
                }
            )
        carried.add(one.given_to)
    return parts


def _least_share(body: Body, counted: Sequence[Seated]) -> list[str]:
    """What is said when a guaranteed college weighs too little among those present."""
    if not body.least_college or body.least_percent is None:
        return []
    present = [one for one in counted if one.is_present]
    whole = sum(one.weight for one in present)
    part = sum(one.weight for one in present if one.college == body.least_college)
    if whole and part * 100 >= body.least_percent * whole:
        return []
    return [
        _(
            "Le collège « %(college)s » n’a pas %(percent)s %% des voix présentes "
            "(%(part)s sur %(whole)s)."
        )
        % {
            "college": body.least_college,
            "percent": body.least_percent,
            "part": part,
            "whole": whole,
        }
    ]
