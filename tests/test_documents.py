"""Reading and finding files: what a document holds, and what is said of each file that cannot be read."""

from __future__ import annotations

import codecs
import hashlib
import io
import os
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from egov_kg.config import Limits
from egov_kg.documents import READERS, SUFFIXES, Reader, find, masked, read
from egov_kg.documents.encoding import decode
from egov_kg.documents.reader import by_suffix
from egov_kg.errors import UnreadableDocument
from egov_kg.model import Document

SPANISH = "¿Existe una estrategia? Sí, «Agenda Ñandú 2030» — acción n.º 1…\r\nMañana será otra información.\r\n"


def written(folder: Path, data: bytes | str, name: str = "answer.txt") -> Path:
    path = folder / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def refusal(path: Path, limits: Limits | None = None) -> UnreadableDocument:
    with pytest.raises(UnreadableDocument) as caught:
        read(path, limits=limits or Limits())
    assert caught.value.path == path
    assert str(caught.value) == f"{path}: {caught.value.reason}. {caught.value.advice}"
    assert not caught.value.advice.endswith(".")
    return caught.value


def zipped(*names: str, encrypted: bool = False) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in names:
            archive.writestr(zipfile.ZipInfo(name), "<xml/>")
    data = buffer.getvalue()
    if encrypted:  # bit 0 of the flags, in the directory and before the entry
        at = data.index(b"PK\x01\x02")
        data = data[:6] + b"\x01" + data[7 : at + 8] + b"\x01" + data[at + 9 :]
    return data


def test_document(tmp_path: Path) -> None:
    text = "# Título\n\n- ☒ Sí\n- ☐ No\n\nVer [el plan](https://plan.example.org), Tel.: 555-0100, ana@example.org\n"
    path = written(tmp_path, text, "Cuestionario.txt")
    document = read(path)
    assert document.file_name == "Cuestionario.txt"
    assert document.path == path
    assert document.sha256 == hashlib.sha256(text.encode()).hexdigest()
    assert document.text == text
    assert document.plain.split("\n") == [
        "  Título",
        "",
        "-   Sí",
        "-   No",
        "",
        "Ver  el plan" + " " * len("](https://plan.example.org)") + ", Tel.:         ,                ",
        "",
    ]
    assert [(text[slice(*span)], target) for span, target in document.links] == [("el plan", "https://plan.example.org")]
    assert [(text[slice(*span)], selected) for span, selected in document.ticks] == [("☒", True), ("☐", False)]
    assert [text[slice(*span)] for span in document.private] == ["555-0100", "ana@example.org"]
    assert document.page_starts == ()
    assert masked(document) == text.replace("555-0100", "█" * 8).replace("ana@example.org", "█" * 15)


def test_personal_data_is_left_in_when_asked_for(tmp_path: Path) -> None:
    text = "Contact: Ana Ejemplo ana@example.org"
    document = read(written(tmp_path, text), personal_data=True)
    assert document.private == ()
    assert document.plain == text
    assert masked(document) == text


def test_pages_of_plain_text_begin_behind_form_feeds(tmp_path: Path) -> None:
    document = read(written(tmp_path, "one\ntwo\n\fthree\n\ffour"))
    assert document.page_starts == (0, 9, 16)
    assert [document.page_at(document.text.index(word)) for word in ("one", "three", "four")] == [1, 2, 3]


def test_line_ends_stay_as_they_are(tmp_path: Path) -> None:
    text = "one\r\ntwo\rthree\n\n\r\nfour"
    document = read(written(tmp_path, text))
    assert document.text == document.plain == text


def test_markdown_and_text_are_read_alike(tmp_path: Path) -> None:
    data = "**Name:** _one_ [two](#)\n"
    suffixes = (".txt", ".text", ".md", ".markdown", ".TXT", "")
    assert {read(written(tmp_path, data, f"a{suffix}")).plain for suffix in suffixes} == {"  Name:    one   two    \n"}


# Encodings


@pytest.mark.parametrize(
    "data",
    [
        SPANISH.encode("utf-8"),
        codecs.BOM_UTF16_LE + SPANISH.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + SPANISH.encode("utf-16-be"),
        codecs.BOM_UTF32_LE + SPANISH.encode("utf-32-le"),
        codecs.BOM_UTF32_BE + SPANISH.encode("utf-32-be"),
        SPANISH.encode("utf-16-le"),
        SPANISH.encode("utf-16-be"),
        SPANISH.encode("utf-32-le"),
        SPANISH.encode("utf-32-be"),
        SPANISH.encode("cp1252"),
    ],
    ids=["utf-8", "16-le-bom", "16-be-bom", "32-le-bom", "32-be-bom", "16-le", "16-be", "32-le", "32-be", "cp1252"],
)
def test_encodings(tmp_path: Path, data: bytes) -> None:
    document = read(written(tmp_path, data))
    assert document.text == SPANISH
    assert document.sha256 == hashlib.sha256(data).hexdigest()


