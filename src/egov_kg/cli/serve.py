"""``egov-kg serve``: a build on the web."""

from __future__ import annotations

import re
import socket
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeAlias

import click

from egov_kg.cli.group import Failure
from egov_kg.cli.remote_options import credentials

if TYPE_CHECKING:
    from egov_kg.server.settings import ServerSettings
    from egov_kg.server.source import Elsewhere, Served

Secrets: TypeAlias = tuple[str | None, Path | None, Path | None]
"""Who asks a store elsewhere: a name, the file of a password, the file of a token."""
_UNITS: Final = {"": 1, "K": 2**10, "M": 2**20, "G": 2**30, "T": 2**40}
_ADDRESS: Final = re.compile(r"https?://[^\s<>\"{}|\\^`#?]+")


class Size(click.ParamType):  # type: ignore[type-arg]
    """A number of bytes, such as 500M."""

    name = "size"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """The number of bytes."""
        found = re.fullmatch(r"(\d{1,9})\s*([KMGT]?)(?:i?B)?", str(value).strip(), re.IGNORECASE)
        if not found or not int(found[1]):
            self.fail(f"{value!r} is no size. Write it as 500M or 2G", param, ctx)
        return int(found[1]) * _UNITS[found[2].upper()]


@click.command("serve")
@click.argument("folder", metavar="[DIR]", required=False, type=click.Path(path_type=Path))
@click.option(
    "--endpoint", metavar="URL",
    help="A store elsewhere that answers SPARQL, to be asked instead; the files of DIR are served beside it.",
)
@click.option(
    "--default-graph", "graphs", multiple=True, metavar="IRI",
    help="A graph that the store is to read, as often as needed; without it those that egov-kg publish noted there, or "
    "what the store reads by itself.",
)
@click.option("--endpoint-user", metavar="NAME", help="Who asks the store; with --endpoint-password-file.")
@click.option(
    "--endpoint-password-file", type=click.Path(path_type=Path), metavar="FILE",
    help="The file whose first line is the password for the store.",
)
@click.option(
    "--endpoint-token-file", type=click.Path(path_type=Path), metavar="FILE",
    help="The file whose first line is a token for the store (Bearer).",
)
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on; 0.0.0.0 for all.")
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="0 for any that is free.")
@click.option("--base", metavar="URL", help="The server's public address, for links and descriptions.")
@click.option(
    "--timeout", type=click.FloatRange(0.1, 86_400), default=10.0, show_default=True, metavar="SECONDS",
    help="How long a query may take, with the sending of its answer.",
)
@click.option("--max-rows", type=click.IntRange(1), default=100_000, show_default=True, help="Rows of an answer.")
@click.option("--max-result", type=Size(), default="64M", show_default=True, help="Bytes of an answer.")
@click.option("--max-request", type=Size(), default="1M", show_default=True, help="Bytes of a request.")
@click.option("--max-memory", type=Size(), default="1G", show_default=True, help="What a query may use of memory.")
@click.option(
    "--workers", type=click.IntRange(1, 256), help="Queries answered at a time. [default: 2; with --endpoint: 8]"
)
@click.option(
    "--queue", type=click.IntRange(0), default=100, show_default=True, help="Queries that may wait for a worker."
)
@click.option(
    "--per-client", type=click.IntRange(1), default=32, show_default=True,
    help="Queries of one address, running and waiting.",
)
@click.option(
    "--allow-service", "services", multiple=True, metavar="URL",
    help="An address that queries may call with SERVICE; as often as needed. Without it: none.",
)
@click.option(
    "--token-file", type=click.Path(path_type=Path), help="A file with tokens, one a line: who knows one may ask."
)
@click.option(
    "--proxy", "proxies", multiple=True, metavar="ADDRESS",
    help="A proxy's address, whose X-Forwarded-For says who asks; as often as needed.",
)
@click.option("--quiet", is_flag=True, help="Write no log.")
def command(  # noqa: PLR0913, PLR0917  # a parameter an option
    folder: Path | None,
    endpoint: str | None,
    graphs: Sequence[str],
    endpoint_user: str | None,
    endpoint_password_file: Path | None,
    endpoint_token_file: Path | None,
    host: str,
    port: int,
    base: str | None,
    timeout: float,
    max_rows: int,
    max_result: int,
    max_request: int,
    max_memory: int,
    workers: int | None,
    queue: int,
    per_client: int,
    services: Sequence[str],
    token_file: Path | None,
    proxies: Sequence[str],
    quiet: bool,
) -> None:
    """Put a build on the web: SPARQL 1.1 at /sparql, read-only, within limits.

    DIR is the folder of a build, which is read into memory, or a store on disk. A new build in the folder is served
    as soon as it is there. With --endpoint the queries are answered by a store elsewhere, within the same limits. The
    log goes to stderr, a line of JSON a request. Ctrl-C ends it.

    \b
    egov-kg serve out
    egov-kg serve --endpoint http://localhost:8890/sparql
    egov-kg serve out --host 0.0.0.0 --base https://kg.example.org/ --timeout 5
    curl http://127.0.0.1:8000/sparql --data-urlencode 'query=SELECT * { ?agency a egov:Agency } LIMIT 5'
    """
    from egov_kg.server.settings import ServerLimits, ServerSettings  # noqa: PLC0415  # not needed for --help
    from egov_kg.server.source import Served  # noqa: PLC0415

    secrets = (endpoint_user, endpoint_password_file, endpoint_token_file)
    elsewhere = _elsewhere(folder, endpoint, graphs, secrets)
    limits = ServerLimits(
        timeout=timeout, rows=max_rows, result=max_result, request=max_request, memory=max_memory,
        workers=workers or (2 if elsewhere is None else 8),
        queue=queue, per_client=per_client,
    )  # fmt: skip
    settings = ServerSettings(
        base=None if base is None else _address("--base", base).rstrip("/") + "/",
        services=frozenset(_address("--allow-service", service) for service in services), proxies=frozenset(proxies),
        limits=limits, tokens=frozenset() if token_file is None else _tokens(token_file),
    )  # fmt: skip
    served = Served(folder=folder, elsewhere=elsewhere)
    _serve(served, settings, host, port, log=not quiet)


