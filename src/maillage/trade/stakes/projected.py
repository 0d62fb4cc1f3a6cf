"""The page for the projector: one thing at a time, large, and what each structure says of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django import forms
from django.http import HttpResponse
from django.shortcuts import render

from maillage.core.shell import Audience, PageLink
from maillage.foundation.cooperations.pages.doors import CooperationRequest


@dataclass(frozen=True, slots=True)
class Shown:
    """What is on the wall: its number, its title, what is said of it beneath."""

    pk: int
    title: str
    note: str


@dataclass(frozen=True)
class Wall:
    """What a room goes through, and in which words: stakes, or findings."""

    rows: Sequence[Shown]
    parameter: str
    each: str
    empty: str
    before: str
    after: str
    every: str
    add: PageLink
    leave: str
    readers: str
    place: Sequence[PageLink]

    def at(self, typed: str) -> int | None:
        """The place of what the address wants, the first by default; None when nothing is."""
        places = [place for place, one in enumerate(self.rows) if str(one.pk) == typed]
        return next(iter([*places, *range(len(self.rows))]), None)


def wall_page(
    request: CooperationRequest, wall: Wall, form: forms.Form | None, place: int, status: int = 200
) -> HttpResponse:
    """The page at this place of the wall, with its form; without one, how to begin."""
    rows = wall.rows
    shown = rows[place] if rows else None
    context = {
        "wall": wall,
        "form": form,
        "shown": shown,
        "before": rows[place - 1] if place > 0 else None,
        "after": rows[place + 1] if place + 1 < len(rows) else None,
        "reading": wall.each % {"number": place + 1, "total": len(rows), "who": wall.readers}
        if shown
        else wall.empty,
        "place": wall.place,
        "draft_place": f"{request.path}?{wall.parameter}={shown.pk}" if shown else "",
        "is_saved": request.GET.get("garde") == "1" and request.method == "GET",
        "audience": Audience(wall.readers, wall.leave),
    }
    return render(request, "stakes/workshop.html", context, status=status)
