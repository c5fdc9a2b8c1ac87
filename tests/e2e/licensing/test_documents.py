"""A document is handed in from home, through the gateway of the running system."""

from __future__ import annotations

import hashlib
from typing import Any

import pytest
import requests

from tests.support.documents import a_pdf, announcing, parts_of
from tests.support.waiting import eventually
from tests.support.window import Visitor

PAPER = a_pdf(size=700_000)


@pytest.fixture
def citizen() -> Visitor:
    return Visitor("citizen", national_number="9852012345", language="ar")


def sent(citizen: Visitor, data: bytes) -> requests.Response:
    """Announced, sent part by part from the last to the first, and completed."""
    made = citizen.post("/v1/documents", announcing(data))
    assert made.status_code == 201, made.text
    parts = list(enumerate(parts_of(data)))
    for number, part in reversed(parts):
        put = citizen.put_bytes(f"{made.headers['Location']}/parts/{number}", part)
        assert (put.status_code, put.json()["missing"]) == (200, list(range(number)))
    path = f"{made.headers['Location']}/completion"
    return citizen.post(path, based_on=put.headers["ETag"])


def looked_at(citizen: Visitor, document_id: str) -> dict[str, Any]:
    def ended() -> dict[str, Any] | None:
        found: dict[str, Any] = citizen.get(f"/v1/documents/{document_id}").json()
        return None if found["state"] == "scanning" else found

    return eventually(ended)


def test_a_document_comes_in_parts_and_is_downloaded_as_it_was(citizen: Visitor) -> None:
    completed = sent(citizen, PAPER)
    assert (completed.status_code, completed.json()["state"]) == (200, "scanning")
    document_id = completed.json()["id"]
    found = looked_at(citizen, document_id)
    assert (found["state"], found["scanned"], found["version"]) == ("ready", False, 3)
    download = citizen.get(f"/v1/documents/{document_id}/content")
    assert hashlib.sha256(download.content).hexdigest() == found["sha256"]
    assert download.headers["Content-Type"] == "application/pdf"
    assert "UTF-8''%D8%B4%D9%87" in download.headers["Content-Disposition"]
    assert download.headers["Content-Security-Policy"].endswith("sandbox")
    assert [each["id"] for each in citizen.get("/v1/documents").json()["items"]] == [document_id]
    for outsider in (Visitor("citizen"), Visitor("clerk"), Visitor("supervisor")):
        for address in ("", "/content"):
            refused = outsider.get(f"/v1/documents/{document_id}{address}")
            assert (refused.status_code, refused.json()["code"]) == (404, "document_not_found")
    assert Visitor("auditor").get(f"/v1/documents/{document_id}/content").content == PAPER


def test_a_program_under_the_name_of_a_paper_is_refused_in_words(citizen: Visitor) -> None:
    refused = sent(citizen, b"MZ\x90\0" + bytes(600_000)).json()
    assert (refused["state"], refused["refused"]["code"]) == ("refused", "document_type_differs")
    assert refused["refused"]["ar"]["title"] == "محتوى بنوع آخر"
    gone = citizen.get(f"/v1/documents/{refused['id']}/content")
    assert (gone.status_code, gone.json()["title"]) == (409, "خطوة غير ممكنة الآن")
