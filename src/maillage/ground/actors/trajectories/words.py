"""With which words is a move said?"""

from django.utils.translation import gettext as _

from maillage.analysis.actor_game import move_kind
from maillage.core import french
from maillage.ground.actors.choices import Attitude
from maillage.ground.actors.influence_map.words import adhesion_word

LADDER = (Attitude.DRIVER, Attitude.FOLLOWER, Attitude.NEUTRAL, Attitude.HOSTILE)
VALUES = tuple(range(4, -5, -1))


def value_words(value: int | str | None) -> str:
    """A position or a posture as it is read: "plutôt pour (+1)", "suiveur"."""
    if value is None:
        return _("rien de connu")
    if isinstance(value, str):
        return str(Attitude(value).label)
    if not value:
        return _("neutre (0)")
    written = f"+{value}" if value > 0 else french.number(value)
    return f"{adhesion_word(value)} ({written})"


def move_word(was: int | str | None, now: int | str) -> str:
    """The name of a move: that of the analysis for positions, nearer or farther for postures.

    >>> move_word(-1, 2), move_word("hostile", "neutral"), move_word("driver", "follower")
    ('bascule', 'se rapproche', 's’éloigne')
    """
    if was is None:
        return _("première lecture")
    if isinstance(was, str) and isinstance(now, str):
        nearer = LADDER.index(Attitude(now)) < LADDER.index(Attitude(was))
        return _("se rapproche") if nearer else _("s’éloigne")
    return move_kind(float(was), float(now)).value


def level_of(value: int | str | None) -> int | None:
    """The place of a value on the drawing, highest 0; None for silence."""
    if value is None:
        return None
    if isinstance(value, str):
        return LADDER.index(Attitude(value))
    return VALUES.index(value)


def level_words(*, of_postures: bool) -> list[str]:
    """The words of the levels of the drawing, highest first."""
    if of_postures:
        return [str(one.label) for one in LADDER]
    return [value_words(value) for value in VALUES]
