"""The Map, on an invented country of hexagons; `?taille=grande` gives 1,255."""

from dataclasses import dataclass
from math import cos, pi, sin, sqrt

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from maillage.core import french
from maillage.core.map_page import Column, Layer, MapPage, Place, Swatch, layers_on
from maillage.roof.examples.door import example_page
from maillage.roof.examples.invented import FAMILY_NAMES, shell

WIDTH, HEIGHT = 640, 504
LAYERS = (Layer("membres", "Membres", on=True), Layer("sieges", "Sièges", on=True))


@dataclass(frozen=True)
class Hexagon:
    """A territory: its outline, its tint, its seat."""

    path: str
    kind: str
    x: float
    y: float
    label: str


@example_page
def map_page(request: HttpRequest) -> HttpResponse:
    """A map and the same list."""
    count = 1_255 if request.GET.get("taille") == "grande" else 12
    hexagons = _country(count)
    page = MapPage(
        caption="Les territoires concernés",
        place_title="Territoire",
        columns=(Column("Habitants", "habitants", numeric=True),),
        places=[_place(number, hexagon) for number, hexagon in enumerate(hexagons)],
        layers=layers_on(request.GET.dict(), LAYERS),
        legend=(Swatch("agglo", "agglomération"), Swatch("cc", "communauté de communes")),
    )
    context = {"map": page, "hexagons": hexagons, "shell": shell("map")}
    return render(request, "examples/map.html", context)


def _country(count: int) -> list[Hexagon]:
    across = max(1, round(sqrt(count * WIDTH / HEIGHT)))
    radius = WIDTH / (across + 1) / sqrt(3)
    return [_hexagon(number, across, radius) for number in range(count)]


def _hexagon(number: int, across: int, radius: float) -> Hexagon:
    row, column = divmod(number, across)
    x = (column + 0.5 * (row % 2) + 0.75) * radius * sqrt(3)
    y = (row + 1) * radius * 1.5
    corners = [
        f"{x + radius * sin(corner * pi / 3):.1f} {y + radius * cos(corner * pi / 3):.1f}"
        for corner in range(6)
    ]
    return Hexagon(
        path=f"M{'L'.join(corners)}z",
        kind="agglo" if number % 7 == 0 else "cc",
        x=round(x, 1),
        y=round(y, 1),
        label=f"Pays de {FAMILY_NAMES[number % len(FAMILY_NAMES)]} {number + 1}",
    )


def _place(number: int, hexagon: Hexagon) -> Place:
    people = french.number(1_000 + number * 137 % 60_000)
    return Place(hexagon.label, (people,), kind=hexagon.kind, number=number + 1)
