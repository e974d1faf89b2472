"""Markdown."""

from __future__ import annotations

from egov_kg.documents.reader import Reader
from egov_kg.documents.text import read_text

READER = Reader(name="markdown", suffixes=(".md", ".markdown"), media_type="text/markdown", read=read_text)
