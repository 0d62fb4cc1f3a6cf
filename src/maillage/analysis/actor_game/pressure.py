"""Who can press this actor more than it can press them?"""

from dataclasses import dataclass

from maillage.analysis.actor_game.influences import InfluenceReading


@dataclass(frozen=True)
class Pressure:
    """What another actor can do to this one, and what this one can do to it (MIDI, levels)."""

    other: str
    on: float
    back: float

    @property
    def net(self) -> float:
        """The net scale: above 0, the other can do more to this actor than the reverse."""
        return self.on - self.back


def who_can_press(reading: InfluenceReading, actor: str) -> tuple[Pressure, ...]:
    """Those who can act on the actor, directly or through a third, the best placed first.

    NS(b,a) = MIDI(b,a) - MIDI(a,b); those with MIDI(b,a) = 0 are left out. At equal net scale,
    those who can do most come first, then the order of the actors.

    En clair : « Pour la faire bouger, passer par qui peut sur elle plus qu’elle ne peut sur lui. »

    >>> from maillage.analysis.actor_game import influence_reading
    >>> reading = influence_reading(["Commune", "EPCI", "Club"], [[0, 1, 0], [3, 0, 0], [1, 0, 0]])
    >>> [(one.other, one.on, one.back, one.net) for one in who_can_press(reading, "Commune")]
    [('EPCI', 3.0, 1.0, 2.0), ('Club', 1.0, 0.0, 1.0)]
    >>> who_can_press(reading, "Club")
    ()

    Reference: M. Godet, *Manuel de prospective stratégique*, tome 2, Dunod (net scale).
    """
    here = reading.actors.index(actor)
    pressures = [
        Pressure(other, reading.midi[there][here], reading.midi[here][there])
        for there, other in enumerate(reading.actors)
        if there != here and reading.midi[there][here]
    ]
    return tuple(sorted(pressures, key=lambda one: (-one.net, -one.on)))
