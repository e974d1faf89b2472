"""The cooperation network of a graph: who works with whom, what its shape says, and files that others open.

What documents state and what follows from it are two layers that are never mixed. Nothing here draws or measures
before it is asked: the heavy modules are imported by name.
"""

from __future__ import annotations

from egov_kg.network.choosing import Choice
from egov_kg.network.levels import make_network
from egov_kg.network.model import Level, Network, Ties
from egov_kg.network.reading import read_ties

__all__ = ["Choice", "Level", "Network", "Ties", "make_network", "read_ties"]
