"""What the service says of itself, in both versions."""

from __future__ import annotations

from importlib.metadata import version
from typing import Any

from egov_kg.server.reconcile.kinds import ORGANIZATIONS, TYPES
from egov_kg.vocabulary import BASE, ONTOLOGY

NAME = "egov-kg"
WIDTH, HEIGHT = 430, 260
"""Of a preview, in pixels."""


def manifest_02(address: str) -> dict[str, Any]:
    """The manifest of version 0.2, for a server at an address that ends in a slash."""
    service = f"{address}reconcile"
    return {
        "versions": ["0.1", "0.2"],
        "name": NAME,
        "identifierSpace": f"{BASE}id/",
        "schemaSpace": ONTOLOGY,
        "serviceVersion": version("egov-kg"),
        "view": {"url": f"{address}id/{{{{id}}}}"},
        "defaultTypes": _types(),
        "preview": {"url": f"{service}/preview?id={{{{id}}}}", "width": WIDTH, "height": HEIGHT},
        "suggest": {
            "entity": {
                **_place(service, "entity"), "flyout_service_url": service, "flyout_service_path": "/flyout?id=${id}",
            },
            "property": _place(service, "property"),
            "type": _place(service, "type"),
        },
        "extend": {
            "propose_properties": {"service_url": service, "service_path": "/extend/propose"},
            "property_settings": [],
        },
    }  # fmt: skip


def manifest_10(address: str) -> dict[str, Any]:
    """The manifest of the 1.0 draft."""
    return {
        "versions": ["1.0-draft"],
        "name": NAME,
        "lang": "en",
        "serviceVersion": version("egov-kg"),
        "view": {"url": f"{address}id/{{id}}"},
        "defaultTypes": _types(),
        "suggest": {"entity": True, "property": True, "type": True},
        "preview": {"width": WIDTH, "height": HEIGHT},
        "extend": {"proposeProperties": True, "propertySettings": []},
        "standardizedScore": True,
    }


def _place(service: str, name: str) -> dict[str, str]:
    return {"service_url": service, "service_path": f"/suggest/{name}"}


def _types() -> list[dict[str, str]]:
    return [{"id": name, "name": TYPES[name]} for name in TYPES if name in ORGANIZATIONS]
