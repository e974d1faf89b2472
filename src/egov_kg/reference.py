"""What a build knows beside its documents, in the form in which the graph takes it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Final

import yaml

from egov_kg import forms
from egov_kg.errors import KnowledgeError
from egov_kg.graph import CodeFacts, CountryFacts, OrganizationFacts, Reference, read_code_lists
from egov_kg.records import UNDESCRIBED
from egov_kg.registry import Registry

RULE_FILES: Final = ("extract/rules.yaml", "extract/prose_rules.yaml", "extract/plan/rules.yaml")
_LABEL_LANGUAGES: Final = ("en", "es")
_UNDESCRIBED: Final = MappingProxyType({
    "en": "A questionnaire that no form describes", "es": "Un cuestionario que ningún formulario describe",
})  # fmt: skip


@cache
def confidences() -> Mapping[str, Decimal]:
    """How sure a fact is, by the rule that read it; raises KnowledgeError for a rule that stands twice."""
    found: dict[str, Decimal] = {}
    for name in RULE_FILES:
        path = Path(__file__).parent / name
        for rule, row in yaml.load(path.read_bytes(), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)).items():  # noqa: S506
            if rule in found:
                raise KnowledgeError(path, rule, "another file has a rule of this name")
            found[rule] = Decimal(row["confidence"])
    return found


def reference(registry: Registry) -> Reference:
    """The registry, the code lists, the questionnaires' questions and options, and the rules' confidences."""
    return Reference(
        countries={
            iso3: CountryFacts(
                iso3=iso3,
                labels={
                    language: country.labels[language] for language in _LABEL_LANGUAGES if language in country.labels
                },
                region=country.region,
                wikidata=country.wikidata,
            )
            for iso3, country in registry.countries.items()
        },
        organizations={
            identifier: OrganizationFacts(
                identifier=identifier,
                labels={language: one.labels[language] for language in _LABEL_LANGUAGES if language in one.labels},
                acronym=one.acronym,
                wikidata=one.wikidata,
                url=one.url,
            )
            for identifier, one in registry.organizations.items()
        },
        codes=(*read_code_lists(), CodeFacts(scheme="form", code=UNDESCRIBED, labels=_UNDESCRIBED), *_form_codes()),
        confidences=confidences(),
    )


def _form_codes() -> Iterator[CodeFacts]:
    for form in forms.load_forms().values():
        yield CodeFacts(scheme="form", code=form.name, labels=form.labels)
        for question in form.questions():
            yield CodeFacts(scheme="question", code=question.name, labels=question.labels)
            for option in question.options:
                yield CodeFacts(scheme="option", code=option.name, labels=option.labels)
