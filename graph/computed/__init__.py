"""Questions that take more than one statement: the header's `computed` names the function here that answers it."""

from graph.computed.computation import Computation, Compute
from graph.computed.coverage import coverage, uncovered_schools
from graph.computed.group_centrality import group_centrality
from graph.computed.near_names import near_names
from graph.computed.network import network
from graph.computed.page import page
from graph.computed.reach import reach
from graph.computed.shortest_path import shortest_path

COMPUTED: dict[str, Compute] = {
    "coverage": coverage,
    "group_centrality": group_centrality,
    "near_names": near_names,
    "network": network,
    "page": page,
    "reach": reach,
    "shortest_path": shortest_path,
    "uncovered_schools": uncovered_schools,
}

__all__ = ["COMPUTED", "Computation", "Compute"]
