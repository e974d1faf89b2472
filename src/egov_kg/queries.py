"""Named queries: SPARQL files that say in their header what they answer and which parameters they take.

A header is the comment at the top of a file::

    # title: Portals
    # title@es: Portales
    # answers: Which portals has a country, and of which kind?
    # param country (iso3): the portals' country (default any)
    # param@es country: el país de los portales

The query runs as it stands in any SPARQL engine. A line ``#? NAME: PATTERN`` becomes part of it once the parameter
NAME has a value, with ``$NAME`` in PATTERN replaced by RDF terms made from the checked value, never by raw text.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Final

from egov_kg.config import data_folder
from egov_kg.errors import KnowledgeError, QueryError, UnknownQuery
from egov_kg.store import Answering, Result, open_build
from egov_kg.vocabulary import CODE_SCHEMES, PREFIXES, code_namespace

_FIELD: Final = re.compile(r"#\s*(?P<name>title|answers)(?:@(?P<language>[a-z]{2}))?:\s*(?P<value>.*\S)\s*\Z")
_PARAMETER: Final = re.compile(
    r"#\s*param\s+(?P<name>[a-z_]+)\s+\((?P<kind>[a-z0-9]+)(?P<schemes>(?: [a-z-]+)*)\):\s*"
    r"(?P<description>.*?)\s*\(default (?P<default>[^()]+)\)\s*\Z"
)
_TRANSLATION: Final = re.compile(r"#\s*param@(?P<language>[a-z]{2})\s+(?P<name>[a-z_]+):\s*(?P<value>.*\S)\s*\Z")
_CLAUSE: Final = re.compile(
    r"^(?P<indent>[ \t]*)#\?[ \t]*(?P<name>[a-z_]+):[ \t]*(?P<pattern>.*\S)[ \t]*$", re.MULTILINE
)
NO_DEFAULT: Final = "any"
"""The default of a parameter that narrows nothing until it is given."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """A parameter of a query: its kind (a name in PARAMETER_KINDS), and the code schemes its values may come from.

    ``several`` is whether it takes several values, separated by commas; ``descriptions`` are those in other languages.
    """

    name: str
    kind: str
    schemes: tuple[str, ...] = ()
    description: str
    descriptions: Mapping[str, str] = field(default_factory=dict)
    default: str | None = None
    several: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedQuery:
    """A query with its header; titles and answers by language, English first."""

    name: str
    titles: Mapping[str, str]
    answers: Mapping[str, str]
    parameters: tuple[Parameter, ...]
    text: str

    @property
    def title(self) -> str:
        """The English title."""
        return self.titles.get("en", self.name)

    def bind(self, values: Mapping[str, str]) -> str:
        """The SPARQL with the given values in it; raises QueryError for an unknown parameter or a wrong value."""
        known = {parameter.name: parameter for parameter in self.parameters}
        for name in values:
            if name not in known:
                listed = ", ".join(known) or "none"
                raise QueryError(self.name, f"{self.name} has no parameter {name!r}. Known: {listed}")
        defaults = {name: parameter.default for name, parameter in known.items() if parameter.default is not None}
        terms = {name: _terms(known[name], value) for name, value in {**defaults, **values}.items()}

        def clause(found: re.Match[str]) -> str:
            name = found["name"]
            return found["indent"] + found["pattern"].replace(f"${name}", terms[name]) if name in terms else found[0]

        return _CLAUSE.sub(clause, self.text)


def parse(name: str, text: str) -> NamedQuery:
    """A query with its header, which may be empty; raises ValueError saying what is wrong with it."""
    texts: dict[str, dict[str, str]] = {"title": {}, "answers": {}}
    parameters: dict[str, Parameter] = {}
    for line in _header(text):
        if found := _FIELD.match(line):
            texts[found["name"]][found["language"] or "en"] = found["value"]
        elif found := _TRANSLATION.match(line):
            _translate(parameters, found)
        elif re.match(r"#\s*param\b", line):
            parameter = _parameter(line)
            if parameter.name in parameters:
                raise ValueError(f"the parameter {parameter.name!r} stands twice")
            parameters[parameter.name] = parameter
    clauses = {found["name"]: found["pattern"] for found in _CLAUSE.finditer(text)}
    if clauses.keys() != parameters.keys():
        odd = ", ".join(sorted(clauses.keys() ^ parameters.keys()))
        raise ValueError(f"a parameter has one line '# param' and one '#? NAME:', not so: {odd}")
    taken = tuple(_with_several(parameter, clauses[name]) for name, parameter in parameters.items())
    return NamedQuery(name=name, titles=texts["title"], answers=texts["answers"], parameters=taken, text=text)


def _header(text: str) -> list[str]:
    """The comment lines before the query; an indented line goes on with the line before it."""
    lines: list[str] = []
    for line in text.splitlines():
        if not line.startswith("#"):
            break
        if lines and line.startswith("#   "):
            lines[-1] += " " + line[1:].strip()
        else:
            lines.append(line)
    return lines


def _parameter(line: str) -> Parameter:
    found = _PARAMETER.match(line)
    if not found:
        raise ValueError(f"not of the form '# param NAME (KIND): DESCRIPTION (default VALUE)': {line}")
    kind, schemes = found["kind"], tuple(found["schemes"].split())
    if kind not in PARAMETER_KINDS:
        raise ValueError(f"unknown kind {kind!r} of parameter. Known: {', '.join(PARAMETER_KINDS)}")
    if (kind == "code") != bool(schemes) or not set(schemes) <= set(CODE_SCHEMES):
        raise ValueError(f"a code names its schemes, of {', '.join(CODE_SCHEMES)}: {line}")
    default = None if found["default"] == NO_DEFAULT else found["default"]
    return Parameter(name=found["name"], kind=kind, schemes=schemes, description=found["description"], default=default)


def _translate(parameters: dict[str, Parameter], found: re.Match[str]) -> None:
    """Adds what a parameter is in another language, which stands after its own line."""
    parameter = parameters.get(found["name"])
    if parameter is None:
        raise ValueError(f"no parameter {found['name']!r} stands before its translation: {found[0]}")
    descriptions = {**parameter.descriptions, found["language"]: found["value"]}
    parameters[found["name"]] = replace(parameter, descriptions=descriptions)


def _with_several(parameter: Parameter, pattern: str) -> Parameter:
    """Several values fit where their terms stand alone between braces, as in ``VALUES ?x { $x }``."""
    fits = f"{{ ${parameter.name} }}" in pattern
    return replace(parameter, several=PARAMETER_KINDS[parameter.kind].several and fits)


# ---- values of parameters ----


@dataclass(frozen=True, slots=True, kw_only=True)
class ParameterKind:
    """What a kind of parameter accepts: the pattern of one value, also in words; ``several`` may be given at once."""

    name: str
    pattern: re.Pattern[str]
    wanted: str
    several: bool = True


# Neither a backslash nor a control character: some engines resolve \\u escapes before they look for the end of a
# string, so that no way of escaping is safe everywhere.
_KINDS: Final = (
    ParameterKind(name="iso3", pattern=re.compile(r"[A-Za-z]{3}"), wanted="an ISO 3166-1 alpha-3 code such as KEN"),
    ParameterKind(name="code", pattern=re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*"), wanted="a code such as open-data"),
    ParameterKind(name="integer", pattern=re.compile(r"-?[0-9]{1,9}"), wanted="a whole number"),
    ParameterKind(name="decimal", pattern=re.compile(r"[0-9]{1,9}(?:\.[0-9]{1,9})?"), wanted="a number such as 0.8"),
    ParameterKind(
        name="text", pattern=re.compile(r"[^\\\x00-\x1f\x7f]{1,500}"), wanted="words without a backslash", several=False
    ),
    ParameterKind(
        name="iri",
        pattern=re.compile(r"<?(?:[a-z][a-z-]*:[^\W_][\w-]*|https?://[^\s<>\"{}|\\^`]+)>?"),
        wanted="an address or a prefixed name such as country:KEN",
        several=False,
    ),
)
PARAMETER_KINDS: Final[Mapping[str, ParameterKind]] = {kind.name: kind for kind in _KINDS}


def _terms(parameter: Parameter, value: str) -> str:
    """The RDF terms of a parameter's value, as SPARQL; raises QueryError for a value that its kind does not have."""
    kind = PARAMETER_KINDS[parameter.kind]
    values = [part.strip() for part in value.split(",")] if parameter.several else [value]
    for one in values:
        if not kind.pattern.fullmatch(one):
            raise QueryError(one, f"parameter {parameter.name!r} takes {kind.wanted}, not {one!r}")
    return " ".join(term for one in values for term in _spell(parameter, one))


