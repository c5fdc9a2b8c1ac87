"""The load generator: a closed loop of keep-alive connections on one thread.

It sends prepared bytes and reads just enough of each answer to know its status and its end, so
that it takes little of the machine that the measured system runs on too. What it takes is
measured and reported (`Round.generator_cpu`).
"""

from __future__ import annotations

import selectors
import socket
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

_GRACE = 15.0  # seconds that answers may still take once the round is over


@dataclass
class Round:
    """What one round of load saw. All times are seconds."""

    seconds: float = 0.0
    latencies: list[float] = field(default_factory=list)
    statuses: Counter[str] = field(default_factory=Counter)
    generator_cpu: float = 0.0

    @property
    def rate(self) -> float:
        """Successful answers per second."""
        return len(self.latencies) / self.seconds if self.seconds else 0.0


class _Connection:
    """One keep-alive connection with at most one request in flight."""

    def __init__(self, address: tuple[str, int]) -> None:
        self._address = address
        self.open()

    def open(self) -> None:
        self.socket = socket.create_connection(self._address, timeout=5)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._received = b""

    def send(self, request: bytes) -> None:
        self._received = b""
        self.sent_at = time.perf_counter()
        self.socket.sendall(request)

    def receive(self) -> tuple[str, bytes] | None:
        """Status and body once the whole answer is here; `ConnectionError` when it was cut."""
        chunk = self.socket.recv(65536)
        if not chunk:
            raise ConnectionError("the server closed the connection")
        self._received += chunk
        head, found, body = self._received.partition(b"\r\n\r\n")
        if not found or len(body) < _content_length(head):
            return None
        return head[9:12].decode("ascii"), body


def _content_length(head: bytes) -> int:
    _, found, rest = head.lower().partition(b"\r\ncontent-length:")
    if not found:
        raise ValueError(f"an answer without Content-Length: {head!r}")
    return int(rest.partition(b"\r\n")[0])


def drive(
    address: tuple[str, int], requests: Iterator[bytes], connections: int, seconds: float
) -> Round:
    """Send `requests` over `connections` for `seconds`, each as soon as the last was answered."""
    result = Round()
    with selectors.DefaultSelector() as selector:
        pool = [_Connection(address) for _ in range(connections)]
        cpu, start = time.process_time(), time.perf_counter()
        stop = start + seconds
        for connection in pool:
            selector.register(connection.socket, selectors.EVENT_READ, connection)
            connection.send(next(requests))
        waiting = connections
        while waiting and time.perf_counter() < stop + _GRACE:
            for key, _ in selector.select(timeout=1.0):
                if not _answered(key.data, result, selector):
                    continue
                if time.perf_counter() < stop:
                    key.data.send(next(requests))
                else:
                    waiting -= 1
        result.seconds = time.perf_counter() - start
        result.generator_cpu = time.process_time() - cpu
        result.statuses["unanswered"] += waiting
        for connection in pool:
            connection.socket.close()
    return result


def _answered(connection: _Connection, result: Round, selector: selectors.BaseSelector) -> bool:
    """Note the answer if it is complete; reconnect when the server hung up instead."""
    try:
        answer = connection.receive()
    except ConnectionError:
        selector.unregister(connection.socket)
        connection.socket.close()
        connection.open()
        selector.register(connection.socket, selectors.EVENT_READ, connection)
        result.statuses["cut"] += 1
        return True
    if answer is None:
        return False
    status, _ = answer
    result.statuses[status] += 1
    if status.startswith("2"):
        result.latencies.append(time.perf_counter() - connection.sent_at)
    return True


def post(path: str, host: str, headers: dict[str, str], body: bytes) -> bytes:
    """The bytes of one JSON POST."""
    lines = [f"POST {path} HTTP/1.1", f"Host: {host}", "Content-Type: application/json"]
    lines += [f"{name}: {value}" for name, value in headers.items()]
    lines += [f"Content-Length: {len(body)}", "", ""]
    return "\r\n".join(lines).encode("ascii") + body
