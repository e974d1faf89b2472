"""The record types: a file and a line here for each."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from egov_kg.errors import KnowledgeError
from egov_kg.graph.things import (
    account,
    answer,
    document,
    legal_instrument,
    observation,
    organization,
    partnership,
    portal,
    post,
    strategy,
    technology,
    tie,
)

TABLES: Final = (
    document.TABLE,
    organization.TABLE,
    portal.TABLE,
    legal_instrument.TABLE,
    strategy.STRATEGY,
    strategy.AXIS,
    strategy.LINE,
    strategy.TARGET,
    observation.TABLE,
    tie.TABLE,
    post.TABLE,
    account.TABLE,
    technology.TABLE,
    partnership.TABLE,
    answer.TABLE,
)
"""Every record type; a second table for one raises at import."""

BY_RECORD: Final = MappingProxyType({table.record: table for table in TABLES})

if len(BY_RECORD) != len(TABLES):
    raise KnowledgeError("graph/things", "TABLES", "a record type has two tables")
