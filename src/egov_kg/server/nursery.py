"""The nursery: a process that loads the store once, forks workers that share it, and ends them on request.

It is told what to do by lines of JSON on a socket: ``["fork", number]`` with the worker's end of a connection,
``["kill", number]``, ``["nice", number]`` for one that is to give way, ``["idle", number]`` for one that is to
run only while no other wants to, ``["stop", number]`` and ``["go", number]``. It tells ``["ready", quads]`` or
``["failed", reason]``, then ``["died", number, signal]``. It ends when the socket closes, and its workers with it.
"""

from __future__ import annotations

import errno
import gc
import json
import os
import select
import signal
import socket
import sys
from collections.abc import Callable, Mapping
from functools import partial
from types import MappingProxyType
from typing import Final

import pyoxigraph as ox

from egov_kg.errors import EgovKgError
from egov_kg.server.answering import answer
from egov_kg.server.child import end_with_parent, leave_signals
from egov_kg.server.source import SOURCE, Elsewhere, Source, decode
from egov_kg.server.worker import Answerer, serve

_POLITE: Final = 10
"""How nice a query is that takes long: it gets a tenth of what another gets, so that it goes on where much runs."""
_LINE: Final = 2**16


class Nursery:
    """Forks and ends workers; each is known by the number that it was asked for with."""

    def __init__(self, control: socket.socket, source: Source, memory: int) -> None:
        self._control = control
        self._source = source
        self._memory = memory
        self._store: ox.Store | None = None
        self._elsewhere: Elsewhere | None = None
        self._numbers: dict[int, int] = {}

    def run(self) -> None:
        """Loads the store and obeys until the server is gone."""
        try:
            self._store = self._source.in_memory()
            if self._source.elsewhere is not None:
                from egov_kg.server.forwarding import known  # noqa: PLC0415  # a build needs no client of HTTP

                self._elsewhere = known(self._source.elsewhere)
        except EgovKgError as error:
            self._tell("failed", str(error))
            return
        gc.freeze()
        self._tell("ready", None if self._store is None else len(self._store))
        wakeup, alarm = socket.socketpair()
        with wakeup, alarm:
            for one in (wakeup, alarm):
                one.setblocking(False)
            signal.signal(signal.SIGCHLD, lambda *_: None)
            signal.set_wakeup_fd(alarm.fileno(), warn_on_full_buffer=False)
            try:
                self._obey(wakeup)
            finally:
                signal.set_wakeup_fd(-1)
                for pid in self._numbers:
                    os.kill(pid, signal.SIGKILL)

    def _obey(self, wakeup: socket.socket) -> None:
        text = b""
        connections: list[int] = []
        while True:
            readable, _, _ = select.select([self._control, wakeup], [], [])
            if wakeup in readable:
                wakeup.recv(_LINE)
                self._reap()
            if self._control in readable:
                try:
                    data, received, _, _ = socket.recv_fds(self._control, _LINE, 64)
                except ConnectionResetError:
                    return  # the server has gone before it read what it was told
                connections += received
                if not data:
                    return
                *lines, text = (text + data).split(b"\n")
                for line in lines:
                    order, number = json.loads(line)
                    if order == "fork":
                        self._fork(number, connections.pop(0), wakeup)
                    elif (pid := self._pid(number)) is not None:
                        _ORDERS[order](pid)

    def _fork(self, number: int, connection: int, wakeup: socket.socket) -> None:
        pid = os.fork()
        if pid:
            os.close(connection)
            self._numbers[pid] = number
            return
        status = 1
        try:
            signal.set_wakeup_fd(-1)
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            wakeup.close()
            self._control.close()
            end_with_parent()
            with socket.socket(fileno=connection) as server:
                serve(self._open, server, self._memory)
            status = 0
        except (BrokenPipeError, ConnectionResetError):
            status = 0
        finally:
            # Nothing of the parent's is tidied up twice.
            os._exit(status)

    def _open(self) -> Answerer:
        if self._elsewhere is not None:
            from egov_kg.server.forwarding import Forwarder  # noqa: PLC0415  # as above

            return Forwarder(self._elsewhere).answer
        return partial(answer, self._source.open_on_disk() if self._store is None else self._store)

    def _pid(self, number: int) -> int | None:
        return next((pid for pid, known in self._numbers.items() if known == number), None)

    def _reap(self) -> None:
        while self._numbers:
            pid, status = os.waitpid(-1, os.WNOHANG)
            if pid == 0:
                return
            self._tell("died", self._numbers.pop(pid), os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0)

    def _tell(self, *words: object) -> None:
        try:
            self._control.sendall(json.dumps(words).encode() + b"\n")
        except OSError as error:
            if error.errno not in {errno.EPIPE, errno.ECONNRESET}:
                raise


def _let_wait(pid: int) -> None:
    """Lets a process run only while no other wants to; Linux then counts its core as free for the others."""
    if sys.platform == "linux":
        os.sched_setscheduler(pid, os.SCHED_IDLE, os.sched_param(0))


_ORDERS: Final[Mapping[str, Callable[[int], None]]] = MappingProxyType({
    "kill": lambda pid: os.kill(pid, signal.SIGKILL),
    "nice": lambda pid: os.setpriority(os.PRIO_PROCESS, pid, _POLITE),
    "idle": _let_wait,
    "stop": lambda pid: os.kill(pid, signal.SIGSTOP),
    "go": lambda pid: os.kill(pid, signal.SIGCONT),
})
"""What can be done to a worker, by its process."""


def main() -> None:
    """Runs as a program: the number of the socket, bytes of memory; the source stands in the environment."""
    number, memory = sys.argv[1:]
    leave_signals()
    source = decode(os.environ.pop(SOURCE))
    with socket.socket(fileno=int(number)) as control:
        Nursery(control, source, int(memory)).run()


if __name__ == "__main__":
    main()
