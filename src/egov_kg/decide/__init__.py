"""Writes entries of ``decisions.yaml`` that were checked against a build."""

from egov_kg.decide.lookup import Lookup
from egov_kg.decide.writing import append, append_all, entry_text, undo

__all__ = ["Lookup", "append", "append_all", "entry_text", "undo"]
