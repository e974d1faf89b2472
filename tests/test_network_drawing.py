"""Drawings of a network: what is in them, that names can be read at 5 and at 193 countries, and their colours."""

from __future__ import annotations

import io
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from itertools import combinations, pairwise
from pathlib import Path
from typing import Final

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from egov_kg.cli import main
from egov_kg.network import Choice, Level, make_network, read_ties
from egov_kg.network.drawing import fonts
from egov_kg.network.drawing.boxes import Box
from egov_kg.network.drawing.compose import compose
from egov_kg.network.drawing.labels import Spot, place_labels
from egov_kg.network.drawing.pdf import to_pdf
from egov_kg.network.drawing.raster import to_png
from egov_kg.network.drawing.scene import Anchor, Curve, Disc, Polygon, Scene, Words
from egov_kg.network.drawing.style import THEMES
from egov_kg.network.drawing.svg import to_svg
from egov_kg.network.model import Ties
from egov_kg.network.presenting import Look, present
from egov_kg.store import from_text
from network_sample import odd_ties, turtle
from network_world import World, world

SVG: Final = "{http://www.w3.org/2000/svg}"
SIZES: Final = (World(5, 2, 9), World(30, 10, 90), World())


def drawn(ties: Ties, look: Look | None = None, *, level: Level = Level.ORGANISATION, follows: bool = False) -> Scene:
    choice = Choice()
    return compose(present(ties, make_network(ties, level=level, follows=follows), choice, look))


@pytest.fixture(scope="module", params=SIZES, ids=lambda size: f"{size.countries} countries")
def scene(request: pytest.FixtureRequest) -> tuple[World, Scene]:
    return request.param, drawn(read_ties(from_text(turtle(world(request.param)))))


def names(scene: Scene) -> Iterator[Words]:
    """The words that name nodes."""
    yield from (item for item in scene.items if isinstance(item, Words) and item.halo)


def room(words: Words) -> Box:
    """The room that a line of words takes, from its baseline."""
    shift = {Anchor.START: 0.0, Anchor.MIDDLE: words.length / 2, Anchor.END: words.length}[words.anchor]
    left, baseline = words.place[0] - shift, words.place[1]
    return Box(
        left, baseline - fonts.CAP_HEIGHT * words.size, left + words.length, baseline + fonts.DESCENT * words.size
    )  # fmt: skip


def around(item: Disc | Polygon) -> Box:
    if isinstance(item, Disc):
        (x, y), size = item.centre, item.radius
        return Box(x - size, y - size, x + size, y + size)
    xs, ys = zip(*item.points, strict=True)
    return Box(min(xs), min(ys), max(xs), max(ys))


def nodes(scene: Scene) -> list[Disc | Polygon]:
    return [item for item in scene.items if isinstance(item, Disc | Polygon) and item.note]


# ---- what can be read ----


def test_no_name_lies_over_another_or_over_a_node(scene: tuple[World, Scene]) -> None:
    _, drawing = scene
    boxes = [room(words) for words in names(drawing)]
    assert [(one, other) for one, other in combinations(boxes, 2) if one.meets(other)] == []
    taken = [around(node) for node in nodes(drawing)]
    assert [(box, node) for box in boxes for node in taken if box.meets(node)] == []
    paper = Box(0, 0, drawing.width, drawing.height)
    assert all(box.within(paper) for box in boxes)


def test_no_node_lies_over_another(scene: tuple[World, Scene]) -> None:
    found = []
    for box in map(around, nodes(scene[1])):
        found.append((((box.left + box.right) / 2, (box.top + box.bottom) / 2), (box.right - box.left) / 2))
    assert min(_distance(a, b) - r - q for (a, r), (b, q) in combinations(found, 2)) > 2


def test_nodes_are_named_the_most_connected_ones_first(scene: tuple[World, Scene]) -> None:
    size, drawing = scene
    assert len(nodes(drawing)) == size.countries + size.organisations
    text = " ".join(words.text for words in names(drawing))
    (source,) = [item.text for item in drawing.items if isinstance(item, Words) and item.text.startswith("Source: ")]
    left_out = int(re.search(r"Names left out for want of room: (\d+)", source)[1]) if "left out" in source else 0  # type: ignore[index]
    assert left_out <= 0.02 * len(nodes(drawing))
    by_size = sorted(nodes(drawing), key=lambda node: around(node).left - around(node).right)
    for node in by_size[:5]:
        first = (node.note or "").split(":")[0].split()[0]
        assert first in text


def test_names_and_key_keep_apart(scene: tuple[World, Scene]) -> None:
    drawing = scene[1]
    others = [room(item) for item in drawing.items if isinstance(item, Words) and not item.halo]
    assert [one for one in others for words in names(drawing) if one.meets(room(words))] == []
    assert [(one, other) for one, other in combinations(others, 2) if one.meets(other)] == []


