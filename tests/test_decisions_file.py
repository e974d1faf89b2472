"""decisions.yaml: what is read, what is refused at which line, and that what is written is what is read."""

from __future__ import annotations

import contextlib
import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deciding import SIGNED, add, address, different, label, same, wrong
from egov_kg.decide import append, entry_text, undo
from egov_kg.decisions import Add, Decision, Different, Label, Quote, Same, Statement, Value, Wrong, full_iri, value
from egov_kg.errors import DecisionError
from egov_kg.resolve import find_decisions, parse_decisions, read_decisions

HERE = Path("decisions.yaml")
SIGNATURE = "  by: Eva Editora\n  on: 2024-05-31\n  why: we asked them\n"


def parsed(text: str) -> list[Decision]:
    return list(parse_decisions(text, HERE))


def bare(decision: Decision) -> tuple[str, ...]:
    """What a decision says, without its place in a file."""
    return (*decision.content(), decision.by, decision.on.isoformat(), decision.why)


# ---- what is read ----


@pytest.mark.parametrize(
    ("entry", "decision"),
    [
        ("- same: [agency:COL-a, organization:COL-a]\n", same("agency:COL-a", "organization:COL-a")),
        ("- different:\n  - agency:COL-a\n  - agency:COL-b\n", different("agency:COL-a", "agency:COL-b")),
        ("- label: agency:COL-a\n  is: Office of Data\n", label("agency:COL-a", "Office of Data")),
        ("- label: agency:COL-a\n  is: '\"Oficina\"@es'\n", label("agency:COL-a", '"Oficina"@es')),
        (
            "- wrong: {subject: agency:COL-a, predicate: egov:mandate, object: mandate:health}\n",
            wrong("agency:COL-a", "egov:mandate", "mandate:health"),
        ),
        (
            "- wrong:\n    subject: https://w3id.org/egov-kg/id/agency/COL-a\n"
            "    predicate: <https://w3id.org/egov-kg/ontology#mandate>\n    object: mandate:health\n",
            wrong("agency:COL-a", "egov:mandate", "mandate:health"),
        ),
        (
            "- wrong: {subject: agency:COL-a, predicate: a, object: egov:Agency}\n",
            wrong("agency:COL-a", "rdf:type", "egov:Agency"),
        ),
        (
            "- add: {subject: post:COL-x, predicate: egov:year, object: 2017}\n  source: The Gazette\n",
            add("post:COL-x", "egov:year", "2017", "The Gazette"),
        ),
        (
            "- add: {subject: agency:COL-a, predicate: egov:acronym, object: NO}\n"
            '  source: {document: answers.txt, quote: "NO: the National Office"}\n',
            add("agency:COL-a", "egov:acronym", "NO", Quote(document="answers.txt", words="NO: the National Office")),
        ),
    ],
)
def test_an_entry_is_read(entry: str, decision: Decision) -> None:
    (found,) = parsed(entry + SIGNATURE)
    assert bare(found) == bare(decision)
    assert type(found) is type(decision)


def test_entries_know_their_numbers_and_lines() -> None:
    text = (
        f"# a note\n\n- same: [agency:A-a, agency:A-b]\n{SIGNATURE}# another\n- label: agency:A-a\n  is: A\n{SIGNATURE}"
    )
    assert [(one.number, one.line, one.last) for one in parsed(text)] == [(1, 3, 6), (2, 8, 12)]


@pytest.mark.parametrize("text", ["", "\n", "# nothing yet\n", "---\n", "[]\n"])
def test_a_file_without_entries_decides_nothing(text: str) -> None:
    assert parsed(text) == []


def test_a_mark_at_the_beginning_and_other_line_ends_are_read(tmp_path: Path) -> None:
    path = tmp_path / "decisions.yaml"
    entry = f"- same: [agency:A-a, agency:A-b]\n{SIGNATURE}"
    path.write_bytes(b"\xef\xbb\xbf" + entry.replace("\n", "\r\n").encode())
    (found,) = read_decisions(path).entries
    assert bare(found) == bare(same("agency:A-a", "agency:A-b"))


def test_the_file_given_comes_before_the_one_in_the_folder(tmp_path: Path) -> None:
    assert find_decisions(tmp_path) is None
    assert find_decisions(tmp_path / "nothing") is None
    (tmp_path / "decisions.yaml").write_text("# none\n", encoding="utf-8")
    other = tmp_path / "other.yaml"
    other.write_text(f"- same: [agency:A-a, agency:A-b]\n{SIGNATURE}", encoding="utf-8")
    beside, given = find_decisions(tmp_path), find_decisions(tmp_path, other)
    assert beside is not None
    assert given is not None
    assert (len(beside.entries), len(given.entries), given.path) == (0, 1, other)


