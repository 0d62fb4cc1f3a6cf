"""With which words are the places of a game said, without a figure?"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import ngettext

from maillage.analysis.actor_game import Quadrant
from maillage.core import french


@dataclass(frozen=True, slots=True)
class Zone:
    """A quarter of a plane: its name, what it means, and how one works with whoever is there."""

    name: Promise
    meaning: Promise
    advice: Promise

    @property
    def words(self) -> tuple[str, str]:
        """Its name, and what it means."""
        return str(self.name), str(self.meaning)


ZONES = {
    Quadrant.DOMINANT: Zone(
        lazy("Pèsent et choisissent (dominants)"),
        lazy("on ne les oblige pas, on les convainc"),
        lazy("Elles agissent sur les autres sans dépendre d’eux : leur accord ouvre ou ferme."),
    ),
    Quadrant.RELAY: Zone(
        lazy("Font le pont (relais)"),
        lazy("pèsent, mais ont besoin des autres"),
        lazy("Ce qui les touche passe chez tous : c’est par elles que l’on avance ou recule."),
    ),
    Quadrant.AUTONOMOUS: Zone(
        lazy("À part (autonomes)"),
        lazy("pèsent peu, dépendent peu"),
        lazy("La coopération les change peu : dites ce qu’elles y gagnent, ou laissez-les libres."),
    ),
    Quadrant.DOMINATED: Zone(
        lazy("Dépendent (dominés)"),
        lazy("pèsent peu, en subissent les effets"),
        lazy("Ce que décident les autres les touche d’abord : demandez-leur avant, pas après."),
    ),
}


def level_word(value: float, mean: float) -> str:
    """How a value stands beside the mean: beaucoup, assez, peu, très peu.

    >>> [level_word(value, 10) for value in (15, 11, 10, 4)]
    ['beaucoup', 'assez', 'peu', 'très peu']
    """
    if value >= 1.5 * mean and value > 0:
        return _("beaucoup")
    if value > mean:
        return _("assez")
    return _("peu") if value >= 0.5 * mean and value > 0 else _("très peu")


def move_words(was: tuple[float, float], now: tuple[float, float]) -> str:
    """What changed between two places (dependence, influence): "pèse davantage".

    >>> move_words((0.5, 0.2), (0.5, 0.6)), move_words((0.1, 0.5), (0.6, 0.5))
    ('pèse davantage', 'dépend davantage')
    """
    across, up = now[0] - was[0], now[1] - was[1]
    parts = []
    if abs(up) > 0.04:
        parts.append(_("pèse davantage") if up > 0 else _("pèse moins"))
    if abs(across) > 0.04:
        parts.append(_("dépend davantage") if across > 0 else _("dépend moins"))
    return ", ".join(parts) or _("a changé de zone")


ADHESIONS = {
    (True, True): Zone(
        lazy("Portent avec vous"),
        lazy("pèsent et sont pour"),
        lazy("Donnez-leur la parole : elles entraînent."),
    ),
    (True, False): Zone(
        lazy("À convaincre d’abord"),
        lazy("pèsent et sont contre"),
        lazy("Cherchez ce qui les retient avant la séance : un compromis se joue ici."),
    ),
    (False, True): Zone(
        lazy("Soutiennent"),
        lazy("pèsent peu, sont pour"),
        lazy("Elles aident si elles s’entendent entre elles ou passent par une qui pèse."),
    ),
    (False, False): Zone(
        lazy("À écouter"),
        lazy("pèsent peu, sont contre"),
        lazy("Leur refus bloque rarement, mais dit souvent ce que d’autres taisent."),
    ),
}


def adhesion_word(value: float) -> str:
    """What an adhesion (−4…+4) says: "plutôt pour".

    >>> [adhesion_word(value) for value in (3, 1, 0.2, -1, -3)]
    ['pour', 'plutôt pour', 'partagé', 'plutôt contre', 'contre']
    """
    if abs(value) < 0.5:
        return _("partagé")
    if value > 0:
        return _("pour") if value >= 2 else _("plutôt pour")
    return _("contre") if value <= -2 else _("plutôt contre")


NAMED = 8


def names_words(names: Sequence[str]) -> str:
    """The first of these names, and how many follow: a long list is counted, not read."""
    shown = ", ".join(names[:NAMED])
    more = len(names) - NAMED
    if more <= 0:
        return shown
    return ngettext("%(shown)s et %(n)s autre", "%(shown)s et %(n)s autres", more) % {
        "shown": shown,
        "n": french.number(more),
    }
