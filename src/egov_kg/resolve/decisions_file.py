"""Reads ``decisions.yaml``: what a person wrote by hand is checked word by word, with the line in every message."""

from __future__ import annotations

import datetime
import os
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from types import MappingProxyType
from typing import Final, Never

import yaml

from egov_kg.decisions import (
    FAMILY,
    FILE_NAME,
    FIXED,
    OF_EVIDENCE,
    THINGS,
    TYPE_IRI,
    Add,
    Decision,
    Decisions,
    Different,
    Label,
    Quote,
    Same,
    Statement,
    Value,
    Wrong,
    class_of,
    full_iri,
    predicate_iri,
    short,
    value,
)
from egov_kg.errors import DecisionError
from egov_kg.vocabulary import BASE, ENTITY_PREFIXES, LINKED_PREFIXES, ONTOLOGY, SUPERCLASSES, linked_namespace

DEEPEST: Final = 20
"""No entry nests deeper; a parser that follows every bracket runs out of stack."""
_SIGNATURE: Final = ("by", "on", "why")
_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d\Z")
_LOCAL: Final = re.compile(r"\w[\w-]*\Z")
_PREDICATE: Final = re.compile(r"[\w:/#.-]+\Z")
_UNWRITABLE: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_NAMELESS: Final = ("Answer", "Selection", *OF_EVIDENCE)
_LOADER: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def find_decisions(output: Path, given: Path | None = None) -> Decisions | None:
    """The decisions that a build into a folder obeys: those of the file given, else those in the folder, else none.

    Raises DecisionError for a file that cannot be used.
    """
    beside = output / FILE_NAME
    if given is None and not os.path.lexists(beside):
        return None
    return read_decisions(given or beside)


