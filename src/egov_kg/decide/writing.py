"""Adds an entry to a file of decisions, or takes one away; everything else in the file stays byte for byte."""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import yaml

from egov_kg.decisions import Add, Decision, Label, Pair, Quote, Statement, Wrong, short
from egov_kg.errors import DecisionError
from egov_kg.resolve import parse_decisions

HEAD: Final = "# What people decided about this graph: every build into this folder obeys it (egov-kg decide --help).\n"
_PREFIXED: Final = re.compile(r"[A-Za-z][\w-]*:\w[\w-]*\Z")
_BYHAND: Final = "Write the entry by hand, as the README shows"


def entry_text(decision: Decision) -> str:
    """The lines of an entry, the last one ended: what the reader reads as this decision."""
    fields: dict[str, object] = {}
    if isinstance(decision, Pair):
        fields[decision.kind] = [short(decision.first), short(decision.second)]
    elif isinstance(decision, Label):
        fields |= {"label": short(decision.thing), "is": decision.name.written()}
    elif isinstance(decision, Wrong | Add):
        fields[decision.kind] = _statement(decision.statement)
    if isinstance(decision, Add):
        source = decision.source
        quoted = {"document": source.document, "quote": source.words} if isinstance(source, Quote) else source
        fields["source"] = quoted
    fields |= {"by": decision.by, "on": decision.on, "why": decision.why}
    lines = [f"{name}: {_flow(held)}\n" for name, held in fields.items()]
    return "- " + "  ".join(lines)


def _statement(statement: Statement) -> dict[str, str]:
    return {
        "subject": short(statement.subject),
        "predicate": short(statement.predicate),
        "object": statement.object.written(),
    }


def _flow(held: object) -> str:
    """A value on one line, quoted where YAML would read it as something else."""
    if isinstance(held, list):
        return f"[{', '.join(map(_flow, held))}]"
    if isinstance(held, dict):
        return f"{{{', '.join(f'{name}: {_flow(one)}' for name, one in held.items())}}}"
    if isinstance(held, str) and _PREFIXED.match(held):
        return held
    # Within a list of one, so that a text is quoted where brackets and commas mean something.
    text = yaml.safe_dump([held], default_flow_style=True, allow_unicode=True, width=2**31)
    return text.rstrip("\n")[1:-1]


def append(path: Path, decision: Decision) -> Decision:
    """Writes an entry behind those of a file, which may not exist; gives it with its number and lines.

    Raises DecisionError where the file cannot be used, is no plain list to which a line can be added, or has an entry
    that decides the same.
    """
    old = _read(path) if os.path.lexists(path) else HEAD
    entries = list(parse_decisions(old, path))
    for one in entries:
        if one.content() == decision.content():
            advice = f"Take it back first, if it is to change: egov-kg decide undo … {one.number}"
            raise DecisionError(path, one.line, f"entry {one.number} decides that already", advice)
    if not entries and any(line.strip() and not line.lstrip().startswith(("#", "---")) for line in old.splitlines()):
        raise DecisionError(path, None, "the file is no plain list, one entry under the other", _BYHAND)
    end = "\r\n" if "\r\n" in old else "\n"
    indent = _indent(old, entries)
    text = "".join(f"{indent}{line}{end}" for line in entry_text(decision).splitlines())
    new = old + ("" if not old or old.endswith("\n") else end) + text
    found = _parsed(new, path, [one.key for one in entries] + [decision.key], _BYHAND)
    _write(path, new)
    return found[-1]


def append_all(path: Path, decisions: Sequence[Decision]) -> int:
    """Writes several entries behind those of a file at once; gives how many were new.

    What an entry decides already is left out. Raises DecisionError as `append` does.
    """
    old = _read(path) if os.path.lexists(path) else HEAD
    entries = list(parse_decisions(old, path))
    known = {one.content() for one in entries}
    new = list({one.content(): one for one in decisions if one.content() not in known}.values())
    if not entries and any(line.strip() and not line.lstrip().startswith(("#", "---")) for line in old.splitlines()):
        raise DecisionError(path, None, "the file is no plain list, one entry under the other", _BYHAND)
    if new:
        end = "\r\n" if "\r\n" in old else "\n"
        indent = _indent(old, entries)
        lines = [f"{indent}{line}{end}" for one in new for line in entry_text(one).splitlines()]
        text = old + ("" if not old or old.endswith("\n") else end) + "".join(lines)
        _parsed(text, path, [one.key for one in (*entries, *new)], _BYHAND)
        _write(path, text)
    return len(new)


def undo(path: Path, number: int) -> Decision:
    """Takes the entry of a number out of a file, and gives it; raises DecisionError where there is none."""
    if not path.exists():
        reason = "there is no such file, so there is nothing to take back"
        raise DecisionError(path, None, reason, "Name another: --file")
    old = _read(path)
    entries = list(parse_decisions(old, path))
    if not 1 <= number <= len(entries):
        known = f"It has the entries 1 to {len(entries)}" if entries else "It has none"
        raise DecisionError(path, None, f"there is no entry {number}", f"{known}: egov-kg decide list")
    gone, lines = entries[number - 1], old.splitlines(keepends=True)
    first = gone.line - 1
    while first and not lines[first].lstrip().startswith("-"):
        first -= 1
    new = "".join([*lines[:first], *lines[gone.last :]])
    left = [one.key for one in entries if one is not gone]
    _parsed(new, path, left, "Take the entry out by hand")
    _write(path, new)
    return gone


def _read(path: Path) -> str:
    try:
        return path.read_bytes().decode()
    except OSError as error:
        advice = "Name a file that can be read"
        raise DecisionError(path, None, f"it cannot be read ({error.strerror or error})", advice) from error
    except UnicodeDecodeError as error:
        raise DecisionError(path, None, "it is no UTF-8 text", "Save it with the encoding UTF-8") from error


def _indent(text: str, entries: Sequence[Decision]) -> str:
    """The blanks before the hyphens of the list."""
    if not entries:
        return ""
    lines, place = text.splitlines(), entries[-1].line - 1
    while place and not lines[place].lstrip().startswith("-"):
        place -= 1
    return lines[place][: len(lines[place]) - len(lines[place].lstrip())]


def _parsed(text: str, path: Path, keys: Sequence[str], advice: str) -> list[Decision]:
    """The entries of a changed text, if they are those expected."""
    found = list(parse_decisions(text, path))
    if [one.key for one in found] != list(keys):
        raise DecisionError(path, None, "the file is no plain list, one entry under the other", advice)
    return found


def _write(path: Path, text: str) -> None:
    """Writes beside, then renames, so that nobody ever finds half a file."""
    place = path.resolve()
    handle, name = tempfile.mkstemp(prefix=f".{place.name}-", dir=place.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(text.encode())
        mode = place.stat().st_mode & 0o777 if place.exists() else 0o666 & ~_mask()
        Path(name).chmod(mode)
        Path(name).replace(place)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _mask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
