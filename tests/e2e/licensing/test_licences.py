"""A certificate on the wall, through the gateway of the running system: read, scanned, checked."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
import requests
import zxingcpp

from chassis import clock
from chassis.documents.connection import connect
from chassis.documents.transaction import together
from operations.servers.accounts import database_of
from services.licensing.adapters.licensed.signing import genuine
from services.licensing.bootstrap import build
from services.licensing.domain.licences.licence import Licence
from tests.support.licences import Issuer, a_holder, a_nursery
from tests.support.registry import national_number
from tests.support.servers import server_url
from tests.support.window import Visitor

REASON = {"reason_code": "safety_requirements_unmet", "text": {"ar": "مخرج الطوارئ مغلق."}}
NUMBER = national_number()
NAME = f"حضانة الياسمين {NUMBER}"


@pytest.fixture(scope="module")
def licence() -> Iterator[Licence]:
    """Issued as an approval issues it, in the running system's database."""
    client = connect(server_url("KANAF_MONGO_URL"), "tests")
    try:
        database = client[database_of("licensing")]
        watch = clock.build("local", Path(os.environ["KANAF_CLOCK_FILE"]))
        issuing = build(database, watch).licences.issuing
        holder = a_holder(national_number=NUMBER, logins=frozenset())
        yield Issuer(issuing, together(database))(holder=holder, licensed=a_nursery(name_ar=NAME))
    finally:
        client.close()


def anybody(path: str, accept: str = "application/json", **query: Any) -> requests.Response:
    url = f"{server_url('KANAF_GATEWAY_URL')}{path}"
    return requests.get(url, params=query, headers={"Accept": accept}, timeout=15)


def test_a_certificate_is_printed_scanned_checked_suspended_and_valid_again(
    licence: Licence,
) -> None:
    citizen = Visitor("citizen", national_number=NUMBER)
    (mine,) = citizen.get("/v1/licences").json()["items"]
    path = f"/v1/licences/{mine['id']}"
    pdf = citizen.get(f"{path}/certificate", language="en")
    assert (pdf.status_code, pdf.headers["Content-Type"]) == (200, "application/pdf")
    assert f"{licence.number}-en.pdf" in pdf.headers["Content-Disposition"]
    page = pypdfium2.PdfDocument(pdf.content)[0].render(scale=3).to_pil()
    address, _, proof = zxingcpp.read_barcodes(page)[0].text.partition("#")
    assert address.startswith(f"{server_url('KANAF_GATEWAY_URL')}/verify/")
    keys = anybody("/.well-known/kanaf-licences.json").json()["keys"]
    assert genuine(proof, keys)["name"] == NAME

    checked = f"/verify/{address.rpartition('/')[2]}"
    assert anybody(checked).json() == {"outcome": "valid", "awaiting_renewal": False}
    shown = anybody(checked, "text/html")
    assert "سارية" in shown.text
    assert shown.headers["Cache-Control"] == "no-store"
    supervisor = Visitor("supervisor")
    seen = supervisor.get(path)
    suspended = supervisor.post(f"{path}/suspension", REASON, based_on=seen.headers["ETag"])
    assert suspended.json()["state"] == "suspended"
    assert anybody(checked).json() == {"outcome": "suspended", "awaiting_renewal": False}
    assert citizen.get(f"{path}/certificate").status_code == 409
    back = {**REASON, "reason_code": "corrected"}
    answer = supervisor.post(f"{path}/reinstatement", back, based_on=suspended.headers["ETag"])
    assert answer.json()["state"] == "valid"
    assert anybody(checked).json() == {"outcome": "valid", "awaiting_renewal": False}


def test_the_register_is_open_and_the_licence_is_not(licence: Licence) -> None:
    found = anybody("/v1/licensed-places", name=NAME, governorate="JO-AM")
    assert [each["number"] for each in found.json()["items"]] == [licence.number]
    assert "آمال" not in found.text
    assert anybody(f"/v1/licences/{licence.id}").status_code == 401
    for outsider in (Visitor("citizen"), Visitor("supervisor", "JO-IR"), Visitor("caseworker")):
        assert outsider.get(f"/v1/licences/{licence.id}").status_code == 403


def test_a_code_that_nobody_was_given_is_unknown() -> None:
    for code in ("x", "a" * 24):
        answer = anybody(f"/verify/{code}", "text/html")
        assert answer.status_code == 404
        assert "غير معروفة" in answer.text
