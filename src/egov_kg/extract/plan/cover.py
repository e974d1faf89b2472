"""What a plan's cover says: its name, its period, its kind and who publishes it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from egov_kg.extract.plan.acronyms import Acronyms, names_organisation
from egov_kg.extract.plan.organisations import Named, mention_of, organisations_in
from egov_kg.extract.plan.reading import Reading
from egov_kg.extract.plan.words import holds
from egov_kg.identifiers import fold
from egov_kg.model import Span, Stated
from egov_kg.records import OrganizationMention, Strategy, Text

COVER: Final = 4_000
"""The cover, with the title pages after it, stands within so many code points."""
LONGEST_NAME: Final = 200
MOST_REPRINTS: Final = 20

_BLOCK = re.compile(r"[^\n]*\S[^\n]*(?:\n[^\n]*\S[^\n]*)*")
_PERIOD = re.compile(r"[\s(,:–—-]*(?P<start>(?:19|20)\d\d)(?:\s*(?:[-–—/]|a|al|to)\s*(?P<end>(?:19|20)\d\d))?\)?\s*\Z")
_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
_LABEL = re.compile(r"(?P<label>[^\W\d_][^:\n]{2,40}):?\s+(?P<rest>\S.*)", re.DOTALL)
_VOWELS: Final = {"a": "aáà", "e": "eéè", "i": "iíì", "o": "oóò", "u": "uúùü", "n": "nñ"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Title:
    """A plan's printed title: its name, its period, the block it stands in."""

    name: str
    spans: tuple[Span, ...]
    block: Span
    start: int | None = None
    end: int | None = None


def read_title(reading: Reading) -> Title | None:
    """The title on the cover: the first block that names a plan, one with a period before one without."""
    titles = [title for block in _blocks(reading) if (title := _title(reading, block)) is not None]
    return next((title for title in titles if title.end is not None), titles[0] if titles else None)


def read_plan_record(reading: Reading, title: Title, known: Acronyms) -> Strategy | None:
    """The plan itself as a record; None where its name does not say what kind of plan it is."""
    kind = _kind(reading, title.name)
    if kind is None:
        return None
    name, reprint = _normal_case(reading, title)
    spans = reading.quotable([*title.spans, *reprint])
    block = reading.quotable([title.block])
    start, end = title.start, title.end
    return Strategy(
        country=reading.country,
        names=(Stated(value=Text(name, reading.language), spans=spans, rule="cover-title"),),
        kind=Stated(value=kind, spans=reading.quotable(title.spans), rule="plan-kind"),
        start_year=Stated(value=start, spans=block, rule="cover-period") if start is not None else None,
        end_year=Stated(value=end, spans=block, rule="cover-period") if end is not None else None,
        publishers=tuple(read_publishers(reading, title, known)),
    )


def _blocks(reading: Reading) -> Iterator[Span]:
    """The paragraphs of the cover, up to the first numbered heading, table, or paragraph that is no cover any more."""
    numbered = (place.heading.span.start for place in reading.places if place.heading is not None and place.number)
    end = min(COVER, len(reading.plain), next(numbered, COVER))
    for found in _BLOCK.finditer(reading.plain, 0, end):
        folded = fold(found[0][:LONGEST_NAME])
        first = found.start() + len(found[0]) - len(found[0].lstrip())
        if folded in reading.words.not_cover or len(found[0]) > 600 or reading.is_in_table(first):
            return
        if len(found[0]) < 60 and holds(folded, reading.words.acronyms):
            return
        yield Span(*found.span())


def _lines(reading: Reading, block: Span) -> list[Span]:
    lines = []
    for found in re.finditer(r"[^\n]*\S[^\n]*", reading.plain[block.start : block.end]):
        words = found[0]
        first = block.start + found.start() + len(words) - len(words.lstrip())
        lines.append(Span(first, first + len(words.strip())))
    return lines


