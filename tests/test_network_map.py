"""The map view: where countries are, and what part of the world is shown."""

from __future__ import annotations

import math
from itertools import pairwise
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from egov_kg import registry
from egov_kg.cli import main
from egov_kg.network import Choice, Level, make_network, read_ties
from egov_kg.network.drawing.boxes import Box
from egov_kg.network.drawing.compose import compose
from egov_kg.network.drawing.geography import clipped, load_world, project, section
from egov_kg.network.drawing.scene import XY, Disc, Polygon, Scene
from egov_kg.network.drawing.style import THEMES
from egov_kg.network.presenting import Look, View, present
from egov_kg.store import from_text
from network_sample import ODD, WORDS, odd_ties, turtle
from network_world import World, world

FRAME = Box(0, 0, 1_000, 500)


def drawn(text: str, *, level: Level = Level.ORGANISATION) -> Scene:
    ties = read_ties(from_text(turtle(text)))
    return compose(present(ties, make_network(ties, level=level), Choice(), Look(view=View.MAP)))


def by_name(scene: Scene) -> dict[str, Disc | Polygon]:
    return {
        item.note.split(":")[0]: item for item in scene.items if isinstance(item, Disc | Polygon) and item.note
    }


def middle(item: Disc | Polygon) -> XY:
    if isinstance(item, Disc):
        return item.centre
    xs, ys = zip(*item.points, strict=True)
    return (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2


def land(scene: Scene) -> list[Polygon]:
    return [item for item in scene.items if isinstance(item, Polygon) and item.fill == THEMES["light"].land]


def test_the_projection_is_equal_earth() -> None:
    # The ends of the equator and the pole, as its authors print them (radius 1).
    assert project(180, 0)[0] == pytest.approx(2.70663, abs=1e-4)
    assert project(0, 90)[1] == pytest.approx(-1.31737, abs=1e-4)
    assert project(-90, 0)[0] == pytest.approx(-project(90, 0)[0])


def test_areas_of_equal_size_are_of_equal_size_on_the_map() -> None:
    def area(south: float, north: float) -> float:
        """The area between two parallels, ten degrees wide, in small trapezia."""
        steps = [south + (north - south) * step / 400 for step in range(401)]
        rows = [(project(10, lat)[0] - project(0, lat)[0], project(0, lat)[1]) for lat in steps]
        return sum((a[0] + b[0]) / 2 * (a[1] - b[1]) for a, b in pairwise(rows))

    def on_earth(south: float, north: float) -> float:
        return math.radians(10) * (math.sin(math.radians(north)) - math.sin(math.radians(south)))

    for south, north in ((0, 10), (40, 50), (70, 80)):
        assert area(south, north) == pytest.approx(on_earth(south, north), rel=1e-3)


def test_every_country_has_a_place_on_or_near_its_land() -> None:
    places = load_world().places
    assert set(registry.load().countries) - set(places) == {"ATA"} - set(places)
    # Some places that a person looks up in an atlas, to five degrees.
    for code, lon, lat in (("KEN", 38, 1), ("URY", -56, -33), ("FJI", 178, -18), ("FRA", 2, 47), ("SGP", 104, 1)):
        x, y = project(lon, lat)
        assert math.hypot(places[code][0] - x, places[code][1] - y) < math.radians(5)


def test_no_outline_runs_across_the_map() -> None:
    for ring in load_world().outlines:
        steps = [abs(one[0] - other[0]) for one, other in pairwise(ring)]
        assert max(steps) < 0.7


@given(
    st.lists(st.tuples(st.floats(-2_000, 2_000), st.floats(-2_000, 2_000)), min_size=3, max_size=12),
)
def test_what_is_clipped_is_within_the_frame(ring: list[XY]) -> None:
    assert all(
        FRAME.left - 1e-6 <= x <= FRAME.right + 1e-6 and FRAME.top - 1e-6 <= y <= FRAME.bottom + 1e-6
        for x, y in clipped(ring, FRAME)
    )


def test_a_square_over_a_corner_is_cut_to_what_is_inside() -> None:
    cut = clipped([(-10, -10), (20, -10), (20, 20), (-10, 20)], FRAME)
    assert {(round(x), round(y)) for x, y in cut} == {(0, 0), (20, 0), (20, 20), (0, 20)}
    assert list(clipped([(-10, -10), (-5, -10), (-5, -5)], FRAME)) == []


def test_few_neighbours_are_shown_larger_than_the_world() -> None:
    places = load_world().places
    near = section([places["KEN"], places["UGA"], places["TZA"]], FRAME)
    whole = section([places["KEN"], places["USA"], places["AUS"]], FRAME)
    assert near.scale > 3 * whole.scale
    x, y = near.on_paper(places["UGA"])
    assert FRAME.left < x < FRAME.right
    assert FRAME.top < y < FRAME.bottom


def test_countries_stand_where_they_are_and_organisations_below() -> None:
    scene = drawn(ODD + WORDS)
    nodes = by_name(scene)
    assert middle(nodes["Uruguay"])[0] < middle(nodes["Iceland"])[0] < middle(nodes["Kenya"])[0]
    assert middle(nodes["Iceland"])[1] < middle(nodes["Malta"])[1] < middle(nodes["Uruguay"])[1]
    lowest = max(middle(nodes[name])[1] for name in ("Kenya", "Iceland", "Malta", "Uruguay", "Bhutan"))
    assert middle(nodes["The <Ring> & Co."])[1] > lowest
    assert len(land(scene)) > 100


def test_agencies_stand_at_their_country() -> None:
    ties = odd_ties()
    look = Look(view=View.MAP)
    scene = compose(present(ties, make_network(ties, level=Level.AGENCY), Choice(), look))
    nodes = by_name(scene)
    distance = math.dist(middle(nodes["Data Office"]), middle(nodes["Kenya"]))
    assert distance < 40 < math.dist(middle(nodes["Data Office"]), middle(nodes["Malta"]))


def test_the_whole_world_keeps_within_the_paper_and_most_are_named() -> None:
    scene = drawn(world(World()), level=Level.COUNTRY)
    nodes = by_name(scene)
    assert len(nodes) == 193
    for ring in land(scene):
        assert all(0 <= x <= scene.width and 0 <= y <= scene.height for x, y in ring.points)
    (note,) = [item.text for item in scene.items if getattr(item, "text", "").startswith("Source:")]  # type: ignore[union-attr]
    assert "Natural Earth" in note
    left_out = int(note.rsplit(" ", 1)[-1].strip(".")) if "left out" in note else 0
    assert left_out < 0.15 * len(nodes)


def test_the_command_draws_a_map(tmp_path: Path) -> None:
    (tmp_path / "egov-kg.ttl").write_text(turtle(ODD), encoding="utf-8")
    arguments = ["network", str(tmp_path), "-o", str(tmp_path / "n.svg"), "--view", "map"]
    result = CliRunner().invoke(main, arguments)
    assert result.exit_code == 0, result.stderr
    assert (tmp_path / "n.svg").read_text(encoding="utf-8").count(THEMES["light"].land) > 100
