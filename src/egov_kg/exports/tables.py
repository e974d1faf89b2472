"""One CSV a class, and what its columns mean: CSV on the Web (https://www.w3.org/TR/tabular-metadata/)."""

from __future__ import annotations

import csv
import io
import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from egov_kg.decisions import class_of
from egov_kg.store import Solutions, Store, Term, TermKind
from egov_kg.vocabulary import ENTITY_PREFIXES, ONTOLOGY, PREFIXES

METADATA: Final = "csv-metadata.json"
_CLASSES: Final = tuple(name for name in ENTITY_PREFIXES if name not in ("Evidence", "Claim", "Decision", "Link"))
_STATED: Final = "SELECT ?thing ?property ?value { ?thing ?property ?value . ?thing a ?class }"
_TYPE: Final = PREFIXES["rdf"] + "type"
_SEPARATORS: Final = ("; ", " | ", " ¦ ", "\x1f")
_DATATYPES: Final = {
    PREFIXES["xsd"] + name: name for name in ("integer", "decimal", "date", "boolean", "dateTime", "gYear")
}
_FIRST: Final = ("label", "name", "altLabel", "acronym", "country")


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column: its name, the property, and what its values are; ``separator`` where a cell may hold several."""

    name: str
    property: str
    datatype: str
    language: str = ""
    separator: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """The things of a class: a row a thing, by its address."""

    class_name: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, Mapping[Column, tuple[str, ...]]], ...]

    @property
    def file(self) -> str:
        """The name of its file."""
        return f"{ENTITY_PREFIXES[self.class_name]}.csv"


_Key = tuple[str, str, str]
"""A property, the language and the datatype of its values."""


def tables(store: Store) -> list[Table]:
    """The tables of a store, a class each that has things; the most special class of a thing counts."""
    found = store.query(_STATED)
    assert isinstance(found, Solutions)  # noqa: S101  # a SELECT of ours
    by_class: dict[str, dict[str, dict[_Key, set[str]]]] = defaultdict(lambda: defaultdict(lambda: defaultdict(set)))
    for thing, predicate, value in found.rows:
        if thing is None or predicate is None or value is None or predicate.value == _TYPE:
            continue
        class_name = class_of(thing.value)
        if class_name in _CLASSES:
            by_class[class_name][thing.value][predicate.value, value.language or "", _datatype(value)].add(value.value)
    return [_table(name, by_class[name]) for name in _CLASSES if name in by_class]


def _datatype(term: Term) -> str:
    if term.kind is not TermKind.LITERAL:
        return "anyURI"
    return _DATATYPES.get(term.datatype or "", "string")


def _table(class_name: str, things: Mapping[str, Mapping[_Key, set[str]]]) -> Table:
    values: dict[_Key, list[set[str]]] = defaultdict(list)
    for said in things.values():
        for key, found in said.items():
            values[key].append(found)
    columns = {key: _column(key, found, values) for key, found in values.items()}
    ordered = sorted(columns.values(), key=_place)
    rows = tuple(
        (iri, {columns[key]: tuple(sorted(found)) for key, found in said.items()})
        for iri, said in sorted(things.items())
    )
    return Table(class_name=class_name, columns=tuple(ordered), rows=rows)


def _column(key: _Key, found: Sequence[set[str]], every: Mapping[_Key, object]) -> Column:
    iri, language, datatype = key
    name = iri[max(iri.rfind("/"), iri.rfind("#")) + 1 :]
    if any(other != iri and other.endswith(("/" + name, "#" + name)) for other, _, _ in every):
        prefix = next((prefix for prefix, namespace in PREFIXES.items() if iri == namespace + name), "other")
        name = f"{prefix}_{name}"
    if language:
        name = f"{name}_{language}"
    elif len({kind for other, tag, kind in every if other == iri and not tag}) > 1:
        name = f"{name}_{datatype}"
    several = any(len(one) > 1 for one in found)
    texts = [value for one in found for value in one]
    separator = next((one for one in _SEPARATORS if not any(one in text for text in texts)), _SEPARATORS[-1])
    return Column(
        name=name.replace("-", "_"), property=iri, datatype=datatype, language=language,
        separator=separator if several else "",
    )  # fmt: skip


def _place(column: Column) -> tuple[int, str]:
    bare = column.name.partition("_")[0]
    return (_FIRST.index(bare) if bare in _FIRST else len(_FIRST), column.name)


def csv_files(found: Sequence[Table]) -> dict[str, bytes]:
    """The files of tables by their names, with their description."""
    files = {one.file: _csv(one) for one in found}
    described = {"@context": "http://www.w3.org/ns/csvw", "tables": [_described(one) for one in found]}
    return files | {METADATA: (json.dumps(described, indent=2, ensure_ascii=False) + "\n").encode()}


def _csv(table: Table) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")  # RFC 4180, which CSVW asks for
    writer.writerow(["iri", *(column.name for column in table.columns)])
    for iri, said in table.rows:
        writer.writerow([iri, *((column.separator or "").join(said.get(column, ())) for column in table.columns)])
    return text.getvalue().encode()


def _described(table: Table) -> dict[str, Any]:
    return {
        "url": table.file,
        "dc:title": table.class_name,
        "tableSchema": {
            "aboutUrl": "{+iri}",
            "primaryKey": "iri",
            "columns": [
                {"name": "iri", "titles": "iri", "datatype": "anyURI", "required": True, "suppressOutput": True},
                *_columns(table),
                {"name": "class", "virtual": True, "propertyUrl": "rdf:type", "valueUrl": ONTOLOGY + table.class_name},
            ],
        },
    }


def _columns(table: Table) -> Iterator[dict[str, Any]]:
    for column in table.columns:
        described = {
            "name": column.name, "titles": column.name, "propertyUrl": column.property, "datatype": column.datatype,
            "lang": column.language, "separator": column.separator,
        }  # fmt: skip
        yield {name: value for name, value in described.items() if value}
