"""How somebody was reached is forgotten when their data were erased, in any order and twice."""

from __future__ import annotations

from datetime import timedelta
from itertools import permutations
from typing import Any

import pytest

from services.notifications.app.erasures import ForgetPeople, StillOnTheirWay
from services.notifications.domain.contact import Channel
from services.notifications.domain.message import State
from tests.support.notifications import NOON, PARTY, PERSON, Office, a_contact, an_event

OTHER = "registry.person/0197f3a2-5c1e-5b7a-9c55-2f6d1f0a7e99"
NOTHING: dict[str, Any] = {"mobile": None, "email": None}


def forget(office: Office, sequence: int = 4, *categories: str) -> list[str]:
    """Amal is erased at this version; answers whose discarded messages were looked through."""
    looked: list[str] = []
    forgetting = ForgetPeople(office.contacts, office.messages, looked.append)
    forgetting.erased(PARTY, PERSON, categories or ("contact",), sequence, NOON)
    return looked


def told() -> Office:
    """An office that has told Amal, by both channels, that she is registered."""
    office = Office()
    office.notify.record_contact(a_contact())
    office.notify.tell(an_event())
    office.deliver(Channel.SMS)
    office.deliver(Channel.EMAIL)
    assert office.message().destination is not None
    return office


@pytest.mark.parametrize("times", [1, 2])
def test_that_she_was_told_stays_and_where_is_forgotten(times: int) -> None:
    office = told()
    for _ in range(times):
        assert forget(office) == [PERSON]
    for channel in Channel:
        message = office.message(channel)
        assert (message.state, message.destination) == (State.SENT, None)
    contact = office.contacts.find(PARTY)
    assert contact is not None
    assert (contact.name, contact.mobile, contact.email) == ("", None, None)


def test_what_was_erased_and_is_no_contact_changes_nothing_here() -> None:
    office = told()
    assert forget(office, 4, "disabilities", "address_details") == []
    assert office.message().destination is not None
    assert office.contacts.find(PARTY) == a_contact(governorate="JO-AM")


def test_the_last_contact_counts_in_whatever_order_they_come() -> None:
    before, erased, after = a_contact(sequence=2), 4, a_contact(sequence=6, mobile="+962770000001")
    for order in permutations([before, erased, after]):
        office = Office()
        for each in order:
            if isinstance(each, int):
                forget(office, each)
            else:
                office.notify.record_contact(each)
        assert office.contacts.find(PARTY) == after
        assert after.name


def test_an_older_contact_that_comes_late_stays_forgotten() -> None:
    office = Office()
    forget(office)
    office.notify.record_contact(a_contact(sequence=3))
    office.notify.tell(an_event())
    assert office.message().state is State.SKIPPED


def test_what_goes_to_a_contact_that_she_gave_since_is_hers_again() -> None:
    office = told()
    office.notify.record_contact(a_contact(sequence=6, mobile="+962770000001"))
    office.clock.advance(timedelta(hours=1))
    later = an_event(id="019ab3c4-5d6e-7f80-9a1b-2c3d4e5f6009")
    office.notify.tell(later)
    office.deliver(Channel.SMS)
    forget(office)
    assert office.message().destination is None
    assert office.message(event=later).destination == "+9627•••••01"


def test_a_message_that_is_with_the_provider_is_waited_for() -> None:
    office = Office()
    office.notify.record_contact(a_contact(email=None))
    office.notify.tell(an_event())
    delivery = office.delivery(Channel.SMS)
    (message,) = delivery.claim(1)
    with pytest.raises(StillOnTheirWay):
        forget(office)
    delivery.save(message, delivery.send(message))
    assert office.message().state is State.SKIPPED  # it had not looked where to go yet
    forget(office)


def test_messages_to_a_record_that_was_merged_into_hers_are_hers() -> None:
    office = Office()
    office.notify.record_contact(a_contact())
    office.notify.redirect(OTHER, PARTY, 5)
    other = an_event(data={"person_id": OTHER.partition("/")[2]}, id="019ab3c4-0000-7000-8000-1")
    office.notify.tell(other)
    office.deliver(Channel.SMS)
    sent = [each for each in office.messages.all() if each.destination]
    assert [each.notice.party for each in sent] == [OTHER]
    forget(office)
    assert not [each for each in office.messages.all() if each.destination]


def test_who_cannot_be_reached_has_no_name_here() -> None:
    office = Office()
    office.notify.record_contact(a_contact(**NOTHING))
    kept = office.contacts.find(PARTY)
    assert kept is not None
    assert kept.name == ""
