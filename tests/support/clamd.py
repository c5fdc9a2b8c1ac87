"""A small server that speaks clamd's INSTREAM, and can be made to fail as a real one does."""

from __future__ import annotations

import socketserver
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager

MARKER = b"KANAF-TEST-VIRUS-MARKER"
"""Stands for what a scanner knows. Not EICAR's own text, which a machine's own scanner may take."""
_LENGTH = struct.Struct(">I")


class Clamd(socketserver.ThreadingTCPServer):
    """`mode`: `scans`; `cuts` the connection in the middle; `hangs` without an answer; `refuses`
    what is too long for it, and ends the connection."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Conversation)
        self.mode = "scans"
        self.scanned: list[int] = []
        self.released = threading.Event()

    @property
    def port(self) -> int:
        return int(self.server_address[1])


class _Conversation(socketserver.StreamRequestHandler):
    server: Clamd

    def handle(self) -> None:
        if self.rfile.read(len(b"zINSTREAM\0")) != b"zINSTREAM\0":
            self.wfile.write(b"UNKNOWN COMMAND\0")
            return
        if self.server.mode == "refuses":
            self.rfile.read(_LENGTH.size)
            self.wfile.write(b"INSTREAM size limit exceeded. ERROR\0")
            return
        content = self._content()
        if content is None:
            return
        self.server.scanned.append(len(content))
        if self.server.mode == "hangs":
            self.server.released.wait(10)
            return
        found = b"Kanaf.Test.Marker FOUND" if MARKER in content else b"OK"
        self.wfile.write(b"stream: " + found + b"\0")

    def _content(self) -> bytes | None:
        content = b""
        while length := _LENGTH.unpack(self.rfile.read(_LENGTH.size))[0]:
            content += self.rfile.read(length)
            if self.server.mode == "cuts":
                return None
        return content


@contextmanager
def clamd() -> Iterator[Clamd]:
    """A scanner that listens while the block runs."""
    with Clamd() as server:
        serving = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
        serving.start()
        try:
            yield server
        finally:
            server.released.set()
            server.shutdown()
            serving.join()
