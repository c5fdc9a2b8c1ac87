"""The load generator against a server that answers as it is told."""

from __future__ import annotations

import itertools
import socketserver
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from bench.load import Round, drive, post

Answer = Callable[[int], bytes | None]


@contextmanager
def server(answer: Answer) -> Iterator[tuple[str, int]]:
    """Answers the nth request on all connections with `answer(n)`; hangs up for `None`."""
    numbers = itertools.count()

    class Handler(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            while self.rfile.readline():
                length = 0
                while (line := self.rfile.readline().strip().lower()) != b"":
                    if line.startswith(b"content-length:"):
                        length = int(line.partition(b":")[2])
                self.rfile.read(length)
                body = answer(next(numbers))
                if body is None:
                    return
                self.wfile.write(body)

    class Server(socketserver.ThreadingTCPServer):
        daemon_threads = True

    with Server(("127.0.0.1", 0), Handler) as running:
        thread = threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield "127.0.0.1", running.server_address[1]
        finally:
            running.shutdown()
            thread.join()


def drive_against(answer: Answer) -> Round:
    requests = (post("/x", "here", {"X-Number": str(number)}, b"{}") for number in range(10**6))
    with server(answer) as address:
        return drive(address, requests, connections=2, seconds=0.2)


def response(status: str, body: bytes = b"{}") -> bytes:
    return b"HTTP/1.1 %b\r\nContent-Length: %d\r\n\r\n%b" % (status.encode(), len(body), body)


def test_answers_are_counted_and_timed() -> None:
    result = drive_against(lambda number: response("201 Created"))
    assert result.statuses["201"] == len(result.latencies) > 2
    assert result.statuses["unanswered"] == 0
    assert all(0 < latency < 5 for latency in result.latencies)
    assert result.rate > 0


def test_a_refusal_is_counted_but_is_no_success() -> None:
    result = drive_against(lambda number: response("409 Conflict"))
    assert result.statuses["409"] > 2
    assert result.latencies == []
    assert result.rate == 0


def test_a_long_answer_is_read_to_its_end() -> None:
    result = drive_against(lambda number: response("200 OK", b"x" * 300_000))
    assert result.statuses["200"] == len(result.latencies) > 2


def test_a_server_that_hangs_up_is_counted_and_met_again() -> None:
    result = drive_against(lambda number: None if number == 3 else response("200 OK"))
    assert result.statuses["cut"] == 1
    assert result.statuses["200"] > 3