@pytest.mark.parametrize(
    "text",
    ["Información pública y gestión electrónica\n", "não há informação", "à côté d'été, où ça\n", "año 2020"],
)
def test_latin_1(tmp_path: Path, text: str) -> None:
    assert read(written(tmp_path, text.encode("latin-1"))).text == text


@pytest.mark.parametrize("encoding", ["mac_roman", "cp850"])
def test_encodings_of_old_computers(tmp_path: Path, encoding: str) -> None:
    text = "La información pública en español. También la gestión del país.\n"
    assert read(written(tmp_path, text.encode(encoding))).text == text


@given(st.binary(max_size=300) | st.text().map(lambda text: text.encode("utf-16")[2:]))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        text = decode(Path("a.txt"), data)
    except UnreadableDocument:
        return
    assert "\0" not in text
    assert text.encode("utf-8").decode("utf-8") == text


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Правительство опубликовало национальную стратегию цифрового развития. " * 4, "cp1251"),
        ("Η κυβέρνηση δημοσίευσε την εθνική στρατηγική για την ψηφιακή διακυβέρνηση. " * 4, "cp1253"),
    ],
)
def test_other_alphabets_are_not_read_as_western(tmp_path: Path, text: str, encoding: str) -> None:
    assert read(written(tmp_path, text.encode(encoding))).text == text


def test_mark_of_utf_8_counts_as_a_character(tmp_path: Path) -> None:
    path = written(tmp_path, codecs.BOM_UTF8 + b"# Title")
    document = read(path)
    assert document.text == path.read_text(encoding="utf-8") == "\ufeff# Title"
    assert document.plain == "   Title"


def test_characters_beyond_the_first_plane_are_one_code_point(tmp_path: Path) -> None:
    document = read(written(tmp_path, "😀 **b**".encode("utf-16")))
    assert document.plain == "😀   b  "


# What cannot be read


