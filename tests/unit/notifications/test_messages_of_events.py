"""One event makes one message per channel, in whatever order and however often events come."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.notifications.adapters.memory import MemoryMessages
from services.notifications.domain.contact import Channel, Contact
from services.notifications.domain.message import State
from services.notifications.domain.rules import Event
from tests.support.notifications import PARTY, PERSON, Office, a_contact, an_event

HOUSEHOLD = an_event(
    "registry.household.registered",
    {"household_id": "h", "head_id": PERSON, "place": {"governorate": "JO-AM"}},
    id="019ab3c4-5d6e-7f80-9a1b-2c3d4e5f6002",
    subject="h",
)
HISTORY: list[Event | Contact] = [
    an_event(),
    a_contact(sequence=2, mobile="+962770000001"),
    a_contact(sequence=4, mobile="+962770000002", language="en"),
    HOUSEHOLD,
]


def happen(office: Office, happened: Event | Contact) -> None:
    if isinstance(happened, Contact):
        office.notify.record_contact(happened)
    else:
        office.notify.tell(happened)


def alive(office: Office) -> dict[tuple[str, str], State]:
    """Which messages there are, apart from those nobody needs."""
    assert isinstance(office.messages, MemoryMessages)
    return {
        (each.notice.event_id, each.channel.value): each.state
        for each in office.messages.all()
        if each.state is not State.SKIPPED
    }


def test_a_known_person_gets_a_message_by_each_channel_at_once() -> None:
    office = Office()
    office.notify.record_contact(a_contact())
    office.notify.tell(an_event())
    assert office.message(Channel.SMS).state is State.QUEUED
    assert office.message(Channel.EMAIL).state is State.QUEUED
    assert office.queued == 1


@pytest.mark.parametrize(
    ("what", "contact", "told"),
    [("taken", PERSON, True), ("planned", PERSON, False), ("taken", None, False)],
)
def test_of_what_is_set_off_who_is_named_hears_once_it_is(
    what: str, contact: str | None, told: bool
) -> None:
    office = Office()
    office.notify.record_contact(a_contact())
    data = {"recovery_id": "r", "household_id": "h", "what": what, "contact_id": contact}
    office.notify.tell(an_event("registry.recovery.changed", data, subject="r"))
    assert office.queued == int(told)


def test_a_message_waits_for_a_contact_that_is_not_known_yet() -> None:
    office = Office()
    office.notify.tell(an_event())
    assert office.message().state is State.WAITING
    assert office.queued == 0
    office.notify.record_contact(a_contact())
    assert office.message().state is State.QUEUED
    assert office.queued == 1


def test_only_channels_that_reach_the_person_are_used() -> None:
    office = Office()
    office.notify.record_contact(a_contact(email=None))
    office.notify.tell(an_event())
    assert alive(office) == {(an_event().id, "sms"): State.QUEUED}


def test_a_message_that_waited_is_skipped_where_the_contact_has_no_address() -> None:
    office = Office()
    office.notify.tell(an_event())
    office.notify.record_contact(a_contact(mobile=None))
    assert office.message(Channel.SMS).state is State.SKIPPED
    assert office.message(Channel.SMS).reason == "no_address"
    assert office.message(Channel.EMAIL).state is State.QUEUED


def test_a_person_who_cannot_be_reached_leaves_a_trace() -> None:
    office = Office()
    office.notify.record_contact(a_contact(mobile=None, email=None))
    office.notify.tell(an_event())
    assert office.message(Channel.SMS).state is State.SKIPPED


def test_a_stale_contact_does_not_replace_a_newer_one() -> None:
    office = Office()
    office.notify.record_contact(a_contact(sequence=5, mobile="+962770000005"))
    office.notify.record_contact(a_contact(sequence=2, mobile="+962770000002"))
    contact = office.contacts.find(PARTY)
    assert contact is not None
    assert contact.mobile == "+962770000005"


def test_a_contact_that_arrives_between_look_and_write_still_releases_the_message() -> None:
    class ArrivingMeanwhile(MemoryMessages):
        def add_new(self, messages: Any) -> int:
            if not self.all():
                office.notify.record_contact(a_contact())
            return super().add_new(messages)

    office = Office(messages=ArrivingMeanwhile())
    office.notify.tell(an_event())
    assert office.message().state is State.QUEUED


def test_an_event_that_failed_halfway_is_made_whole_by_its_repetition() -> None:
    """The message was written waiting, the process died, the contact came, the event again."""
    office = Office()
    interrupted = Office(messages=office.messages)
    interrupted.notify.tell(an_event())
    office.contacts.keep(a_contact())
    office.notify.tell(an_event())
    assert office.message().state is State.QUEUED


def test_nobody_is_told_of_what_concerns_nobody_outside() -> None:
    office = Office()
    office.notify.tell(an_event("alternative_care.case.review_due", {"case_id": "c"}))
    assert alive(office) == {}


@pytest.mark.parametrize(("outcome", "told"), [("failed", True), ("passed", False)])
def test_an_applicant_is_told_of_a_failed_inspection_only(outcome: str, told: bool) -> None:
    office = Office()
    event = an_event("licensing.application.step_done", {"application_id": "a", "finding": outcome})
    office.notify.tell(event)
    assert bool(alive(office)) is told


@pytest.mark.parametrize(("result_id", "told"), [(None, True), ("licence-1", False)])
def test_an_approval_is_told_where_no_licence_tells_of_itself(
    result_id: str | None, told: bool
) -> None:
    office = Office()
    facts = {"application_id": "a", "result_id": result_id, "silent": False, "late": False}
    office.notify.tell(an_event("licensing.application.approved", facts))
    assert bool(alive(office)) is told


@pytest.mark.parametrize(
    ("reason", "told"),
    [("moved_away", True), ("same_person", False), ("earlier_reinstated", False)],
)
def test_nobody_is_told_of_an_end_while_another_enrolment_goes_on(reason: str, told: bool) -> None:
    office = Office()
    facts = {"contact_id": PERSON, "reason_code": reason, "ended_on": "2026-11-22"}
    names = {"programme_ar": "كرامة", "programme_en": "Karamah", "governorate": "JO-AM"}
    office.notify.tell(an_event("registry.enrolment.ended", {**facts, **names}))
    assert bool(alive(office)) is told


def test_a_message_belongs_to_the_governorate_where_its_party_was_registered() -> None:
    office = Office()
    office.notify.tell(
        an_event(
            "licensing.application.submitted",
            {"application_id": PERSON, "place": {"governorate": "JO-IR"}},
        )
    )
    later = an_event("licensing.application.rejected", {"application_id": PERSON}, id="later")
    office.notify.tell(later)
    office.notify.record_contact(a_contact(party=f"licensing.application/{PERSON}"))
    assert isinstance(office.messages, MemoryMessages)
    assert {each.notice.governorate for each in office.messages.all()} == {"JO-IR"}


@given(
    st.permutations(HISTORY).flatmap(
        lambda order: st.lists(st.sampled_from(order), max_size=6).map(lambda more: order + more)
    )
)
def test_any_order_and_any_repetition_gives_the_same_messages(order: list[Event | Contact]) -> None:
    office = Office()
    for each in order:
        happen(office, each)
    assert alive(office) == {
        (event.id, channel): State.QUEUED
        for event in (an_event(), HOUSEHOLD)
        for channel in ("sms", "email")
    }
    office.deliver(Channel.SMS)
    office.deliver(Channel.SMS)
    for each in order:
        happen(office, each)
    office.deliver(Channel.SMS)
    assert len(office.sms.tries) == 2
    assert {address for address, _ in office.sms.taken.values()} == {"+962770000002"}


SURVIVOR = "registry.person/0197f3a2-5c1e-5b7a-9c55-2f6d1f0a7e77"


def test_what_waits_for_a_merged_person_goes_to_the_record_that_stays() -> None:
    office = Office()
    office.notify.tell(an_event())
    office.notify.redirect(PARTY, SURVIVOR, 3)
    assert office.message().state is State.WAITING
    office.notify.record_contact(a_contact(party=SURVIVOR))
    assert office.message().state is State.QUEUED
    assert office.message().notice.party == PARTY


def test_a_merge_releases_what_waits_when_the_survivor_is_known() -> None:
    office = Office()
    office.notify.record_contact(a_contact(party=SURVIVOR))
    office.notify.tell(an_event())
    assert office.message().state is State.WAITING
    office.notify.redirect(PARTY, SURVIVOR, 3)
    assert office.message().state is State.QUEUED
