"""The graph linked with other sources: which dataset is whose, what is about what, how sure that is, and why."""

from __future__ import annotations

from egov_kg.linking.report import LinkReport, Outcome, Wanted
from egov_kg.linking.run import FOLDER, Options, run

__all__ = ["FOLDER", "LinkReport", "Options", "Outcome", "Wanted", "run"]
