"""Reference cases of networks: silos, structural holes, roles."""

from collections.abc import Callable, Hashable, Mapping
from functools import cache
from typing import TypedDict

from maillage.analysis import silos
from maillage.analysis.case_tolerances import same_within, shown_decimals

PUBLISHED_DECIMALS = range(2, 7)


class Inputs(TypedDict, total=False):
    """What a case gives: nodes, undirected edges, and the group of each node."""

    nodes: list[Hashable]
    edges: list[list[Hashable]]
    weights: list[float]
    groups: list[Hashable]


Formulas = dict[str, Callable[[], object]]


def compute(inputs: Inputs) -> Mapping[str, Callable[[], object]]:
    """What each key of a case is computed from."""

    @cache
    def reading() -> silos.Network:
        return silos.network(inputs["nodes"], inputs["edges"], inputs.get("weights"))

    return {**_of_structures(reading), **_of_groups(reading, lambda: inputs["groups"])}


def agrees(key: str, expected: object, computed: object) -> bool:
    """True within 1e-9; a published figure, to the 2 to 6 decimals it is written with."""
    if key == "block_density":
        expected, computed = _comparable_blocks(expected), _comparable_blocks(computed)
    decimals = shown_decimals(expected)
    published = decimals in PUBLISHED_DECIMALS
    return same_within(0.5000001 * 10**-decimals if published else 1e-9)(expected, computed)


def _of_structures(reading: Callable[[], silos.Network]) -> Formulas:
    return {
        "constraint": lambda: silos.constraint(reading()),
        "effective_size": lambda: silos.effective_size(reading()),
        "betweenness": lambda: silos.normalised_betweenness(reading()),
        "betweenness_raw": lambda: silos.betweenness(reading()),
        "closeness": lambda: silos.closeness(reading()),
        "degree": lambda: reading().degrees(),
        "degree_centrality": lambda: _degree_centrality(reading()),
        "components": lambda: silos.components(reading()),
        "bridges": lambda: silos.bridges(reading()),
        "cut_vertices": lambda: silos.cut_structures(reading()),
    }


def _of_groups(
    reading: Callable[[], silos.Network], groups: Callable[[], list[Hashable]]
) -> Formulas:
    @cache
    def index() -> silos.EIIndex:
        return silos.ei_index(reading(), groups(), permutations=0)

    return {
        "e_i_index": lambda: index().index,
        "e_i_expected_at_equal_density": lambda: index().expected,
        "external": lambda: index().external,
        "internal": lambda: index().internal,
        "modularity": lambda: silos.modularity(reading(), groups()),
        "block_density": lambda: {
            f"{block.first}|{block.second}": {
                "edges": block.links,
                "possible": block.possible,
                "density": block.density,
            }
            for block in silos.block_densities(reading(), groups())
        },
        "gould_fernandez": lambda: [
            vars(roles) for roles in silos.brokerage_roles(reading(), groups())
        ],
    }


def _degree_centrality(reading: silos.Network) -> list[float]:
    others = max(1, len(reading.nodes) - 1)
    return [degree / others for degree in reading.degrees()]


def _comparable_blocks(blocks: object) -> object:
    """Blocks named in alphabetical order; a density without any possible pair is left out."""
    if not isinstance(blocks, dict):
        return blocks
    return {
        "|".join(sorted(name.split("|"))): block if block.get("possible") else {"edges": 0}
        for name, block in blocks.items()
    }
