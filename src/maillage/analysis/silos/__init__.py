"""Who never works with whom, and who holds the network together?"""

from maillage.analysis.silos.bridges import (
    LinkOnOnePerson,
    Participation,
    bridges,
    components,
    cut_structures,
    links_on_one_person,
)
from maillage.analysis.silos.brokerage import Brokerage, brokerage_roles
from maillage.analysis.silos.centrality import betweenness, closeness, normalised_betweenness
from maillage.analysis.silos.clusters import Clusters, clusters, modularity
from maillage.analysis.silos.groups import Block, EIIndex, block_densities, ei_index
from maillage.analysis.silos.network import Link, Network, network, pairs_without_link, shared_work
from maillage.analysis.silos.structural_holes import constraint, effective_size

__all__ = [
    "Block",
    "Brokerage",
    "Clusters",
    "EIIndex",
    "Link",
    "LinkOnOnePerson",
    "Network",
    "Participation",
    "betweenness",
    "block_densities",
    "bridges",
    "brokerage_roles",
    "closeness",
    "clusters",
    "components",
    "constraint",
    "cut_structures",
    "effective_size",
    "ei_index",
    "links_on_one_person",
    "modularity",
    "network",
    "normalised_betweenness",
    "pairs_without_link",
    "shared_work",
]
