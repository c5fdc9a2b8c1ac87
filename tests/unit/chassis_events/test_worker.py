"""How a queue's messages are worked through, without a broker."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

from chassis.amqp.publisher import Outgoing
from chassis.amqp.topology import ConsumerQueue
from chassis.errors import Unavailable
from chassis.events.cursors import MemoryCursors
from chassis.events.outcome import Failed, Handled, Outcome, Postponed
from chassis.events.processor import Processor
from chassis.events.worker import Worker
from contracts.envelope import Envelope, encode
from tests.support.events import amended, person
from tests.support.waiting import eventually

ONE, TWO = person(1), person(2)
QUEUE = ConsumerQueue("tests.people")


class Delivered:
    """A message, and what became of it."""

    def __init__(self, event: Envelope, **headers: Any) -> None:
        self.body = encode(event)
        self.headers = headers
        self.properties: dict[str, Any] = {"message_id": event.id}
        self.routing_key = event.routing_key()
        self.fate = ""

    def ack(self) -> None:
        self.fate = "acknowledged"

    def leave(self) -> None:
        self.fate = "left"

    def give_back(self) -> None:
        self.fate = "given back"


class Scripted(Processor):
    """Answers with outcomes of the test's choice, and remembers the order."""

    def __init__(self, answer: Callable[[Envelope], Outcome]) -> None:
        super().__init__("tests.people", {}, False, MemoryCursors(), lambda _: None)  # type: ignore[arg-type, return-value]  # never asked
        object.__setattr__(self, "answer", answer)
        object.__setattr__(self, "seen", [])

    def process(self, envelope: Envelope) -> Outcome:
        self.seen.append((envelope.subject, envelope.sequence))  # type: ignore[attr-defined]
        outcome: Outcome = self.answer(envelope)  # type: ignore[attr-defined]
        return outcome


class Workshop:
    def __init__(self, answer: Callable[[Envelope], Outcome]) -> None:
        self.processor = Scripted(answer)
        self.published: list[Outgoing] = []
        self.broker_away = False
        self._started: list[Callable[[], None]] = []
        self.worker = Worker(QUEUE, self.processor, self._publish, self._started.append)

    def accept(self, *deliveries: Delivered) -> None:
        for each in deliveries:
            self.worker.accept(each)  # type: ignore[arg-type]  # has all that is asked of one

    def work(self) -> None:
        """Run all that was started, one after the other."""
        while self._started:
            self._started.pop(0)()

    def work_beside(self) -> threading.Thread:
        thread = threading.Thread(target=self.work)
        thread.start()
        return thread

    def _publish(self, message: Outgoing) -> None:
        if self.broker_away:
            raise Unavailable("broker_unavailable")
        self.published.append(message)


def test_events_of_a_subject_that_wait_together_are_taken_in_sequence() -> None:
    shop = Workshop(lambda _: Handled("done"))
    deliveries = [Delivered(amended(ONE, number)) for number in (3, 1, 2)]
    shop.accept(*deliveries)
    shop.work()
    assert shop.processor.seen == [(ONE, 1), (ONE, 2), (ONE, 3)]  # type: ignore[attr-defined]
    assert {each.fate for each in deliveries} == {"acknowledged"}


def test_a_failed_message_is_acknowledged_only_when_its_copy_is_safe() -> None:
    shop = Workshop(lambda _: Failed(ZeroDivisionError("as ever")))
    shop.broker_away = True
    delivery = Delivered(amended(ONE, 1))
    shop.accept(delivery)
    working = shop.work_beside()
    eventually(lambda: shop.processor.seen)  # type: ignore[attr-defined]
    assert delivery.fate == ""
    shop.broker_away = False
    working.join()
    assert delivery.fate == "acknowledged"
    (copy,) = shop.published
    assert copy.routing_key == "tests.people.retry.1"
    assert copy.headers["kanaf-attempt"] == 1
    assert copy.headers["kanaf-routing-key"] == "registry.person.amended.v1"


def test_what_waits_for_a_server_is_left_to_others_when_we_stop() -> None:
    shop = Workshop(lambda _: Postponed(Unavailable("database_unavailable")))
    waiting, behind = Delivered(amended(ONE, 1)), Delivered(amended(ONE, 2))
    shop.accept(waiting, behind)
    working = shop.work_beside()
    eventually(lambda: len(shop.processor.seen) > 1)  # type: ignore[attr-defined]
    shop.worker.stop()
    working.join()
    assert (waiting.fate, behind.fate) == ("left", "left")
    assert shop.published == []


def test_a_message_we_stumble_over_goes_back_and_blocks_nobody() -> None:
    class Unspeakable(Exception):
        def __str__(self) -> str:
            raise ZeroDivisionError("even its text fails")

    def answer(envelope: Envelope) -> Outcome:
        return Failed(Unspeakable()) if envelope.sequence == 1 else Handled("done")

    shop = Workshop(answer)
    bad, good = Delivered(amended(ONE, 1)), Delivered(amended(ONE, 2))
    shop.accept(bad, good)
    shop.work()
    assert (bad.fate, good.fate) == ("given back", "acknowledged")
