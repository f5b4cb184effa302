"""Questions that take more than one statement: the header's `computed` names the function here that answers it."""

from graph.computed.balance_of_groups import balance_of_groups
from graph.computed.bridges import bridges
from graph.computed.computation import Computation, Compute, SumUp
from graph.computed.coverage import coverage, uncovered_schools
from graph.computed.find import find
from graph.computed.group_centrality import group_centrality
from graph.computed.lost_without_link import lost_without_link
from graph.computed.near_names import near_names
from graph.computed.network import network
from graph.computed.overview import overview
from graph.computed.page import page
from graph.computed.reach import reach
from graph.computed.reach_by_tie import reach_by_tie
from graph.computed.shortest_path import shortest_path

COMPUTED: dict[str, Compute] = {
    "balance_of_groups": balance_of_groups,
    "find": find,
    "lost_without_link": lost_without_link,
    "near_names": near_names,
    "network": network,
    "reach": reach,
    "reach_by_tie": reach_by_tie,
    "shortest_path": shortest_path,
}
SUMMED: dict[str, SumUp] = {
    "bridges": bridges,
    "coverage": coverage,
    "group_centrality": group_centrality,
    "overview": overview,
    "page": page,
    "uncovered_schools": uncovered_schools,
}
"""Those whose rows may come from columns (graph/columns/)."""

__all__ = ["COMPUTED", "SUMMED", "Computation", "Compute"]
