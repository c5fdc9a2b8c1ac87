"""Sending what is due, by one channel."""

from __future__ import annotations

from collections.abc import Callable, Set
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from typing import Any

from services.notifications.app.ports import (
    Clock,
    Contacts,
    Messages,
    NotTaken,
    Provider,
    Refused,
    Text,
    Texts,
    Unreachable,
)
from services.notifications.domain.contact import Channel, Contact
from services.notifications.domain.message import Message, NotDue, Patience, State
from services.notifications.domain.rules import Rules


@dataclass(frozen=True)
class Outcome:
    """How an attempt ended: `outcome` for the metrics, and whether the provider is there.

    `reachable` is `None` when it was not asked. `lag` is the time from the event to the provider's
    taking the message, in seconds.
    """

    outcome: str
    reachable: bool | None = None
    stay_away: float | None = None
    lag: float | None = None


Report = Callable[[Channel, Outcome], None]
"""Counts how attempts end."""


@dataclass(frozen=True)
class Delivery:
    """Takes messages that are due and hands them to the provider.

    Before the provider hears of a message it is saved as `sending`; an attempt whose end was
    never saved (its process died) is made again when its lease is over, under the same id, by
    which the provider recognises it. `time_limit` is entered around each talk with the provider
    and raises `Unreachable` within it when that takes too long; it ends before the lease does.
    """

    channel: Channel
    rules: Rules
    messages: Messages
    contacts: Contacts
    texts: Texts
    provider: Provider
    clock: Clock
    report: Report
    time_limit: Callable[[], AbstractContextManager[Any]] = nullcontext

    def claim(self, limit: int, busy: Set[str] = frozenset()) -> list[Message]:
        """Up to `limit` due messages, now `sending` and ours; without those we are busy with."""
        now = self.clock.now()
        started: list[Message] = []
        for message in self.messages.due(self.channel, now, limit + len(busy)):
            if message.id in busy or len(started) == limit:
                continue
            try:
                message.start(now, self._patience(message))
            except NotDue:
                continue
            started.append(message)
        saved = self.messages.save_all(started)
        for message in saved:
            if message.over:
                self.report(self.channel, Outcome("failed"))
        return [message for message in saved if message.state is State.SENDING]

    def send(self, message: Message) -> Outcome:
        """Hand a claimed message to the provider and note how that ended, without saving it."""
        contact = self.contacts.find(message.notice.party)
        address = None if contact is None else contact.address(self.channel)
        if contact is None or address is None:
            message.skip(self.clock.now())
            return Outcome("skipped")
        try:
            text = self._text(message, contact)
        except Refused as defect:
            message.refused(str(defect), address, self.clock.now())
            return Outcome("failed")
        return self._hand_over(message, address, text)

    def save(self, message: Message, outcome: Outcome) -> None:
        """Save how the attempt ended."""
        if self.messages.save_all([message]):
            self.report(self.channel, outcome)

    def _text(self, message: Message, contact: Contact) -> Text:
        notice = message.notice
        return self.texts.render(
            notice.template, self.channel, contact.language, contact.name, notice.facts
        )

    def _hand_over(self, message: Message, address: str, text: Text) -> Outcome:
        try:
            with self.time_limit():
                self.provider.send(message.id, address, text)
        except Refused as refusal:
            message.refused(str(refusal), address, self.clock.now())
            return Outcome("failed", reachable=True)
        except NotTaken as delay:
            return self._postpone(message, Outcome("postponed", reachable=True), str(delay))
        except Unreachable as absence:
            gone = Outcome("postponed", reachable=False, stay_away=absence.retry_after)
            return self._postpone(message, gone, str(absence))
        now = self.clock.now()
        message.sent(address, now)
        lag = (now - message.notice.occurred_at).total_seconds()
        return Outcome("sent", reachable=True, lag=lag)

    def _postpone(self, message: Message, outcome: Outcome, reason: str) -> Outcome:
        patience = self._patience(message)
        delay = patience.delay(message.attempts)
        if outcome.reachable is False:
            # Nothing is wrong with this message: it goes as soon as the provider is back.
            delay = min(delay, patience.longest_absence)
        message.postpone(reason, delay, self.clock.now(), patience)
        if message.over:
            return Outcome("failed", outcome.reachable, outcome.stay_away)
        return outcome

    def _patience(self, message: Message) -> Patience:
        return self.rules.at(message.notice.occurred_at).patience