@pytest.mark.parametrize(
    ("data", "reason", "advice"),
    [
        (b"", "it is empty", "Check that it was saved or downloaded completely"),
        (b" \t\r\n\x0c\n", "it holds nothing but white space", "Check that it was saved with its text"),
        (codecs.BOM_UTF8, "it holds nothing but white space", "Check that it was saved with its text"),
        (codecs.BOM_UTF16_LE, "it holds nothing but white space", "Check that it was saved with its text"),
        (b"\x7fELF\x02\x01\x00\x00\x00\x01text", "it holds binary data, not text", "save another format as plain text"),
        (b"one\x00two, three\n", "it holds binary data, not text", "save another format as plain text first"),
        (bytes(range(1, 32)) * 9, "it holds binary data, not text", "save another format as plain text first"),
        (bytes(range(128, 256)) * 9, "no character encoding fits it", "save it with the encoding UTF-8"),
        ("Sí, información".encode()[:-2], "it ends in the middle of a character: it was cut off", "Fetch it anew"),
        ("línea\nsí, más\n".encode() + b"\xf3 mal\n", "it is UTF-8, but damaged, first in line 3", "Mend that"),
        (codecs.BOM_UTF16_LE + b"a\x00b", "it begins like UTF-16 but is damaged at byte 2", "save it as UTF-8"),
        (codecs.BOM_UTF32_BE + b"\xff" * 4, "it begins like UTF-32 but is damaged at byte 0", "save it as UTF-8"),
        (b"%PDF-1.7\n%\xe2\xe3\n1 0 obj", "it is a damaged PDF document", "fetch it anew"),
        (b"\xef\xbb\xbf\n%PDF-1.4", "it is a damaged PDF document", "fetch it anew"),
        (zipped("[Content_Types].xml", "word/document.xml"), "it holds nothing but white space", "saved with its text"),
        (zipped("[Content_Types].xml", "word/styles.xml"), "it is damaged, first in its part word/doc", "anew"),
        (zipped("mimetype", "content.xml"), "it is an OpenDocument spreadsheet or presentation", "Save it as plain"),
        (zipped("xl/workbook.xml"), "it is an Excel workbook", "Save it as plain text"),
        (zipped("ppt/presentation.xml"), "it is a PowerPoint presentation", "Save it as plain text"),
        (zipped("META-INF/container.xml"), "it is an EPUB book", "Save it as plain text"),
        (zipped("answer.txt"), "it is a zip archive", "Unpack it and name the files in it"),
        (zipped(), "it is an empty zip archive", "Name a file with a document"),
        (zipped("answer.txt", encrypted=True), "it is an encrypted zip archive", "Unpack it with its password"),
        (zipped("word/document.xml")[:60], "it is a damaged zip archive or Office document", "Fetch it anew"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1....", "it is an old or encrypted Office document", "Save it as plain text"),
        (b"{\\rtf1\\ansi hello}", "it is a Rich Text document", "Save it as plain text"),
        (b"\x89PNG\r\n\x1a\n....", "it is a picture (PNG)", "Have its text recognised"),
        (b"\x1f\x8b\x08\x00", "it is a gzip archive", "Unpack it"),
    ],
)
@pytest.mark.parametrize("name", ["answer.txt", "answer.md", "answer.unknown"])
def test_content_that_is_no_text(tmp_path: Path, data: bytes, reason: str, advice: str, name: str) -> None:
    error = refusal(written(tmp_path, data, name))
    assert error.reason.startswith(reason)
    assert advice in error.advice


@pytest.mark.parametrize("text", ["%PDFs are listed", "PK\nis short for", "<htm", "BZ is a country", "%! percent"])
def test_text_that_begins_like_another_format_is_text(tmp_path: Path, text: str) -> None:
    assert read(written(tmp_path, text)).text == text


def test_missing(tmp_path: Path) -> None:
    error = refusal(tmp_path / "nothing.txt")
    assert (error.reason, error.advice) == ("there is no such file", "Check the path")
    below_a_file = written(tmp_path, "text") / "below.txt"
    assert refusal(below_a_file).advice == "Check the path: a part of it is a file, not a folder"


def test_folder(tmp_path: Path) -> None:
    error = refusal(tmp_path)
    assert (error.reason, error.advice) == ("it is a folder", "Name the files in it")


def test_too_large_is_known_before_reading(tmp_path: Path) -> None:
    path = tmp_path / "large.txt"
    with path.open("wb") as file:
        file.truncate(10 * 2**30)  # 10 GiB that take no room
    error = refusal(path, Limits(document_bytes=1000))
    assert error.reason == "it is larger than the limit (10,737,418,240 bytes or more, limit 1,000)"
    assert error.advice == "Divide it into smaller files"
    assert len(read(written(tmp_path, "x" * 1000), limits=Limits(document_bytes=1000)).text) == 1000


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no named pipes")
def test_pipes_and_devices_are_never_waited_for(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.txt"
    os.mkfifo(pipe)
    for path in (pipe, Path("/dev/zero"), Path("/dev/null")):
        assert refusal(path).reason == "it is a pipe or a device, not a file"


def test_link_that_leads_to_itself(tmp_path: Path) -> None:
    loop = tmp_path / "loop.txt"
    loop.symlink_to(loop)
    assert refusal(loop).reason == "it is a link that leads to itself"


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="the superuser may read everything")
def test_no_permission(tmp_path: Path) -> None:
    path = written(tmp_path, "text")
    path.chmod(0)
    error = refusal(path)
    assert (error.reason, error.advice) == ("it may not be read", "Give yourself permission to read it")


def test_permission_denied_by_the_system(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def denied(*_: object) -> int:
        raise PermissionError(13, "Permission denied")

    path = written(tmp_path, "text")
    monkeypatch.setattr("egov_kg.documents.files.os.open", denied)
    assert refusal(path).reason == "it may not be read"


def test_impossible_names(tmp_path: Path) -> None:
    assert refusal(tmp_path / "a\0b.txt").reason == "its name holds a zero byte"
    assert refusal(tmp_path / ("a" * 5000)).reason == "its name is too long"


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        (b"two\nlines\t.txt", "two\ufffdlines\ufffd.txt"),
        (b"A\xf1o.txt", "A\ufffdo.txt"),
        ("Año\u00a02020\u202e.txt".encode(), "Año 2020\ufffd.txt"),
        (b"\x1b[31mred.txt", "\ufffd[31mred.txt"),
        (b"..txt", "..txt"),
    ],
)
def test_file_names_can_be_printed(tmp_path: Path, name: bytes, shown: str) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + name))
    try:
        path.write_text("text")
    except OSError:
        pytest.skip("the file system has no such names")
    assert read(path).file_name == shown
    assert read(path).file_name.isprintable()