def read_decisions(path: Path) -> Decisions:
    """The entries of a file in its order; raises DecisionError, with the line, for a file that cannot be used."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        advice = "Name a file that can be read, or take the option away"
        raise DecisionError(path, None, f"it cannot be read ({error.strerror or error})", advice) from error
    except UnicodeDecodeError as error:
        raise DecisionError(path, None, "it is no UTF-8 text", "Save it with the encoding UTF-8") from error
    return Decisions(path=path, entries=tuple(parse_decisions(text, path)))


def parse_decisions(text: str, path: Path) -> Iterator[Decision]:
    """The entries of a text; ``path`` names it in messages. Raises DecisionError."""
    root = _root(text, path)
    if root is None:
        return
    if not isinstance(root, yaml.SequenceNode):
        raise DecisionError(path, root.start_mark.line + 1, "the file is no list", "Begin every decision with '- '")
    for number, node in enumerate(root.value, start=1):
        yield _entry(_Mapping.of(path, node, f"entry {number}"), number)


def _root(text: str, path: Path) -> yaml.Node | None:
    """The whole file as nodes, which keep the text of every value as it was written."""
    try:
        depth = 0
        for event in yaml.parse(text, Loader=_LOADER):
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            line = event.start_mark.line + 1 if event.start_mark else None
            if depth > DEEPEST:
                raise DecisionError(path, line, "lists within lists without end", "Begin every decision with '- '")
            if isinstance(event, yaml.AliasEvent):
                raise DecisionError(path, line, "it refers to another place (*)", "Write the words out")
        root = yaml.compose(text, Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else None
        reason = f"no valid YAML ({error.problem or error.context})"
        raise DecisionError(path, line, reason, "Mend the line, or the one before") from error
    except yaml.YAMLError as error:
        advice = "Save it as plain text without control characters"
        raise DecisionError(path, None, f"no valid YAML ({str(error).splitlines()[0]})", advice) from error
    return None if isinstance(root, yaml.ScalarNode) and not root.value else root


@dataclass(frozen=True, slots=True)
class _Mapping:
    """A mapping of the file with its keys, and where it stands."""

    path: Path
    place: str
    line: int
    last: int
    values: Mapping[str, yaml.Node]

    @classmethod
    def of(cls, path: Path, node: yaml.Node, place: str) -> _Mapping:
        line = node.start_mark.line + 1
        if not isinstance(node, yaml.MappingNode):
            raise DecisionError(path, line, f"{place} has no 'key: value' lines", f"Write {place} as the README shows")
        values: dict[str, yaml.Node] = {}
        for key, held in node.value:
            if not isinstance(key, yaml.ScalarNode) or key.value in values:
                named = f"the key {key.value!r} stands twice" if isinstance(key, yaml.ScalarNode) else "a key is a list"
                raise DecisionError(path, key.start_mark.line + 1, f"{place}: {named}", "Keep one of the two")
            values[key.value] = held
        return cls(path, place, line, _last_line(node), MappingProxyType(values))

    def refuse(self, reason: str, advice: str, key: str | None = None) -> Never:
        """Raises DecisionError at the line of a key, else of the mapping."""
        line = self.values[key].start_mark.line + 1 if key and key in self.values else self.line
        raise DecisionError(self.path, line, f"{self.place}: {reason}", advice)

    def only(self, *keys: str) -> None:
        """Refuses keys that nothing reads."""
        for key in self.values:
            if key not in keys:
                near = get_close_matches(key, keys, n=1)
                self.refuse(f"unknown key {key!r}", f"Known: {', '.join(near or keys)}", key)

    def text(self, key: str) -> str:
        """The words of a value, as they are written."""
        node = self.values.get(key)
        if node is None or (isinstance(node, yaml.ScalarNode) and not node.value.strip()):
            self.refuse(f"{key!r} is missing", f"Add a line '{key}: …' to it", key)
        if not isinstance(node, yaml.ScalarNode):
            self.refuse(f"{key!r} is a list or a mapping", "Write one value; put quotes around a text with colons", key)
        text = str(node.value)
        if _UNWRITABLE.search(text):
            self.refuse(f"{key!r} holds a control character", "Take it away", key)
        return text.strip() if key != "quote" else text

    def under(self, key: str) -> _Mapping:
        """The mapping under a key."""
        return _Mapping.of(self.path, self.values[key], f"{self.place}, {key}")

    def thing(self, key: str, text: str | None = None, *, or_another: bool = False) -> str:
        """The IRI of a thing of ours, or of another source where that will do as well."""
        written = self.text(key) if text is None else text
        iri = full_iri(written)
        if or_another and iri is not None and _is_another(iri):
            return iri
        if iri is None or class_of(iri) is None or not _LOCAL.match(iri[iri.rfind("/") + 1 :]):
            near = get_close_matches(written.partition(":")[0], list(ENTITY_PREFIXES.values()), n=1)
            hint = f"Perhaps {near[0]}:… is meant" if near and iri is None else "Write it as in egov-kg.ttl"
            self.refuse(f"{written!r} is no address of a thing ({short(THINGS)}…)", f"{hint}: agency:COL-mintic", key)
        return iri


def _is_another(iri: str) -> bool:
    """Whether an address is that of a thing of another source: a catalogue's, or one outside."""
    linked = tuple(linked_namespace(prefix) for prefix in LINKED_PREFIXES)
    return iri.startswith(linked) or not iri.startswith(BASE)


def _last_line(node: yaml.Node) -> int:
    """The last line of a node's own text; the parser's mark of a block stands behind the comments after it."""
    if isinstance(node, yaml.MappingNode):
        return max([node.start_mark.line + 1, *(_last_line(held) for pair in node.value for held in pair)])
    if isinstance(node, yaml.SequenceNode):
        return max([node.start_mark.line + 1, *map(_last_line, node.value)], default=0)
    return int(node.end_mark.line) + (1 if node.end_mark.column else 0)


def _signature(entry: _Mapping, number: int) -> dict[str, object]:
    by, on, why = (entry.text(key) for key in _SIGNATURE)
    try:
        day = datetime.date.fromisoformat(on) if _DAY.match(on) else None
    except ValueError:
        day = None
    if day is None:
        entry.refuse(f"{on!r} is no day of the calendar", "Write year-month-day, such as 2024-05-31", "on")
    return {"by": by, "on": day, "why": why, "number": number, "line": entry.line, "last": entry.last}


def _entry(entry: _Mapping, number: int) -> Decision:
    kinds = [kind for kind in KINDS if kind in entry.values]
    if len(kinds) != 1:
        found = f"it is {' and '.join(kinds)} at once" if kinds else f"it has none of {', '.join(KINDS)}"
        entry.refuse(found, "An entry decides one thing, by one of these words")
    return KINDS[kinds[0]](entry, _signature(entry, number))