def _elsewhere(
    folder: Path | None, endpoint: str | None, graphs: Sequence[str], secrets: Secrets
) -> Elsewhere | None:
    """The store elsewhere that is named, None where none is; raises click's errors for options that do not fit."""
    if endpoint is None:
        if folder is None:
            raise click.UsageError("Name the folder of a build or of a store, or a store elsewhere with --endpoint.")
        if graphs or any(secrets):
            raise Failure("the options of a store elsewhere are given with --endpoint")
        return None
    from egov_kg.server.source import Elsewhere  # noqa: PLC0415  # not needed for --help

    who = credentials(endpoint, *secrets)
    return Elsewhere(
        url=_address("--endpoint", endpoint), graphs=tuple(graphs), user=who.user if who else "",
        password=who.password if who else "", token=who.token if who else "",
    )  # fmt: skip


def _serve(served: Served, settings: ServerSettings, host: str, port: int, *, log: bool) -> None:
    from egov_kg.server.run import run  # noqa: PLC0415  # not needed for --help
    from egov_kg.server.source import locate  # noqa: PLC0415

    if served.folder is not None:
        locate(served.folder)
    with _listener(host, port) as listener:
        name = f"[{host}]" if ":" in host else host
        address = f"http://{name}:{listener.getsockname()[1]}/"

        def when_ready(state: str) -> None:
            shown = served.folder if served.elsewhere is None else served.elsewhere.url
            click.echo(f"{shown} ({state}) at {address}sparql", err=True)

        run(served, settings, listener, log=log, when_ready=when_ready)


def _listener(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
    except OSError as error:
        listener.close()
        reason = error.strerror or str(error)
        raise Failure(f"--host {host} --port {port}: {reason}. Choose another one") from error
    listener.listen(2048)
    return listener


def _address(option: str, address: str) -> str:
    if not _ADDRESS.fullmatch(address):
        raise Failure(f"{option} {address}: not an address such as https://kg.example.org/")
    return address


def _tokens(path: Path) -> frozenset[str]:
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except UnicodeDecodeError as error:
        raise Failure(f"--token-file {path}: not text in UTF-8") from error
    tokens = frozenset(line.strip() for line in lines if line.strip())
    if not tokens:
        raise Failure(f"--token-file {path}: holds no token")
    return tokens
