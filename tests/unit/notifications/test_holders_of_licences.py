"""Whoever holds a licence now is told of its place, by the latest application that concerned it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import contracts
from chassis.events.contract import Event
from contracts.catalogue import understand
from contracts.envelope import decode
from contracts.events.licensing import licences
from services.notifications.adapters.memory import MemoryMessages
from services.notifications.domain import rules
from services.notifications.domain.message import State
from services.notifications.entrypoints.events import HOLDERS, to_holder
from tests.support.notifications import SHARING, Office, a_contact, an_event

SHARED = {each.name: each.fields for each in SHARING.events}
GOLDEN = Path(contracts.__file__).parent / "golden"
LICENCE = "0197f3a2-5c1e-5b7a-9c55-2f6d1f0a8e02"
FIRST = "0197f3a2-5c1e-5b7a-9c55-2f6d1f0a8e01"
LATER = "0197f3a2-5c1e-5b7a-9c55-2f6d1f0a8e77"
VISIT = {
    "inspection_id": "i",
    "about_kind": "licence",
    "about_id": LICENCE,
    "place": {"governorate": "JO-AM"},
    "due_on": "2026-12-06",
}
OF_LICENCE = {
    "licensing.inspection.planned": VISIT,
    "licensing.corrective_action.required": VISIT,
    "licensing.corrective_action.due_soon": VISIT,
    "licensing.corrective_action.advanced": {**VISIT, "step": "refused"},
    "licensing.corrective_action.accepted": VISIT,
    "licensing.corrective_action.overdue": VISIT,
    "licensing.measure.taken": {"licence_id": LICENCE, "kind": "warning"},
    "licensing.oversight.advanced": {"licence_id": LICENCE, "step": "objection_decided"},
}
SILENT = [
    ("licensing.corrective_action.advanced", {**VISIT, "step": "proved"}),
    ("licensing.corrective_action.advanced", {**VISIT, "step": "relocated"}),
    ("licensing.corrective_action.advanced", {"action_id": "a", "step": "refused"}),
    ("licensing.measure.taken", {"licence_id": LICENCE, "kind": "suspension"}),
    ("licensing.measure.taken", {"licence_id": LICENCE, "kind": "reopening"}),
    ("licensing.oversight.advanced", {"licence_id": LICENCE, "step": "objection_filed"}),
]


def happened(name: str, application_id: str, sequence: int) -> Event[Any]:
    """Something that became of the licence, told with this application."""
    sample = decode((GOLDEN / f"kanaf.licensing.licence.{name}.json").read_bytes())
    data = {**sample.data, "licence_id": LICENCE, "application_id": application_id}
    return Event(*understand(replace(sample, data=data, sequence=sequence)))


def hold(office: Office, name: str, application_id: str, sequence: int) -> None:
    office.notify.redirect(*to_holder(happened(name, application_id, sequence)))


def reachable(
    office: Office, application_id: str, mobile: str, as_whom: str = "application"
) -> None:
    party = f"licensing.{as_whom}/{application_id}"
    office.notify.record_contact(a_contact(party=party, mobile=mobile, email=None))


def reached(office: Office) -> list[str]:
    office.deliver()
    return [address for address, _ in office.sms.taken.values()]


@pytest.mark.parametrize("event", OF_LICENCE)
def test_the_holder_is_told_by_their_latest_application(event: str) -> None:
    office = Office()
    reachable(office, FIRST, "+962770000001")
    reachable(office, LATER, "+962770000002")
    hold(office, "issued.v2", FIRST, 1)
    hold(office, "renewed.v1", LATER, 2)
    office.notify.tell(an_event(event, OF_LICENCE[event], subject="other"))
    assert reached(office) == ["+962770000002"]


def test_who_holds_it_now_is_told_and_who_held_it_is_not() -> None:
    office = Office()
    reachable(office, FIRST, "+962770000001")
    reachable(office, LATER, "+962770000002", "holder")
    hold(office, "holder_changed.v1", LATER, 3)
    hold(office, "issued.v2", FIRST, 1)
    office.notify.tell(an_event("licensing.inspection.planned", VISIT, subject="i"))
    assert reached(office) == ["+962770000002"]


def test_that_it_was_passed_on_names_who_held_it_and_moves_nothing() -> None:
    assert licences.LicencePassedOn not in HOLDERS
    assert {licences.LicenceIssued, licences.LicenceHolderChanged} < set(HOLDERS)
    assert {licences.LicenceRenewalDue, licences.LicenceExpired} < set(HOLDERS)
    named = [set(SHARED[rules.event_name(each.TYPE)]) for each in HOLDERS]
    assert all({"licence_id", "application_id"} <= each for each in named)
    families = [rules.event_name(each.TYPE) for each in HOLDERS]
    assert len(families) == len(set(families)), "one handler for each"


def test_what_comes_before_the_licence_is_known_waits_for_it() -> None:
    office = Office()
    reachable(office, FIRST, "+962770000001")
    office.notify.tell(an_event("licensing.inspection.planned", VISIT, subject="i"))
    assert reached(office) == []
    hold(office, "issued.v2", FIRST, 1)
    assert reached(office) == ["+962770000001"]


def test_of_an_application_the_applicant_is_told() -> None:
    office = Office()
    reachable(office, FIRST, "+962770000001")
    asked = {**VISIT, "about_kind": "application", "about_id": FIRST}
    office.notify.tell(an_event("licensing.inspection.planned", asked, subject="i"))
    assert reached(office) == ["+962770000001"]


@pytest.mark.parametrize(("event", "data"), SILENT)
def test_what_the_licence_tells_or_they_did_themselves_is_told_to_nobody(
    event: str, data: dict[str, Any]
) -> None:
    office = Office()
    office.notify.tell(an_event(event, data, subject="other"))
    assert isinstance(office.messages, MemoryMessages)
    assert office.messages.all() == []


@pytest.mark.parametrize(
    ("event", "reason", "told"),
    [
        ("revoked.v1", "association_dissolved", False),
        ("suspended.v1", "association_suspended", False),
        ("reinstated.v1", "association_resumed", False),
        ("revoked.v1", "warned_repeatedly", True),
        ("suspended.v1", "other", True),
        ("reinstated.v1", "corrected", True),
    ],
)
def test_of_an_association_its_contact_hears_once(event: str, reason: str, told: bool) -> None:
    office = Office()
    reachable(office, FIRST, "+962770000001")
    of = happened(event, FIRST, 2)
    data = {**of.envelope.data, "reason_code": reason}
    office.notify.tell(an_event(rules.event_name(of.envelope.type), data, subject=LICENCE))
    assert bool(reached(office)) is told


def test_a_message_names_its_party_as_it_was_told() -> None:
    office = Office()
    reachable(office, FIRST, "+962770000001")
    hold(office, "issued.v2", FIRST, 1)
    office.notify.tell(an_event("licensing.inspection.planned", VISIT, subject="i"))
    assert isinstance(office.messages, MemoryMessages)
    (queued,) = [each for each in office.messages.all() if each.state is State.QUEUED]
    assert queued.notice.party == f"licensing.licence/{LICENCE}"
