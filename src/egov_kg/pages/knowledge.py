"""The ontology and its code schemes, read once."""

from __future__ import annotations

from functools import cache

from egov_kg.config import data_folder
from egov_kg.store import Row, Solutions, Store, from_text


@cache
def knowledge() -> Store:
    """What the files of the ontology say."""
    folder = data_folder("ontology")
    paths = [folder / "egov.ttl", *sorted((folder / "codes").glob("*.ttl"))]
    # Each file declares its prefixes, so that one after the other is Turtle too.
    return from_text(b"\n".join(path.read_bytes() for path in paths))


def known(select: str) -> tuple[Row, ...]:
    """What a SELECT finds in it."""
    found = knowledge().query(select)
    assert isinstance(found, Solutions)  # noqa: S101  # as its name says
    return found.rows


__all__ = ["known"]