@given(st.lists(st.tuples(st.integers(40, 360), st.integers(40, 260), st.integers(3, 20)), max_size=25))
def test_labels_never_meet_whatever_the_places(places: list[tuple[int, int, int]]) -> None:
    spots = [Spot(centre=(x, y), radius=r, names=("Saint Kitts and Nevis", "KNA")) for x, y, r in places]
    bounds = Box(0, 0, 400, 300)
    boxes = [label.box for label in place_labels(spots, [], bounds, size=12) if label]
    assert not any(one.meets(other) for one, other in combinations(boxes, 2))
    assert all(box.within(bounds) for box in boxes)


def test_a_short_name_stands_where_a_long_one_finds_no_room() -> None:
    spot = Spot(centre=(30, 30), radius=10, names=("Saint Vincent and the Grenadines", "VCT"))
    (label,) = place_labels([spot], [], Box(0, 0, 70, 60), size=12)
    assert label is not None
    assert label.lines == ("VCT",)


# ---- what is in it ----


def test_shapes_tell_countries_organisations_and_agencies_apart() -> None:
    by_name = {(node.note or "").split(":")[0]: node for node in nodes(drawn(odd_ties(), level=Level.AGENCY))}
    kenya, uruguay = by_name["Kenya"], by_name["Uruguay"]
    assert isinstance(kenya, Disc)
    assert isinstance(uruguay, Disc)
    # Uruguay is only spoken of: hollow.
    assert (kenya.fill, uruguay.fill) == (THEMES["light"].regions["Africa"], THEMES["light"].background)
    ring, office = by_name["The <Ring> & Co."], by_name["Data Office"]
    assert isinstance(ring, Polygon)
    assert isinstance(office, Polygon)
    assert (len(ring.points), len(office.points)) == (4, 3)


def test_lines_tell_help_from_who_gives_to_who_gets() -> None:
    drawing = drawn(odd_ties())
    (line,) = [item for item in drawing.items if isinstance(item, Curve) and "→" in (item.note or "")]
    assert line.note == "Iceland → Kenya: funding (2021)"
    iceland, kenya = (
        next(node for node in nodes(drawing) if (node.note or "").startswith(name)) for name in ("Iceland", "Kenya")
    )
    assert isinstance(iceland, Disc)
    assert isinstance(kenya, Disc)
    assert _distance(line.start, iceland.centre) < _distance(line.end, iceland.centre)
    arrows = [item for item in drawing.items if isinstance(item, Polygon) and item.fill == line.stroke]
    assert min(_distance(point, kenya.centre) for point in arrows[0].points) < kenya.radius + 3
    funding = [item.text for item in drawing.items if isinstance(item, Words) and "funding" in item.text]
    assert funding == ["assistance or funding, towards who receives"]


def _distance(one: tuple[float, float], other: tuple[float, float]) -> float:
    return float(((one[0] - other[0]) ** 2 + (one[1] - other[1]) ** 2) ** 0.5)


def test_what_follows_is_dashed_and_explained_only_where_it_is_asked() -> None:
    for follows in (False, True):
        drawing = drawn(odd_ties(), follows=follows)
        dashed = [item for item in drawing.items if isinstance(item, Curve) and item.dash and item.note]
        assert len(dashed) == int(follows)
        assert any("not stated" in item.text for item in drawing.items if isinstance(item, Words)) is follows


def test_the_svg_is_text_that_a_screen_reader_reads_and_any_typeface_fits() -> None:
    root = ET.fromstring(to_svg(drawn(odd_ties(), Look(language="es", title="Redes & <más>"))))  # noqa: S314  # ours
    assert root.get("role") == "img"
    assert root.findtext(f"{SVG}title") == "Redes & <más>"
    assert root.findtext(f"{SVG}desc") == "Países y organizaciones"
    texts = [element for element in root.iter(f"{SVG}text") if element.text]
    assert {"Kenia", "Islandia", "país", "organización"} & {element.text for element in texts} == {
        "Kenia", "Islandia", "organización",
    }  # fmt: skip
    assert all(element.get("textLength") for element in texts)
    assert "The <Ring> & Co.: 5 socios, 5 vínculos" in {element.text for element in root.iter(f"{SVG}title")}


def test_the_png_is_sharp_and_shows_the_names() -> None:
    drawing = drawn(odd_ties())
    picture = Image.open(io.BytesIO(to_png(drawing))).convert("RGB")
    assert picture.size == (2 * drawing.width, 2 * drawing.height)
    for words in names(drawing):
        box = room(words)
        part = picture.crop(tuple(round(2 * value) for value in box))  # type: ignore[arg-type]
        assert min(colour[0] for _, colour in part.getcolors(100_000) or []) < 90, words.text  # type: ignore[index]


