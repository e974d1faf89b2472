"""What the real stages read in an invented answer, as plain facts that a case file can state."""

from __future__ import annotations

import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from egov_kg import documents, forms, registry
from egov_kg.config import Limits
from egov_kg.extract import read_document
from egov_kg.forms import Question, load_forms
from egov_kg.identifiers import fold
from egov_kg.model import Stated
from egov_kg.pipeline import analyzer, without_respondents
from egov_kg.records import (
    CooperationTie,
    CountryRef,
    DocumentRecords,
    Entity,
    EntityKey,
    IndicatorObservation,
    InternationalRef,
    LegalInstrument,
    OrganizationMention,
    Partnership,
    Party,
    Portal,
    Post,
    Record,
    Resolution,
    SocialMediaAccount,
    Strategy,
    TechnologyInitiative,
    Text,
)
from egov_kg.resolve import resolve

Fact = dict[str, Any]
"""A fact as a case states it: ``is`` names its kind, the rest its properties; lists stand for sets."""


def printed(answers: Mapping[str, str], *, country: str, language: str = "en") -> str:
    """The questionnaire of a country with answers by key (``"5b"``), as a text file holds it."""
    form = load_forms()["msq-2020"]
    lines = [form.title[language][0], country, "02/04/2019", *form.authorization[language]]
    for section in form.sections:
        lines.append(f"{section.number}. {section.titles[language][0]}")
        for question in section.questions:
            lines += _question(question, answers.get(question.name.removeprefix("msq-2020-"), ""), language)
    return "\n\n".join([*lines, *form.thanks[language]]) + "\n"


def _question(question: Question, answer: str, language: str) -> list[str]:
    if question.kind == "contact":
        return ["Name:", "Title:", "Email:", "Organization:"]
    lines = [f"{question.number}. {question.wordings[language][0]}"]
    lines += [f"- {option.wordings[language][0]}" for option in question.options]
    return [*lines, answer.strip("\n")] if answer else lines


def read_text(text: str) -> DocumentRecords:
    """The records of a text, through the stages that a build uses."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "answers.txt"
        path.write_text(text, encoding="utf-8")
        document = documents.read(path, limits=Limits(), personal_data=False)
    (segmented,) = without_respondents([forms.segment(document)])
    return read_document(segmented, registry=registry.load(), analyzer=analyzer, limits=Limits())


USUAL = {
    "en": "We count the households with a computer and the pupils who learn to use one at school every year.",
    "es": "Contamos los hogares con computadora y los alumnos que cada año aprenden a usarla en la escuela.",
    "fr": "Nous comptons les foyers qui ont un ordinateur et les élèves qui apprennent à s'en servir à l'école.",
    "pt": "Contamos as casas com computador e os alunos que todos os anos aprendem a usá-lo na escola.",
}
"""An answer without facts, to question 21, so that a questionnaire has a language where its other answer is short."""


def read_facts(answers: Mapping[str, str], *, country: str, language: str = "en") -> list[Fact]:
    """The facts of a questionnaire with these answers, which are in ``language`` like all its others."""
    return facts_of(read_text(printed({"21": USUAL[language], **answers}, country=country)))


def facts_of(read: DocumentRecords) -> list[Fact]:
    """Everything read from a document: things once each, as `resolve` unites them, then what is stated of them."""
    resolution = resolve([read], registry.load())
    return [*_things(read.records, resolution), *_statements(read.records)]


def _values(stated: Iterable[Stated[Any]]) -> list[Any]:
    return sorted({one.value for one in stated})


def _names(texts: Iterable[Stated[Text]]) -> list[str]:
    return sorted({one.value.value for one in texts})


def _value(stated: Stated[Any] | None) -> object:
    return stated.value if stated else None


def _called(party: Party | LegalInstrument) -> str:
    match party:
        case CountryRef():
            return party.iso3
        case InternationalRef():
            return party.identifier
        case LegalInstrument():
            number = _value(party.number) or "/".join(_names(party.titles))
            return f"{party.instrument_type.value} {number}"
    return str(_value(party.acronym) or "/".join(_names(party.names)))


def _entities(record: Record) -> Iterator[Entity]:
    """A record's own thing and those that it names inside."""
    match record:
        case OrganizationMention():
            yield record
            if record.created_by:
                yield record.created_by.value
        case LegalInstrument() | Strategy():
            yield record
        case _:
            pass


def _things(records: Iterable[Record], resolution: Resolution) -> list[Fact]:
    groups: dict[EntityKey, list[Entity]] = defaultdict(list)
    for record in records:
        for entity in _entities(record):
            groups[resolution.keys[entity]].append(entity)
    return [_thing(key, group) for key, group in groups.items()]


def _thing(key: EntityKey, group: list[Entity]) -> Fact:
    first = group[0]
    if isinstance(first, OrganizationMention):
        return _organization(key, [one for one in group if isinstance(one, OrganizationMention)])
    if isinstance(first, LegalInstrument):
        return _law([one for one in group if isinstance(one, LegalInstrument)])
    return _strategy([one for one in group if isinstance(one, Strategy)])