# ---- what is refused ----

PAIR = "- same: [agency:A-a, agency:A-b]\n"
FACT = "{subject: agency:A-a, predicate: egov:mandate, object: mandate:health}"


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ("- same: [agency:A-a\n", 2, "no valid YAML"),
        ("a: b: c\n", 1, "no valid YAML"),
        (PAIR + "\tby: x\n", 2, "no valid YAML"),
        ("---\n- a\n---\n- b\n", 3, "no valid YAML"),
        ("\x07", None, "no valid YAML"),
        ("[" * 100_000, 1, "lists within lists"),
        ("- &a [*a]\n", 1, "it refers to another place"),
        ("same: x\n", 1, "the file is no list"),
        ("just words\n", 1, "the file is no list"),
        ("- words\n", 1, "entry 1 has no 'key: value' lines"),
        (PAIR + SIGNATURE + "- [1, 2]\n", 5, "entry 2 has no 'key: value' lines"),
        ("- sam: [agency:A-a, agency:A-b]\n", 1, "it has none of same, different, label, wrong, add"),
        (PAIR + "  label: agency:A-a\n" + SIGNATURE, 1, "it is same and label at once"),
        (PAIR + "  same: [x, y]\n", 2, "the key 'same' stands twice"),
        (PAIR + "  on: 2024-05-31\n  why: x\n", 1, "'by' is missing"),
        (PAIR + "  by:\n  on: 2024-05-31\n  why: x\n", 2, "'by' is missing"),
        (PAIR + "  by: x\n  why: x\n", 1, "'on' is missing"),
        (PAIR + "  by: x\n  on: 2024-05-31\n  why: ' '\n", 4, "'why' is missing"),
        (PAIR + "  by: x\n  on: 31/05/2024\n  why: x\n", 3, "'31/05/2024' is no day of the calendar"),
        (PAIR + "  by: x\n  on: 2024-02-30\n  why: x\n", 3, "'2024-02-30' is no day of the calendar"),
        (PAIR + "  by: x\n  on: 20240531\n  why: x\n", 3, "is no day of the calendar"),
        (PAIR + "  by: [x]\n  on: 2024-05-31\n  why: x\n", 2, "'by' is a list or a mapping"),
        (PAIR + '  by: "a\\0b"\n  on: 2024-05-31\n  why: x\n', 2, "'by' holds a control character"),
        (PAIR + SIGNATURE + "  when: x\n", 5, "unknown key 'when'"),
        ("- same: agency:A-a\n" + SIGNATURE, 1, "'same' is no list of two"),
        ("- same: [agency:A-a]\n" + SIGNATURE, 1, "'same' is no list of two"),
        ("- same: [agency:A-a, [x]]\n" + SIGNATURE, 1, "'same' is no list of two"),
        ("- same: [agency:A-a, agency:A-a]\n" + SIGNATURE, 1, "the two addresses are one"),
        ("- same: [agency:A-a, portal:A-a]\n" + SIGNATURE, 1, "cannot be taken for each other"),
        ("- different: [country:COL, country:PER]\n" + SIGNATURE, 1, "cannot be taken for each other"),
        ("- same: [agensy:A-a, agency:A-b]\n" + SIGNATURE, 1, "'agensy:A-a' is no address of a thing"),
        ("- same: [https://w3id.org/egov-kg/a, agency:A-b]\n" + SIGNATURE, 1, "is no address of a thing"),
        ("- same: ['agency:A a', agency:A-b]\n" + SIGNATURE, 1, "is no address of a thing"),
        ("- label: mandate:health\n  is: x\n" + SIGNATURE, 1, "is no address of a thing"),
        ("- label: agency:A-a\n" + SIGNATURE, 1, "'is' is missing"),
        ("- label: claim:x\n  is: x\n" + SIGNATURE, 1, "a thing of the class Claim has no name"),
        (f"- wrong: {FACT[:-26]}}}\n" + SIGNATURE, 1, "'object' is missing"),
        (f"- wrong: {FACT.replace('egov:mandate', 'mandate')}\n" + SIGNATURE, 1, "'mandate' is no property"),
        (f"- wrong: {FACT.replace('agency:A-a', 'claim:x')}\n" + SIGNATURE, 1, "it speaks of evidence"),
        ("- wrong: agency:A-a\n" + SIGNATURE, 1, "entry 1, wrong has no 'key: value' lines"),
        (
            "- wrong: {subject: country:COL, predicate: a, object: egov:Country}\n" + SIGNATURE,
            1,
            "come from the registry",
        ),
        ("- wrong: {subject: agency:A-a, predicate: a, object: egov:Portal}\n" + SIGNATURE, 1, "class egov:Agency"),
        (f"- add: {FACT}\n" + SIGNATURE, 1, "'source' is missing"),
        (f"- add: {FACT}\n  source: {{document: x}}\n" + SIGNATURE, 2, "'quote' is missing"),
        (f"- add: {FACT.replace('agency:A-a', 'answer:x')}\n  source: x\n" + SIGNATURE, 1, "nothing can be added"),
    ],
)
def test_what_cannot_be_used_is_refused_at_its_line(text: str, line: int | None, reason: str) -> None:
    with pytest.raises(DecisionError) as raised:
        parsed(text)
    assert (raised.value.line, raised.value.file) == (line, HERE)
    assert reason in raised.value.reason
    assert raised.value.advice
    assert str(raised.value).startswith("decisions.yaml, line " if line else "decisions.yaml: ")


