"""The graph linked with other sources: which dataset is whose, what is about what, how sure that is, and why.

`egov_kg.linking.run` does it; whether that is needed is found out without loading it.
"""

from __future__ import annotations

from egov_kg.linking.report import FOLDER, LinkReport, Options, Outcome, Wanted
from egov_kg.linking.standing import standing

__all__ = ["FOLDER", "LinkReport", "Options", "Outcome", "Wanted", "standing"]
