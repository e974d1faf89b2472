"""The four answered questionnaires among the source documents; skipped where they are not at hand."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from printed_form import answer_to, document, fields, form, pieces, states
from test_forms_properties import check_spans

from egov_kg.forms import missing, segment, segment_all
from egov_kg.forms.lines import letters
from egov_kg.model import SegmentedDocument

_SHARED = os.environ.get("EGOV_KG_SHARED", "")
_SEEDS = sorted(Path(_SHARED, "seeds").glob("00[0-3]_*.txt")) if _SHARED else []
_PLANS = sorted(Path(_SHARED, "seeds").glob("004_*.txt")) if _SHARED else []

pytestmark = pytest.mark.skipif(not _SEEDS, reason="EGOV_KG_SHARED does not name the folder of the source documents")


@pytest.fixture(params=_SEEDS, ids=lambda path: path.name[:3])
def found(request: pytest.FixtureRequest) -> SegmentedDocument:
    return segment(document(Path(request.param).read_text(encoding="utf-8")))


def _of(number: str) -> SegmentedDocument:
    path = next(path for path in _SEEDS if path.name.startswith(number))
    return segment(document(path.read_text(encoding="utf-8")))


def _form_keys() -> set[str]:
    whole = form()
    words = [*whole.intro["en"], *whole.running_heads["en"], *whole.thanks["en"], *whole.placeholders["en"]]
    words += [text for texts in whole.footnotes.values() for text in texts["en"]]
    words += [text for question in whole.questions() for text in question.wordings["en"]]
    words += [text for section in whole.sections for text in section.titles["en"]]
    return {letters(text) for text in words if len(letters(text)) > 18}


def test_every_question_is_found(found: SegmentedDocument) -> None:
    assert found.form == "msq-2020"
    assert found.edition == 2020
    assert missing(form(), found) == ()
    check_spans(found)


def test_country_and_date_stand_before_the_first_question(found: SegmentedDocument) -> None:
    text = found.document.text
    assert found.country
    assert found.issued
    assert text[slice(*found.country)].isalpha()
    assert re.fullmatch(r"\d\d[/-]\d\d[/-]2019", text[slice(*found.issued)])
    assert max(found.country.end, found.issued.end) < text.index("authorize UNDESA")


def test_no_words_of_the_form_in_answers(found: SegmentedDocument) -> None:
    keys = _form_keys()
    for answer in found.answers:
        for start, end in answer.spans:
            for line in found.document.plain[start:end].splitlines():
                assert letters(line) not in keys
                assert not re.fullmatch(r"\s*[IVX]+\.\s*", line)


def test_nothing_but_words_of_the_form_is_left_over(found: SegmentedDocument) -> None:
    rest = list(found.document.plain)
    for span in (span for answer in found.answers for span in answer.spans):
        rest[span.start : span.end] = " " * (span.end - span.start)
    left = "".join(rest)
    left = left[left.index("Institutional Framework") :]
    options = [text for question in form().questions() for option in question.options for text in option.wordings["en"]]
    labels = [text for question in form().questions() for field in question.fields for text in field.wordings["en"]]
    known = letters(" ".join([*options, *labels])) + "".join(_form_keys()) + "".join(letters(w) for w in _short_words())
    for line in left.splitlines():
        if len(letters(line)) > 3 and "http" not in line:
            words = re.findall(r"[^\W\d_]+", re.sub(r"\b[IVX]+\.", "", line))
            assert all(letters(word) in known for word in words), line[:40]


def _short_words() -> list[str]:
    parts = [text for question in form().questions() for text in question.wordings["en"]]
    return parts + [text for section in form().sections for text in section.titles["en"]]


def test_no_tick_mark_is_known(found: SegmentedDocument) -> None:
    assert [len(states(found, key)) for key in ("8", "9", "10", "12", "15", "x1", "x2")] == [11, 9, 2, 2, 10, 5, 6]
    assert {state for key in ("8", "9", "10", "12", "15") for state in states(found, key).values()} == {"unknown"}


def test_addresses_stand_in_the_portals_answers(found: SegmentedDocument) -> None:
    plain = found.document.plain
    hosts = set(re.findall(r"(?:www\.|https?://)[\w./-]+", plain[: plain.index("3. Please provide")]))
    answered = " ".join(piece for key in ("1", "2a", "2b", "2c", "2d", "2e") for piece in pieces(found, key))
    assert {host for host in hosts if host not in answered} == set()


def test_contacts_are_fields_of_the_contact() -> None:
    for number in ("001", "002", "003"):
        found = _of(number)
        values = fields(found, "contact")
        assert set(values) == {"name", "title", "email", "organization"}
        assert re.fullmatch(r"\S+@\S+", values["email"])
        assert len(values["name"].split()) < 5
        text = found.document.text
        section = text.index("Contact and Additional Information")
        for answer in found.answers:
            if answer.kind not in ("contact", "closing"):
                assert all(span.end < section for span in answer.spans)


def test_empty_and_displaced_answers() -> None:
    first, second, third, fourth = (_of(number) for number in ("000", "001", "002", "003"))
    assert [pieces(first, key) for key in ("2e", "17", "18", "19", "20", "21", "contact", "x2")] == [[]] * 8
    assert (pieces(second, "23"), pieces(second, "24")) == (["Si."], ["No."])
    assert (pieces(second, "19"), pieces(second, "20")) == (["80%"], ["80%"])
    assert pieces(third, "4") == []
    assert [len(pieces(third, key)) for key in ("11", "13")] == [1, 2]
    assert answer_to(third, "x2").kind == "closing"
    assert pieces(fourth, "15")[0] == "BI"
    assert pieces(fourth, "18")[0].startswith(".4%")
    assert [len(pieces(fourth, key)) for key in ("23", "24")] == [1, 1]
    assert pieces(fourth, "24")[0].startswith("Yes, ")
    assert not pieces(fourth, "23")[0].startswith("Yes, ")
    assert "datos" in pieces(fourth, "2c")[0]
    assert "datos" not in " ".join(pieces(fourth, "2b"))


def test_all_of_them_in_one_file() -> None:
    texts = [path.read_text(encoding="utf-8") for path in _SEEDS]
    together = segment_all(document("\n\n".join(texts)))
    assert len(together) == len(texts)
    for one, text in zip(together, texts, strict=True):
        alone = segment(document(text))
        assert [pieces(one, key) for key in ("1", "9", "22", "x2")] == [
            pieces(alone, key) for key in ("1", "9", "22", "x2")
        ]


def test_the_plan_follows_no_form() -> None:
    for path in _PLANS:
        assert segment(document(path.read_text(encoding="utf-8"))).form is None
