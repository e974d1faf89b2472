"""The built front end: what is built, how the server sends it, and whether its colours can be read."""

from __future__ import annotations

import gzip
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

import pytest

from egov_kg import frontend
from egov_kg.errors import FrontEndMissing
from sample_build import SAMPLE
from serving import Server, serving

ROOT: Final = Path(__file__).resolve().parents[1]
TOKENS: Final = (ROOT / "web" / "src" / "style" / "tokens.css").read_text(encoding="utf-8")
TEXT: Final = ("ink", "muted", "accent", "accent-strong", "good", "warn", "bad")
"""Colours of words; on paper, on ground and on raised parts alike."""
PAIRS: Final = (
    *((text, behind, 4.5) for text in TEXT for behind in ("paper", "ground", "raised")),
    *((text, f"{text}-ground", 4.5) for text in ("good", "warn", "bad", "accent")),
    *(("ink", f"{name}-ground", 4.5) for name in ("good", "warn", "bad", "accent")),
    *(("ink", f"tint-{number}", 4.5) for number in range(1, 9)),
    ("on-mark", "mark", 4.5), ("on-accent", "accent", 4.5), ("on-accent", "accent-strong", 4.5),
    ("accent-strong", "accent-ground", 4.5),
    *((frame, behind, 3.0) for frame in ("frame", "focus") for behind in ("paper", "ground", "raised")),
    *((f"hue-{number}", behind, 3.0) for number in range(1, 9) for behind in ("paper", "raised")),
)  # fmt: skip
"""A colour, the colour behind it, and the contrast that WCAG 2.2 AA asks for (1.4.3, 1.4.11)."""


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with serving(SAMPLE) as running:
        yield running


def test_every_entry_is_one_file_named_by_its_content(tmp_path: Path) -> None:
    built = frontend.assets()
    assert {frontend.asset(name).name for name in ("style.css", "site.js")} <= set(built)
    for name, asset in built.items():
        assert re.fullmatch(r"[a-z]+-[0-9a-f]{12}\.(css|js|txt)", name)
        assert gzip.decompress(asset.read("gzip")) == asset.read()
        if name.endswith(".js"):
            assert not re.search(rb"^\s*(import|export)\b|</script|<!--", asset.read(), re.MULTILINE | re.IGNORECASE)
    assert "--paper:" in frontend.inline("style.css")
    with pytest.raises(FrontEndMissing, match="make web"):
        frontend.asset("nothing.js")


def test_a_checkout_without_the_built_files_says_what_to_do(tmp_path: Path) -> None:
    package = tmp_path / "egov_kg"
    package.mkdir()
    for name in ("__init__", "errors", "frontend"):
        text = (ROOT / "src" / "egov_kg" / f"{name}.py").read_text("utf-8") if name != "__init__" else ""
        (package / f"{name}.py").write_text(text, encoding="utf-8")
    program = "import egov_kg.frontend as f\ntry: f.asset('style.css')\nexcept f.FrontEndMissing as e: print(e)"
    done = subprocess.run([sys.executable, "-c", program], cwd=tmp_path, capture_output=True, text=True, check=True)
    place = package / "assets" / "manifest.json"
    assert done.stdout == f"{place}: the front end is not built. In a checkout: make web\n"


def test_the_server_sends_a_file_to_be_kept_for_ever(server: Server) -> None:
    style = frontend.asset("style.css")
    path = f"/assets/{style.name}"
    plain = server.get(path)
    assert (plain.status, plain.body) == (200, style.read())
    assert plain.headers["content-type"] == "text/css; charset=utf-8"
    assert plain.headers["cache-control"] == "public, max-age=31536000, immutable"
    zipped = server.get(path, accept_encoding="gzip")
    assert zipped.headers["content-encoding"] == "gzip"
    assert gzip.decompress(zipped.body) == style.read()
    best = server.get(path, accept_encoding="gzip, deflate, br, zstd")
    assert best.headers["content-encoding"] == "br"
    assert best.body == style.read("br")
    assert {one.headers["vary"] for one in (plain, zipped, best)} == {"accept-encoding"}
    assert len({one.headers["etag"] for one in (plain, zipped, best)}) == 3
    known = server.get(path, accept_encoding="br", if_none_match=best.headers["etag"])
    assert (known.status, known.body) == (304, b"")
    assert known.headers["cache-control"] == plain.headers["cache-control"]
    assert server.get(path, if_none_match='"other"').status == 200
    script = server.get(f"/assets/{frontend.asset('site.js').name}")
    assert script.headers["content-type"] == "text/javascript; charset=utf-8"


@pytest.mark.parametrize("name", ["style.css", "manifest.json", "sources.sha256", "..%2Ffrontend.py", "%2e%2e"])
def test_the_server_sends_no_other_file(server: Server, name: str) -> None:
    response = server.get(f"/assets/{name}")
    assert response.status == 404
    assert response.headers["content-type"].startswith("text/plain")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_colours_can_be_read(theme: str) -> None:
    colours = tokens()[theme]
    poor = [
        f"{one} on {behind}: {contrast(colours[one], colours[behind]):.2f}"
        for one, behind, least in PAIRS
        if contrast(colours[one], colours[behind]) < least
    ]
    assert poor == []


def test_both_ways_to_the_dark_give_the_same_colours() -> None:
    sets = tokens()
    assert sets["dark"] == sets["chosen dark"]
    assert {name for name in sets["light"] if not name.startswith(("sans", "serif"))} == set(sets["dark"])


def test_a_front_end_that_does_not_build_says_why(tmp_path: Path) -> None:
    if subprocess.run([sys.executable, "hatch_build.py", "--node"], cwd=ROOT, check=False).returncode:
        pytest.skip("no Node.js that is new enough (make web installs one)")
    shutil.copytree(ROOT / "web", tmp_path / "web", ignore=shutil.ignore_patterns("node_modules"))
    (tmp_path / "web" / "node_modules").symlink_to(ROOT / "web" / "node_modules")
    (tmp_path / "src" / "egov_kg").mkdir(parents=True)
    shutil.copy(ROOT / "hatch_build.py", tmp_path)
    (tmp_path / "web" / "src" / "site.ts").write_text("import './missing';\n", encoding="utf-8")
    command = [sys.executable, "hatch_build.py"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "missing" in done.stderr
    assert "Traceback" not in done.stderr
    assert list((tmp_path / "src" / "egov_kg").iterdir()) == []


def tokens() -> dict[str, dict[str, str]]:
    """The colours by name, for light, for dark by the system, and for dark by choice."""
    blocks = re.findall(r":root(?P<which>[^{]*)\{(?P<body>[^}]*)\}", TOKENS)
    names = ("light", "dark", "chosen dark")
    found = [dict(re.findall(r"--([a-z0-9-]+):\s*(#[0-9a-f]{6});", body)) for _, body in blocks]
    return dict(zip(names, found, strict=True))


def contrast(one: str, other: str) -> float:
    """The contrast of two colours (WCAG 2.2, relative luminance)."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    weights: Mapping[int, float] = {1: 0.2126, 3: 0.7152, 5: 0.0722}
    total = 0.0
    for place, weight in weights.items():
        part = int(colour[place : place + 2], 16) / 255
        total += weight * (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4)
    return total
