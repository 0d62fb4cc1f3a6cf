"""How is it drawn that a structure went from imposed to wished, or back?

A small drawing: time runs to the right, the most wished word stands at the top. It is not read
aloud: the words beside it say the same.
"""

from collections.abc import Sequence
from datetime import date

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from maillage.trade.context.choices import Nature

WIDTH, HEIGHT, EDGE = 120, 44, 6
Point = tuple[date, str]


def slope(points: Sequence[Point], today: date) -> SafeString:
    """The drawing of these dated words, oldest first; nothing for none."""
    if not points:
        return SafeString("")
    first = points[0][0]
    length = max((today - first).days, 1)
    places = [(_x((day - first).days / length), _y(Nature(word).place)) for day, word in points]
    last_x, last_y = WIDTH - EDGE, places[-1][1]
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in [*places, (last_x, last_y)])
    dots = format_html_join(
        "",
        '<circle cx="{}" cy="{}" r="3" fill="currentColor"/>',
        ((f"{x:.1f}", f"{y:.1f}") for x, y in places),
    )
    return format_html(
        '<svg width="{}" height="{}" viewBox="0 0 {} {}" aria-hidden="true" focusable="false">'
        '<path d="M{} {}H{}" stroke="currentColor" stroke-opacity=".35" stroke-dasharray="2 4"/>'
        '<polyline points="{}" fill="none" stroke="currentColor" stroke-width="1.8"/>{}</svg>',
        *(WIDTH, HEIGHT, WIDTH, HEIGHT, EDGE, _y(Nature.ACCEPTED.place), WIDTH - EDGE, path, dots),
    )


def _x(share: float) -> float:
    return EDGE + share * (WIDTH - 2 * EDGE)


def _y(place: int) -> float:
    return EDGE + place * (HEIGHT - 2 * EDGE) / (len(Nature) - 1)
