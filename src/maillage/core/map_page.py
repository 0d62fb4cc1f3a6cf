"""What stands around a drawn map: switches, a legend, and the same content as a list?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

SHOWN = "couches"


@dataclass(frozen=True, slots=True)
class Layer:
    """A switch of the map: what it shows when it is on."""

    key: str
    label: str
    on: bool


@dataclass(frozen=True, slots=True)
class Swatch:
    """A tint or an edge of the map and its words; `kind` is agglo, cc, dep, parc, closed, point."""

    kind: str
    label: str


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the list beside the map; its unit is said on a phone."""

    label: str
    unit: str = ""
    numeric: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """A line of the list: what the map draws, with the same tint and the same number."""

    label: str
    cells: tuple[str, ...]
    note: str = ""
    url: str = ""
    kind: str = ""
    number: int = 0
    current: bool = False

    def labelled_cells(self, columns: Sequence[Column]) -> list[tuple[Column, str]]:
        """Each cell with its column."""
        return list(zip(columns, self.cells, strict=True))


@dataclass(frozen=True, slots=True)
class MapPage:
    """The frame of a map; the drawing itself is the tool's, in the block `drawing`."""

    caption: str
    place_title: str
    columns: tuple[Column, ...]
    places: Sequence[Place]
    layers: tuple[Layer, ...] = ()
    legend: tuple[Swatch, ...] = ()

    @property
    def lines(self) -> list[tuple[Place, list[tuple[Column, str]]]]:
        """Each place with its cells under their columns."""
        return [(place, place.labelled_cells(self.columns)) for place in self.places]


def layers_on(parameters: Mapping[str, str], layers: Sequence[Layer]) -> tuple[Layer, ...]:
    """The switches as the address sets them; as they are until the form is sent once."""
    if SHOWN not in parameters:
        return tuple(layers)
    return tuple(Layer(layer.key, layer.label, layer.key in parameters) for layer in layers)