def test_file_name_holds_no_folder(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    written(tmp_path, "text")
    assert read(tmp_path / "folder" / ".." / "answer.txt").file_name == "answer.txt"


# Readers


def test_no_two_readers_claim_a_suffix() -> None:
    assert sorted(SUFFIXES) == sorted(suffix for reader in READERS for suffix in reader.suffixes)
    assert {".txt", ".text", ".md", ".markdown", ".docx", ".odt", ".html", ".pdf"} <= set(SUFFIXES)
    again = Reader(name="again", suffixes=(".md",), media_type="text/x-again", read=READERS[0].read)
    with pytest.raises(ValueError, match=r"\.md is claimed by markdown and by again"):
        by_suffix((*READERS, again))


def test_another_reader_gets_its_content_under_any_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    reader = Reader(
        name="pdf", suffixes=(".pdf",), media_type="application/pdf", read=READERS[0].read, content="pdf"
    )
    monkeypatch.setattr("egov_kg.documents._BY_CONTENT", {"pdf": reader})
    assert read(written(tmp_path, b"%PDF-1.7 text")).text == "%PDF-1.7 text"


# Finding


def names(folder: Path, paths: list[Path]) -> list[str]:
    return [str(path.relative_to(folder)) for path in paths]


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    for name in ("b.txt", "a/c.md", "a/d/a.TXT", "a/table.xlsx", "a/README", ".hidden.txt", "a/.git/e.txt"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("text")
    return tmp_path


def test_find_in_folders(tree: Path) -> None:
    found = find([tree])
    assert names(tree, list(found.files)) == ["a/d/a.TXT", "b.txt", "a/c.md"]
    known = ".docm .docx .dotx .htm .html .markdown .md .odt .ott .pdf .text .txt .xhtml"
    why = f"are not read from folders (read: {known}); name the file itself to try it"
    assert [(item.document, item.what, item.reason) for item in found.skipped] == [
        (str(tree / "a/README"), "file", f"files without a suffix {why}"),
        (str(tree / "a/table.xlsx"), "file", f"files that end in .xlsx {why}"),
    ]


def test_find_takes_named_files_whatever_they_are_called(tree: Path) -> None:
    named = [tree / "a/README", tree / ".hidden.txt", tree / "missing.txt"]
    found = find(named)
    assert names(tree, list(found.files)) == [".hidden.txt", "a/README", "missing.txt"]
    assert found.skipped == ()
    both = find([tree, tree / "a/README"])
    assert tree / "a/README" in both.files
    assert [Path(item.document).name for item in both.skipped] == ["table.xlsx"]


def test_find_gives_each_file_once_in_the_same_order(tree: Path) -> None:
    (tree / "a/link.txt").symlink_to(tree / "b.txt")
    paths = [tree / "b.txt", tree, tree / "a", tree / "a/../b.txt", tree / "a/d/a.TXT"]
    found = find(paths)
    assert len(found.files) == 3
    assert find(reversed(paths)) == found


def test_find_follows_no_links_to_folders(tree: Path) -> None:
    (tree / "a/up").symlink_to(tree, target_is_directory=True)
    found = find([tree])
    assert names(tree, list(found.files)) == ["a/d/a.TXT", "b.txt", "a/c.md"]
    assert str(tree / "a/up") in [item.document for item in found.skipped]
    assert len(find([tree / "a/up"]).files) == 3


def test_find_nothing() -> None:
    assert find([]).files == ()


# Speed


def fastest(action: Callable[[], Document]) -> float:
    times = []
    for _ in range(7):
        started = time.perf_counter()
        action()
        times.append(time.perf_counter() - started)
    return min(times)


def test_a_questionnaire_is_read_in_milliseconds(tmp_path: Path) -> None:
    line = "- Sí, el **plan³** nacional <https://plan.example.org/a_b> según [la ley](https://ley.example.org).\n"
    path = written(tmp_path, line * 180)
    assert fastest(lambda: read(path)) < 0.02  # about 2 ms here; far from what quadratic work would take


def test_one_long_line(tmp_path: Path) -> None:
    path = written(tmp_path, "el plan _nacional_ de **gobierno** digital [1] (2020-2025) " * 50_000)
    started = time.process_time()
    assert len(read(path).plain) == 59 * 50_000
    assert time.process_time() - started < 5


def test_a_line_of_100_megabytes_is_refused_by_its_size(tmp_path: Path) -> None:
    path = tmp_path / "line.txt"
    with path.open("wb") as file:
        file.truncate(100 * 2**20)
    assert "larger than the limit" in refusal(path).reason


@pytest.mark.skipif("EGOV_KG_SHARED" not in os.environ, reason="the source documents are not here")
def test_source_documents() -> None:
    for path in find([Path(os.environ["EGOV_KG_SHARED"]) / "seeds"]).files:
        document = read(path)
        assert document.text == path.read_bytes().decode("utf-8")
        assert len(document.plain) == len(document.text) == len(masked(document))
        assert "**" not in document.plain
        assert "](" not in document.plain
        assert "@" not in document.plain.replace(" @", "").replace("\n@", "")