def _organization(key: EntityKey, group: list[OrganizationMention]) -> Fact:
    return {
        "is": "agency" if key.class_name == "Agency" else fold(key.class_name),
        "name": _names(name for one in group for name in one.names),
        "acronym": _values(one.acronym for one in group if one.acronym),
        "url": _values(url for one in group for url in one.urls),
        "mandate": _values(mandate for one in group for mandate in one.mandates),
        "under": sorted({_called(one.under.value) for one in group if one.under}),
        "member_of": sorted({_called(body.value) for one in group for body in one.member_of}),
        "created_by": sorted({_called(one.created_by.value) for one in group if one.created_by}),
    }


def _law(group: list[LegalInstrument]) -> Fact:
    return {
        "is": "law",
        "type": _values(one.instrument_type for one in group),
        "number": _values(one.number for one in group if one.number),
        "year": _values(one.year for one in group if one.year),
        "date": [str(day) for day in _values(one.issued for one in group if one.issued)],
        "gazette": _values(one.gazette_number for one in group if one.gazette_number),
        "name": _names(title for one in group for title in one.titles),
        "topic": _values(topic for one in group for topic in one.topics),
        "url": _values(url for one in group for url in one.urls),
    }


def _strategy(group: list[Strategy]) -> Fact:
    return {
        "is": "strategy",
        "name": _names(name for one in group for name in one.names),
        "acronym": _values(one.acronym for one in group if one.acronym),
        "kind": _values(one.kind for one in group),
        "start": _values(one.start_year for one in group if one.start_year),
        "end": _values(one.end_year for one in group if one.end_year),
        "publisher": sorted({_called(body.value) for one in group for body in one.publishers}),
        "url": _values(url for one in group for url in one.urls),
    }


def _statements(records: Iterable[Record]) -> list[Fact]:
    return [fact for record in records for fact in _statement(record)]


def _statement(record: Record) -> Iterator[Fact]:
    match record:
        case Portal():
            yield {"is": "portal", "url": record.url.value, "type": _values(record.portal_types)}
        case Post():
            yield {
                "is": "post", "type": record.post_type.value,
                "title": record.title.value.value if record.title else None,
                "in": _called(record.post_in.value) if record.post_in else None, "holder": _values(record.holders),
            }  # fmt: skip
        case SocialMediaAccount():
            yield {
                "is": "account", "platform": record.platform.value, "handle": record.handle.value,
                "of": _called(record.account_of.value) if record.account_of else None,
                "followers": _value(record.followers), "url": _value(record.url),
            }  # fmt: skip
        case TechnologyInitiative():
            yield {"is": "technology", "technology": record.technology.value}
        case Partnership():
            yield {"is": "partner", "name": _names(record.partner.value.names) or [_called(record.partner.value)]}
        case IndicatorObservation():
            yield {
                "is": "observation", "indicator": record.indicator.value, "value": record.value.value,
                "unit": record.unit.value, "year": _value(record.year),
            }  # fmt: skip
        case CooperationTie():
            yield _tie(record)


def _tie(record: CooperationTie) -> Fact:
    own = record.reported_by.value if record.reported_by else None
    others = [party.value for party in record.parties if party.value != own]
    return {
        "is": "tie",
        "with": sorted(_called(party) for party in others),
        "kind": record.kind.value,
        "status": _value(record.status),
        "year": _value(record.year),
        "topic": _values(record.topics),
        "through": sorted({_called(body.value) for body in record.through}),
        "provider": _called(record.provider.value) if record.provider else None,
        "recipient": _called(record.recipient.value) if record.recipient else None,
    }


def fits(wanted: Fact, got: Fact) -> bool:
    """Whether a fact has every property that a case states; names compare folded, one of several is enough."""
    return all(_equal(value, got.get(key)) for key, value in wanted.items() if key != "name") and _named(wanted, got)


def _named(wanted: Fact, got: Fact) -> bool:
    names = {fold(str(name)) for name in [*got.get("name", ()), *got.get("acronym", ())]}
    return "name" not in wanted or fold(str(wanted["name"])) in names


def _equal(wanted: object, got: object) -> bool:
    if isinstance(got, list):
        plain = [] if wanted is None else wanted if isinstance(wanted, list) else [wanted]
        return sorted(map(_plain, plain)) == sorted(map(_plain, got))
    return bool(_plain(wanted) == _plain(got))


def _plain(value: object) -> str:
    if isinstance(value, int | float | Decimal):
        return str(Decimal(str(value)).normalize())
    return fold(value) if isinstance(value, str) and "/" not in value and "." not in value else str(value)


def difference(wanted: Iterable[Fact], got: Iterable[Fact]) -> list[str]:
    """What was missed and what was read too much, each fact in a line; empty where all is as stated.

    A wanted fact with ``may: true`` may be read or not.
    """
    left = list(got)
    missed: list[Fact] = []
    for fact in sorted(wanted, key=lambda one: bool(one.get("may"))):
        plain = {key: value for key, value in fact.items() if key != "may"}
        hit = next((one for one in left if fits(plain, one)), None)
        if hit is not None:
            left.remove(hit)
        elif not fact.get("may"):
            missed.append(plain)
    return [f"missed {line(one)}" for one in missed] + [f"too much {line(one)}" for one in left]


def line(fact: Fact) -> str:
    """A fact in a line, without what it does not say."""
    return ", ".join(f"{key}={value}" for key, value in fact.items() if value not in (None, [], ""))
