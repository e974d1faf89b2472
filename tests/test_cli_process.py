"""The command line as a process: pipes, signals, terminals, and what importing the package costs."""

from __future__ import annotations

import os
import pty
import signal
import subprocess
import sys
import time
from pathlib import Path

from sample_build import SAMPLE

COMMAND = (sys.executable, "-m", "egov_kg")
HEAVY = ("pyoxigraph", "rdflib", "pyshacl", "spacy", "click", "rich", "yaml", "py3langid")


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([*COMMAND, *arguments], capture_output=True, text=True, timeout=120, check=False)


def test_a_pipe_gets_plain_csv() -> None:
    result = run("query", "portals", "--data", str(SAMPLE), "--param", "country=CRI")
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout.startswith("country,type,url,portal\nCosta Rica,national,http://www.tramites.example.cr,")


def test_a_mistake_ends_without_a_traceback() -> None:
    result = run("query", "portals", "--data", "nowhere")
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr.startswith("Error: nowhere holds no build")
    assert result.stderr.count("\n") == 1


def test_a_reader_that_leaves_early() -> None:
    # Far more than a pipe holds, so that the writer still writes when the reader is gone.
    asked = "SELECT ?a ?b ?p { ?a ?p ?x . ?b ?p ?x } LIMIT 20000"
    process = subprocess.Popen(
        [*COMMAND, "query", asked, "--data", str(SAMPLE)], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert process.stdout is not None
    assert process.stderr is not None
    assert process.stdout.readline() == b"a,b,p\n"
    process.stdout.close()
    assert process.stderr.read() == b""
    assert process.wait(60) == 141
    process.stderr.close()


def test_ctrl_c_ends_a_long_query(tmp_path: Path) -> None:
    # The command waits on the named pipe inside its own error handling; from there on it may be interrupted.
    file = tmp_path / "long.rq"
    os.mkfifo(file)
    process = subprocess.Popen(
        [*COMMAND, "query", str(file), "--data", str(SAMPLE)], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    file.write_text("SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(?a != ?d) }", encoding="utf-8")
    time.sleep(0.5)
    assert process.poll() is None
    process.send_signal(signal.SIGINT)
    output, errors = process.communicate(timeout=60)
    assert (process.returncode, output, errors) == (130, b"", b"interrupted\n")


def test_a_terminal_gets_a_table() -> None:
    parent, child = pty.openpty()
    process = subprocess.Popen(
        [*COMMAND, "query", "technologies", "--data", str(SAMPLE)],
        stdout=child, env={**os.environ, "COLUMNS": "120", "TERM": "dumb"},
    )  # fmt: skip
    os.close(child)
    shown = b""
    # Reading ends with an error when the last writer has closed a pseudo-terminal (Linux).
    while True:
        try:
            part = os.read(parent, 4096)
        except OSError:
            break
        if not part:
            break
        shown += part
    os.close(parent)
    assert process.wait(60) == 0
    text = shown.decode()
    assert "artificial-intelligence" in text
    assert "─" in text
    assert "technology,country" not in text


def _loaded(code: str) -> set[str]:
    script = f"import sys\n{code}\nprint(*sorted(sys.modules))"
    return set(
        subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout.split()
    )


def test_importing_the_package_loads_no_library() -> None:
    assert not _loaded("import egov_kg") & set(HEAVY)


def test_help_loads_neither_language_nor_shapes() -> None:
    code = "from egov_kg.cli import main\ntry:\n    main(['--help'])\nexcept SystemExit:\n    pass"
    assert not _loaded(code) & {"rdflib", "pyshacl", "spacy", "rich", "yaml", "py3langid", "egov_kg.pipeline"}


def test_the_package_offers_its_functions_also_after_their_modules_are_loaded() -> None:
    code = (
        "import egov_kg, egov_kg.validate, egov_kg.verify, types\n"
        "from egov_kg.verify import VerificationReport\n"
        "assert all(isinstance(getattr(egov_kg, name), types.FunctionType) for name in egov_kg.__all__)\n"
        "assert set(egov_kg.__all__) <= set(dir(egov_kg))\n"
        "assert sorted(egov_kg.__all__) == ['build', 'query', 'validate', 'verify']\n"
        "assert not hasattr(egov_kg, 'nothing')"
    )
    assert "egov_kg.pipeline" in _loaded(code)
