"""From queued to sent: written down before, retried, given up, never sent twice at a time."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from services.notifications.app.ports import NotTaken, Refused, Unreachable
from services.notifications.domain.contact import Channel, masked
from services.notifications.domain.message import Message, State
from tests.support.notifications import PATIENCE, Office, a_contact, an_event


@pytest.fixture
def office() -> Office:
    """A message for Amal is queued on both channels."""
    office = Office()
    office.notify.record_contact(a_contact())
    office.notify.tell(an_event())
    return office


def test_a_queued_message_is_sent_to_the_person_in_their_language(office: Office) -> None:
    office.deliver()
    (address, text), *_ = office.sms.taken.values()
    assert address == "+962791234567"
    assert "السجل الاجتماعي" in text.body
    assert office.message().state is State.SENT
    assert office.outcomes == [("sms", "sent")]


def test_what_was_sent_shows_where_it_went_but_not_to_whom(office: Office) -> None:
    office.deliver()
    assert office.message().destination == "+9627•••••67"
    assert "+962791234567" not in repr(office.message())


def test_it_is_written_down_as_sending_before_the_provider_hears_of_it(office: Office) -> None:
    seen: list[State] = []

    class Watching:
        def send(self, message_id: str, address: str, text: object) -> None:
            seen.append(office.message().state)

    delivery = office.delivery(Channel.SMS, Watching())
    for message in delivery.claim(1):
        delivery.send(message)
    assert seen == [State.SENDING]


def test_two_processes_never_send_the_same_message_at_a_time(office: Office) -> None:
    first = office.delivery(Channel.SMS).claim(10)
    second = office.delivery(Channel.SMS).claim(10)
    assert (len(first), len(second)) == (1, 0)


def test_a_message_that_is_on_its_way_is_not_begun_again_when_the_clock_is_moved(
    office: Office,
) -> None:
    (message,) = office.delivery(Channel.SMS).claim(10)
    office.clock.advance(timedelta(days=1))
    assert office.delivery(Channel.SMS).claim(10, busy={message.id}) == []


def test_a_lost_attempt_is_made_again_under_the_same_id_when_its_lease_is_over(
    office: Office,
) -> None:
    delivery = office.delivery(Channel.SMS)
    (message,) = delivery.claim(10)
    delivery.send(message)  # and the process dies before it saves that
    assert office.deliver() == []
    office.clock.advance(PATIENCE.lease)
    office.deliver()
    assert office.message().state is State.SENT
    assert office.sms.tries == [message.id, message.id]
    assert len(office.sms.taken) == 1


def test_a_temporary_refusal_is_tried_again_with_growing_delay(office: Office) -> None:
    office.sms.failures = [NotTaken("provider_http_500") for _ in range(6)]
    waited: list[float] = []
    while office.message().state is not State.SENT:
        office.deliver()
        message = office.message()
        if message.due is not None:
            waited.append((message.due - office.clock.now()).total_seconds())
            office.clock.at = message.due
    assert waited == [1, 10, 60, 600, 3600, 3600]
    assert office.message().attempts == 7


def test_a_provider_that_is_away_is_tried_again_soon_however_often_it_was(office: Office) -> None:
    office.sms.failures = [Unreachable("provider_unreachable") for _ in range(20)]
    for _ in range(20):
        office.deliver()
        message = office.message()
        assert message.due is not None
        assert message.due - office.clock.now() <= PATIENCE.longest_absence
        office.clock.at = message.due
    office.deliver()
    assert office.message().state is State.SENT


def test_a_permanent_refusal_fails_with_its_reason(office: Office) -> None:
    office.sms.failures = [Refused("provider_http_422")]
    office.deliver()
    message = office.message()
    assert (message.state, message.reason) == (State.FAILED, "provider_http_422")
    assert office.deliver() == []
    assert office.outcomes == [("sms", "failed")]


def test_a_message_is_given_up_when_it_is_old(office: Office) -> None:
    office.sms.failures = [Unreachable("provider_unreachable")] * 2
    office.deliver()
    office.clock.advance(PATIENCE.give_up_after)
    office.deliver()
    assert office.message().state is State.FAILED
    assert office.message().reason == "provider_unreachable"


def test_the_newest_address_is_used_when_it_is_sent(office: Office) -> None:
    office.notify.record_contact(a_contact(sequence=3, mobile="+962780000009"))
    office.deliver()
    assert [address for address, _ in office.sms.taken.values()] == ["+962780000009"]


def test_a_message_is_skipped_when_the_address_is_gone_meanwhile(office: Office) -> None:
    office.notify.record_contact(a_contact(sequence=3, mobile=None))
    office.deliver()
    assert office.message().state is State.SKIPPED
    assert office.sms.tries == []


def test_a_message_that_waits_too_long_for_a_contact_fails() -> None:
    office = Office()
    office.notify.tell(an_event())
    office.clock.advance(PATIENCE.wait_for_contact)
    office.deliver()
    assert office.message().state is State.FAILED
    assert office.message().reason == "no_contact"
    assert office.outcomes == [("sms", "failed")]


def test_a_text_that_cannot_be_made_fails_its_message(office: Office) -> None:
    broken = office.message()
    broken.notice = type(broken.notice)(**{**vars(broken.notice), "template": "no.such.template"})
    office.messages.save_all([broken])
    office.deliver()
    assert (office.message().state, office.message().reason) == (State.FAILED, "text_unrenderable")


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("+962791234567", "+9627•••••67"),
        ("amal@example.jo", "a•••@example.jo"),
        ("+9627", "•••••"),
    ],
)
def test_addresses_are_shown_masked(address: str, shown: str) -> None:
    assert masked(address) == shown


class ProviderOfEveryMood(RuleBasedStateMachine):
    """Whatever the provider does and whoever dies, a message ends once, under one id."""

    @initialize()
    def a_message_is_queued(self) -> None:
        self.office = Office()
        self.office.notify.record_contact(a_contact())
        self.office.notify.tell(an_event())
        self.ends: list[State] = []
        self.claimed: list[Message] = []

    @rule(
        mood=st.sampled_from(
            [None, NotTaken("busy"), Unreachable("away"), Refused("no"), Unreachable("away", 5)]
        )
    )
    def the_provider_is_asked(self, mood: Exception | None) -> None:
        self.office.sms.failures = [] if mood is None else [mood]
        self.office.deliver()

    @rule()
    def a_process_claims_and_dies(self) -> None:
        self.office.delivery(Channel.SMS).claim(1)

    @rule()
    def a_process_sends_and_dies(self) -> None:
        delivery = self.office.delivery(Channel.SMS)
        self.office.sms.failures = []
        for message in delivery.claim(1):
            delivery.send(message)

    @rule(seconds=st.integers(0, 100_000))
    def time_passes(self, seconds: int) -> None:
        self.office.clock.advance(timedelta(seconds=seconds))

    @rule()
    def the_event_comes_again(self) -> None:
        self.office.notify.tell(an_event())

    @invariant()
    def what_is_over_stays_over_and_what_is_not_has_a_time(self) -> None:
        message = self.office.message()
        assert message.over is (message.due is None)
        if self.ends:
            assert message.state is self.ends[0]
        if message.over:
            self.ends.append(message.state)

    @invariant()
    def the_provider_knows_one_message(self) -> None:
        assert len(set(self.office.sms.tries)) <= 1


ProviderOfEveryMood.TestCase.settings = settings(max_examples=40, stateful_step_count=25)
TestProviderOfEveryMood = ProviderOfEveryMood.TestCase
