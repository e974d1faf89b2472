"""A worker: a process that answers one question at a time, and that can be killed at any moment."""

from __future__ import annotations

import json
import os
import resource
import socket
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Final, TypeAlias

from egov_kg.server.answering import Send, Unanswered
from egov_kg.server.question import ERROR, FRAME, LENGTH, READY, RETIRES, Question, decode

STACK: Final = 256 * 2**20
"""Of the thread that answers: the parser goes one level down for each bracket."""
_PAGE: Final = resource.getpagesize()


Answerer: TypeAlias = Callable[[Question, Send], None]
"""Sends the frames of an answer; raises Unanswered."""


def serve(open_store: Callable[[], Answerer], connection: socket.socket, memory: int) -> None:
    """Answers the questions that arrive on a connection until it closes; ``memory`` is in bytes, beside the store."""
    worker = _Worker(open_store, connection, memory)
    threading.stack_size(STACK)
    thread = threading.Thread(target=worker.run)
    thread.start()
    thread.join()


class _Worker:
    def __init__(self, open_store: Callable[[], Answerer], connection: socket.socket, memory: int) -> None:
        self._open_store = open_store
        self._connection = connection
        self._memory = memory
        self._resident = 0
        self._retires = 0

    def run(self) -> None:
        try:
            answer = self._open_store()
        except OSError as error:
            self._fail("store", str(error))
            return
        size, self._resident = _memory_in_use()
        resource.setrlimit(resource.RLIMIT_AS, (size + self._memory, size + self._memory))
        self._send(READY, 0, 0, b"")
        try:
            while not self._retires:
                data = self._read()
                if data is None:
                    return
                self._answer(answer, data)
        except (BrokenPipeError, ConnectionResetError):
            # The server wants no more of this answer.
            return

    def _answer(self, answer: Answerer, data: bytes) -> None:
        try:
            answer(decode(data), self._send)
        except Unanswered as reason:
            self._retires = RETIRES if reason.code == "memory" else self._retires
            self._fail(reason.code, reason.message)

    def _read(self) -> bytes | None:
        data = self._connection.recv(2**16)
        if not data:
            return None
        (length,) = LENGTH.unpack_from(data)
        if len(data) == length + LENGTH.size:
            return data[LENGTH.size :]
        parts, missing = [data[LENGTH.size :]], length + LENGTH.size - len(data)
        while missing:
            part = self._connection.recv(min(missing, 2**20))
            if not part:
                return None
            parts.append(part)
            missing -= len(part)
        return b"".join(parts)

    def _send(self, kind: bytes, flags: int, rows: int, data: bytes) -> None:
        # What a big query leaves behind in memory goes with the process.
        if len(data) > 2**16 and not self._retires and _memory_in_use()[1] - self._resident > self._memory // 4:
            self._retires = RETIRES
        self._connection.sendall(FRAME.pack(kind, flags | self._retires, rows, len(data)) + data)

    def _fail(self, code: str, message: str) -> None:
        self._send(ERROR, 0, 0, json.dumps([code, message]).encode())


def _memory_in_use() -> tuple[int, int]:
    """Bytes of address space and of memory that this process has; nothing where the system does not tell."""
    try:
        size, resident = Path(f"/proc/{os.getpid()}/statm").read_text(encoding="ascii").split()[:2]
    except OSError:
        return 2**40, 0
    return int(size) * _PAGE, int(resident) * _PAGE
