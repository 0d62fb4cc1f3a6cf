"""Two sides of one scale: put in common at the left, received at the right, estimates apart."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from maillage.core.money import bare_euros, euros_words
from maillage.trade.evaluation.balance.readings import StructureBalance
from maillage.trade.evaluation.balance.words import counts_words

TOP, STEP, TAIL = 34.0, 56.0, 4.0


@dataclass(frozen=True, slots=True)
class Room:
    """How wide the drawing is, where its middle line stands, how long the bars of a side may be."""

    width: int
    middle: int
    left: int
    right: int
    shows_names: bool = True


# Names at the left, then the two sides from the line in the middle, their figures beyond.
SEVERAL = Room(1130, 560, 240, 350)
# On the page of one structure, which bears its name, beside another column.
ALONE = Room(760, 330, 250, 260, shows_names=False)


@dataclass(frozen=True, slots=True)
class Bars:
    """One structure: its bars, their figures, what is not in euros under its name."""

    name: str
    note: str
    text_y: str
    note_y: str
    bar_y: str
    given_x: str
    given_width: str
    given: str
    given_text_x: str
    received_width: str
    avoided_x: str
    avoided_y: str
    avoided_width: str
    received: str
    avoided: str
    received_text_x: str
    narrow_given: str
    narrow_received: str
    narrow_avoided: str


@dataclass(frozen=True, slots=True)
class BalanceDrawing:
    """The bars of all, what they say in words, and the size of the drawing."""

    rows: Sequence[Bars]
    room: Room
    words: str
    height: str
    bottom: str

    @property
    def shows_avoided(self) -> bool:
        """Whether an estimate is drawn."""
        return any(row.avoided_width for row in self.rows)


def draw_balance(rows: Sequence[StructureBalance], room: Room = SEVERAL) -> BalanceDrawing | None:
    """The drawing in its room; None when nobody has a sum."""
    left = max((row.given_cents for row in rows), default=0)
    right = max((row.received_cents + row.avoided_cents for row in rows), default=0)
    if not left and not right:
        return None
    scale = min(room.left / (left or 1), room.right / (right or 1))
    bottom = TOP + STEP * len(rows) - TAIL * 2
    return BalanceDrawing(
        [
            _bars(row, TOP + STEP * place, scale=scale, most=max(left, right), middle=room.middle)
            for place, row in enumerate(rows)
        ],
        room,
        _words(rows),
        f"{bottom + TAIL * 2:g}",
        f"{bottom:g}",
    )


def _bars(row: StructureBalance, y: float, *, scale: float, most: int, middle: int) -> Bars:
    given, received = row.given_cents * scale, row.received_cents * scale
    avoided = row.avoided_cents * scale
    after = middle + received + (avoided + 1 if avoided else 0)
    return Bars(
        name=row.name,
        note=counts_words([*row.promises, *row.days]),
        text_y=f"{y + 15:g}",
        note_y=f"{y + 33:g}",
        bar_y=f"{y:g}",
        given_x=f"{middle - given:.1f}",
        given_width=f"{given:.1f}" if row.given_cents else "",
        given=bare_euros(row.given_cents),
        given_text_x=f"{middle - given - 7:.1f}",
        received_width=f"{received:.1f}" if row.received_cents else "",
        avoided_x=f"{middle + received + 1:.1f}",
        avoided_y=f"{y + 0.75:g}",
        avoided_width=f"{avoided:.1f}" if avoided else "",
        received=bare_euros(row.received_cents),
        avoided=_("et %(cents)s évités") % {"cents": bare_euros(row.avoided_cents)}
        if row.avoided_cents
        else "",
        received_text_x=f"{after + 8:.1f}",
        narrow_given=f"{100 * row.given_cents / most:.1f}",
        narrow_received=f"{100 * row.received_cents / most:.1f}",
        narrow_avoided=f"{100 * row.avoided_cents / most:.1f}" if row.avoided_cents else "",
    )


def _words(rows: Sequence[StructureBalance]) -> str:
    parts = [
        pgettext("money", "%(name)s : apport %(given)s, aides accordées %(received)s")
        % {
            "name": row.name,
            "given": euros_words(row.given_cents),
            "received": euros_words(row.received_cents),
        }
        for row in rows
    ]
    words = pgettext("money", "Apports et aides accordées, même échelle. %(parts)s.")
    return words % {"parts": " ; ".join(parts)}
