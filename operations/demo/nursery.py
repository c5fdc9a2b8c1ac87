"""Salma opens a nursery: as she, the ministry, the other bodies and any passer-by see it."""

from __future__ import annotations

import hashlib
import re
from datetime import UTC, datetime, timedelta
from typing import Any

import requests

from operations.demo import people
from operations.demo.counter import Answer, Centre, Desk
from operations.demo.narrator import Narrator
from operations.demo.setting import Setting
from operations.demo.witnesses import awaited, show_messages
from operations.failure import Failure

_SERVICE = "nursery.first_licence"
_NAME = "سلمى أحمد الزعبي"
_PAPERS = {
    "identity": "identity",
    "ownership": "ownership_or_lease",
    "plan": "premises_plan",
    "occupancy": "occupancy_licence",
    "non_conviction": "non_conviction",
    "health": "health_certificate",
}
"""What the service asks for, and which kind of document that is."""
_SHEET = b"""%PDF-1.7
1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj
2 0 obj << /Type /Pages /Kids [] /Count 0 >> endobj
trailer << /Root 1 0 R >>
startxref
0
%%EOF
"""


def is_licensed(setting: Setting, narrator: Narrator, centre: Centre) -> dict[str, Any]:
    """Her licence, by the whole way: form, papers, fee, approvals, inspection, decision."""
    narrator.step("Salma fills in the form for a nursery, hands in her papers and submits them")
    mobile = people.mobile()
    application = _applied(narrator, centre, mobile)
    early = centre.supervisor.ask(
        "POST", _path(application, "approval"), etag=application.etag, expect=409
    )
    narrator.seen("counter", early.body["title"])
    narrator.step("Her papers are complete, and she pays the fee at her bank")
    application = _step(centre.clerk, application, "steps/completeness/completeness")
    application = _paid(setting, narrator, centre, application)
    narrator.step("Four bodies agree, an inspector visits, and a supervisor decides")
    for step in _open(application, "approval"):
        path = f"steps/{step['code']}/answer"
        application = _step(centre.clerk, application, path, {"positive": True})
    _inspected(centre, _open(application, "inspection")[0]["reference"])
    seen = centre.supervisor.ask("GET", _path(application), expect=200)
    decision = _step(centre.supervisor, seen, "approval").body["decision"]
    show_messages(
        setting.messages,
        narrator,
        "Salma",
        people.international(mobile),
        containing=decision["number"],
    )
    return _certified(setting, narrator, centre, decision["result_id"])


def _applied(narrator: Narrator, centre: Centre, mobile: str) -> Answer:
    founder = centre.founder
    form = founder.ask("GET", f"/v1/services/{_SERVICE}/form", expect=200).body["schema"]
    narrator.seen("counter", f"the form asks {len(form['properties'])} things")
    papers = {code: [_handed_in(founder, kind)] for code, kind in _PAPERS.items()}
    narrator.seen("counter", f"{len(papers)} papers sent in, and looked at")
    request = {
        "service": _SERVICE,
        "applicant": {
            "name": _NAME,
            "national_number": centre.founders_number,
            "contact": {"mobile": mobile, "language": "ar"},
        },
        "answers": _answers(centre.founders_number),
        "papers": papers,
        "governorate": "JO-AM",
    }
    draft = founder.ask("POST", "/v1/applications", request, expect=201)
    submitted = _step(founder, draft, "submission")
    narrator.seen("counter", f"to be decided by {submitted.body['due_on']}")
    return submitted


def _answers(number: str) -> dict[str, Any]:
    return {
        "nursery_name": {"ar": "حضانة البراعم", "en": "Buds Nursery"},
        "kind": "private",
        "place": {"governorate": "JO-AM", "district": "لواء ماركا"},
        "places_under_two": 20,
        "places_two_to_four": 30,
        "area": 140,
        "staff": [
            {"name": _NAME, "national_number": number, "education": "bachelor", "trained": True}
        ],
    }


def _handed_in(desk: Desk, kind: str) -> str:
    """The id of a paper that was announced, sent, completed and looked at."""
    announced = desk.ask(
        "POST",
        "/v1/documents",
        {
            "name": f"{kind}.pdf",
            "media_type": "application/pdf",
            "size": len(_SHEET),
            "sha256": hashlib.sha256(_SHEET).hexdigest(),
            "kind": kind,
            "expires_on": None,
        },
        expect=201,
        quietly=True,
    )
    path = f"/v1/documents/{announced.id}"
    sent = desk.ask("PUT", f"{path}/parts/0", content=_SHEET, expect=200, quietly=True)
    desk.ask("POST", f"{path}/completion", etag=sent.etag, expect=200, quietly=True)

    def ready() -> bool:
        state = desk.ask("GET", path, expect=200, quietly=True).body["state"]
        return bool(state == "ready")

    awaited(f"{kind} that was looked at", ready)
    return announced.id


