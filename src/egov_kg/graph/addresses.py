"""Web addresses as documents print them, made into IRIs (contract.md: `url`)."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from egov_kg.errors import InvalidIdentifier
from egov_kg.graph.terms import iri

_ADDRESS: Final = re.compile(
    r"(?:(?P<scheme>[A-Za-z][A-Za-z0-9+.-]*)://)?(?P<host>[^/?#:@\s]+)(?P<port>:\d{1,5})?(?P<rest>[/?#].*)?\Z",
    re.DOTALL,
)
_HOST: Final = re.compile(r"(?=.{4,253}\Z)(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.)+[^\W\d_](?:[\w-]{0,61}[^\W_])?\Z")
# Allowed in an address but not as such in the path, query or fragment of an IRI; a lone percent sign likewise.
_ENCODED: Final = re.compile(
    r"""[<>"{}|\\^`\[\]]|%(?![0-9A-Fa-f]{2})|[\ue000-\uf8ff\ufdd0-\ufdef\ufff0-\uffff\U000e0000-\U0010ffff]"""
)
_BLANK: Final = re.compile(r"[\s\x00-\x1f\x7f-\x9f\ud800-\udfff]")
_SCHEMES: Final = ("http", "https")


@lru_cache(maxsize=65_536)
def canonical(printed: str) -> str:
    """An address as an IRI: its scheme, ``http://`` where it prints none, the host in lower case.

    Letters of every script stand as they are; what an IRI cannot hold is percent-encoded. Raises InvalidIdentifier
    for what is no address of the web: spaces within, a host without a dot, a scheme other than http and https, a
    user name.

    >>> canonical("WWW.Example.org/Trámites?id=1")
    'http://www.example.org/Trámites?id=1'
    """
    value = printed.strip()
    found = _ADDRESS.match(value)
    if _BLANK.search(value) or found is None:
        raise InvalidIdentifier(printed, "no web address")
    scheme, host = (found["scheme"] or "http").lower(), found["host"].lower().rstrip(".")
    if scheme not in _SCHEMES:
        raise InvalidIdentifier(printed, "the scheme is neither http nor https")
    if not _HOST.match(host):
        raise InvalidIdentifier(printed, "no name of a host")
    path, hash_sign, fragment = (found["rest"] or "").partition("#")
    rest = _encode(path) + hash_sign + _encode(fragment.replace("#", "%23"))
    return f"{scheme}://{host}{found['port'] or ''}{rest}"


def address(printed: str) -> str:
    """The term of an address; raises InvalidIdentifier."""
    return iri(canonical(printed))


def host_and_path(printed: str) -> str:
    """What identifies a portal: the host without ``www.`` and the path, without scheme, query and closing slash.

    >>> host_and_path("https://www.example.org/tramites/")
    'example.org/tramites'
    """
    bare = canonical(printed).partition("://")[2]
    return re.split(r"[?#]", bare, maxsplit=1)[0].removeprefix("www.").rstrip("/")


def _encode(part: str) -> str:
    return _ENCODED.sub(lambda found: "".join(f"%{byte:02X}" for byte in found[0].encode()), part)