def _spell(parameter: Parameter, value: str) -> Sequence[str]:
    match parameter.kind:
        case "iso3":
            return (f'"{value.upper()}"',)
        case "code":
            return tuple(f"<{code_namespace(scheme)}{value}>" for scheme in parameter.schemes)
        case "integer" | "decimal":
            return (value,)
        case "iri":
            return (f"<{_expand(parameter.name, value.strip('<>'))}>",)
        case _:
            return ('"' + value.replace('"', '\\"') + '"',)


def _expand(parameter: str, value: str) -> str:
    prefix, _, local = value.partition(":")
    if local.startswith("//"):
        return value
    if prefix not in PREFIXES:
        raise QueryError(value, f"parameter {parameter!r}: no prefix {prefix!r}. Known: {', '.join(sorted(PREFIXES))}")
    return PREFIXES[prefix] + local


# ---- finding and running ----


@cache
def named_queries() -> tuple[NamedQuery, ...]:
    """The queries of the folder ``queries``, by name; raises KnowledgeError for a file that is not as it must be."""
    return tuple(_load(path) for path in sorted(data_folder("queries").glob("*.rq"), key=lambda path: path.stem))


def _load(path: Path) -> NamedQuery:
    try:
        query = parse(path.stem, path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise KnowledgeError(path.name, "header", str(error)) from error
    if "en" not in query.titles or "en" not in query.answers:
        raise KnowledgeError(path.name, "header", "a named query has a title and says what it answers")
    return query


def find(name: str) -> NamedQuery:
    """The named query of that name; raises UnknownQuery, the nearest names first."""
    queries = {query.name: query for query in named_queries()}
    if name in queries:
        return queries[name]
    near = get_close_matches(name, queries, n=3)
    raise UnknownQuery(name, [*near, *(known for known in queries if known not in near)])


def resolve(query: str | Path) -> NamedQuery:
    """The query that a name, a file or a text of SPARQL stands for; raises QueryError.

    A named query comes first, then a file, then what looks like SPARQL (it holds a brace or several words).
    """
    if isinstance(query, Path) or _is_file(query):
        return _read(Path(query))
    if "{" in query or len(query.split()) > 1:
        return _parse_foreign("query", query)
    return find(query)


def _is_file(query: str) -> bool:
    if "\n" in query or len(query) > 1_000 or query in {named.name for named in named_queries()}:
        return False
    return Path(query).is_file() or query.endswith((".rq", ".sparql"))


def _read(path: Path) -> NamedQuery:
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise QueryError(str(path), f"{path} cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise QueryError(str(path), f"{path} is not text in UTF-8") from error
    return _parse_foreign(path.stem, text)


def _parse_foreign(name: str, text: str) -> NamedQuery:
    try:
        return parse(name, text)
    except ValueError as error:
        raise QueryError(text, str(error)) from error


def run(
    data: Answering | Path | str, query: str | Path | NamedQuery, parameters: Mapping[str, str] | None = None
) -> Result:
    """The answer of a store, a server, or the build in a folder to a named query, a file or a text of SPARQL.

    ``parameters`` are values by parameter's name, several values of one separated by commas. Raises BuildNotFound,
    UnknownQuery, and QueryError for a query or a parameter that is not as it must be.
    """
    asked = query if isinstance(query, NamedQuery) else resolve(query)
    sparql = asked.bind(parameters or {})
    if isinstance(data, str | Path):
        data = open_build(Path(data))
    return data.query(sparql)


__all__ = [
    "NO_DEFAULT", "PARAMETER_KINDS", "NamedQuery", "Parameter", "ParameterKind", "find", "named_queries", "parse",
    "resolve", "run",
]  # fmt: skip
