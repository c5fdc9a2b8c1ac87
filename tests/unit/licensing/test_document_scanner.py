"""Documents and a virus scanner: a real connection, with whatever can go wrong on it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from chassis.errors import Unavailable
from services.licensing.adapters.documents.clamav import ClamAv, ScannerRefuses
from tests.support.calling import Caller
from tests.support.clamd import MARKER, Clamd, clamd
from tests.support.documents import Counter, a_pdf


@pytest.fixture
def scanner() -> Iterator[Clamd]:
    with clamd() as server:
        yield server


@pytest.fixture
def counter(call: Caller, scanner: Clamd) -> Counter:
    """Licensing with this scanner; it is patient for a moment only."""
    counter = Counter(call)
    at = ClamAv("127.0.0.1", scanner.port, patience=0.3)
    area = replace(counter.area, scanning=replace(counter.area.scanning, scanner=at))
    call.service.application = replace(call.service.application, documents=area)
    return counter


def refused(found: dict[str, Any]) -> str | None:
    return None if found["refused"] is None else str(found["refused"]["code"])


def test_what_the_scanner_finds_harmless_is_ready(counter: Counter, scanner: Clamd) -> None:
    data = a_pdf(size=2_000_000)
    found = counter.looked_at(counter.sent(data)["id"])
    assert (found["state"], found["scanned"]) == ("ready", True)
    assert scanner.scanned == [len(data)]


def test_what_the_scanner_knows_is_refused_and_its_content_deleted(
    counter: Counter, caplog: pytest.LogCaptureFixture
) -> None:
    found = counter.looked_at(counter.sent(a_pdf(more=MARKER))["id"])
    assert (found["state"], found["scanned"]) == ("refused", True)
    assert refused(found) == "document_infected"
    assert counter.area.uploads.content.files == {}
    assert "Kanaf.Test.Marker" in caplog.text
    assert "محكومية" not in caplog.text


@pytest.mark.parametrize("mode", ["cuts", "hangs"])
def test_a_scanner_that_does_not_answer_leaves_the_document_waiting(
    counter: Counter, scanner: Clamd, mode: str
) -> None:
    sent = counter.sent(a_pdf(size=1_500_000))
    scanner.mode = mode
    with pytest.raises(Unavailable) as away:
        counter.looked_at(sent["id"])
    assert (away.value.code, away.value.retry_after) == ("document_scanner_away", 30)
    assert counter.read(sent["id"])["state"] == "scanning"
    scanner.mode = "scans"
    assert counter.looked_at(sent["id"])["state"] == "ready"


def test_a_scanner_that_is_not_there_leaves_the_document_waiting(
    counter: Counter, scanner: Clamd
) -> None:
    sent = counter.sent(a_pdf())
    scanner.shutdown()
    scanner.server_close()
    with pytest.raises(Unavailable):
        counter.looked_at(sent["id"])
    assert counter.read(sent["id"])["state"] == "scanning"


def test_a_scanner_that_takes_no_such_file_is_a_matter_for_the_operators(
    counter: Counter, scanner: Clamd
) -> None:
    scanner.mode = "refuses"
    sent = counter.sent(a_pdf(size=3_000_000))
    with pytest.raises((ScannerRefuses, Unavailable)):
        counter.looked_at(sent["id"])
    assert counter.read(sent["id"])["state"] == "scanning"


def test_what_is_a_hazard_by_itself_is_not_sent_to_the_scanner(
    counter: Counter, scanner: Clamd
) -> None:
    found = counter.looked_at(counter.sent(a_pdf(trailer=b"/Encrypt 5 0 R"))["id"])
    assert refused(found) == "document_encrypted"
    assert scanner.scanned == []