def test_a_wrong_key_is_told_the_right_one() -> None:
    with pytest.raises(DecisionError, match=r"unknown key 'bye'\. Known: by"):
        parsed(PAIR + SIGNATURE.replace("by:", "bye:").replace("why", "by: x\n  why"))


@pytest.mark.parametrize(("content", "reason"), [(b"\xff\xfe\x00", "no UTF-8 text"), (None, "cannot be read")])
def test_a_file_that_is_no_text_is_refused(tmp_path: Path, content: bytes | None, reason: str) -> None:
    path = tmp_path / "decisions.yaml"
    path.write_bytes(content) if content else path.mkdir()
    for use in (read_decisions, lambda place: append(place, same("agency:A-a", "agency:A-b")), lambda p: undo(p, 1)):
        with pytest.raises(DecisionError, match=reason):
            use(path)


@given(st.text(max_size=200))
def test_whatever_stands_in_a_file_is_read_or_refused(text: str) -> None:
    with contextlib.suppress(DecisionError):
        assert all(one.number for one in parsed(text))


# ---- what is written ----

WORDS = st.text(
    st.characters(exclude_categories=("Cs", "Cc", "Co", "Cn"), exclude_characters="\ufeff"), min_size=1, max_size=40
).filter(lambda text: text.strip() == text and text != "")
LINES = st.lists(WORDS, min_size=1, max_size=3).map("\n".join)
THING = st.sampled_from(["agency:COL-a", "agency:COL-b", "organization:x", "agency:PER-ñandú"]).map(address)
PREDICATE = st.sampled_from(["egov:mandate", "rdfs:label", "skos:altLabel", "dcterms:issued"]).map(address)
PLAIN = LINES.filter(lambda text: value(text) == Value(text)).map(Value)
VALUE = st.one_of(
    PLAIN,
    st.builds(Value, LINES, st.sampled_from([None, "en", "pt-br"]), st.just(True)),
    st.sampled_from(["mandate:health", "https://example.org/a,b", "2017", "NO", "1e3", "~", "[x]", "- x", "#"]).map(
        Value
    ),
)
SIGN = {"by": WORDS, "on": st.dates(), "why": LINES}
STATED = st.builds(Statement, subject=THING, predicate=PREDICATE, object=VALUE)
TWO = st.tuples(THING, THING).filter(lambda pair: pair[0] != pair[1])
NAMED = st.one_of(
    WORDS.filter(lambda text: value(text) == Value(text)).map(Value),
    st.builds(Value, WORDS, st.just("en"), st.just(True)),
)
DECISION: st.SearchStrategy[Decision] = st.one_of(
    st.builds(lambda pair, **sign: Same(first=pair[0], second=pair[1], **sign), TWO, **SIGN),
    st.builds(lambda pair, **sign: Different(first=pair[0], second=pair[1], **sign), TWO, **SIGN),
    st.builds(
        Label,
        thing=THING,
        name=NAMED.map(lambda name: Value(" ".join(name.words.split()), name.language, name.quoted)),
        **SIGN,
    ),
    st.builds(Wrong, statement=STATED, **SIGN),
    st.builds(
        Add,
        statement=STATED,
        source=st.one_of(
            WORDS.map(lambda words: " ".join(words.split())), st.builds(Quote, document=WORDS, words=LINES)
        ),
        **SIGN,
    ),
)


@given(DECISION)
def test_what_is_written_is_read(decision: Decision) -> None:
    (found,) = parsed(entry_text(decision))
    assert bare(found) == bare(decision)
    assert found.key == decision.key


