"""With which three gestures does a cooperation of this kind begin?"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from maillage.core.tools import Tool
from maillage.foundation.cooperations.profiles.first_tools import first_tools


@dataclass(frozen=True)
class FirstGesture:
    """A gesture, what it gives, and how long it lasts in words."""

    label: Promise
    how: Promise
    lasts: Promise


CONTACTS = FirstGesture(
    _("Déposer votre fichier de contacts"),
    _("Dans vos colonnes, telles quelles. Les doublons vous seront montrés."),
    _("10 minutes"),
)
MEETING = FirstGesture(
    _("Tenir une séance"),
    _("La date, l’ordre du jour, les présences ; le relevé se fait tout seul."),
    _("le temps de la séance"),
)
COUNCILS = FirstGesture(
    _("Suivre les délibérations"),
    _("Chaque conseil répond par un lien, sans compte."),
    _("5 minutes"),
)
PROMISES = FirstGesture(
    _("Noter une promesse déjà faite"),
    _("Qui a promis quoi, à quelle date : vous saurez quand en reparler."),
    _("2 minutes"),
)


def first_gestures(key: str, offered: Sequence[Tool]) -> tuple[FirstGesture, ...]:
    """Who is there, a meeting, then the votes where they come first, a promise elsewhere."""
    words = {one.tool for one in first_tools(key, offered)}
    return CONTACTS, MEETING, COUNCILS if "joint_decisions" in words else PROMISES
