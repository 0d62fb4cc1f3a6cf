"""With which words are the places of a game said, without a figure?"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import ngettext

from maillage.analysis.actor_game import Pressure, Quadrant, is_near_mean, possible_quadrants
from maillage.core import french
from maillage.ground.actors.influence_map.queries import DIVIDED, Opposition


@dataclass(frozen=True, slots=True)
class Zone:
    """A quarter of a plane: its name, what it means, and how one works with whoever is there.

    `term` is the word of the MACTOR method, if it has one.
    """

    name: Promise
    meaning: Promise
    advice: Promise
    term: Promise | None = None

    @property
    def words(self) -> tuple[str, str]:
        """Its name, and what it means."""
        return str(self.name), str(self.meaning)

    @property
    def full_name(self) -> str:
        """Its name, with the word of the method."""
        return f"{self.name} ({self.term})" if self.term else str(self.name)


ZONES = {
    Quadrant.DOMINANT: Zone(
        lazy("Pèsent et choisissent"),
        lazy("on ne les oblige pas, on les convainc"),
        lazy(
            "Ces structures agissent sur les autres sans en dépendre : leur accord ouvre ou ferme."
        ),
        lazy("dominants"),
    ),
    Quadrant.RELAY: Zone(
        lazy("Font le pont"),
        lazy("pèsent, mais ont besoin des autres"),
        lazy("Ce qui les touche passe chez tous : c’est par elles que l’on avance ou recule."),
        lazy("relais"),
    ),
    Quadrant.AUTONOMOUS: Zone(
        lazy("À part"),
        lazy("pèsent peu, dépendent peu"),
        lazy("La coopération les change peu : dites ce qu’elles y gagnent, ou laissez-les libres."),
        lazy("autonomes"),
    ),
    Quadrant.DOMINATED: Zone(
        lazy("Dépendent"),
        lazy("pèsent peu, en subissent les effets"),
        lazy("Ce que décident les autres les touche d’abord : demandez-leur avant, pas après."),
        lazy("dominés"),
    ),
}


def level_word(value: float, mean: float) -> str:
    """How a value stands beside the mean; within a tenth of it, on neither side.

    >>> [level_word(value, 10) for value in (15, 12, 11, 9, 8, 4)]
    ['beaucoup', 'assez', 'près de la moyenne', 'près de la moyenne', 'peu', 'très peu']
    """
    if is_near_mean(value, mean):
        return _("près de la moyenne")
    if value >= 1.5 * mean and value > 0:
        return _("beaucoup")
    if value > mean:
        return _("assez")
    return _("peu") if value >= 0.5 * mean and value > 0 else _("très peu")


def zone_words(influence: float, dependence: float, mean: float) -> str:
    """The zone of an actor; the two between which it stands when it is near the mean.

    >>> zone_words(20, 2, 10), zone_words(10, 10, 10)
    ('Pèsent et choisissent (dominants)', 'Près de la moyenne')
    """
    return _zones([ZONES[one] for one in possible_quadrants(influence, dependence, mean)])


def _zones(zones: Sequence[Zone]) -> str:
    if len(zones) == 1:
        return zones[0].full_name
    if len(zones) > 2:
        return _("Près de la moyenne")
    return _("Entre « %(first)s » et « %(second)s »") % {
        "first": zones[0].name,
        "second": zones[1].name,
    }


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
        lazy("Donnez la parole : l’élan vient de là."),
    ),
    (True, False): Zone(
        lazy("À convaincre d’abord"),
        lazy("pèsent et sont contre"),
        lazy("Cherchez ce qui retient avant la séance : un compromis se joue ici."),
    ),
    (False, True): Zone(
        lazy("Soutiennent"),
        lazy("pèsent peu, sont pour"),
        lazy("Un soutien qui compte s’il se fait à plusieurs, ou passe par qui pèse."),
    ),
    (False, False): Zone(
        lazy("À écouter"),
        lazy("pèsent peu, sont contre"),
        lazy("Un refus dit souvent ce que d’autres taisent ; il peut bloquer un vote unanime."),
    ),
}


def adhesion_zones(power: float, adhesion: float) -> list[Zone]:
    """The zones in which an actor may be: none for who is neither for nor against.

    >>> [len(adhesion_zones(*place)) for place in ((2, 3), (1.05, 3), (2, 0.4))]
    [1, 2, 0]
    """
    if abs(adhesion) < DIVIDED:
        return []
    sides = (True, False) if is_near_mean(power, 1.0) else (power > 1,)
    return [ADHESIONS[side, adhesion > 0] for side in sides]


def adhesion_zone_words(power: float, adhesion: float) -> str:
    """The zone of an actor on the plane of power and adhesion; nothing for who is divided."""
    zones = adhesion_zones(power, adhesion)
    return _zones(zones) if zones else ""


def adhesion_word(value: float, *, is_split: bool = False) -> str:
    """What an adhesion (−4…+4) says; near zero, whether there is a pro and a con.

    >>> [adhesion_word(value) for value in (3, 1, 0, -1, -3)], adhesion_word(0, is_split=True)
    (['pour', 'plutôt pour', 'neutre', 'plutôt contre', 'contre'], 'partagé')
    """
    if abs(value) < DIVIDED:
        return _("partagé") if is_split else _("neutre")
    if value > 0:
        return _("pour") if value >= 2 else _("plutôt pour")
    return _("contre") if value <= -2 else _("plutôt contre")


NAMED = 8


def names_words(names: Sequence[str]) -> str:
    """The first of these names, and how many follow: a long list is counted, not read."""
    more = len(names) - NAMED
    if more <= 1:
        return ", ".join(names)
    return _("%(shown)s et %(n)s autres") % {
        "shown": ", ".join(names[:NAMED]),
        "n": french.number(more),
    }


MOST_AGAINST = 3


def opposition_sentence(about: str, one: Opposition) -> str:
    """On how many subjects somebody who weighs is against, and who; what is not known is said."""
    if not one.heavy:
        return _("%(about)s : aucun acteur ne pèse nettement plus que la moyenne.") % {
            "about": about
        }
    if not one.spoken:
        return _("%(about)s : aucun acteur qui pèse ne s’est encore prononcé.") % {"about": about}
    values = {"about": about, "against": _against(one), "silent": _partial(one)}
    return _("%(about)s : %(against)s%(silent)s.") % values


def _against(one: Opposition) -> str:
    count = len(one.against)
    if not count:
        if one.partial:
            return _("aucun acteur qui pèse n’est connu contre")
        return _("aucun acteur qui pèse n’est contre")
    if one.subjects == 1:
        return ngettext(
            "un acteur qui pèse est contre, %(names)s",
            "%(n)s acteurs qui pèsent sont contre : %(names)s",
            len(one.against[0][1]),
        ) % {
            "n": french.in_words(len(one.against[0][1])),
            "names": names_words(one.against[0][1]),
        }
    names = " ; ".join(
        f"{names_words(names)} (« {label} »)" for label, names in one.against[:MOST_AGAINST]
    )
    more = count - MOST_AGAINST
    rest = ngettext(" ; et %(n)s autre sujet", " ; et %(n)s autres sujets", more) % {"n": more}
    who = (
        _("au moins un acteur qui pèse est contre")
        if any(len(names) > 1 for _label, names in one.against)
        else _("un acteur qui pèse est contre")
    )
    where = ngettext("sur un sujet", "sur %(n)s sujets", count) % {"n": french.in_words(count)}
    return f"{where}, {who} : {names}{rest if more > 0 else ''}"


def _partial(one: Opposition) -> str:
    """Whoever weighs and has not spoken on everything may still be against."""
    if not one.partial:
        return ""
    sentence = (
        ngettext(
            " ; %(names)s ne s’est pas prononcé",
            " ; %(names)s ne se sont pas prononcés",
            len(one.partial),
        )
        if one.subjects == 1
        else ngettext(
            " ; %(names)s ne s’est pas prononcé sur tous",
            " ; %(names)s ne se sont pas prononcés sur tous",
            len(one.partial),
        )
    )
    return sentence % {"names": french.listed(one.partial)}


MOST_PRESSING = 3


def pressure_sentence(name: str, pressures: Sequence[Pressure], *, has_reading: bool) -> str:
    """By whom one may go to move an actor: who can do more to it than it can do to them.

    >>> pressure_sentence("Vue", [Pressure("Caf", 6, 2)], has_reading=True)
    'Pour faire bouger Vue, passer par Caf (6 contre 2).'
    """
    if not has_reading:
        return _("On ne sait pas encore qui peut agir sur %(name)s.") % {"name": name}
    if not pressures:
        return _("D’après ce qui est noté, personne ne peut agir sur %(name)s.") % {"name": name}
    if best := pressing_words([one for one in pressures if one.net == pressures[0].net > 0]):
        return _("Pour faire bouger %(name)s, passer par %(best)s.") % {"name": name, "best": best}
    if level := french.listed([one.other for one in pressures if not one.net]):
        sentence = _(
            "Personne n’agit sur %(name)s plus fort que dans l’autre sens ; à égalité : %(level)s."
        )
        return sentence % {"name": name, "level": level}
    return _("Personne n’agit sur %(name)s plus fort que dans l’autre sens.") % {"name": name}


def pressing_words(pressures: Sequence[Pressure]) -> str:
    """Those who can do more than the reverse, with both sums: "Caf (6 contre 2)"."""
    parts = [
        _("%(name)s (%(on)s contre %(back)s)")
        % {"name": one.other, "on": french.number(one.on), "back": french.number(one.back)}
        for one in pressures
        if one.net > 0
    ]
    more = len(parts) - MOST_PRESSING
    rest = [ngettext("%(n)s autre", "%(n)s autres", more) % {"n": more}] if more > 0 else []
    return french.listed([*parts[:MOST_PRESSING], *rest])
