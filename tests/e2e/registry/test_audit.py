"""Who looked at what is sensitive is written down before it is shown, whichever way they looked."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.e2e.registry.test_file_commands import kanaf
from tests.e2e.registry.test_privacy import finished
from tests.support.benefits import aid, done, reached, stepped
from tests.support.families import Family
from tests.support.ledger import Ledger
from tests.support.waiting import eventually
from tests.support.window import Visitor


@pytest.fixture
def ledger() -> Iterator[Ledger]:
    ledger = Ledger()
    yield ledger
    ledger.close()


@pytest.fixture
def family() -> Family:
    return Family(earned_income_fils=20_000)


def test_reading_what_is_sensitive_is_written_down_with_its_purpose(
    family: Family, ledger: Ledger
) -> None:
    path = f"/v1/persons/{family.head}/sensitive"
    clerk, auditor = Visitor("clerk"), Visitor("auditor")
    done(clerk.get(path, purpose="care"))
    done(family.visitor.get(path, purpose="own_request"))
    assert auditor.get(path, purpose="care").status_code == 403
    assert clerk.get(path, purpose="health_referral").status_code == 403
    assert ledger.audited("person", family.head) == [
        (clerk.subject, "person.sensitive_read.care"),
        (family.visitor.subject, "person.sensitive_read.own_request"),
        (clerk.subject, "person.sensitive_read_refused"),
    ]


def test_reading_facts_and_what_the_rules_say_of_them_is_written_down(
    family: Family, ledger: Ledger
) -> None:
    readers = [Visitor("caseworker"), Visitor("supervisor"), Visitor("auditor")]
    for each in readers:
        done(each.get(f"/v1/households/{family.id}/facts"))
    assert Visitor("clerk").get(f"/v1/households/{family.id}/facts").status_code == 403
    done(family.visitor.get(f"/v1/households/{family.id}/eligibility", rules="cash_support"))
    assert ledger.audited("profile", family.id) == [
        *((each.subject, "profile.read") for each in readers),
        (family.visitor.subject, "assessment.read"),
    ]


def test_reading_a_decision_and_a_grievance_is_written_down(family: Family, ledger: Ledger) -> None:
    path = family.applies(aid(Visitor("administrator"), rules=None, amount_fils=80_000))
    enrolment_id = path.rpartition("/")[2]
    done(stepped(Visitor("supervisor"), path, "reject", {"reason_code": "documents_missing"}))
    body = {"enrolment_id": enrolment_id, "text": "سلّمنا الوثائق."}
    grievance = done(family.visitor.post("/v1/grievances", body))["id"]
    auditor = Visitor("auditor")
    for each in (path, f"{path}/explanation", f"/v1/grievances/{grievance}"):
        done(auditor.get(each))
    entries = ledger.audited("enrolment", enrolment_id)
    read = [action for subject, action in entries if subject == auditor.subject]
    assert read == ["enrolment.read"] * 2
    assert ledger.audited("grievance", grievance) == [(auditor.subject, "grievance.read")]


def test_looking_at_a_household_and_at_who_is_on_aid_is_written_down(
    family: Family, ledger: Ledger
) -> None:
    programme = aid(Visitor("administrator"), rules=None, amount_fils=80_000)
    path = family.applies(programme)
    clerk, supervisor = Visitor("clerk"), Visitor("supervisor")
    done(clerk.get(f"/v1/households/{family.id}"))
    done(clerk.get(f"/v1/households/{family.id}/history"))
    done(clerk.get("/v1/households", person_id=family.head))
    assert [
        action for who, action in ledger.audited("household", family.id) if who == clerk.subject
    ] == [
        *["household.read"] * 2,
        "household.list",
    ]
    eventually(
        lambda: done(clerk.get("/v1/persons", programme=programme))["items"],
        what="the applicant is found by programme",
    )
    assert ledger.audited("person", family.head) == [(clerk.subject, "person.list")]
    done(stepped(supervisor, path, "reject", {"reason_code": "documents_missing"}))
    enrolment = ledger.audited("enrolment", path.rpartition("/")[2])
    assert (supervisor.subject, "enrolment.handle") in enrolment


def test_taking_data_out_is_written_down_with_its_purpose(ledger: Ledger) -> None:
    supervisor = Visitor("supervisor", "JO-MD")
    asked = {"of": "persons", "purpose": "data_quality"}
    export_id = done(supervisor.post("/v1/exports", asked))["id"]
    reached(supervisor, f"/v1/exports/{export_id}", "ready")
    for _ in range(2):
        assert supervisor.get(f"/v1/exports/{export_id}/file").status_code == 200
    assert ledger.audited("export", export_id) == [
        (supervisor.subject, "export.asked.data_quality"),
        *[(supervisor.subject, "export.fetched.data_quality")] * 2,
    ]


def test_who_took_a_copy_is_written_down_and_the_chain_of_entries_is_whole(
    family: Family, ledger: Ledger
) -> None:
    clerk = Visitor("clerk")
    done(clerk.get(f"/v1/persons/{family.head}/sensitive", purpose="care"))
    path = finished(family.visitor, family.head, "ar")
    for form in ("json", "document"):
        assert family.visitor.get(f"{path}/{form}").status_code == 200
    assert ledger.audited("person", family.head) == [
        (clerk.subject, "person.sensitive_read.care"),
        (family.visitor.subject, "data_copy.ask"),
        (family.visitor.subject, "data_copy.fetch.json"),
        (family.visitor.subject, "data_copy.fetch.document"),
    ]
    assert kanaf("audit", "verify").count("chain intact") == 4


def test_an_auditor_finds_who_tried_to_look_at_a_protected_woman(family: Family) -> None:
    helper = Visitor("caseworker")
    relative, auditor = Visitor("clerk"), Visitor("auditor")
    path = f"/v1/persons/{family.head}"
    done(relative.get(f"/v1/households/{family.id}"))
    done(stepped(helper, path, "protection", {"reason": "violence"}))
    assert relative.get(path).status_code == 404
    found = done(auditor.get("/v1/audit-entries", record_id=family.head))["items"]
    assert (relative.subject, "person.read_refused", "amman-1") in [
        (each["actor"], each["action"], each["centre"]) for each in found
    ]
    theirs = done(auditor.get("/v1/audit-entries", actor=relative.subject))["items"]
    assert [(each["kind"], each["record_ids"]) for each in theirs] == [
        ("person", [family.head]),
        ("household", [family.id]),
    ]
    for role in ("operator", "administrator", "supervisor", "citizen"):
        assert Visitor(role).get("/v1/audit-entries").status_code == 403
    for service in ("alternative_care", "notifications"):
        assert auditor.get("/v1/audit-entries", service=service).status_code == 200
    listed = kanaf("audit", "list", "--record", family.head, "--action", "person.read_refused")
    assert relative.subject in listed
    assert kanaf("audit", "verify").count("chain intact") == 4
