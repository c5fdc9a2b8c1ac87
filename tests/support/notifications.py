"""Notifications on ports in memory, and the small things its tests are made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

from chassis.clock import FixedClock
from chassis.context import Actor
from services.notifications.adapters import rules, sharing
from services.notifications.adapters.memory import (
    MemoryContacts,
    MemoryMessages,
    MemoryProvider,
)
from services.notifications.adapters.texts import Templates
from services.notifications.app.delivery import Delivery, Outcome
from services.notifications.app.notices import NotifyPeople
from services.notifications.app.ports import Contacts, Messages, Provider
from services.notifications.bootstrap import message_id
from services.notifications.domain.agreement import Terms
from services.notifications.domain.contact import Channel, Contact
from services.notifications.domain.message import Message
from services.notifications.domain.rules import Event, Rules

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
PERSON = "0197f3a2-5c1e-5b7a-9c55-2f6d1f0a7e11"
PARTY = f"registry.person/{PERSON}"
RULES: Rules = rules.load()
SHARING = sharing.from_catalogue()
PATIENCE = RULES.at(NOON).patience


def a_contact(**different: Any) -> Contact:
    """Amal, by both channels, in Arabic."""
    values: dict[str, Any] = {
        "party": PARTY,
        "sequence": 2,
        "language": "ar",
        "name": "آمال الخطيب",
        "mobile": "+962791234567",
        "email": "amal@example.jo",
    }
    return Contact(**{**values, **different})


def an_event(
    name: str = "registry.person.registered",
    data: Mapping[str, Any] | None = None,
    **different: Any,
) -> Event:
    """The registration of Amal, or something else."""
    values: dict[str, Any] = {
        "id": "019ab3c4-5d6e-7f80-9a1b-2c3d4e5f6001",
        "name": name,
        "subject": PERSON,
        "sequence": 1,
        "occurred_at": NOON,
        "data": data or {"person_id": PERSON, "place": {"governorate": "JO-AM"}},
    }
    return Event(**{**values, **different})


def an_actor(*roles: str, **different: Any) -> Actor:
    return Actor(subject="somebody", roles=frozenset(roles), **different)


def terms(**different: Any) -> Terms:
    """An agreement about all that happens to licences."""
    values: dict[str, Any] = {
        "ministry": "وزارة التربية والتعليم",
        "legal_basis": "قرار 12/2026",
        "events": ("licensing.licence.*",),
        "valid_from": date(2026, 1, 1),
    }
    return Terms(**{**values, **different})


@dataclass
class Office:
    """Everything that makes and sends messages, at noon."""

    contacts: Contacts = field(default_factory=MemoryContacts)
    messages: Messages = field(default_factory=MemoryMessages)
    sms: MemoryProvider = field(default_factory=MemoryProvider)
    email: MemoryProvider = field(default_factory=MemoryProvider)
    clock: FixedClock = field(default_factory=lambda: FixedClock(NOON))
    outcomes: list[tuple[str, str]] = field(default_factory=list)
    queued: int = 0

    @property
    def notify(self) -> NotifyPeople:
        return NotifyPeople(
            RULES, self.contacts, self.messages, message_id, self.clock, self._count_queued
        )

    def delivery(self, channel: Channel, provider: Provider | None = None) -> Delivery:
        return Delivery(
            channel,
            RULES,
            self.messages,
            self.contacts,
            Templates(),
            provider or (self.sms if channel is Channel.SMS else self.email),
            self.clock,
            self._report,
        )

    def deliver(self, channel: Channel = Channel.SMS, limit: int = 100) -> list[Outcome]:
        """One round: everything due is tried once."""
        delivery = self.delivery(channel)
        outcomes = []
        for message in delivery.claim(limit):
            outcome = delivery.send(message)
            delivery.save(message, outcome)
            outcomes.append(outcome)
        return outcomes

    def message(self, channel: Channel = Channel.SMS, event: Event | None = None) -> Message:
        """The message that this event made."""
        found = self.messages.get(message_id((event or an_event()).id, PARTY, channel))
        assert found is not None
        return found

    def _count_queued(self) -> None:
        self.queued += 1

    def _report(self, channel: Channel, outcome: Outcome) -> None:
        self.outcomes.append((channel.value, outcome.outcome))
