"""Catalogues of open data: what they say as one type of record, whatever their format.

What reads them is loaded by those who read: a run that finds nothing new needs none of it.
"""

from __future__ import annotations

from egov_kg.catalogues.model import (
    Catalogue,
    Dataset,
    Distribution,
    FetchLimits,
    Page,
    Publisher,
    Reading,
    Text,
    Troubles,
)
from egov_kg.catalogues.snapshots import Snapshot, Snapshots

__all__ = [
    "Catalogue", "Dataset", "Distribution", "FetchLimits", "Page", "Publisher", "Reading", "Snapshot", "Snapshots",
    "Text", "Troubles",
]  # fmt: skip
