"""What people decide about a graph: the entries of ``decisions.yaml`` as values."""

from __future__ import annotations

import datetime
import hashlib
import re
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Final

from egov_kg.vocabulary import BASE, ENTITY_PREFIXES, PREFIXES, entity_namespace

FILE_NAME: Final = "decisions.yaml"
"""The decisions in the folder of a build, which every build into that folder obeys."""

THINGS: Final = BASE + "id/"
OF_EVIDENCE: Final = ("Evidence", "Claim", "Decision", "Link")
"""The classes about which nobody decides: they say how a fact came about."""
FIXED: Final = ("Country", "SourceDocument", "Answer", "Selection", *OF_EVIDENCE)
"""The classes whose things are never two under one address, nor one under two."""
FAMILY: Final = frozenset({"Agency", "Organization", "InternationalOrganization"})
"""The classes between which two things can be one."""

_CLASSES: Final = MappingProxyType({entity_namespace(name): name for name in ENTITY_PREFIXES})
_QUOTED: Final = re.compile(r'"(?P<words>(?:[^"\\]|\\.)*)"(?:@(?P<language>[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*))?\Z')
_NO_IRI: Final = re.compile(r"""[\s<>"{}|\\^`]""")
_ESCAPED: Final = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|([\"\\nrt]))")
_ESCAPES: Final = MappingProxyType({'"': '"', "\\": "\\", "n": "\n", "r": "\r", "t": "\t"})
_TYPE_WORDS: Final = ("a", "rdf:type")
TYPE_IRI: Final = PREFIXES["rdf"] + "type"
LABEL_IRI: Final = PREFIXES["rdfs"] + "label"


def full_iri(name: str) -> str | None:
    """The IRI that a person writes in full, in angle brackets or with a prefix of the graph; None for anything else.

    >>> full_iri("agency:COL-mintic")
    'https://w3id.org/egov-kg/id/agency/COL-mintic'
    """
    bare = name[1:-1] if name.startswith("<") and name.endswith(">") else name
    prefix, _, local = bare.partition(":")
    if not local or _NO_IRI.search(bare):
        return None
    if prefix in ("http", "https") and local.startswith("//"):
        return bare
    return PREFIXES[prefix] + local if prefix in PREFIXES else None


def class_of(iri: str) -> str | None:
    """The class that the address of a thing of ours tells, None for another address."""
    return _CLASSES.get(iri[: iri.rfind("/") + 1])


@dataclass(frozen=True, slots=True)
class Value:
    """An object as a person writes it: its words, their language if one is given, and the IRI they can be read as.

    ``quoted`` is whether the words stood in double quotes, so that they are no IRI.
    """

    words: str
    language: str | None = None
    quoted: bool = False

    @property
    def iri(self) -> str | None:
        """The IRI that the words can be read as."""
        return None if self.quoted else full_iri(self.words)

    def written(self) -> str:
        """The text that `value` reads as this value."""
        if not self.quoted:
            return self.words
        escaped = self.words.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\r", "\\r")
        return f'"{escaped}"' + (f"@{self.language}" if self.language else "")


def value(text: str) -> Value:
    """An object as written: plain words, an IRI, or words as Turtle quotes them, with a language (``"Name"@es``).

    >>> value('"Oficina"@es').language
    'es'
    """
    found = _QUOTED.match(text)
    if found is None:
        return Value(text)
    language = found["language"].lower() if found["language"] else None
    return Value(_ESCAPED.sub(_unescape, found["words"]), language, quoted=True)


def _unescape(found: re.Match[str]) -> str:
    return chr(int(found[1], 16)) if found[1] else _ESCAPES[found[2]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A statement that a person speaks of; subject and predicate are full IRIs."""

    subject: str
    predicate: str
    object: Value


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """Words of a document of the build, by its file name or its address."""

    document: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """Who decided, when and why; ``number`` counts the entries of the file from 1, ``line`` and ``last`` its lines."""

    by: str
    on: datetime.date
    why: str
    number: int = 0
    line: int = 0
    last: int = 0

    def content(self) -> tuple[str, ...]:
        """What is decided, as parts of text: equal entries have equal parts, wherever they stand."""
        raise NotImplementedError

    @property
    def kind(self) -> str:
        """The word that an entry of this kind begins with."""
        return type(self).__name__.lower()

    @property
    def key(self) -> str:
        """Sixteen hex digits that follow from what the entry says."""
        parts = (*self.content(), self.by, self.on.isoformat(), self.why)
        return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair(Entry):
    """Two things, by their IRIs."""

    first: str
    second: str

    @property
    def outside(self) -> bool:
        """Whether one of the two is of another source: a link run obeys it, a build has no such thing."""
        return class_of(self.first) is None or class_of(self.second) is None

    def content(self) -> tuple[str, ...]:
        """The kind and the two addresses."""
        return (self.kind, self.first, self.second)


@dataclass(frozen=True, slots=True, kw_only=True)
class Same(Pair):
    """Two things are one; the first address stays, unless the registry or a published one says otherwise."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Different(Pair):
    """Two things are kept apart where their names would make them one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Label(Entry):
    """The name of a thing, by its IRI."""

    thing: str
    name: Value

    def content(self) -> tuple[str, ...]:
        """The kind, the thing and its name."""
        return (self.kind, self.thing, self.name.written())


@dataclass(frozen=True, slots=True, kw_only=True)
class Wrong(Entry):
    """A statement that the documents do not make, or that is not so."""

    statement: Statement

    def content(self) -> tuple[str, ...]:
        """The kind and the statement."""
        return (self.kind, *_parts(self.statement))


@dataclass(frozen=True, slots=True, kw_only=True)
class Add(Entry):
    """A statement that the reading missed, with its source: words of a document, a web address, or a reference."""

    statement: Statement
    source: Quote | str

    def content(self) -> tuple[str, ...]:
        """The kind, the statement and its source."""
        source = (self.source.document, self.source.words) if isinstance(self.source, Quote) else (self.source,)
        return (self.kind, *_parts(self.statement), *source)


Decision = Same | Different | Label | Wrong | Add


@dataclass(frozen=True, slots=True, kw_only=True)
class Decisions:
    """The entries of a file, in its order."""

    path: Path
    entries: tuple[Decision, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Unfit:
    """A decision that does not apply to a build, and why."""

    decision: Decision
    reason: str


def short(iri: str) -> str:
    """An IRI with its prefix, where it has one.

    >>> short("https://w3id.org/egov-kg/id/agency/COL-mintic")
    'agency:COL-mintic'
    """
    cut = max(iri.rfind("/"), iri.rfind("#")) + 1
    prefix = next((prefix for prefix, namespace in PREFIXES.items() if namespace == iri[:cut]), None)
    return f"{prefix}:{iri[cut:]}" if prefix and iri[cut:] else iri


def predicate_iri(name: str) -> str | None:
    """The IRI of a predicate as written; ``a`` is rdf:type."""
    return TYPE_IRI if name in _TYPE_WORDS else full_iri(name)


def _parts(statement: Statement) -> tuple[str, str, str]:
    return statement.subject, statement.predicate, statement.object.written()
