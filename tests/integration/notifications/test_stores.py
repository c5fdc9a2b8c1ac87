"""One suite per port, on memory and on MongoDB."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest

from services.notifications.adapters.contacts import MongoContacts
from services.notifications.adapters.memory import MemoryContacts, MemoryMessages
from services.notifications.adapters.messages import MongoMessages
from services.notifications.app.ports import Contacts, Messages, Wanted
from services.notifications.domain.contact import Channel
from services.notifications.domain.message import Message, Notice, State
from tests.support.notifications import NOON, PARTY, PATIENCE, a_contact


@pytest.fixture(params=["memory", "mongo"])
def contacts(request: pytest.FixtureRequest) -> Contacts:
    if request.param == "memory":
        return MemoryContacts()
    kept = MongoContacts(request.getfixturevalue("database"))
    kept.prepare()
    return kept


@pytest.fixture(params=["memory", "mongo"])
def messages(request: pytest.FixtureRequest) -> Messages:
    if request.param == "memory":
        return MemoryMessages()
    stored = MongoMessages(request.getfixturevalue("database"))
    stored.prepare()
    return stored


def a_message(
    number: int = 1, known: bool = True, at: datetime = NOON, **different: Any
) -> Message:
    notice = Notice(
        **{
            "event_id": f"event-{number}",
            "template": "registry.person.registered",
            "party": PARTY,
            "channels": (Channel.SMS,),
            "occurred_at": at,
            "facts": {"days_left": 3, "number": "N"},
            "governorate": "JO-AM",
            **different,
        }
    )
    contact = a_contact() if known else None
    return Message.compose(f"m{number:03d}", notice, Channel.SMS, contact, at, PATIENCE)


def test_the_newest_contact_stays_whatever_order_they_come_in(contacts: Contacts) -> None:
    for sequence in (3, 7, 2, 7, 5):
        contacts.keep(a_contact(sequence=sequence, mobile=f"+96279000000{sequence}"))
    assert contacts.find(PARTY) == a_contact(sequence=7, mobile="+962790000007")


def test_keeping_a_stale_contact_answers_the_newest(contacts: Contacts) -> None:
    contacts.keep(a_contact(sequence=4))
    assert contacts.keep(a_contact(sequence=2)).sequence == 4


def test_a_party_whose_place_alone_is_known_cannot_be_reached_yet(contacts: Contacts) -> None:
    contacts.settle(PARTY, "JO-AM")
    assert contacts.find(PARTY) is None
    contacts.keep(a_contact())
    assert contacts.find(PARTY) == a_contact(governorate="JO-AM")


def test_a_place_learned_later_leaves_the_contact_as_it_is(contacts: Contacts) -> None:
    contacts.keep(a_contact())
    contacts.settle(PARTY, "JO-AM")
    assert contacts.find(PARTY) == a_contact(governorate="JO-AM")


@pytest.mark.parametrize("known", ["nothing", "place", "contact"])
def test_a_party_is_forgotten_until_a_newer_contact_comes(contacts: Contacts, known: str) -> None:
    if known == "place":
        contacts.settle(PARTY, "JO-AM")
    if known == "contact":
        contacts.keep(a_contact(language="en"))
    for _ in range(2):
        assert contacts.forget(PARTY, 4) is None
    contacts.keep(a_contact(sequence=3))
    found = contacts.find(PARTY)
    assert found is not None
    assert (found.name, found.mobile, found.email, found.sequence) == ("", None, None, 4)
    assert found.language == ("en" if known == "contact" else "ar")
    contacts.keep(a_contact(sequence=6))
    newer = contacts.forget(PARTY, 4)
    assert newer is not None
    assert newer.mobile == a_contact().mobile


def test_where_messages_went_is_forgotten(messages: Messages) -> None:
    hour = timedelta(hours=1)
    messages.add_new([a_message(1), a_message(2, at=NOON + hour), a_message(3, party="x/y")])
    for each in messages.due(Channel.SMS, NOON + hour, 9):
        each.start(NOON + hour, PATIENCE)
        each.sent("+962791234567", NOON + hour)
        messages.save_all([each])
    assert not messages.sending_to(PARTY)
    messages.forget_destinations(PARTY, NOON)

    def went() -> list[bool]:
        found = [messages.get(each) for each in ("m001", "m002", "m003")]
        return [each is not None and each.destination is not None for each in found]

    assert went() == [False, True, True]
    messages.forget_destinations(PARTY, None)
    assert went() == [False, False, True]


def test_a_message_that_is_being_sent_is_known_by_its_party(messages: Messages) -> None:
    messages.add_new([a_message()])
    (message,) = messages.due(Channel.SMS, NOON, 9)
    message.start(NOON, PATIENCE)
    messages.save_all([message])
    assert messages.sending_to(PARTY)
    assert not messages.sending_to("x/y")


def test_a_message_comes_back_as_it_was_added(messages: Messages) -> None:
    added = a_message()
    assert messages.add_new([added]) == 1
    assert messages.get(added.id) == added
    assert added.version == 1


def test_a_message_that_is_there_stays_as_it_is(messages: Messages) -> None:
    messages.add_new([a_message(1)])
    assert messages.add_new([a_message(1, governorate="JO-IR"), a_message(2)]) == 1
    stored = messages.get("m001")
    assert stored is not None
    assert stored.notice.governorate == "JO-AM"


def test_waiting_messages_are_found_by_party(messages: Messages) -> None:
    messages.add_new([a_message(1, known=False), a_message(2), a_message(3, False, party="x/y")])
    assert [each.id for each in messages.waiting_for(PARTY)] == ["m001"]


def test_due_messages_come_longest_overdue_first(messages: Messages) -> None:
    times = [NOON + timedelta(seconds=each) for each in (3, 1, 2, 60)]
    messages.add_new([a_message(number, at=at) for number, at in enumerate(times)])
    due = messages.due(Channel.SMS, NOON + timedelta(seconds=5), 10)
    assert [each.id for each in due] == ["m001", "m002", "m000"]
    assert messages.due(Channel.EMAIL, NOON + timedelta(days=1), 10) == []
    assert len(messages.due(Channel.SMS, NOON + timedelta(days=1), 2)) == 2


def test_what_is_over_is_never_due_again(messages: Messages) -> None:
    messages.add_new([a_message()])
    (message,) = messages.due(Channel.SMS, NOON, 10)
    message.start(NOON, PATIENCE)
    message.sent("+962791234567", NOON)
    assert messages.save_all([message]) == [message]
    assert messages.due(Channel.SMS, NOON + timedelta(days=9), 10) == []
    assert messages.get(message.id) == message


def test_of_two_who_change_a_message_one_is_told_that_it_did(messages: Messages) -> None:
    messages.add_new([a_message(1), a_message(2)])
    mine = messages.due(Channel.SMS, NOON, 10)
    theirs = messages.due(Channel.SMS, NOON, 1)
    for each in [*mine, *theirs]:
        each.start(NOON, PATIENCE)
    assert len(messages.save_all(theirs)) == 1
    assert [each.id for each in messages.save_all(mine)] == ["m002"]


def test_many_who_claim_at_once_never_claim_the_same(messages: Messages) -> None:
    messages.add_new([a_message(number) for number in range(60)])
    claimed: list[str] = []
    start = threading.Barrier(6)

    def claim() -> None:
        start.wait()
        for _ in range(12):
            due = messages.due(Channel.SMS, NOON, 10)
            for each in due:
                each.start(NOON, PATIENCE)
            claimed.extend(each.id for each in messages.save_all(due))

    threads = [threading.Thread(target=claim) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(claimed) == [f"m{number:03d}" for number in range(60)]


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (Wanted(), ["m003", "m002", "m001"]),
        (Wanted(state=State.WAITING), ["m002"]),
        (Wanted(channel=Channel.EMAIL), []),
        (Wanted(party="x/y"), ["m003"]),
        (Wanted(template="registry.person.registered", party=PARTY), ["m002", "m001"]),
        (Wanted(governorates=frozenset({"JO-IR"})), ["m002"]),
        (Wanted(governorates=frozenset()), []),
    ],
)
def test_messages_are_found_by_what_is_wanted_newest_first(
    messages: Messages, wanted: Wanted, found: list[str]
) -> None:
    messages.add_new(
        [
            a_message(1),
            a_message(2, False, NOON + timedelta(seconds=1), governorate="JO-IR"),
            a_message(3, at=NOON + timedelta(seconds=2), party="x/y"),
        ]
    )
    assert [each.id for each in messages.find(wanted, None, 10).items] == found


def test_pages_follow_each_other_without_gap_or_repetition(messages: Messages) -> None:
    messages.add_new([a_message(number) for number in range(25)])
    found: list[str] = []
    after, more = None, True
    while more:
        page = messages.find(Wanted(), after, 10)
        found += [each.id for each in page.items]
        after, more = page.next, page.next is not None
    assert found == [f"m{number:03d}" for number in reversed(range(25))]


def test_the_index_for_what_is_due_holds_living_messages_only(database: Any) -> None:
    stored = MongoMessages(database)
    stored.prepare()
    stored.add_new([a_message()])
    plan = database["messages"].find({"channel": "sms", "due": {"$lte": NOON}}).sort("due")
    stages: list[str] = []
    _walk(plan.explain()["queryPlanner"]["winningPlan"], stages.append)
    assert "IXSCAN" in stages
    assert "SORT" not in stages


def _walk(stage: Any, see: Callable[[str], None]) -> None:
    if isinstance(stage, dict):
        if "stage" in stage:
            see(stage["stage"])
        for each in stage.values():
            _walk(each, see)


OTHER, THIRD = "registry.person/other", "registry.person/third"


def test_a_party_is_reached_as_the_one_it_was_merged_with_until_they_part(
    contacts: Contacts,
) -> None:
    contacts.keep(a_contact())
    contacts.redirect(PARTY, OTHER, 3)
    assert contacts.find(PARTY) is None
    contacts.keep(a_contact(party=OTHER, mobile="+962790000009"))
    assert contacts.find(PARTY) == a_contact(party=OTHER, mobile="+962790000009")
    contacts.redirect(PARTY, None, 4)
    assert contacts.find(PARTY) == a_contact()


def test_of_merges_told_in_another_order_the_newest_holds(contacts: Contacts) -> None:
    contacts.redirect(PARTY, None, 4)
    contacts.redirect(PARTY, OTHER, 3)
    contacts.redirect(PARTY, OTHER, 3)
    contacts.keep(a_contact())
    assert contacts.find(PARTY) == a_contact()


def test_merges_one_after_the_other_lead_to_the_last_record(contacts: Contacts) -> None:
    contacts.redirect(PARTY, OTHER, 3)
    contacts.redirect(OTHER, THIRD, 5)
    contacts.keep(a_contact(party=THIRD))
    assert contacts.find(PARTY) == a_contact(party=THIRD)
    assert sorted(contacts.reached_as(THIRD)) == sorted([PARTY, OTHER, THIRD])
    contacts.redirect(OTHER, None, 6)
    assert contacts.reached_as(THIRD) == [THIRD]
