"""Gold files: YAML in which a person wrote what stands in a document (tests/gold/README.md describes the format)."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from typing import Final

import yaml

from egov_kg import registry
from egov_kg.errors import GoldError, GoldNotFound
from egov_kg.evaluate.entries import TOPICS, Entry
from egov_kg.evaluate.gold import (
    DocumentKind,
    GoldAccount,
    GoldAgency,
    GoldAxis,
    GoldDocument,
    GoldIndicator,
    GoldLaw,
    GoldLine,
    GoldPartner,
    GoldPlan,
    GoldPortal,
    GoldPost,
    GoldRelation,
    GoldStrategy,
    GoldTarget,
    GoldTechnology,
    GoldTie,
    Relation,
)

REQUIRED: Final = ("document", "country", "agencies", "strategies", "laws", "ties")
"""What every gold file has; an empty list says that there is none."""
REQUIRED_OF_A_PLAN: Final = ("acronyms", "structure", "axes", "lines", "targets")

UNDETERMINED: Final = "und"
"""The language (BCP 47) of a document whose gold file does not name one."""
TARGET_YEAR: Final = 2025
"""The year of a target whose gold entry does not name one."""


def load_gold(path: Path) -> tuple[GoldDocument, ...]:
    """The gold documents of a file, or of a folder's ``*.yaml`` by name; raises GoldNotFound and GoldError."""
    files = sorted(path.glob("*.yaml")) if path.is_dir() else [path] if path.is_file() else []
    if not files:
        raise GoldNotFound(path)
    return tuple(map(_read, files))


def _read(path: Path) -> GoldDocument:
    try:
        content = yaml.load(path.read_bytes(), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise GoldError(path, "", f"it is no YAML ({_one_line(error)})") from error
    if not isinstance(content, Mapping):
        raise GoldError(path, "", "it holds no gold facts, which begin with document: and country:")
    return _document(Entry(path=path, place="", values={str(key): value for key, value in content.items()}))


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split())


def _document(entry: Entry) -> GoldDocument:
    entry.required(*REQUIRED)
    document, country = str(entry.text("document")), str(entry.text("country"))
    if country not in registry.load().countries:
        raise entry.error(f"country {country} is no code of ISO 3166-1 alpha-3, such as KEN")
    kind = _kind(entry)
    return GoldDocument(
        path=entry.path,
        document=document,
        label=entry.text("label") or f"{country} {PurePosixPath(document).stem[:3]}",
        country=country,
        languages=entry.alternatives("language") or (UNDETERMINED,),
        kind=kind,
        agencies=entry.entries("agencies", _agency),
        strategies=entry.entries("strategies", _strategy),
        laws=entry.entries("laws", _law),
        ties=entry.entries("ties", _tie),
        portals=entry.entries("portals", _portal) if entry.has("portals") else None,
        posts=entry.entries("posts", _post) if entry.has("posts") else None,
        accounts=entry.entries("social_accounts", _account) if entry.has("social_accounts") else None,
        technologies=_technologies(entry) if entry.has("technologies") else None,
        indicators=entry.entries("indicators", _indicator) if entry.has("indicators") else None,
        partners=_partners(entry) if entry.has("partners") else None,
        plan=_plan(entry) if kind is DocumentKind.PLAN else None,
    )


def _kind(entry: Entry) -> DocumentKind:
    stated = entry.text("kind")
    try:
        return DocumentKind(stated) if stated else DocumentKind.QUESTIONNAIRE
    except ValueError as error:
        raise entry.error(f"kind is {stated}. Known: {', '.join(DocumentKind)}") from error


def _portal(entry: Entry) -> GoldPortal:
    entry.required("type", "url")
    return GoldPortal(
        portal_type=str(entry.code("type", "portal-type")),
        url=str(entry.text("url")),
        optional=entry.flag("optional"),
    )


def _agency(entry: Entry) -> GoldAgency:
    if not (entry.has("name") or entry.has("acronym") or entry.has("url")):
        raise entry.error("it lacks a name")
    return GoldAgency(
        mandate=entry.code("role", "mandate"),
        names=entry.alternatives("name"),
        acronym=entry.text("acronym"),
        urls=entry.alternatives("url"),
        optional=entry.flag("optional"),
    )