def _title(reading: Reading, block: Span) -> Title | None:
    words = reading.says(block)
    if len(words) > LONGEST_NAME or words.endswith((".", ";")) or not words:
        return None
    period = _PERIOD.search(words)
    name = words[: period.start()].strip(" .,:;(–—-") if period else words
    if not _names_plan(reading, fold(name).split("-")):
        return None
    start = int(period["start"]) if period else None
    end = int(period["end"]) if period and period["end"] else None
    if start is not None and end is None:
        start, end = None, start
    if period is None:
        start, end, block = _period_below(reading, block)
    years = _YEAR.findall(name)
    if end is None and len(years) == 1:
        end = int(years[0])
    lines = _lines(reading, block)
    return Title(name=name, spans=tuple(lines), block=Span(lines[0].start, lines[-1].end), start=start, end=end)


def _names_plan(reading: Reading, folded: list[str]) -> bool:
    """Whether a plan's word stands before the first preposition: a report on a strategy is none."""
    for word in folded:
        if word in reading.words.plan:
            return len(folded) > 1
        if word in reading.words.preposition:
            return False
    return False


def _period_below(reading: Reading, block: Span) -> tuple[int | None, int | None, Span]:
    """A period that stands alone in the block under the title."""
    after = _BLOCK.search(reading.plain, block.end, min(len(reading.plain), block.end + 200))
    found = _PERIOD.fullmatch(reading.says(Span(*after.span()))) if after else None
    if after is None or found is None or found["end"] is None:
        return None, None, block
    return int(found["start"]), int(found["end"]), Span(block.start, after.end())


def _normal_case(reading: Reading, title: Title) -> tuple[str, tuple[Span, ...]]:
    """The name as the document prints it elsewhere, where the cover prints it in capitals."""
    if not title.name.isupper():
        return title.name, ()
    letters = [
        "".join(f"[{_VOWELS[char]}]" if char in _VOWELS else re.escape(char) for char in fold(word))
        for word in title.name.split() if fold(word).isalnum()
    ]  # fmt: skip
    if len(letters) != len(title.name.split()):
        return title.name, ()
    pattern = re.compile(r"(?<!\w)" + r"\s{1,4}".join(letters) + r"(?!\w)", re.IGNORECASE)
    printed = pattern.finditer(reading.plain)
    for _, found in zip(range(MOST_REPRINTS), printed, strict=False):
        if not found[0].isupper() and not found[0].islower():
            return reading.says(Span(*found.span())), (Span(*found.span()),)
    return title.name, ()


def _kind(reading: Reading, name: str) -> str | None:
    folded = fold(name)
    return next((code for _, code, phrases in reading.words.kind if holds(folded, phrases)), None)


def read_publishers(
    reading: Reading, title: Title, known: Acronyms
) -> Iterator[Stated[OrganizationMention]]:
    """The organisations that stand on the cover as blocks of their own, or behind a label such as "published by"."""
    for block in _blocks(reading):
        if block.start <= title.block.start < block.end or (title.block.start <= block.start < title.block.end):
            continue
        spans = _publisher_spans(reading, block)
        for named in _with_acronym_below(reading, organisations_in(reading, spans, known), block):
            mention = mention_of(reading, named, known, "cover-publisher")
            if mention is not None:
                yield Stated(value=mention, spans=reading.quotable([block]), rule="cover-publisher")


def _with_acronym_below(reading: Reading, found: Sequence[Named], block: Span) -> list[Named]:
    """A name whose acronym stands alone on the block's last line is one organisation with it."""
    last = _lines(reading, block)[-1]
    if len(found) == 2 and found[0].tokens and not found[0].acronym and found[1].acronym and not found[1].tokens:
        acronym = found[1].acronym
        if Span(acronym.start, acronym.end) == last:
            found[0].acronym = acronym
            return [found[0]]
    return list(found)


def _publisher_spans(reading: Reading, block: Span) -> Sequence[Span]:
    words = reading.says(block)
    label = _LABEL.match(reading.plain, block.start, block.end)
    folded = fold(words)
    for phrase in reading.words.publisher_label:
        if folded.startswith(phrase + "-") and label is not None:
            return [Span(_after_words(reading.plain, block, len(phrase.split("-"))), block.end)]
    if len(words) > LONGEST_NAME or words.endswith((".", ";")) or not names_organisation(words, reading.words):
        return []
    return [block]


def _after_words(plain: str, block: Span, count: int) -> int:
    words = list(re.finditer(r"[^\s:]+:?", plain[block.start : block.end]))
    return block.start + words[count].start() if len(words) > count else block.end
