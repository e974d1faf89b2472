"""``egov-kg evaluate``: what it prints, in every format, and what it says of arguments that cannot be used."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from egov_kg.cli import evaluate as command_module
from egov_kg.cli import main
from egov_kg.evaluate import rendering
from gold_sample import ISLAND, PLAN, UNREAD, write_gold
from sample_build import SAMPLE


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    return write_gold(tmp_path / "gold", a=ISLAND, b=PLAN, c=UNREAD)


def invoke(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["evaluate", *map(str, arguments)])


def shown(*arguments: str | Path) -> str:
    result = invoke(SAMPLE, *arguments)
    assert (result.exit_code, result.stderr) == (0, "")
    return result.stdout


def rows(text: str, first: str) -> dict[tuple[str, ...], list[str]]:
    """The rows of the table whose head begins so: the words before the first number, and what follows."""
    block = next(block for block in text.split("\n\n") if block.startswith(first))
    cells = [re.split(r" {2,}", line) for line in block.splitlines()[1:]]
    return {tuple(row[:1]): row[1:] for row in cells}


def test_the_figures_by_kind_language_and_document(gold: Path) -> None:
    text = shown(gold, "--no-misses")
    assert text.splitlines()[:2] == [
        "not in the build: costa-rica-msq-2016.txt (c.yaml); its gold facts count as missed, 1 in all",
        "3 documents, 35 rows of a document and a kind: macro F1 0.792",
    ]
    kinds = rows(text, "kind ")
    assert kinds["portal",] == ["4", "3", "2", "0.667", "0.500", "0.571", "0.667", "0.000"]
    assert kinds["tie agencies",] == ["2", "1", "0.500", "0.500", "0.500"]
    languages = rows(text, "language ")
    assert languages["es",] == ["1", "25", "23", "19", "0.783", "0.760", "0.771", "0.821"]
    assert "CRI plan  target                3      3     2      0.667   0.667  0.667\n" in text
    assert "missed:" not in text


def test_columns_have_one_width(gold: Path) -> None:
    block = next(block for block in shown(gold, "--by", "kind").split("\n\n") if block.startswith("kind "))
    head, *lines = block.splitlines()
    end = head.index("gold") + len("gold")
    assert all(line[end - 1].isdigit() and line[end] == " " for line in lines)


def test_one_may_choose_what_to_count_by(gold: Path) -> None:
    text = shown(gold, "--by", "language", "--no-misses")
    assert "\nlanguage  documents" in text
    assert "\nkind" not in text
    assert "\ndocument " not in text


def test_the_table_tells_what_differs_by_document_and_kind(gold: Path) -> None:
    text = shown(gold)
    of_iceland = text[text.index("ISL ice (") :].splitlines()
    assert of_iceland[:9] == [
        "ISL ice (iceland-msq-2020.txt)",
        "  portal: 3 gold, 3 found, 2 hit",
        "    missed: open-data gogn.example.is",
        "      not found in the text",
        "    too much: other island.example.is/skattur (by-hand)",
        "      iceland-msq-2020.txt 298-335: …https://samrad.example.is/opin/mal 2. e. Other: "
        "[https://www.island.example.is/skattur] 3. Digital Office of Iceland (DOI)…",
        "  agency+mandate: 3 gold, 2 found, 2 hit",
        "    missed: health Ministry of Care",
        "      not found in the text",
    ]
    assert "      … 4 places in all\n" in text
    assert text.index("\nISL ice (") < text.index("\nCRI plan (")
    # What is said once in its first line is not said again for every fact.
    assert "\nCRI 2016 (" not in text


def test_markdown_holds_the_same(gold: Path) -> None:
    text = shown(gold, "--format", "markdown")
    assert "| portal | 4 | 3 | 2 | 0.667 | 0.500 | 0.571 | 0.667 | 0.000 |  |\n" in text
    assert "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |\n" in text
    assert "\n### ISL ice (iceland-msq-2020.txt)\n\n**portal**: 3 gold, 3 found, 2 hit\n\n- missed: open-data" in text
    assert "memorandum of understanding on open data and **blockchain**. 24." in text
    # What a document says is words, not markup.
    assert "\\[" not in text
    assert len(re.findall(r"^- (?:missed|too much): ", text, re.MULTILINE)) == len(
        re.findall(r"^    (?:missed|too much): ", shown(gold), re.MULTILINE)
    )


def test_json_holds_the_same(gold: Path) -> None:
    data = json.loads(shown(gold, "--format", "json"))
    assert data["macro_f1"] == pytest.approx(0.792, abs=5e-4)
    assert [one["in_build"] for one in data["documents"]] == [True, True, False]
    assert data["by_kind"][0] == {
        "kind": "portal", "gold": 4, "found": 3, "hits": 2, "precision": 0.666667, "recall": 0.5, "f1": 0.571429,
    }  # fmt: skip
    assert {(one["language"], one["kind"]): one["f1"] for one in data["by_language"]}["es", "axis"] == 0.5
    assert len(data["by_document"]) == 35
    (topics,) = (one for one in data["differences"] if (one["document"], one["kind"]) == ("ISL ice", "tie topics"))
    assert topics["missed"] == []
    (surplus,) = topics["surplus"]
    assert (surplus["fact"], surplus["rules"], surplus["reason"]) == ("blockchain with Costa Rica", ["by-hand"], None)
    assert surplus["places"][0]["words"].startswith("In 2018 Iceland and Costa Rica signed")
    brief = json.loads(shown(gold, "--format", "json", "--no-misses", "--by", "kind"))
    assert brief.keys() == {"macro_f1", "documents", "by_kind"}


def test_calibration_in_every_format(gold: Path) -> None:
    text = shown(gold, "--calibration")
    rule = rows(text, "rule ")["by-hand",]
    data = json.loads(shown(gold, "--calibration", "--format", "json"))
    (of_rule,) = data["rules"]
    assert rule == [str(of_rule["facts"]), str(of_rule["right"]), *(
        f"{of_rule[name]:.3f}" for name in ("right_share", "stated", "estimate")
    )]  # fmt: skip
    assert of_rule["right"] == of_rule["facts"] - 10
    assert [one["document"] for one in data["left_out"]] == ["costa-rica-plan-2019.txt", "iceland-msq-2020.txt"]
    assert data["stated"]["brier"] > 0
    markdown = shown(gold, "--calibration", "--format", "markdown")
    assert f"| by-hand | {of_rule['facts']} |" in markdown
    assert "| confidence | Brier score | calibration error |\n" in markdown


def test_calibration_of_nothing_says_so(tmp_path: Path) -> None:
    gold = write_gold(tmp_path, c=UNREAD)
    assert shown(gold, "--calibration") == "no fact of the build could be judged\n"
    assert shown(gold, "--calibration", "-f", "markdown") == "no fact of the build could be judged\n"
    assert json.loads(shown(gold, "--calibration", "-f", "json"))["stated"] is None


def test_what_a_document_says_is_no_markup(tmp_path: Path) -> None:
    gold = write_gold(tmp_path, a=ISLAND.replace("Ministry of Care", '"*Care* [x](y)\\e[31m"'))
    markdown = shown(gold, "--format", "markdown")
    assert "- missed: health \\*Care\\* \\[x\\](y) \\[31m\n" in markdown
    assert "\x1b" not in markdown
    assert "\x1b" not in shown(gold)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("nowhere", "gold"), "nowhere holds no build"),
        ((SAMPLE, "nowhere"), "nowhere holds no gold facts"),
        ((SAMPLE, "empty"), "empty holds no gold facts"),
        ((SAMPLE, "broken.yaml"), "broken.yaml: it is no YAML"),
        ((SAMPLE, "lacking.yaml"), "lacking.yaml: it lacks country, agencies, strategies, laws, ties"),
        ((SAMPLE, "coded.yaml"), "coded.yaml, portals 1: type holds an unknown code: nacional"),
        ((SAMPLE, "gold", "--calibration", "--by", "kind"), "leave --by out"),
        ((SAMPLE, "gold", "--by", "country"), "'country' is not one of 'kind', 'language', 'document'"),
        ((SAMPLE, "gold", "--format", "csv"), "'csv' is not one of 'table', 'json', 'markdown'"),
        ((SAMPLE,), "Missing argument 'GOLD'"),
    ],
)
def test_a_mistake_is_one_clear_line(
    arguments: tuple[str | Path, ...], message: str, gold: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = gold.parent
    monkeypatch.chdir(folder)
    (folder / "empty").mkdir()
    (folder / "broken.yaml").write_text("a: [", encoding="utf-8")
    (folder / "lacking.yaml").write_text("document: a.txt\n", encoding="utf-8")
    (folder / "coded.yaml").write_text(UNREAD.replace("type: national", "type: nacional"), encoding="utf-8")
    result = invoke(*arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert message in result.stderr
    assert "Traceback" not in result.stderr


def test_the_command_offers_every_format_and_table() -> None:
    assert tuple(rendering.FORMATS) == command_module.FORMATS
    assert tuple(rendering.TABLES) == command_module.COUNTED_BY


def test_the_same_question_has_the_same_answer(gold: Path) -> None:
    assert shown(gold, "--format", "json") == shown(gold, "--format", "json")
