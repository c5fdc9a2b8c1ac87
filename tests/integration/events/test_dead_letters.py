"""What an operator does with parked messages."""

from __future__ import annotations

from typing import Any

import orjson
import pytest

from chassis.amqp.publisher import Publisher
from chassis.amqp.topology import ConsumerQueue
from chassis.dead_letters import DeadLetter, DeadLetters, NoSuchLetter
from chassis.events.contract import Event
from chassis.journal import Journal, Selection
from chassis.relay.outbox import Outbox
from contracts.envelope import to_dict
from tests.integration.events.conftest import Listen, Notebook
from tests.support.events import Broker, amended, person, registered
from tests.support.waiting import eventually

ONE, TWO = person(1), person(2)


@pytest.fixture
def dead_letters(amqp_url: str) -> DeadLetters:
    return DeadLetters(amqp_url)


def park(listen: Listen, broker: Broker, queue: ConsumerQueue, *events: Any) -> None:
    def fail(event: Event[Any]) -> None:
        raise ZeroDivisionError("as ever")

    listening = listen(fail)
    for event in events:
        broker.send(queue.name, event)
    eventually(lambda: broker.depth(queue.dead) == len(events), within=20)
    listening.stop()


def test_looking_takes_nothing_away(
    listen: Listen, broker: Broker, queue: ConsumerQueue, dead_letters: DeadLetters
) -> None:
    events = [registered(person(number)) for number in range(1, 4)]
    park(listen, broker, queue, *events)
    first = dead_letters.show(queue.name)
    assert {letter.id for letter in first} == {event.id for event in events}
    assert [letter.id for letter in dead_letters.show(queue.name)] == [each.id for each in first]
    # What was looked at goes back when the broker has noticed that the connection is closed.
    eventually(lambda: dead_letters.counts([queue.name, "nobody.knows"]) == {queue.dead: 3})


def test_what_is_replayed_works_with_fresh_attempts(
    listen: Listen,
    broker: Broker,
    queue: ConsumerQueue,
    dead_letters: DeadLetters,
    notebook: Notebook,
) -> None:
    park(listen, broker, queue, registered(ONE), registered(TWO))
    one, _ = sorted(dead_letters.show(queue.name), key=lambda each: (each.event or {})["subject"])
    listen(notebook)
    assert dead_letters.replay(queue.name, one.id) == 1
    eventually(lambda: notebook.seen == {ONE: [1]})
    assert dead_letters.replay(queue.name) == 1
    eventually(lambda: notebook.seen == {ONE: [1], TWO: [1]})
    assert dead_letters.counts([queue.name]) == {queue.dead: 0}


def test_replaying_what_still_fails_parks_it_again_after_all_its_attempts(
    listen: Listen, broker: Broker, queue: ConsumerQueue, dead_letters: DeadLetters
) -> None:
    park(listen, broker, queue, registered(ONE))
    assert dead_letters.replay(queue.name) == 1
    assert broker.depth(queue.dead) == 0
    attempts: list[int] = []

    def fail(event: Event[Any]) -> None:
        attempts.append(1)
        raise ZeroDivisionError("still")

    listen(fail)
    eventually(lambda: broker.depth(queue.dead) == 1)
    assert len(attempts) == 3


def test_what_is_discarded_is_kept_on_record(
    listen: Listen, broker: Broker, queue: ConsumerQueue, dead_letters: DeadLetters, database: Any
) -> None:
    events = registered(ONE), registered(TWO)
    park(listen, broker, queue, *events)
    journal = Journal(database)

    def record(letter: DeadLetter) -> None:
        journal.keep_discarded(letter, by="operator-1", note="a test record")

    discarded = dead_letters.discard(queue.name, events[0].id, record)
    assert discarded.id == events[0].id
    assert [letter.id for letter in dead_letters.show(queue.name)] == [events[1].id]
    kept = database["discarded"].find_one({"message_id": events[0].id})
    assert (kept["by"], kept["note"], kept["body"]) == (
        "operator-1",
        "a test record",
        discarded.body,
    )
    with pytest.raises(NoSuchLetter):
        dead_letters.discard(queue.name, events[0].id, record)


def test_what_discarded_messages_told_of_a_person_is_forgotten(database: Any) -> None:
    journal, contact = Journal(database), "kanaf.registry.person.contact_recorded.v1"
    personal = {**to_dict(registered(ONE)), "type": contact, "dataclassification": "personal"}
    events = [personal, {**personal, "subject": TWO}, to_dict(registered(ONE)), [1]]
    told = [*map(orjson.dumps, events), b"\xff"]
    for number, body in enumerate(told):
        letter = DeadLetter(str(number), "q", "failed", "", "", "", 1, "", "", body, "", {})
        journal.keep_discarded(letter, "operator-1", "a test record")
    for _ in range(2):
        journal.forget_discarded(ONE)
    first, *others = [each["body"] for each in database["discarded"].find().sort("message_id")]
    assert orjson.loads(first) == {**personal, "data": {}}
    assert others == told[1:]


def test_the_journal_is_read_by_subject_type_and_time_and_published_again(
    broker: Broker, queue: ConsumerQueue, database: Any, amqp_url: str
) -> None:
    events = [registered(ONE), amended(ONE, 2), registered(TWO)]
    Outbox(database, []).append_to_journal([to_dict(event) for event in events])
    journal = Journal(database)

    def found(selection: Selection) -> list[str]:
        return [event["id"] for event in journal.events(selection)]

    assert found(Selection()) == [event.id for event in events]
    assert found(Selection(subject=ONE)) == [event.id for event in events[:2]]
    assert found(Selection(type="kanaf.registry.person.amended")) == [events[1].id]
    assert found(Selection(since=events[0].time, until=events[0].time)) == []

    publisher = Publisher(amqp_url, "tests")
    assert journal.republish(Selection(subject=ONE), publisher.publish, queue.name) == 2
    publisher.close()
    heard = [message.properties["message_id"] for message in broker.take_all(queue.name)]
    assert heard == [event.id for event in events[:2]]