def test_the_pdf_is_one_page_with_its_own_typeface() -> None:
    drawing = drawn(odd_ties(), Look(title="A heading"))
    data = to_pdf(drawing)
    assert data.startswith(b"%PDF-")
    assert data.count(b"/Type /Page\n") == 1
    assert b"(A heading)" in data
    assert data.count(b"/FontFile2") == 2
    (found,) = re.findall(rb"/MediaBox \[ 0 0 ([\d.]+) ([\d.]+) \]", data)
    assert tuple(map(float, found)) == pytest.approx((drawing.width * 0.75, drawing.height * 0.75))


# ---- colours ----


def _linear(colour: str) -> list[float]:
    parts = [value / 255 for value in bytes.fromhex(colour[1:])]
    return [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in parts]


def contrast(one: str, other: str) -> float:
    """The ratio of contrast of WCAG 2."""
    light = [sum(w * v for w, v in zip((0.2126, 0.7152, 0.0722), _linear(c), strict=True)) for c in (one, other)]
    return (max(light) + 0.05) / (min(light) + 0.05)


SEEN: Final = {
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritanopia": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}
"""What colour-blind people see, in linear light (Machado, Oliveira and Fernandes, 2009)."""


def _lab(linear: list[float]) -> tuple[float, float, float]:
    rows = ((0.4124, 0.3576, 0.1805), (0.2126, 0.7152, 0.0722), (0.0193, 0.1192, 0.9505))
    x, y, z = (sum(a * max(0, v) for a, v in zip(row, linear, strict=True)) for row in rows)
    f = [value ** (1 / 3) if value > 0.008856 else 7.787 * value + 16 / 116 for value in (x / 0.9505, y, z / 1.089)]
    return 116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])


@pytest.mark.parametrize("theme", THEMES.values(), ids=lambda theme: theme.name)
def test_colours_are_told_apart_by_colour_blind_people(theme: object) -> None:
    theme = THEMES[str(getattr(theme, "name", ""))]
    for seen in SEEN.values():
        labs = [
            _lab([sum(a * v for a, v in zip(row, _linear(colour), strict=True)) for row in seen])
            for colour in theme.regions.values()
        ]
        distances = [sum((a - b) ** 2 for a, b in zip(*pair, strict=True)) ** 0.5 for pair in combinations(labs, 2)]
        assert min(distances) > 10


@pytest.mark.parametrize("theme", list(THEMES))
def test_words_and_nodes_stand_out_from_the_paper(theme: str) -> None:
    colours = THEMES[theme]
    assert contrast(colours.ink, colours.background) >= 7
    assert contrast(colours.muted, colours.background) >= 4.5
    for fill in (*colours.regions.values(), colours.other, colours.organisation):
        assert contrast(colours.edge(fill), colours.background) >= 3


# ---- stability ----


def test_a_drawing_changes_little_where_a_tie_is_added() -> None:
    text = world(World(30, 10, 90))
    extra = text + (
        "tie:extra a egov:CooperationTie ; egov:party "
        + ", ".join(re.findall(r"country:[A-Z]{3}(?= a egov:Country)", text)[:2])
        + " ; egov:tieKind tie-kind:agreement .\n"
    )
    before, after = (
        present(ties, make_network(ties), Choice()).places
        for ties in (read_ties(from_text(turtle(one))) for one in (text, extra))
    )
    moved = sorted(
        ((after[key].x - place.x) ** 2 + (after[key].y - place.y) ** 2) ** 0.5 for key, place in before.items()
    )
    assert moved[len(moved) // 2] < 250


def test_places_do_not_depend_on_the_order_of_ties() -> None:
    text = world(World(30, 10, 90))
    lines = text.splitlines(keepends=True)
    one, other = (
        present(ties, make_network(ties), Choice())
        for ties in (read_ties(from_text(turtle("".join(part)))) for part in (lines, reversed(lines)))
    )
    assert one == other
    assert all(a.x != b.x or a.y != b.y for a, b in pairwise(sorted(one.places.values())))


def test_the_command_draws_in_the_theme_and_language_that_are_asked(tmp_path: Path) -> None:
    folder = tmp_path / "build"
    folder.mkdir()
    (folder / "egov-kg.ttl").write_text(turtle(world(World(5, 2, 9))), encoding="utf-8")
    arguments = ["network", str(folder), "-o", str(tmp_path / "n.svg"), "--theme", "dark", "--language", "es"]
    result = CliRunner().invoke(main, arguments)
    assert result.exit_code == 0, result.stderr
    text = (tmp_path / "n.svg").read_text(encoding="utf-8")
    assert f'fill="{THEMES["dark"].background}"' in text
    assert "Cooperación en gobierno electrónico" in text