def _pair(kind: type[Same] | type[Different]) -> Callable[[_Mapping, dict[str, object]], Decision]:
    name = kind.__name__.lower()

    def read(entry: _Mapping, signature: dict[str, object]) -> Decision:
        entry.only(name, *_SIGNATURE)
        node = entry.values[name]
        if not isinstance(node, yaml.SequenceNode) or [type(one) for one in node.value] != [yaml.ScalarNode] * 2:
            entry.refuse(f"{name!r} is no list of two", f"Write {name}: [agency:COL-a, agency:COL-b]", name)
        first, second = (entry.thing(name, str(one.value), or_another=True) for one in node.value)
        one, other = (class_of(iri) or "" for iri in (first, second))
        if first == second:
            entry.refuse("the two addresses are one", "Write two different ones", name)
        if bool(one) != bool(other) and (one or other) not in OF_EVIDENCE:
            return kind(first=first, second=second, **signature)  # type: ignore[arg-type]
        if not one and not other:
            entry.refuse("neither is a thing of this graph", "Name one of the graph and one of another source", name)
        if one in FIXED or other in FIXED or not (one == other or {one, other} <= FAMILY):
            entry.refuse(
                f"a thing of the class {one} and one of the class {other} cannot be taken for each other",
                "Name two organisations, or two things of one class that is read from documents", name,
            )  # fmt: skip
        return kind(first=first, second=second, **signature)  # type: ignore[arg-type]

    return read


def _label(entry: _Mapping, signature: dict[str, object]) -> Decision:
    entry.only("label", "is", *_SIGNATURE)
    thing, name = entry.thing("label"), value(entry.text("is"))
    if class_of(thing) in _NAMELESS:
        entry.refuse(f"a thing of the class {class_of(thing)} has no name", "Name another thing", "label")
    return Label(thing=thing, name=_one_line(name), **signature)  # type: ignore[arg-type]


def _one_line(name: Value) -> Value:
    return Value(" ".join(name.words.split()), name.language, name.quoted)


def _statement(entry: _Mapping, kind: str) -> Statement:
    stated = entry.under(kind)
    stated.only("subject", "predicate", "object")
    subject, predicate = stated.thing("subject"), predicate_iri(stated.text("predicate"))
    if predicate is None or not _PREDICATE.match(predicate):
        written = stated.text("predicate")
        stated.refuse(f"{written!r} is no property", "Write it with its prefix, such as egov:mandate", "predicate")
    if class_of(subject) in OF_EVIDENCE:
        stated.refuse("it speaks of evidence", "Decide about the thing that the claim is about", "subject")
    statement = Statement(subject=subject, predicate=predicate, object=value(stated.text("object")))
    if predicate == TYPE_IRI:
        _check_type(stated, statement)
    return statement


def _check_type(stated: _Mapping, statement: Statement) -> None:
    """Refuses a class that is not the one of the thing's address, and classes whose things nobody makes or unmakes."""
    own = class_of(statement.subject) or ""
    if own in FIXED:
        stated.refuse(f"things of the class {own} come from the registry and the files", "Decide what is said of it")
    if statement.object.iri not in {f"{ONTOLOGY}{name}" for name in (own, *SUPERCLASSES.get(own, ()))}:
        stated.refuse(f"the address is that of a thing of the class egov:{own}", f"Write object: egov:{own}", "object")


def _wrong(entry: _Mapping, signature: dict[str, object]) -> Decision:
    entry.only("wrong", *_SIGNATURE)
    return Wrong(statement=_statement(entry, "wrong"), **signature)  # type: ignore[arg-type]


def _add(entry: _Mapping, signature: dict[str, object]) -> Decision:
    entry.only("add", "source", *_SIGNATURE)
    statement = _statement(entry, "add")
    own = class_of(statement.subject)
    if own in _NAMELESS:
        entry.refuse(f"nothing can be added to a thing of the class {own}", "Name the thing that is meant", "add")
    if isinstance(entry.values.get("source"), yaml.MappingNode):
        cited = entry.under("source")
        cited.only("document", "quote")
        source: Quote | str = Quote(document=cited.text("document"), words=cited.text("quote"))
    else:
        source = " ".join(entry.text("source").split())
    return Add(statement=statement, source=source, **signature)  # type: ignore[arg-type]


KINDS: Final[Mapping[str, Callable[[_Mapping, dict[str, object]], Decision]]] = MappingProxyType({
    "same": _pair(Same), "different": _pair(Different), "label": _label, "wrong": _wrong, "add": _add,
})  # fmt: skip
"""What an entry can decide, each with what reads it."""