def _paid(setting: Setting, narrator: Narrator, centre: Centre, application: Answer) -> Answer:
    (step,) = _open(application, "payment")
    path = f"/v1/bills/{step['reference']}"
    bill = centre.founder.ask("GET", path, expect=200).body
    narrator.seen("bank", f"pays {bill['amount_jod']} JOD on {bill['reference']}")
    with requests.Session() as session:
        session.trust_env = False
        asked = {"reference": bill["reference"], "channel": "bank"}
        taken = session.post(f"{setting.provider}/pay", json=asked, timeout=30)
    if taken.status_code != 201:
        raise Failure(f"the bank did not take the money: {taken.text}", "kanaf logs provider")

    def gone_on() -> Answer | None:
        now = centre.clerk.ask("GET", _path(application), expect=200, quietly=True)
        return None if _open(now, "payment") else now

    paid = awaited("payment", gone_on)
    receipt = centre.founder.ask("GET", f"{path}/receipt", expect=200).body
    narrator.seen("counter", f"receipt {receipt['receipt']}: {receipt['amount_in_words']['ar']}")
    return paid


def _inspected(centre: Centre, inspection_id: str) -> None:
    path, inspector = f"/v1/inspections/{inspection_id}", centre.inspector
    listed = {"subject": inspector.subject, "governorates": ["JO-AM"]}
    centre.supervisor.ask("POST", "/v1/inspectors", listed, expect=201)
    opened = centre.supervisor.ask("GET", path, expect=200, quietly=True)
    to = {"inspector": inspector.subject}
    given = centre.supervisor.ask("POST", f"{path}/assignment", to, etag=opened.etag, expect=200)
    report = _report(given.body["checklist"]["items"])
    reported = inspector.ask("POST", f"{path}/reports", report, etag=given.etag, expect=200)
    inspector.ask("POST", f"{path}/conclusion", etag=reported.etag, expect=200)


def _report(items: list[dict[str, Any]]) -> dict[str, Any]:
    """Everything is as it should be."""
    now = datetime.now(UTC)
    began, ended = (f"{each:%Y-%m-%dT%H:%M:%SZ}" for each in (now - timedelta(hours=1), now))
    return {
        "findings": [{"item": each["code"], "result": "met"} for each in items],
        "witness": {"signing": "nobody_present"},
        "started_at": began,
        "ended_at": ended,
        "made_at": ended,
    }


def _certified(
    setting: Setting, narrator: Narrator, centre: Centre, licence_id: str
) -> dict[str, Any]:
    narrator.step("Salma prints her certificate; a mother at the door checks it")
    path = f"/v1/licences/{licence_id}"
    licence = centre.founder.ask("GET", path, expect=200).body
    narrator.seen("counter", f"licence {licence['number']}, valid until {licence['valid_through']}")
    certificate = centre.founder.download(f"{path}/certificate")
    narrator.seen("printer", f"a PDF of {len(certificate) // 1024} KiB")
    # As a telephone reads it off the paper.
    printed = re.search(rb"/verify/[\w-]+", certificate)
    if printed is None:
        raise Failure("no code stands on the certificate", "kanaf logs licensing")
    check = printed[0].decode()
    with requests.Session() as session:
        session.trust_env = False
        accept = {"Accept": "application/json"}
        said = session.get(f"{setting.gateway}{check}", headers=accept, timeout=30)
    narrator.asked("GET", check, said.status_code, said.elapsed.microseconds / 1e3)
    if said.json()["outcome"] != "valid":
        raise Failure(f"her certificate does not hold: {said.text}", "kanaf logs licensing")
    narrator.seen("passer-by", "the certificate is valid")
    return licence


def _step(who: Desk, seen: Answer, step: str, body: dict[str, Any] | None = None) -> Answer:
    return who.ask("POST", _path(seen, step), body, etag=seen.etag, expect=200)


def _path(application: Answer, *step: str) -> str:
    return "/".join((f"/v1/applications/{application.id}", *step))


def _open(application: Answer, kind: str) -> list[dict[str, Any]]:
    """The steps of this kind whose turn it is."""
    steps: list[dict[str, Any]] = application.body["steps"]
    return [each for each in steps if each["kind"] == kind and each["progress"] == "open"]
