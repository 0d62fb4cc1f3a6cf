"""What the sheet of a body says, on its card, of its seats, and to whom."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.core import french
from maillage.core.agenda import Waiting
from maillage.core.panels import panels
from maillage.core.sheet import Fact, Readers, Sheet
from maillage.core.shell import PageLink
from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.room_answers.asking import ask_rooms
from maillage.ground.directory import permissions as directory
from maillage.trade.governance import permissions
from maillage.trade.governance.bodies.queries.bodies import BodySheet, SeatLine
from maillage.trade.governance.bodies.words import (
    body_sentence,
    gaps_sentence,
    line_gap,
    mandate_words,
    quorum_words,
)


@dataclass(frozen=True, slots=True)
class ShownSeat:
    """A seat as the page shows it, with what it lacks for whoever may know."""

    line: SeatLine
    gap: str


@dataclass(frozen=True, slots=True)
class ShownCollege:
    """A college as the page shows it."""

    name: str
    seats: Sequence[ShownSeat]


def shown_sheet(access: Access, sheet: BodySheet) -> Sheet:
    """The sheet as the page draws it."""
    slug, body = access.cooperation.slug, sheet.body
    return Sheet(
        title=body.name,
        sentence=_sentence(access, sheet),
        place=(PageLink(_("Instances"), reverse("governance:bodies", args=[slug])),),
        facts=tuple(fact for fact in _facts(sheet) if fact.value),
        panels=tuple(ask_rooms(panels, access, "body", body.pk)),
        readers=_readers(access),
    )


def _sentence(access: Access, sheet: BodySheet) -> str:
    sentence = body_sentence(sheet)
    if not access.is_in_team or not sheet.body.is_in_force:
        return sentence
    return f"{sentence} {gaps_sentence(sheet.lines)}".strip()


def _facts(sheet: BodySheet) -> list[Fact]:
    body = sheet.body
    rule = str(body.get_decision_rule_display()) if body.decision_rule else ""
    return [
        Fact(_("Objet"), body.purpose),
        Fact(_("Mandat"), mandate_words(body)),
        Fact(_("Rythme"), body.rhythm[:1].upper() + body.rhythm[1:]),
        Fact(_("Quorum"), quorum_words(body, sheet.voting)),
        Fact(_("Pouvoirs"), _("Admis par son règlement") if body.takes_proxies else ""),
        Fact(_("Décide par"), rule[:1].upper() + rule[1:] or _("règle à fixer")),
    ]


def shown_colleges(access: Access, sheet: BodySheet) -> list[ShownCollege]:
    """The colleges with their seats; what a seat lacks is said to whoever may fill it."""
    return [
        ShownCollege(
            college.name,
            [
                ShownSeat(line, line_gap(line) if access.is_in_team or line.may_name else "")
                for line in college.lines
            ],
        )
        for college in sheet.colleges
    ]


def next_gesture(access: Access, sheet: BodySheet) -> Waiting | None:
    """What this body lacks most, for whoever may fill it; nothing when it lacks nothing."""
    body, slug = sheet.body, access.cooperation.slug
    if not permissions.can_keep_bodies(access) or not body.is_in_force:
        return None
    if not sheet.lines:
        return Waiting(
            _("Ses sièges"),
            _("Cochez les structures qui y siègent : toutes d’un coup, vous affinerez ensuite."),
            reverse("governance:body_seats_add", args=[slug, body.pk]),
            verb=_("Donner des sièges"),
        )
    vacant = [line.seat for line in sheet.lines if line.is_vacant]
    if vacant:
        reason = ngettext(
            "Un siège n’a pas de titulaire : %(name)s.",
            "%(n)s sièges n’ont pas de titulaire.",
            len(vacant),
        )
        return Waiting(
            _("Qui siège"),
            reason % {"name": vacant[0], "n": french.capital(french.in_words(len(vacant)))},
            reverse("governance:body_holders", args=[slug, body.pk]),
            verb=_("Nommer"),
        )
    if not body.decision_rule:
        return Waiting(
            _("Sa règle de décision"),
            _("Dites-la avant la première question qui divise."),
            reverse("governance:body_edit", args=[slug, body.pk]),
            verb=_("La fixer"),
        )
    return None


def _readers(access: Access) -> tuple[Readers, ...]:
    everybody = Readers("eye", _("Tous les accès"), _("carte, sièges, règles"))
    if not directory.can_open_people(access):
        return (everybody,)
    return (
        everybody,
        Readers("users", _("Tous, sauf les observateurs"), _("titulaires et suppléances")),
    )
