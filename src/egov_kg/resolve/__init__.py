"""Which mentions are one thing, over all documents of a build."""

from __future__ import annotations

from collections.abc import Sequence

from egov_kg.decisions import Decision, Different
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
from egov_kg.resolve.apart import Apart
from egov_kg.resolve.decisions_file import find_decisions, parse_decisions, read_decisions
from egov_kg.resolve.laws import law_keys
from egov_kg.resolve.published import Published, keep_published, read_published
from egov_kg.resolve.walk import mentions


def resolve(
    documents: Sequence[DocumentRecords],
    registry: Registry,
    published: Sequence[Published] = (),
    decisions: Sequence[Decision] = (),
) -> Resolution:
    """The key of every mention; the order of the documents decides nothing, published IRIs are kept.

    Mentions that a person says are of two things do not come together. That two things are one is done where IRIs
    are made, because it concerns things of every class.
    """
    apart = Apart.of([one for one in decisions if isinstance(one, Different)], published)
    ordered = sorted(documents, key=lambda one: one.source.key)
    bodies: list[organizations.Seen] = []
    plans: list[strategies.Seen] = []
    laws: list[LegalInstrument] = []
    for document in ordered:
        for mention in mentions(document):
            if isinstance(mention, OrganizationMention):
                bodies.append(organizations.Seen(mention, document.source.key))
            elif isinstance(mention, Strategy):
                plans.append(strategies.Seen(mention, document.source.key))
            else:
                laws.append(mention)
    keys: dict[Entity, EntityKey] = {
        **organizations.organization_keys(bodies, registry, apart),
        **strategies.strategy_keys(plans, apart),
        **law_keys(laws, apart),
    }
    kept, replaced = keep_published(keys, published)
    live = frozenset(row.key for row in published if row.replaced_by is None)
    return Resolution(keys=kept, replaced=replaced, published=live)


__all__ = ["Published", "find_decisions", "parse_decisions", "read_decisions", "read_published", "resolve"]
