"""What an approval brings about, seen from outside, whatever the service."""

from __future__ import annotations

from datetime import date, datetime
from functools import partial
from typing import Any

import pypdfium2
import requests
import zxingcpp

from chassis.calendar import day_of
from services.licensing.domain.catalogue.service import Effect
from services.licensing.domain.licences.renewal import Meanwhile
from services.licensing.domain.licences.term import months_after
from tests.support.waiting import eventually
from tests.support.window import Visitor
from tests.walks.case import Case, refused

NOTICE = {
    Effect.ISSUE: "licence.issued",
    Effect.RENEW: "licence.renewed",
    Effect.REPLACE: "licence.certificate_replaced",
    Effect.AMEND: "licence.amended",
    Effect.SURRENDER: "licence.surrender_accepted",
}
"""What who applied reads of a licence that is new or says something new. Of all else, and of what
is somebody else's now: that it was approved."""
HOLDER = "licensing.holder"
"""Who took a licence over by an application that another made."""


def check(
    case: Case, approved: requests.Response, before: dict[str, Any] | None = None, *, paper: bool
) -> dict[str, Any] | None:
    """The licence that came of it, if any did. `before`: as it was that this is about.

    `paper`: whether the certificate is fetched and its code scanned.
    """
    service, application = case.service, approved.json()
    effect, decision = service.outcome.effect, application["decision"]
    assert (application["state"], decision["approved"]) == ("approved", True)
    case.is_once(application["id"], "approved")
    if effect in (Effect.JOIN, Effect.ACCEPT, Effect.INSPECT):
        assert decision["number"] is None
        _BEYOND[effect](case, application)
        case.is_told(approved, "application.approved")
        return None
    (told,) = (each for each in case.events(application["id"]) if ".approved.v" in each["type"])
    changed = told["data"]["licence_changed"]
    licence_id = decision["result_id"]
    assert effect is Effect.ISSUE or licence_id == application["licence_id"]
    licence = _holder(case).get(f"/v1/licences/{licence_id}").json()
    assert licence["state"] == "valid"
    assert decision["number"] == licence["number"]
    codes = case.codes(licence["id"])
    assert case.checked(codes[-1]) == "valid"
    assert case.listed(licence) == (["valid"] if licence["listed"] else [])
    if effect is Effect.ISSUE:
        _issued(case, application, licence)
    else:
        assert before is not None
        _changed(case, application, licence, before, codes)
    case.is_told(approved, NOTICE[effect] if changed else "application.approved")
    if effect is Effect.TRANSFER:
        assert before is not None
        _passed_on(case, application, before)
    if service.outcome.registers in ("society", "union"):
        _registered(case, licence)
    if paper:
        assert printed(case, licence["id"], _holder(case)) == codes[-1]
    return dict(licence)


def _holder(case: Case) -> Visitor:
    """Whose the licence is now."""
    return (case.window if case.service.outcome.holder is None else case.successor).citizen


def printed(case: Case, licence_id: str, holder: Visitor | None = None) -> str:
    """The code on the certificate that its holder prints."""
    pdf = (holder or case.window.citizen).get(
        f"/v1/licences/{licence_id}/certificate", language="ar"
    )
    assert (pdf.status_code, pdf.headers["Content-Type"]) == (200, "application/pdf"), pdf.text
    page = pypdfium2.PdfDocument(pdf.content)[0].render(scale=3).to_pil()
    address, _, proof = zxingcpp.read_barcodes(page)[0].text.partition("#")
    assert proof
    return str(address).rpartition("/")[2]


def _issued(case: Case, application: dict[str, Any], licence: dict[str, Any]) -> None:
    outcome, today = case.service.outcome, case.clock.today()
    assert licence["number"].startswith(f"{outcome.series}-{today.year}-")
    assert (licence["kind"], licence["service"]) == (outcome.kind, case.code)
    assert licence["issued_on"] == licence["valid_from"] == today.isoformat()
    assert licence["expires_on"] == _end(case, application, today)
    assert len(licence["certificates"]) == 1


def _changed(
    case: Case,
    application: dict[str, Any],
    licence: dict[str, Any],
    before: dict[str, Any],
    codes: list[str],
) -> None:
    effect = case.service.outcome.effect
    assert licence["number"] == before["number"]
    if effect is Effect.RENEW:
        today = case.clock.today()
        end = date.fromisoformat(before["expires_on"])
        asked_on = day_of(datetime.fromisoformat(application["submitted_at"]))
        # Who asked before the end goes on from it, however late that is decided.
        kept = asked_on < end and case.service.outcome.while_decided is Meanwhile.IN_FORCE
        start = end if kept else max(end, today)
        assert licence["expires_on"] == _end(case, {"answers": {}}, start)
        assert case.checked(codes[-2]) == ("valid" if today < end else "expired")
        return
    assert licence["expires_on"] == before["expires_on"]
    if effect is Effect.SURRENDER:
        assert len(codes) == len(before["certificates"])
        asked_for = application["answers"][case.service.outcome.ends_on]
        assert licence["surrender"]["ends_on"] == asked_for
    if len(codes) > len(before["certificates"]):
        assert case.checked(codes[-2]) == "expired", "the former certificate is good no longer"


