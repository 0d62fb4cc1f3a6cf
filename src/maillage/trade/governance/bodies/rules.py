"""Which bodies are usual, what is wrong with a seat, and can a body still decide?"""

import tomllib
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.core import french
from maillage.core.french import listed
from maillage.law.election_period import listed_elections
from maillage.law.quorum import Attendance, quorum
from maillage.law.rules import built_in_rules

FILE = Path(__file__).parent / "body_models.toml"
LISTS = ("profiles", "colleges", "members")


@dataclass(frozen=True)
class BodyModel:
    """A ready body: what it is for, its colleges, its rhythm, its quorum and its rule.

    `members` are the only kinds of structure that it may unite, as the rule `form` of
    `maillage.law` says; empty, it unites any. `law` names the rule behind the body itself.
    """

    key: str
    name: str
    kind: str
    purpose: str
    rhythm: str
    quorum: str
    rule: str
    profiles: tuple[str, ...]
    colleges: tuple[str, ...] = ()
    least_college: str = ""
    least_percent: int | None = None
    members: tuple[str, ...] = ()
    law: str = ""
    form: str = ""

    def fault(self, kinds: Collection[str]) -> str:
        """Why it cannot unite structures of these kinds; nothing when it can."""
        if not self.members or {*kinds} <= {*self.members}:
            return ""
        rule = built_in_rules()[self.form]
        who = (rule.word("who_may_join") or "").removesuffix(".")
        return _("« %(name)s » ne réunit que certaines structures : %(who)s (%(source)s).") % {
            "name": self.name,
            "who": who[:1].lower() + who[1:],
            "source": rule.source,
        }

    @property
    def whole_purpose(self) -> str:
        """What it is for, and the rule of law behind it with its source."""
        if not self.law:
            return self.purpose
        rule = built_in_rules()[self.law]
        return f"{self.purpose} {rule.text.removesuffix('.')} ({rule.source})."

    @property
    def initial(self) -> dict[str, object]:
        """What the form of a body holds when it starts from this model."""
        return {
            "name": self.name,
            "kind": self.kind,
            "purpose": self.whole_purpose,
            "colleges": "\n".join(self.colleges),
            "rhythm": self.rhythm,
            "quorum": self.quorum,
            "least_college": self.least_college,
            "least_percent": self.least_percent,
            "decision_rule": self.rule,
        }


@cache
def _models() -> tuple[BodyModel, ...]:
    models = tomllib.loads(FILE.read_text(encoding="utf-8"))["models"]
    return tuple(
        BodyModel(**one | {name: tuple(one.get(name, ())) for name in LISTS}) for one in models
    )


def body_models(profile: str, kinds: Collection[str] = ()) -> list[BodyModel]:
    """Those that may unite structures of these kinds, the models of this profile first."""
    offered = [one for one in _models() if not one.fault(kinds)]
    return sorted(offered, key=lambda model: profile not in model.profiles)


def body_model(key: str) -> BodyModel | None:
    """The model of this key, or None."""
    return next((model for model in _models() if model.key == key), None)


MOST_COLLEGES = 12
MOST_VOICES = 999


def colleges_fault(count: int) -> str:
    """Why a body cannot have so many colleges; nothing when it can."""
    return _("Douze collèges au plus : réunissez-en quelques-uns.") if count > MOST_COLLEGES else ""


def holder_fault(since: date | None, seat_since: date | None) -> str:
    """Why nobody holds a seat since this day; nothing when one may, or a day is unknown."""
    if since is None or seat_since is None or since >= seat_since:
        return ""
    return _("Le siège n’existait pas encore : corrigez cette date.")


MUNICIPAL = "municipal"


@dataclass(frozen=True, slots=True)
class SeatValidity:
    """A voting seat of a structure: who holds it as titulaire, and whether that is still valid."""

    name: str
    has_titulaire: bool
    is_ended: bool


@dataclass(frozen=True)
class Validity:
    """What the last municipal election changed for a body."""

    election_on: date | None
    seats: Sequence[SeatValidity]

    @property
    def ended(self) -> list[str]:
        """The structures whose titulaire held an elected mandate that the election ended."""
        return [one.name for one in self.seats if one.is_ended]

    @property
    def standing(self) -> int:
        """How many voting seats have a titulaire whose mandate lasts."""
        return sum(one.has_titulaire and not one.is_ended for one in self.seats)

    @property
    def can_decide(self) -> bool:
        """Whether enough seats are held for more than half of them to be present."""
        return (
            bool(self.seats)
            and self.standing >= quorum(Attendance(len(self.seats), 0)).figures.needed
        )


def last_renewal(today: date) -> date | None:
    """The last round of the last municipal election before this day, or None."""
    days = [max(one.polls) for one in listed_elections() if one.election == MUNICIPAL and one.polls]
    return max((day for day in days if day < today), default=None)


def validity_words(validity: Validity) -> str:
    """What the election changed, and whether the body may still decide; nothing if nothing did."""
    if not validity.ended or validity.election_on is None:
        return ""
    sentence = ngettext(
        "Depuis les élections du %(day)s, le mandat du titulaire de %(names)s a pris fin : "
        "faites-le confirmer ou remplacer.",
        "Depuis les élections du %(day)s, le mandat des titulaires de %(names)s a pris fin : "
        "faites-les confirmer ou remplacer.",
        len(validity.ended),
    ) % {"day": french.long_date(validity.election_on), "names": listed(validity.ended)}
    counted = {"n": validity.standing, "all": len(validity.seats)}
    left = ngettext(
        " %(n)s siège sur %(all)s a un titulaire en fonction : ",
        " %(n)s sièges sur %(all)s ont un titulaire en fonction : ",
        validity.standing,
    )
    end = (
        _("l’instance peut décider.")
        if validity.can_decide
        else _("il n’y en a plus assez pour que la moitié soit présente.")
    )
    return sentence + left % counted + end
