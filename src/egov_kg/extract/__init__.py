"""From a segmented document to records: each answer is read by the extractors its question asks for."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from egov_kg.config import Limits
from egov_kg.extract.agencies import read_agencies
from egov_kg.extract.answers import PRIVATE_KINDS, raw_answer
from egov_kg.extract.bodies import read_bodies
from egov_kg.extract.gaps import note_gaps_of_answer, note_lost_ticks
from egov_kg.extract.indicators import read_indicator
from egov_kg.extract.laws import mentioned_laws, read_laws, without_repeats
from egov_kg.extract.merge import merged
from egov_kg.extract.names import content_words
from egov_kg.extract.origin import find_country, find_edition, find_issued
from egov_kg.extract.partnerships import read_partners
from egov_kg.extract.passage import Passage, Source
from egov_kg.extract.portals import read_portals
from egov_kg.extract.posts import read_post
from egov_kg.extract.prose import read_prose
from egov_kg.extract.relations import relations_in_answer
from egov_kg.extract.social_media import read_accounts
from egov_kg.extract.strategies import dated_strategies, mentioned_strategies, read_strategies
from egov_kg.extract.technologies import read_technologies
from egov_kg.extract.ties import read_ties
from egov_kg.language import LANGUAGES, Analyzer, identify
from egov_kg.model import Answer, GapKind, ResponseState, SegmentedDocument, Span, Stated
from egov_kg.records import AnswerRecord, DocumentDescription, DocumentRecords, OrganizationMention, Record
from egov_kg.registry import Registry

Extractor = Callable[[Passage, Answer], list[Record]]

EXTRACTORS: Mapping[str, tuple[Extractor, ...]] = MappingProxyType({
    "portals": (read_portals,),
    "agencies": (read_agencies, mentioned_laws, dated_strategies),
    "post": (read_post,),
    "strategy": (read_strategies, mentioned_laws),
    "selections": (read_strategies, mentioned_laws),
    "laws": (read_laws, mentioned_strategies),
    "usage": (mentioned_laws, mentioned_strategies),
    "social-media": (read_accounts, mentioned_laws),
    "technologies": (read_technologies, read_strategies, mentioned_laws),
    "bodies": (read_bodies, read_technologies, mentioned_laws, dated_strategies, relations_in_answer),
    "indicator": (read_indicator,),
    "cooperation": (read_ties, mentioned_laws),
    "partnerships": (read_partners,),
})  # fmt: skip
"""The extractors of each kind of answer (forms/*.yaml, ``kind``)."""


def read_document(
    segmented: SegmentedDocument,
    *,
    registry: Registry,
    analyzer: Callable[[str], Analyzer],
    limits: Limits,
    missing: Sequence[str] = (),
) -> DocumentRecords:
    """Everything that a document states, each value with the words that say it.

    ``missing`` are the questions of its form that were not found in the document.
    """
    document = segmented.document
    default = _document_language(segmented)
    source = Source(
        document=document, registry=registry, analyzer=analyzer, limits=limits, language=default,
        country=find_country(segmented, registry),
    )  # fmt: skip
    issued = find_issued(segmented)
    if issued:
        source.issued_year = Stated(value=issued.value.year, spans=issued.spans, rule=issued.rule)
    if source.country is None:
        source.skip("the document", "it does not say which country it is from; only its answers are kept")
    if missing:
        source.skip("the questionnaire", f"these questions of its form were not found in it: {', '.join(missing)}")
        for question in missing:
            source.gap(GapKind.QUESTION_NOT_FOUND, question, question=question)
    records, languages = _read_answers(source, segmented) if segmented.form else read_prose(source, segmented)
    records += [
        AnswerRecord(country=source.country, question=question, state=ResponseState.NOT_IN_FORM) for question in missing
    ]
    return DocumentRecords(
        source=document,
        description=DocumentDescription(
            languages=tuple(sorted(languages or {default})),
            country=source.country,
            form=segmented.form,
            edition=find_edition(segmented),
            issued=issued,
        ),
        records=tuple(merged(without_repeats(records))),
        questions=tuple(sorted((span, answer.question) for answer in segmented.answers for span in answer.spans)),
        skipped=tuple(source.skipped),
        gaps=tuple(source.gaps.values()),
    )


def _document_language(segmented: SegmentedDocument) -> str:
    """The language of the answers taken together, of the whole text where there are none."""
    plain = segmented.document.plain
    spans = [span for answer in segmented.answers for span in answer.spans]
    words = " ".join(plain[slice(*span)] for span in spans) or plain
    return identify(words[:20_000], "en") or "en"


def _read_answers(source: Source, segmented: SegmentedDocument) -> tuple[list[Record], set[str]]:
    records: list[Record] = []
    languages: set[str] = set()
    for answer in segmented.answers:
        passage = _passage(source, answer)
        note_lost_ticks(source, answer)
        if passage is None:
            records.append(raw_answer(source, answer, None))
            continue
        languages.add(passage.language)
        found = [record for extractor in EXTRACTORS.get(answer.kind, ()) for record in extractor(passage, answer)]
        if answer.kind != "cooperation":
            source.own_names |= _own_names(found, passage)
        note_gaps_of_answer(passage, answer, found)
        records += found
        records.append(raw_answer(source, answer, None if answer.kind in PRIVATE_KINDS else passage))
    return records, languages


def _own_names(records: list[Record], passage: Passage) -> set[tuple[str, ...]]:
    """The names of the country's own bodies among records, in any order of their words."""
    bodies = [record for record in records if isinstance(record, OrganizationMention)]
    bodies += [body.under.value for body in bodies if body.under]
    return {content_words(name.value.value, passage.analysis.lexicon) for body in bodies for name in body.names}


def _passage(source: Source, answer: Answer) -> Passage | None:
    """The answer as a passage in its own language; None where it is empty or in a language we cannot read."""
    plain = source.document.plain
    fields = tuple(field.span for field in answer.fields)
    spans = tuple(sorted({*answer.spans, *(span for span in fields if not _inside(span, answer.spans))}))
    if not any(plain[slice(*span)].strip() for span in spans):
        return None
    words = " ".join(plain[slice(*span)] for span in spans)
    language = identify(words, source.language) or source.language
    if language not in LANGUAGES:
        source.gap(GapKind.LANGUAGE_NOT_KNOWN, f"{language}: {words[:80].strip()} …", spans[0], answer.question)
        language = LANGUAGES[0]
    return Passage(source=source, spans=source.targets.widened(spans), language=language, targets=True)


def _inside(span: Span, spans: tuple[Span, ...]) -> bool:
    return any(one.start <= span.start and span.end <= one.end for one in spans)
