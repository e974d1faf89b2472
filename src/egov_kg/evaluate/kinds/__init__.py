"""The kinds of facts that are compared: one module each, one line each."""

from __future__ import annotations

from typing import Final

from egov_kg.evaluate.kinds import (
    accounts,
    agencies,
    indicators,
    laws,
    partners,
    plan_lines,
    plan_structure,
    portals,
    posts,
    strategies,
    technologies,
    ties,
)
from egov_kg.evaluate.kinds.kind import Kind

KINDS: Final[tuple[Kind, ...]] = (
    portals.KIND,
    agencies.KIND,
    posts.KIND,
    strategies.KIND,
    laws.KIND,
    accounts.KIND,
    technologies.KIND,
    indicators.KIND,
    ties.KIND,
    partners.KIND,
    plan_structure.KIND,
    plan_lines.KIND,
)
"""Every kind, in the order of a report."""

KIND_NAMES: Final = tuple(name for kind in KINDS for name in kind.names)
"""The names of the kinds, in the order of a report."""

__all__ = ["KINDS", "KIND_NAMES", "Kind"]
