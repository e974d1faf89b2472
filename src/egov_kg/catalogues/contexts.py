"""Contexts of JSON-LD that stand elsewhere: nothing is fetched, one of ours is read in their place.

Catalogues are read by the local names of properties, so that one context does for DCAT, DCAT-AP, schema.org and Hydra.
"""

from __future__ import annotations

import json
import re
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from egov_kg.catalogues.model import Troubles
from egov_kg.catalogues.values import json_of

_FILE: Final = Path(__file__).resolve().parent / "context.json"
_KNOWN: Final = re.compile(
    r"https?://(?:[a-z0-9.-]+\.)?(?:schema\.org|w3\.org/ns/(?:dcat|hydra)|project-open-data|data\.europa\.eu"
    r"|semiceu\.github\.io/dcat|resources\.data\.gov)|dcat-?(?:ap|us)?[^/]*\.jsonld",
    re.IGNORECASE,
)
"""Addresses whose terms are those of our context."""
_NAMED: Final = frozenset(["title", "name", "description", "keyword", "keywords", "label", "prefLabel"])
_LANGUAGE: Final = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*\Z")
ELSEWHERE: Final = "contexts of JSON-LD that stand elsewhere, read by the names of their terms alone"


def with_contexts(body: bytes, troubles: Troubles) -> bytes:
    """JSON-LD with our context in the place of each that stands elsewhere; those that are not known are counted."""
    data = json_of(body)
    elsewhere: set[str] = set()
    try:
        _replace(data, elsewhere)
    except RecursionError:
        return body
    for address in sorted(one for one in elsewhere if not _KNOWN.search(one)):
        troubles.add(ELSEWHERE, f"{address}; where names are missing, save the file with its context inside")
    return json.dumps(data, ensure_ascii=False).encode("utf-8", "replace") if elsewhere else body


def _replace(data: object, elsewhere: set[str]) -> None:
    if isinstance(data, list):
        for one in data:
            _replace(one, elsewhere)
    elif isinstance(data, dict):
        if "@context" in data:
            data["@context"] = _context(data["@context"], elsewhere)
        for name, value in data.items():
            if name != "@context":
                if elsewhere and isinstance(value, dict) and name.rpartition(":")[2] in _NAMED:
                    data[name] = _texts(value)
                _replace(value, elsewhere)


def _context(value: object, elsewhere: set[str]) -> object:
    if isinstance(value, str):
        elsewhere.add(value)
        return _ours()
    return [_context(one, elsewhere) for one in value] if isinstance(value, list) else value


def _texts(value: dict[str, object]) -> object:
    """Texts by language as JSON-LD without a context writes them."""
    if not value or not all(_LANGUAGE.match(key) and isinstance(one, str | list) for key, one in value.items()):
        return value
    return [
        {"@value": text, "@language": key}
        for key, one in value.items() for text in (one if isinstance(one, list) else [one]) if isinstance(text, str)
    ]  # fmt: skip


@lru_cache(maxsize=1)
def _ours() -> dict[str, Any]:
    context: dict[str, Any] = json.loads(_FILE.read_bytes())
    return context