@given(st.lists(DECISION, min_size=1, max_size=4, unique_by=lambda one: one.content()), st.data())
def test_what_is_appended_is_there_and_what_is_undone_is_gone(
    tmp_path_factory: pytest.TempPathFactory, decisions: list[Decision], data: st.DataObject
) -> None:
    path = tmp_path_factory.mktemp("file") / "decisions.yaml"
    for number, decision in enumerate(decisions, start=1):
        done = append(path, decision)
        assert (done.number, bare(done)) == (number, bare(decision))
    assert [bare(one) for one in read_decisions(path).entries] == [bare(one) for one in decisions]
    number = data.draw(st.integers(1, len(decisions)))
    gone = undo(path, number)
    assert bare(gone) == bare(decisions[number - 1])
    left = [one for one in decisions if one is not decisions[number - 1]]
    assert [bare(one) for one in read_decisions(path).entries] == [bare(one) for one in left]


@pytest.mark.parametrize(
    "text", ['"', '"a"', '"a"@es', '"a"@', "a:b", 'say "a"', "\\", '"\\"', "agency:x", "<a>", "x y:z"]
)
def test_quoted_words_are_themselves(text: str) -> None:
    assert value(Value(text, "en", quoted=True).written()) == Value(text, "en", quoted=True)
    assert value(Value(text, quoted=True).written()).words == text


@pytest.mark.parametrize(
    ("name", "iri"),
    [
        ("agency:COL-a", "https://w3id.org/egov-kg/id/agency/COL-a"),
        ("<https://example.org/a>", "https://example.org/a"),
        ("http://example.org/a", "http://example.org/a"),
        ("agency:", None),
        ("agency: COL", None),
        ("Ministry: of data", None),
        ("https:nothing", None),
        ("words", None),
    ],
)
def test_addresses_as_people_write_them(name: str, iri: str | None) -> None:
    assert full_iri(name) == iri


# ---- a person's own file ----

OWN = """# Decisions of the data team
# (ask Eva before you change something)

  - same: [agency:A-a, agency:A-b]   # both are the office
    by: Eva
    on: 2024-05-31
    why: >-
      they moved
      together

  # a comment of its own
  -
    label: agency:A-a
    is: Office
    by: Eva
    on: 2024-06-01
    why: ok
  # the end
"""


def test_comments_order_and_indentation_stay(tmp_path: Path) -> None:
    path = tmp_path / "decisions.yaml"
    path.write_text(OWN, encoding="utf-8")
    append(path, label("agency:A-c", "C"))
    written = path.read_text(encoding="utf-8")
    assert written.startswith(OWN)
    assert written.removeprefix(OWN).splitlines()[0] == "  - label: agency:A-c"
    undo(path, 3)
    assert path.read_text(encoding="utf-8") == OWN
    undo(path, 2)
    kept = path.read_text(encoding="utf-8")
    assert kept == OWN[: OWN.index("  -\n")] + "  # the end\n"
    undo(path, 1)
    assert path.read_text(encoding="utf-8").count("#") == 4
    assert read_decisions(path).entries == ()


def test_line_ends_and_mode_stay_and_a_link_is_followed(tmp_path: Path) -> None:
    real = tmp_path / "real.yaml"
    old = (PAIR.replace("A-", "Z-") + SIGNATURE).replace("\n", "\r\n").rstrip()
    real.write_bytes(old.encode())
    real.chmod(0o640)
    path = tmp_path / "decisions.yaml"
    path.symlink_to(real)
    append(path, label("agency:A-c", "C"))
    assert path.is_symlink()
    data = real.read_bytes()
    assert data.startswith(old.encode() + b"\r\n- label")
    assert data.count(b"\n") == data.count(b"\r\n")
    assert real.stat().st_mode & 0o777 == 0o640
    assert [one.name for one in tmp_path.iterdir() if one.name.startswith(".")] == []


@pytest.mark.parametrize("text", ["[]\n", "[{same: [agency:A-a, agency:A-b], by: x, on: 2024-05-31, why: y}]\n"])
def test_a_list_in_brackets_is_left_to_the_person(tmp_path: Path, text: str) -> None:
    path = tmp_path / "decisions.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DecisionError):
        append(path, label("agency:A-c", "C"))
    assert path.read_text(encoding="utf-8") == text


def test_what_is_decided_already_is_not_written_again(tmp_path: Path) -> None:
    path = tmp_path / "decisions.yaml"
    append(path, label("agency:A-c", "C"))
    before = path.read_bytes()
    again = Label(thing=address("agency:A-c"), name=Value("C"), by="Another", on=datetime.date(2025, 1, 1), why="x")
    with pytest.raises(DecisionError, match="entry 1 decides that already"):
        append(path, again)
    assert path.read_bytes() == before
    assert SIGNED["by"] in before.decode()


@pytest.mark.parametrize("number", [0, -1, 2])
def test_there_is_no_other_entry_to_undo(tmp_path: Path, number: int) -> None:
    path = tmp_path / "decisions.yaml"
    append(path, label("agency:A-c", "C"))
    with pytest.raises(DecisionError, match=f"there is no entry {number}"):
        undo(path, number)
