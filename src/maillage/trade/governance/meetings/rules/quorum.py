"""May the body decide with those who are there?"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.law.quorum import (
    Attendance,
    Proxy,
    Quorum,
    quorum,
    quorum_by_college,
    refused_proxies,
)
from maillage.trade.governance.bodies.models import Body
from maillage.trade.governance.choices import Attending, QuorumKind


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

    @property
    def is_present(self) -> bool:
        """Whether somebody is there for it, in person."""
        return self.standing == Attending.PRESENT


@dataclass(frozen=True)
class Reading:
    """What the rule says of those who are there: met, missed or not asked for, and its source."""

    is_met: bool
    sentence: str
    source: str = ""
    remarks: tuple[str, ...] = ()


def read_quorum(body: Body, seated: Sequence[Seated], stood_down: frozenset[int]) -> Reading:
    """The quorum of the body with these seats, those that stand down left out of the count.

    `seated` are the seats with a deliberative voice. Sources: those of `maillage.law.quorum`; the
    share guaranteed to a college is counted in voices among those present.
    """
    counted = [one for one in seated if one.key not in stood_down]
    remarks = (*_refused(seated), *_least_share(body, counted))
    if body.quorum == QuorumKind.NONE:
        said = _("Aucun quorum n’est demandé : l’instance décide avec les présents.")
        return Reading(True, said, "", remarks)
    if not seated:
        return Reading(False, _("Aucun siège ne vote : il n’y a rien à compter."), "", remarks)
    if body.quorum == QuorumKind.COLLEGE:
        return _by_college(seated, stood_down, remarks)
    found = quorum(_attendance(seated, stood_down))
    said = _whole_words(found.figures, sum(one.is_present for one in counted))
    return Reading(found.figures.quorum_met, said, found.source, remarks)


def _attendance(seated: Sequence[Seated], stood_down: frozenset[int]) -> Attendance:
    counted = [one for one in seated if one.key not in stood_down]
    return Attendance(
        members_in_office=len(seated),
        present=sum(one.is_present for one in counted),
        stood_down=len(seated) - len(counted),
        proxies=_proxies(counted),
    )


def _proxies(seated: Sequence[Seated]) -> list[Proxy]:
    return [
        Proxy(one.name, str(one.given_to), consecutive_sessions=one.sessions)
        for one in seated
        if one.given_to is not None
    ]


def _whole_words(figures: Quorum, present: int) -> str:
    needed = figures.needed
    if figures.quorum_met:
        return _("Quorum atteint : %(present)s présents, il en faut %(needed)s.") % {
            "present": present,
            "needed": needed,
        }
    missing = needed - present
    return ngettext(
        "Il manque un présent pour le quorum : %(present)s sur %(counted)s, il en faut %(needed)s.",
        "Il manque %(missing)s présents pour le quorum : %(present)s sur %(counted)s, "
        "il en faut %(needed)s.",
        missing,
    ) % {
        "missing": missing,
        "present": present,
        "counted": figures.members_counted,
        "needed": needed,
    }


def _by_college(
    seated: Sequence[Seated], stood_down: frozenset[int], remarks: tuple[str, ...]
) -> Reading:
    colleges = dict.fromkeys(one.college for one in seated)
    found = quorum_by_college(
        {
            name: _attendance([one for one in seated if one.college == name], stood_down)
            for name in colleges
        }
    )
    missing = [
        _("%(college)s (il en faut %(needed)s)")
        % {"college": name or _("sans collège"), "needed": one.needed}
        for name, one in found.figures.items()
        if not one.quorum_met
    ]
    if not missing:
        return Reading(True, _("Quorum atteint dans chaque collège."), found.source, remarks)
    said = _("Quorum non atteint : %(colleges)s.") % {"colleges": ", ".join(missing)}
    return Reading(False, said, found.source, remarks)


def _refused(seated: Sequence[Seated]) -> list[str]:
    """The *pouvoirs* that count for nothing, and why."""
    names = {one.key: one.name for one in seated}
    present = {one.key for one in seated if one.is_present}
    said: list[str] = []
    carried: set[int] = set()
    for one in seated:
        if one.given_to is None:
            continue
        if one.given_to not in present:
            said.append(
                _("Le pouvoir de %(giver)s ne compte pas : %(holder)s n’est pas là pour le porter.")
                % {"giver": one.name, "holder": names.get(one.given_to, _("son porteur"))}
            )
        elif one.given_to in carried:
            said.append(
                _("Le pouvoir de %(giver)s ne compte pas : un seul par porteur.")
                % {"giver": one.name}
            )
        elif refused_proxies(_proxies([one])):
            said.append(
                _(
                    "Le pouvoir de %(giver)s à %(holder)s dure depuis %(n)s séances : trois de "
                    "suite au plus, sauf maladie constatée (CGCT L2121-20)."
                )
                % {"giver": one.name, "holder": names[one.given_to], "n": one.sessions}
            )
        carried.add(one.given_to)
    return said


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
