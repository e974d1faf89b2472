"""Files of office programs, damaged: each is read or refused in a sentence, whatever bytes are wrong or missing."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Final

import pytest

from egov_kg.documents import read
from egov_kg.errors import UnreadableDocument
from formats import FORMATS, NEEDS_OFFICE, SOFFICE, plain_example

TEXT: Final = plain_example(Path(__file__).resolve().parents[1] / "examples" / "estonia-msq-2020.txt")
ROUNDS: Final = 40


@pytest.mark.parametrize("suffix", ["docx", "html", "odt", "pdf"])
def test_damaged_files_are_read_or_refused(suffix: str, tmp_path: Path) -> None:
    if suffix in NEEDS_OFFICE and SOFFICE is None:
        pytest.skip("no LibreOffice")
    whole, path = tmp_path / f"whole.{suffix}", tmp_path / f"damaged.{suffix}"
    FORMATS[suffix](TEXT, whole)
    data, chance = whole.read_bytes(), random.Random(suffix)  # noqa: S311  # the same damage every time
    refused: list[UnreadableDocument] = []
    for turn in range(ROUNDS):
        damaged = bytearray(data)
        for _ in range(chance.choice((1, 4, 40))):
            damaged[chance.randrange(len(damaged))] = chance.randrange(256)
        path.write_bytes(bytes(damaged[: chance.randrange(len(damaged))] if turn % 3 == 0 else damaged))
        try:
            document = read(path)
        except UnreadableDocument as error:
            refused.append(error)
            continue
        assert len(document.text) == len(document.plain)
    assert refused
    assert all(error.reason and error.advice for error in refused)
