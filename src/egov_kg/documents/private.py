"""Private contacts."""
from __future__ import annotations
from collections.abc import Iterable
from egov_kg.model import Document, Span

def contacts(text: str) -> tuple[Span, ...]:
    return ()
def masked(document: Document) -> str:
    return document.text
def with_private(document: Document, spans: Iterable[Span]) -> Document:
    return document
