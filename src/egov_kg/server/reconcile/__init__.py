"""The Reconciliation Service API at ``/reconcile`` (0.2, as OpenRefine asks) and ``/reconcile/1.0`` (the 1.0 draft)."""

from __future__ import annotations

from egov_kg.server.reconcile.answers import (
    extend_draft,
    extend_proposal,
    flyout,
    manifest,
    manifest_draft,
    match_draft,
    preview,
    suggest_entity,
    suggest_property,
    suggest_type,
)

ROUTES = (
    ("/reconcile", manifest),
    ("/reconcile/suggest/entity", suggest_entity),
    ("/reconcile/suggest/type", suggest_type),
    ("/reconcile/suggest/property", suggest_property),
    ("/reconcile/extend/propose", extend_proposal),
    ("/reconcile/preview", preview),
    ("/reconcile/flyout", flyout),
    ("/reconcile/1.0", manifest_draft),
    ("/reconcile/1.0/", manifest_draft),
    ("/reconcile/1.0/match", match_draft),
    ("/reconcile/1.0/extend", extend_draft),
    ("/reconcile/1.0/suggest/entity", suggest_entity),
    ("/reconcile/1.0/suggest/type", suggest_type),
    ("/reconcile/1.0/suggest/property", suggest_property),
    ("/reconcile/1.0/extend/propose", extend_proposal),
    ("/reconcile/1.0/preview", preview),
)
"""What is answered where, by GET and POST."""

__all__ = ["ROUTES"]