def _passed_on(case: Case, application: dict[str, Any], before: dict[str, Any]) -> None:
    """Who held it reads it no more, and reads that it is another's."""
    path = f"/v1/licences/{before['id']}"
    for who in (case.held_by.citizen, case.window.citizen):
        refused(who.get(path), 403)
        refused(who.get(f"{path}/certificate", language="ar"), 403)
        assert who.get("/v1/licences", number=before["number"]).json()["items"] == []
    theirs = _holder(case).get("/v1/licences", number=before["number"]).json()
    assert [each["id"] for each in theirs["items"]] == [before["id"]]
    case.is_told_of(before["application_id"], {"licence.passed_on": 1})
    case.is_told_of(application["id"], {"application.approved": 1, "licence.holder_changed": 0})
    case.is_told_of(application["id"], {"licence.holder_changed": 1}, party=HOLDER)
    eventually(partial(_is_texted, case, case.successor.mobile), within=60, what="the new holder")


def _is_texted(case: Case, mobile: str) -> bool:
    """Once."""
    texts = [each["to"] for each in case.system.received() if each["channel"] == "sms"]
    assert texts.count(mobile) < 2
    return mobile in texts


def _end(case: Case, application: dict[str, Any], start: date) -> str | None:
    outcome = case.service.outcome
    if not outcome.ends:
        return None
    asked = application["answers"].get(outcome.months_from or "", 0)
    return months_after(start, 12 * (outcome.years or 0) + (outcome.months or asked)).isoformat()


def _registered(case: Case, licence: dict[str, Any]) -> None:
    """Its association stands in the register, once."""
    plural = "unions" if case.service.outcome.registers == "union" else "societies"
    mine = case.window.citizen.get(f"/v1/{plural}", limit=100).json()["items"]
    assert [each["number"] for each in mine].count(licence["number"]) == 1


def _visited(case: Case, application: dict[str, Any]) -> None:
    found = case.window.supervisor.get(
        "/v1/inspections", about_id=application["licence_id"], purpose="complaint"
    ).json()["items"]
    assert len(found) == 1, "the place is visited, once"
    mine = case.window.citizen.get("/v1/inspections", about_id=application["licence_id"]).json()
    assert mine["items"] == [], "it is to surprise"


def _on_file(case: Case, application: dict[str, Any]) -> None:
    if case.service.outcome.registers != "society":
        return
    society = _society(case, application)
    assert [each["year"] for each in society["reports"]] == [application["answers"]["year"]]


def _joined(case: Case, application: dict[str, Any]) -> None:
    society = _society(case, application)
    held = case.window.citizen.get("/v1/memberships", society_id=society["id"]).json()["items"]
    assert len(held) == 1


def _society(case: Case, application: dict[str, Any]) -> dict[str, Any]:
    field = case.service.about.field if case.service.about else ""
    number = application["answers"][field]
    mine = case.window.citizen.get("/v1/societies", limit=100).json()["items"]
    (one,) = (each for each in mine if each["number"] == number)
    return dict(case.window.citizen.get(f"/v1/societies/{one['id']}").json())


_BEYOND = {Effect.JOIN: _joined, Effect.ACCEPT: _on_file, Effect.INSPECT: _visited}


def none_came(case: Case, application: requests.Response, before: dict[str, Any] | None) -> None:
    """Nothing was issued or changed by it, and what waited for it waits no longer."""
    ended = case.seen(application)
    assert ended["decision"] is None or ended["decision"]["result_id"] is None
    licences = case.system.mongo["kanaf_licensing"]["licences"]
    assert licences.count_documents({"state.grant.application_id": ended["id"]}) == 0
    if before is not None:
        now = case.window.supervisor.get(f"/v1/licences/{before['id']}").json()
        assert len(now["certificates"]) == len(before["certificates"])
    for step in ended["steps"]:
        if step["reference"] is None or step["progress"] == "done":
            continue
        if step["kind"] == "payment":
            bill = case.window.citizen.get(f"/v1/bills/{step['reference']}").json()
            assert bill["state"] in ("cancelled", "expired"), bill["state"]
        if step["kind"] == "inspection":
            visit = case.window.supervisor.get(f"/v1/inspections/{step['reference']}").json()
            assert visit["state"] == "cancelled"
    approval = case.window.supervisor.post(
        f"/v1/applications/{ended['id']}/approval",
        based_on=case.window.seen(application).headers["ETag"],
    )
    refused(approval, 409)


def gone(case: Case, codes: list[str]) -> None:
    """No certificate of it is good any more."""
    for each in codes:
        eventually(partial(_is_over, case, each))


def _is_over(case: Case, code: str) -> bool:
    return case.checked(code) == "expired"
