"""Names from elsewhere and the bodies of the graph: which is which, how sure, and why."""

from __future__ import annotations

from egov_kg.matching.index import Index
from egov_kg.matching.model import ACCEPT, REVIEW, Body, Match, Mention, Verdict

__all__ = ["ACCEPT", "REVIEW", "Body", "Index", "Match", "Mention", "Verdict"]
