"""Questions that take more than one statement: the header's `computed` names the function here that answers it."""

from graph.computed.computation import Computation, Compute
from graph.computed.network import network
from graph.computed.reach import reach

COMPUTED: dict[str, Compute] = {"network": network, "reach": reach}

__all__ = ["COMPUTED", "Computation", "Compute"]
