"""Which mentions are one thing, over all documents of a build."""

from __future__ import annotations

from collections.abc import Sequence

from egov_kg.records import (
    DocumentRecords,
    Entity,
    EntityKey,
    LegalInstrument,
    OrganizationMention,
    Resolution,
    Strategy,
)
from egov_kg.registry import Registry
from egov_kg.resolve import organizations, strategies
from egov_kg.resolve.laws import law_keys
from egov_kg.resolve.published import Published, keep_published, read_published
from egov_kg.resolve.walk import mentions


def resolve(
    documents: Sequence[DocumentRecords], registry: Registry, published: Sequence[Published] = ()
) -> Resolution:
    """The key of every mention; the order of the documents decides nothing, published IRIs are kept."""
    ordered = sorted(documents, key=lambda one: one.source.sha256)
    bodies: list[organizations.Seen] = []
    plans: list[strategies.Seen] = []
    laws: list[LegalInstrument] = []
    for document in ordered:
        for mention in mentions(document):
            if isinstance(mention, OrganizationMention):
                bodies.append(organizations.Seen(mention, document.source.sha256))
            elif isinstance(mention, Strategy):
                plans.append(strategies.Seen(mention, document.source.sha256))
            else:
                laws.append(mention)
    keys: dict[Entity, EntityKey] = {
        **organizations.organization_keys(bodies, registry),
        **strategies.strategy_keys(plans),
        **law_keys(laws),
    }
    kept, replaced = keep_published(keys, published)
    return Resolution(keys=kept, replaced=replaced)


__all__ = ["Published", "read_published", "resolve"]
