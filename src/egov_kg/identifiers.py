"""Keys and IRIs: the same thing has the same IRI in every document and every build (contract.md, "Classes, keys")."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from functools import lru_cache

from egov_kg.errors import InvalidIdentifier
from egov_kg.vocabulary import entity_namespace

LONGEST_KEY = 80
"""A longer folded name is cut at a hyphen and ends in eight hex digits of its SHA-256, so that IRIs stay readable."""

_SEPARATORS = re.compile(r"[\W_]+")
# What a Turtle local name may hold without an escape (Turtle 1.1, PN_LOCAL), a little narrower.
_LOCAL_NAME = re.compile(r"[^\W_]+(?:-[^\W_]+)*\Z")


@lru_cache(maxsize=65_536)
def fold(text: str) -> str:
    """The key form of a name: NFKD, lower case, letters and digits kept, everything else one hyphen.

    Letters of every script are kept; combining marks are dropped, digits in circles are no digits. An empty string
    where nothing is left.

    >>> fold("Ministerio de Educación")
    'ministerio-de-educacion'
    """
    # Lower case twice: what NFKD makes of a sign may have capitals (№ is No).
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text.lower()).lower())
    return _SEPARATORS.sub("-", "".join(map(_key_letter, decomposed))).strip("-")


def _key_letter(char: str) -> str:
    """A letter or decimal digit as it is, nothing for a mark on a letter, a space for everything else."""
    if char.isascii():
        return char
    category = unicodedata.category(char)
    if category[0] == "M":
        return ""
    return char if category[0] == "L" or category == "Nd" else " "


def shorten(key: str) -> str:
    """A key of at most LONGEST_KEY characters: itself, or its beginning with a hash of the whole."""
    if len(key) <= LONGEST_KEY:
        return key
    digest = hashlib.sha256(key.encode()).hexdigest()[:8]
    head = key[: LONGEST_KEY - 9]
    return f"{head.rpartition('-')[0] or head}-{digest}"


def local_name(*parts: str) -> str:
    """The local name that key parts make, each folded already, empty ones left out; raises InvalidIdentifier.

    Country codes stay upper case, everything else is as `fold` gives it.

    >>> local_name("COL", "mintic")
    'COL-mintic'
    """
    name = "-".join(shorten(part) for part in parts if part)
    if not _LOCAL_NAME.match(name):
        raise InvalidIdentifier(name, "a key holds letters, digits and single hyphens")
    return name


def entity_iri(class_name: str, *parts: str) -> str:
    """The IRI of a thing: the namespace of its class and the local name of its key."""
    return entity_namespace(class_name) + local_name(*parts)


def document_key(sha256: str, part: int = 0) -> str:
    """The key of a source document: the first 16 hex digits of its file's SHA-256, and its place in the file.

    The place is left out for the file itself. There is no hyphen in the key, so that it ends at the first one of a
    longer key that begins with it.

    >>> document_key("0123456789abcdef" * 4, 2)
    '0123456789abcdefp2'
    """
    return f"{sha256[:16]}p{part}" if part else sha256[:16]
