"""A message to one person by one channel, and the states it goes through."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum

from services.notifications.domain.contact import Channel, Contact, masked

Fact = str | int


class State(StrEnum):
    """Where a message is on its way.

    ```
    waiting_for_contact → queued ⇄ sending → sent
             │               │        └────→ failed
             └──→ failed     └─────────────→ skipped
    ```
    `skipped`: the person has no address for this channel.
    """

    WAITING = "waiting_for_contact"
    QUEUED = "queued"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    SKIPPED = "skipped"


@dataclass(frozen=True)
class Notice:
    """That an event concerns a party, and what there is to say about it.

    `facts` are the values the texts name: dates, numbers; never names or case details.
    `protected` events tell of a case by their mere existence.
    """

    event_id: str
    template: str
    party: str
    channels: tuple[Channel, ...]
    occurred_at: datetime
    facts: Mapping[str, Fact] = field(default_factory=dict)
    governorate: str | None = None
    protected: bool = False


@dataclass(frozen=True)
class Patience:
    """How long a message is tried, and how often.

    `retry_after`: delays before the second, third … attempt, the last one again and again;
    `give_up_after`: since it was queued; `wait_for_contact`: since it was made; `lease`: how long
    an attempt may take before it counts as lost with the process that made it; `longest_absence`:
    how long at most a provider that was away is left alone before it is tried again.
    """

    retry_after: tuple[timedelta, ...]
    give_up_after: timedelta
    wait_for_contact: timedelta
    lease: timedelta
    longest_absence: timedelta

    def delay(self, attempts: int) -> timedelta:
        """How long to wait after this many attempts."""
        return self.retry_after[min(attempts, len(self.retry_after)) - 1]


class NotDue(Exception):
    """The message is not there to be sent now: sent already, or somebody else is sending it."""


@dataclass
class Message:
    """One message. `due` is when something must be done about it next, nothing when it is over.

    Neither address nor text is kept: they are looked up and made when the message is sent, from
    the newest contact, and `destination` keeps the masked address it went to.
    """

    id: str
    version: int
    channel: Channel
    notice: Notice
    created_at: datetime
    state: State
    due: datetime | None
    queued_at: datetime | None = None
    attempts: int = 0
    reason: str | None = None
    destination: str | None = None
    finished_at: datetime | None = None

    @classmethod
    def compose(
        cls,
        message_id: str,
        notice: Notice,
        channel: Channel,
        contact: Contact | None,
        now: datetime,
        patience: Patience,
    ) -> Message:
        """A new message: queued, or waiting for a contact that is not known yet."""
        waiting_until = now + patience.wait_for_contact
        message = cls(message_id, 0, channel, notice, now, State.WAITING, waiting_until)
        if contact is not None:
            message.release(contact, now)
        return message

    @property
    def over(self) -> bool:
        """Whether nothing more will be done about it."""
        return self.state in (State.SENT, State.FAILED, State.SKIPPED)

    def release(self, contact: Contact, now: datetime) -> None:
        """The contact has become known: queue the message. Only a waiting one changes."""
        if self.state is not State.WAITING:
            return
        if self.notice.governorate is None:
            self.notice = replace(self.notice, governorate=contact.governorate)
        if contact.address(self.channel) is None:
            self.skip(now)
        else:
            self.state, self.due, self.queued_at = State.QUEUED, now, now

    def start(self, now: datetime, patience: Patience) -> None:
        """Write down, before it is done, that it is being sent.

        A message that has waited too long for a contact, or was tried in vain for too long, fails
        instead. Raises `NotDue` when there is nothing to do yet, or no more.
        """
        if self.due is None or self.due > now:
            raise NotDue(self.id)
        if self.state is State.WAITING:
            self._finish(State.FAILED, now, "no_contact")
            return
        if self.attempts and self._too_old(now, patience):
            self._finish(State.FAILED, now, self.reason or "attempts_lost")
            return
        self.state, self.due = State.SENDING, now + patience.lease
        self.attempts += 1

    def sent(self, address: str, now: datetime) -> None:
        """The provider has taken it."""
        self.destination = masked(address)
        self._finish(State.SENT, now, None)

    def refused(self, reason: str, address: str, now: datetime) -> None:
        """The provider will never take it."""
        self.destination = masked(address)
        self._finish(State.FAILED, now, reason)

    def postpone(self, reason: str, delay: timedelta, now: datetime, patience: Patience) -> None:
        """The provider did not take it this time: queue it again, or give up when it is old."""
        if self._too_old(now, patience):
            self._finish(State.FAILED, now, reason)
            return
        self.state, self.due, self.reason = State.QUEUED, now + delay, reason

    def skip(self, now: datetime) -> None:
        """The person has no address for this channel."""
        self._finish(State.SKIPPED, now, "no_address")

    def _too_old(self, now: datetime, patience: Patience) -> bool:
        return self.queued_at is not None and now - self.queued_at >= patience.give_up_after

    def _finish(self, state: State, now: datetime, reason: str | None) -> None:
        self.state, self.reason, self.due, self.finished_at = state, reason, None, now


def compose_all(
    notice: Notice,
    contact: Contact | None,
    message_id: Callable[[str, str, str], str],
    now: datetime,
    patience: Patience,
) -> list[Message]:
    """The messages of one notice, one per channel, whose ids follow from event, party and channel.

    Once the contact is known only the channels that reach the person are used; when none does,
    the skipped messages show that the person could not be told.
    """
    channels = notice.channels
    if contact is not None:
        channels = contact.reachable_by(channels) or channels
    return [
        Message.compose(
            message_id(notice.event_id, notice.party, channel),
            notice,
            channel,
            contact,
            now,
            patience,
        )
        for channel in channels
    ]
