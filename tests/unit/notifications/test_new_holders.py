"""A licence is passed on: who applied hears of the application, who holds it now of the licence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import count, permutations
from pathlib import Path
from typing import Any

import pytest

import contracts
from chassis.events.contract import Event
from contracts.catalogue import understand
from contracts.envelope import decode
from services.notifications.adapters.memory import MemoryMessages
from services.notifications.domain.contact import Contact
from services.notifications.entrypoints.events import to_event, to_holder
from tests.support.notifications import Office, a_contact

GOLDEN = Path(contracts.__file__).parent / "golden"
LICENCE = "0197f3a2-5c1e-5b7a-9c55-2f6d1f0a8e02"
FIRST = "0197f3a2-5c1e-5b7a-9c55-2f6d1f0a8e01"
TRANSFER = "0197f3a2-5c1e-5b7a-9c55-2f6d1f0a8e77"
LATER = "0197f3a2-5c1e-5b7a-9c55-2f6d1f0a8e99"
FORMER, APPLICANT, HOLDER, RENEWING = (f"+96277000000{each}" for each in range(1, 5))
CONTACTS = [
    a_contact(party=f"licensing.{party}", mobile=mobile, email=None)
    for party, mobile in {
        f"application/{FIRST}": FORMER,
        f"application/{TRANSFER}": APPLICANT,
        f"holder/{TRANSFER}": HOLDER,
        f"application/{LATER}": RENEWING,
    }.items()
]
_ids = count(1)


def happened(name: str, **data: Any) -> Event[Any]:
    """As its golden sample says, with other data; each is another event."""
    sample = decode((GOLDEN / f"kanaf.licensing.{name}.json").read_bytes())
    event_id = f"019ab3c4-5d6e-7f80-9a1b-{next(_ids):012}"
    return Event(*understand(replace(sample, id=event_id, data={**sample.data, **data})))


def of_licence(name: str, application_id: str, sequence: int, **data: Any) -> Event[Any]:
    data = {"licence_id": LICENCE, "application_id": application_id, **data}
    event = happened(f"licence.{name}", **data)
    return replace(event, envelope=replace(event.envelope, subject=LICENCE, sequence=sequence))


def passed_on() -> list[Event[Any]]:
    """What the licence tells when it is taken over."""
    return [
        of_licence("passed_on.v1", FIRST, 4),
        of_licence("holder_changed.v1", TRANSFER, 5, taken_over=True),
    ]


def granted() -> list[Event[Any]]:
    """What the application tells when an appeal grants it."""
    of = {"application_id": TRANSFER}
    return [
        happened("application.appeal_answered.v1", **of),
        happened("application.approved.v2", **of, licence_changed=False),
    ]


def read(*came: Sequence[Event[Any] | Contact]) -> dict[str, list[str]]:
    """Who reads of which events, of what comes in this order."""
    office = Office()
    for each in (one for several in came for one in several):
        if isinstance(each, Contact):
            office.notify.record_contact(each)
            continue
        if ".licence." in each.envelope.type and ".passed_on." not in each.envelope.type:
            office.notify.redirect(*to_holder(each))
        office.notify.tell(to_event(each))
    office.deliver()
    assert isinstance(office.messages, MemoryMessages)
    of = {each.id: each.notice.template for each in office.messages.all()}
    found: dict[str, list[str]] = {}
    for message_id, (address, _) in office.sms.taken.items():
        found.setdefault(address, []).append(of[message_id].removeprefix("licensing."))
    return {address: sorted(names) for address, names in found.items()}


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_each_is_told_what_is_theirs_whatever_comes_first(order: tuple[int, ...]) -> None:
    came = [granted(), passed_on(), CONTACTS]
    assert read(*(came[each] for each in order)) == {
        FORMER: ["licence.passed_on"],
        APPLICANT: ["application.appeal_answered", "application.approved"],
        HOLDER: ["licence.holder_changed"],
    }


@pytest.mark.parametrize("what", ["surplus", "refunded"])
def test_money_is_given_back_to_who_paid_it(what: str) -> None:
    money = happened(f"payment.{what}.v1", application_id=TRANSFER)
    told = read(CONTACTS, passed_on(), [money])
    assert told[APPLICANT] == [f"payment.{what}"]
    assert told[HOLDER] == ["licence.holder_changed"]


def of_place() -> Event[Any]:
    """A visit that is announced."""
    return happened("inspection.planned.v1", about_kind="licence", about_id=LICENCE)


def test_who_took_it_over_hears_all_that_becomes_of_it() -> None:
    suspended = of_licence("suspended.v1", TRANSFER, 6, taken_over=True)
    told = read(CONTACTS, passed_on(), [suspended, of_place()])
    assert told[HOLDER] == ["inspection.planned", "licence.holder_changed", "licence.suspended"]
    assert APPLICANT not in told


def test_once_they_apply_themselves_they_are_reached_as_they_say_there() -> None:
    renewed = of_licence("renewed.v1", LATER, 6)
    told = read(CONTACTS, [of_place()], [renewed], passed_on())
    assert told == {
        FORMER: ["licence.passed_on"],
        HOLDER: ["licence.holder_changed"],
        RENEWING: ["inspection.planned", "licence.renewed"],
    }


def test_who_took_it_over_and_passes_it_on_is_told_so() -> None:
    left = of_licence("passed_on.v1", TRANSFER, 6, taken_over=True)
    came = of_licence("holder_changed.v1", LATER, 7, taken_over=True)
    next_one = a_contact(party=f"licensing.holder/{LATER}", mobile="+962770000009", email=None)
    told = read(CONTACTS, [next_one], passed_on(), [left, came])
    assert told[HOLDER] == ["licence.holder_changed", "licence.passed_on"]
    assert told["+962770000009"] == ["licence.holder_changed"]
    assert RENEWING not in told


def test_of_what_was_passed_on_before_that_was_told_its_holder_is_reached_as_until_then() -> None:
    envelope = of_licence("suspended.v1", TRANSFER, 6).envelope
    data = {name: said for name, said in envelope.data.items() if name != "taken_over"}
    told = read(CONTACTS, [Event(*understand(replace(envelope, data=data)))])
    assert told == {APPLICANT: ["licence.suspended"]}, "whose contact is the new holder's there"


def test_of_what_an_association_holds_it_is_told_itself_once_it_said_who_acts_for_it() -> None:
    """Its permit was applied for by somebody who acted for it then."""
    named = of_licence("represented.v1", FIRST, 6, association_id=LATER)
    suspended = of_licence("suspended.v1", FIRST, 7, association_id=LATER)
    office = a_contact(party=f"licensing.association/{LATER}", mobile="+962770000009", email=None)
    told = read(CONTACTS, [office], [named, suspended])
    assert told == {"+962770000009": ["licence.suspended"]}