def _post(entry: Entry) -> GoldPost:
    return GoldPost(holders=entry.required("name").alternatives("name"), optional=entry.flag("optional"))


def _strategy(entry: Entry) -> GoldStrategy:
    entry.required("kind", "name")
    return GoldStrategy(
        kinds=entry.codes("kind", "strategy-kind"),
        names=entry.alternatives("name"),
        start=entry.whole("start"),
        end=entry.whole("end"),
        optional=entry.flag("optional"),
    )


def _law(entry: Entry) -> GoldLaw:
    entry.required("type")
    return GoldLaw(
        types=entry.codes("type", "instrument-type"),
        numbers=entry.alternatives("number"),
        names=entry.alternatives("name"),
        gazette=entry.text("gazette"),
        year=entry.whole("year"),
        date=entry.date("date"),
        topics=entry.codes("topics", *TOPICS),
        urls=entry.alternatives("url"),
        optional=entry.flag("optional"),
    )


def _account(entry: Entry) -> GoldAccount:
    entry.required("platform", "handle")
    return GoldAccount(
        platform=str(entry.code("platform", "platform")),
        handles=entry.alternatives("handle"),
        followers=entry.whole("followers"),
        optional=entry.flag("optional"),
    )


def _technologies(entry: Entry) -> tuple[GoldTechnology, ...]:
    return (
        *(GoldTechnology(technology=code) for code in entry.codes("technologies", "technology")),
        *(
            GoldTechnology(technology=code, optional=True)
            for code in entry.codes("technologies_optional", "technology")
        ),
    )


def _indicator(entry: Entry) -> GoldIndicator:
    entry.required("indicator", "value")
    return GoldIndicator(
        indicator=str(entry.code("indicator", "indicator")),
        value=entry.number("value") or 0.0,
        optional=entry.flag("optional"),
    )


def _tie(entry: Entry) -> GoldTie:
    entry.required("party", "kind")
    return GoldTie(
        parties=(*entry.alternatives("party"), *entry.alternatives("aka")),
        kinds=entry.codes("kind", "tie-kind"),
        status=entry.code("status", "tie-status"),
        topics=entry.codes("topics", *TOPICS),
        agencies=entry.alternatives("agencies"),
        optional=entry.flag("optional"),
    )


def _partners(entry: Entry) -> tuple[GoldPartner, ...]:
    return (
        *(GoldPartner(names=names) for names in entry.rows_of_alternatives("partners")),
        *(GoldPartner(names=names, optional=True) for names in entry.rows_of_alternatives("partners_optional")),
    )


def _plan(entry: Entry) -> GoldPlan:
    acronyms = entry.required(*REQUIRED_OF_A_PLAN).mapping("acronyms")
    return GoldPlan(
        acronyms={acronym: acronyms.alternatives(acronym) for acronym in acronyms.values},
        structure=entry.entries("structure", _relation),
        axes=entry.entries("axes", _axis),
        lines=entry.entries("lines", _line),
        targets=entry.entries("targets", _target),
    )


def _relation(entry: Entry) -> GoldRelation:
    entry.required("subject", "relation", "object")
    stated = str(entry.text("relation"))
    if stated not in tuple(Relation):
        raise entry.error(f"relation holds an unknown code: {stated}. Known: {', '.join(Relation)}")
    relation, objects = Relation(stated), entry.alternatives("object")
    if relation is Relation.CREATED_BY and any(len(one.split()) != 2 for one in objects):
        raise entry.error("the object of created-by is a law's type and number, such as law 17")
    return GoldRelation(
        subjects=entry.alternatives("subject"), relation=relation, objects=objects, optional=entry.flag("optional")
    )


def _axis(entry: Entry) -> GoldAxis:
    entry.required("number", "name")
    return GoldAxis(number=entry.whole("number") or 0, names=entry.alternatives("name"))


def _line(entry: Entry) -> GoldLine:
    entry.required("number", "name")
    return GoldLine(
        number=entry.whole("number") or 0,
        names=entry.alternatives("name"),
        responsible=entry.rows_of_alternatives("responsible"),
        coordination=entry.rows_of_alternatives("coordination"),
    )


def _target(entry: Entry) -> GoldTarget:
    line = entry.required("line").whole("line") or 0
    return GoldTarget(line=line, value=entry.number("value"), year=entry.whole("year") or TARGET_YEAR)
