"""Whatever the answers are, they come back and nothing else does."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Literal

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from printed_form import document, form, pieces, printed, read

from egov_kg.forms import segment_all
from egov_kg.forms.lines import letters, offset_after, split_lines
from egov_kg.model import SegmentedDocument

KEYS = [
    question.name.removeprefix("msq-2020-")
    for question in form().questions()
    if not question.group and not question.fields and len(question.options) != 2
]
_CATEGORIES: tuple[Literal["Ll", "Lu", "Lo", "Nd", "Pd", "Ps", "Pe", "Po", "Sm", "Zs"], ...] = (
    "Ll",
    "Lu",
    "Lo",
    "Nd",
    "Pd",
    "Ps",
    "Pe",
    "Po",
    "Sm",
    "Zs",
)
_LINE = st.text(st.characters(categories=_CATEGORIES, exclude_characters="<>*[]"), min_size=1, max_size=60)
_VOCABULARY = sorted({word for question in form().questions() for word in question.wordings["en"][0].split()})
_WORDS = st.lists(st.sampled_from([*_VOCABULARY, "12", "%", "www.x.example", "Yes,"]), min_size=1, max_size=9)
_PRINTED = {letters(line) for line in printed().splitlines()} | {
    letters(line.partition(".")[2]) for line in printed().splitlines()
}
_PRINTED |= {letters(words) for texts in form().answer_labels.values() for words in texts}
_MARK = re.compile(r"\W*(?:[IVXivx]+|\d{1,2}|[a-i])\W*")


def _is_answer(line: str) -> bool:
    """A line that holds a letter or digit and is not itself a label, a number or a numeral that the form prints."""
    return any(char.isalnum() for char in line) and letters(line) not in _PRINTED - {""} and not _MARK.fullmatch(line)


_ANSWER_LINE = (_LINE | _WORDS.map(" ".join)).map(str.strip).filter(_is_answer)
_LINES = st.lists(_ANSWER_LINE, min_size=1, max_size=4).map("\n".join)
_PARAGRAPHS = st.lists(_ANSWER_LINE, min_size=2, max_size=3).map("\n\n".join)
# A paragraph that names the next part moves there, so the parts get one paragraph each.
_PARTS = [key for key in KEYS if key[-1] in "abcdefghi"]
_OTHERS = [key for key in KEYS if key not in _PARTS]
ANSWERS = st.builds(
    lambda parts, others: {**parts, **others},
    st.dictionaries(st.sampled_from(_PARTS), _LINES),
    st.dictionaries(st.sampled_from(_OTHERS), _LINES | _PARAGRAPHS),
)

once = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def check_spans(segmented: SegmentedDocument) -> None:
    """Spans lie in the text, are trimmed, never overlap and never cut a word."""
    text = segmented.document.text
    spans = sorted(span for answer in segmented.answers for span in answer.spans)
    for before, after in pairwise(spans):
        assert before.end <= after.start
    for start, end in spans:
        assert 0 <= start < end <= len(text)
        assert text[start:end] == text[start:end].strip()
        assert not (start and text[start - 1].isalnum() and text[start].isalnum())
        assert not (end < len(text) and text[end - 1].isalnum() and text[end].isalnum())


@once
@given(ANSWERS)
def test_arbitrary_answers_come_back(answers: dict[str, str]) -> None:
    found = read(printed(answers))
    check_spans(found)
    words = {key: " ".join(" ".join(pieces(found, key)).split()) for key in KEYS}
    assert words == {key: " ".join(answers.get(key, "").split()) for key in KEYS}


@once
@given(ANSWERS, st.data())
def test_arbitrary_lines_between_all_lines(answers: dict[str, str], data: st.DataObject) -> None:
    """Lines lost and lines doubled, in any place: the spans keep their promises."""
    lines = printed(answers).split("\n")
    for _ in range(data.draw(st.integers(0, 12))):
        at = data.draw(st.integers(0, len(lines) - 1))
        if data.draw(st.booleans()):
            del lines[at]
        else:
            lines.insert(at, data.draw(st.sampled_from(lines) | _LINE))
    for segmented in segment_all(document("\n".join(lines))):
        check_spans(segmented)


@once
@given(st.text(max_size=400))
def test_arbitrary_text_is_divided(text: str) -> None:
    for segmented in segment_all(document(text)):
        check_spans(segmented)


@given(st.text(max_size=80), st.integers(0, 80))
def test_offsets_of_letters(text: str, count: int) -> None:
    total = len(letters(text))
    end = offset_after(text, 0, min(count, total)) if count and total else 0
    assert len(letters(text[:end])) >= min(count, total)
    assert end == 0 or len(letters(text[: end - 1])) < min(count, total)


@given(st.text(max_size=200))
def test_lines_cover_all_that_is_not_blank(text: str) -> None:
    lines = split_lines(text)
    covered = "".join(text[line.start : line.end] for line in lines)
    assert "".join(covered.split()) == "".join(text.split())
    for line in lines:
        assert line.start <= line.body <= line.end
        assert line.full.endswith(line.key)
