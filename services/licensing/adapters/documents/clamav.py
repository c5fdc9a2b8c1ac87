"""ClamAV over TCP: `INSTREAM`, as clamd(8) describes it.

The file goes in chunks with their lengths before them; an empty one ends it. One line answers:
`stream: OK`, `stream: <name> FOUND` or `<why> ERROR`.
"""

from __future__ import annotations

import socket
from collections.abc import Iterator
from dataclasses import dataclass

from chassis.errors import Unavailable
from services.licensing.app.documents.ports import Verdict

_BEGIN = b"zINSTREAM\0"
_LENGTH = 4
_LONGEST_ANSWER = 4096
_RETRY_AFTER = 30.0


class ScannerRefuses(Exception):
    """The scanner answers, but will not scan: most often its `StreamMaxLength` is too small."""

    code = "document_scanner_refuses"


@dataclass(frozen=True)
class ClamAv:
    """See `services.licensing.app.documents.ports.Scanner`. Connects anew for each file.

    `patience`: seconds for each step, a scan included, until the scanner counts as away.
    """

    host: str
    port: int
    patience: float = 60.0

    def scan(self, chunks: Iterator[bytes]) -> Verdict:
        """Raises `Unavailable` when it does not answer, `ScannerRefuses` when it says no."""
        try:
            with socket.create_connection((self.host, self.port), self.patience) as connection:
                _send(connection, chunks)
                answer = _answer(connection)
        except OSError as error:
            raise Unavailable("document_scanner_away", retry_after=_RETRY_AFTER) from error
        return _understood(answer)


def _send(connection: socket.socket, chunks: Iterator[bytes]) -> None:
    """All of it; less when the scanner has its answer before, and hears no more."""
    connection.sendall(_BEGIN)
    for chunk in chunks:
        try:
            connection.sendall(len(chunk).to_bytes(_LENGTH, "big") + chunk)
        except (BrokenPipeError, ConnectionResetError):
            return
    connection.sendall(bytes(_LENGTH))


def _answer(connection: socket.socket) -> str:
    """One line. Raises `OSError` when the connection ends before it does."""
    answer = b""
    while not answer.endswith((b"\0", b"\n")):
        received = connection.recv(_LONGEST_ANSWER)
        answer += received
        if not received or len(answer) > _LONGEST_ANSWER:
            raise ConnectionError("the scanner broke off")
    return answer.decode("utf-8", "replace").strip("\0\n ")


def _understood(answer: str) -> Verdict:
    said = answer.removeprefix("stream: ")
    if said == "OK":
        return Verdict()
    if said.endswith(" FOUND"):
        return Verdict(said.removesuffix(" FOUND"))
    raise ScannerRefuses
