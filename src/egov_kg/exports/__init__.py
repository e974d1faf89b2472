"""A build for people who want tables, and described for catalogues of data."""

from __future__ import annotations

from egov_kg.exports.dcat import Description, dcat
from egov_kg.exports.tables import Table, csv_files, tables

__all__ = ["Description", "Table", "csv_files", "dcat", "tables"]
