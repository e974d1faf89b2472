"""The built wheel, installed alone, works outside the checkout with the data it carries; an editable install too."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tarfile
import venv
import zipfile
from importlib.util import find_spec
from pathlib import Path
from typing import Final

import pytest

ROOT: Final = Path(__file__).resolve().parents[1]
CASE: Final = ROOT / "tests" / "cases" / "bhutan-questionnaire"
DATA: Final = ("ontology", "shapes", "queries")
WHERE: Final = """
import json
from egov_kg.config import data_folder
from egov_kg.queries import named_queries
import egov_kg.forms, egov_kg.registry
import egov_kg.frontend
print(json.dumps({
    "style": egov_kg.frontend.inline("style.css")[:5],
    "package": egov_kg.__file__, "queries": [query.name for query in named_queries()],
    "folders": [str(data_folder(name)) for name in ("ontology", "shapes", "queries")],
    "forms": sorted(egov_kg.forms.load_forms()), "countries": len(egov_kg.registry.load().countries),
}))
"""


def run(*command: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    done = subprocess.run(
        [str(part) for part in command], cwd=cwd, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done


@pytest.fixture(scope="module")
def distributions(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a source distribution of the checkout and the wheel that is built from it."""
    folder = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "build", "--no-isolation", "--outdir", folder, ROOT, cwd=folder)
    return folder


@pytest.fixture(scope="module")
def installed(distributions: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The programs' folder of an environment with the wheel, which borrows the libraries of this one."""
    home = tmp_path_factory.mktemp("environment")
    venv.create(home, with_pip=False)
    (wheel,) = distributions.glob("*.whl")
    python = home / "bin" / "python"
    pip = (sys.executable, "-m", "pip", "--python", str(python), "install", "--quiet", "--no-deps", "--no-index")
    run(*pip, wheel, cwd=home)
    (packages,) = home.glob("lib/python*/site-packages")
    library = find_spec("rdflib")
    assert library is not None
    assert library.origin is not None
    (packages / "borrowed.pth").write_text(f"{Path(library.origin).parents[1]}\n", encoding="utf-8")
    return home / "bin"


def test_the_wheel_holds_the_data_and_nothing_else(distributions: Path) -> None:
    (wheel,) = distributions.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        inside = set(archive.namelist())
    expected = {f"{path.relative_to(ROOT)}" for name in DATA for path in (ROOT / name).rglob("*") if path.is_file()}
    assert {f"egov_kg/{name}" for name in expected} <= inside
    package = ROOT / "src" / "egov_kg"
    own = {f"egov_kg/{path.relative_to(package)}" for path in package.rglob("*") if "__pycache__" not in path.parts}
    assert {name for name in own if Path(name).suffix} <= inside
    assert "egov_kg/assets/manifest.json" in inside
    assert {name.partition("/")[0].partition("-")[0] for name in inside} == {"egov_kg"}
    assert any(name.endswith("licenses/LICENSE") for name in inside)


def test_the_source_distribution_holds_what_a_packager_needs(distributions: Path) -> None:
    (source,) = distributions.glob("*.tar.gz")
    with tarfile.open(source) as archive:
        inside = {name.partition("/")[2] for name in archive.getnames()}
    assert {"pyproject.toml", "README.md", "LICENSE", "CHANGELOG.md", "tests/test_wheel.py"} <= inside
    assert {"web/package-lock.json", "web/.npmrc", "web/src/style.css", "src/egov_kg/assets/manifest.json"} <= inside
    assert not any(name.startswith((".venv", "out/", "web/node_modules")) for name in inside)


def test_the_wheel_works_outside_the_checkout(installed: Path, tmp_path: Path) -> None:
    assert "build" in run(installed / "egov-kg", "--help", cwd=tmp_path).stdout
    known = json.loads(run(installed / "python", "-c", WHERE, cwd=tmp_path).stdout)
    package = Path(known["package"]).parent
    assert package.is_relative_to(installed.parent)
    assert known["folders"] == [str(package / name) for name in DATA]
    assert known["queries"] == sorted(path.stem for path in (ROOT / "queries").glob("*.rq"))
    assert known["forms"] == ["msq-2020"]
    assert known["style"] == ":root"
    assert known["countries"] > 190


def test_a_build_from_the_wheel_is_that_of_the_checkout(installed: Path, tmp_path: Path) -> None:
    run(installed / "egov-kg", "build", CASE, "-o", "from-wheel", cwd=tmp_path)
    run(sys.executable, "-m", "egov_kg", "build", CASE, "-o", "from-checkout", cwd=tmp_path)
    for name in ("egov-kg.ttl", "egov-kg.evidence.ttl", "validation.txt"):
        assert (tmp_path / "from-wheel" / name).read_bytes() == (tmp_path / "from-checkout" / name).read_bytes()
    run(installed / "egov-kg", "validate", "from-wheel", cwd=tmp_path)
    run(installed / "egov-kg", "verify", "from-wheel", CASE, cwd=tmp_path)
    rows = run(installed / "egov-kg", "query", "portals", "--data", "from-wheel", cwd=tmp_path).stdout
    assert "https://tenders.example.bt" in rows


def test_the_editable_install_works_from_another_folder(tmp_path: Path) -> None:
    known = json.loads(run(sys.executable, "-c", WHERE, cwd=tmp_path).stdout)
    if not Path(known["package"]).is_relative_to(ROOT):
        pytest.skip("this environment has no editable install of the checkout")
    assert known["folders"] == [str(ROOT / name) for name in DATA]
    assert "build" in run(Path(sys.executable).with_name("egov-kg"), "--help", cwd=tmp_path).stdout
