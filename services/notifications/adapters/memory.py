"""The ports in memory, for tests of handlers: same answers."""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from chassis.documents import cursor
from services.notifications.adapters.documents import Document, from_document, to_document
from services.notifications.adapters.messages import page
from services.notifications.app.ports import MessagePage, Text, Wanted
from services.notifications.domain.contact import Channel, Contact
from services.notifications.domain.message import Message, State


class MemoryContacts:
    """See `app.ports.Contacts`."""

    def __init__(self) -> None:
        self._contacts: dict[str, Contact] = {}
        self._governorates: dict[str, str] = {}
        self._redirected: dict[str, tuple[int, str | None]] = {}

    def keep(self, contact: Contact) -> Contact:
        known = self._contacts.get(contact.party)
        if known is None or known.sequence < contact.sequence:
            self._contacts[contact.party] = contact
        return self._placed(self._contacts[contact.party])

    def forget(self, party: str, sequence: int) -> Contact | None:
        known = self._contacts.get(party)
        if known is not None and known.sequence > sequence:
            return known
        nobody = Contact(party, 0, "ar", "") if known is None else known
        self._contacts[party] = replace(nobody, sequence=sequence, name="", mobile=None, email=None)
        return None

    def settle(self, party: str, governorate: str) -> None:
        self._governorates[party] = governorate

    def find(self, party: str) -> Contact | None:
        while (to := self._redirected.get(party, (0, None))[1]) is not None:
            party = to
        contact = self._contacts.get(party)
        return None if contact is None else self._placed(contact)

    def redirect(self, party: str, to: str | None, sequence: int) -> None:
        if sequence > self._redirected.get(party, (0, None))[0]:
            self._redirected[party] = (sequence, to)

    def confidential(self) -> frozenset[str]:
        return frozenset(each.party for each in self._contacts.values() if each.confidential)

    def reached_as(self, party: str) -> list[str]:
        parties = [party]
        for each in parties:
            parties += [other for other, (_, to) in self._redirected.items() if to == each]
        return parties

    def _placed(self, contact: Contact) -> Contact:
        return replace(contact, governorate=self._governorates.get(contact.party))


class MemoryMessages:
    """See `app.ports.Messages`."""

    def __init__(self) -> None:
        self._documents: dict[str, Document] = {}
        self._lock = threading.Lock()

    def add_new(self, messages: Sequence[Message]) -> int:
        with self._lock:
            new = [each for each in messages if each.id not in self._documents]
            self._write(new)
        return len(new)

    def waiting_for(self, party: str) -> list[Message]:
        return [
            each
            for each in self.all()
            if each.notice.party == party and each.state is State.WAITING
        ]

    def due(self, channel: Channel, now: datetime, limit: int) -> list[Message]:
        found = [
            (each.due, each)
            for each in self.all()
            if each.channel is channel and each.due is not None and each.due <= now
        ]
        return [each for _, each in sorted(found, key=lambda pair: pair[0])][:limit]

    def save_all(self, messages: Sequence[Message]) -> list[Message]:
        with self._lock:
            ours = [
                each for each in messages if self._documents[each.id]["version"] == each.version
            ]
            self._write(ours)
        return ours

    def forget_destinations(self, party: str, made_until: datetime | None) -> None:
        for document in self._documents.values():
            made = made_until is None or document["created_at"] <= made_until
            if document["party"] == party and document["destination"] is not None and made:
                document.update(destination=None, version=document["version"] + 1)

    def sending_to(self, party: str) -> bool:
        return any(
            each.notice.party == party and each.state is State.SENDING for each in self.all()
        )

    def get(self, message_id: str) -> Message | None:
        document = self._documents.get(message_id)
        return None if document is None else from_document(document)

    def find(self, wanted: Wanted, after: str | None, limit: int) -> MessagePage:
        found = [each for each in self.all() if _is_wanted(wanted, each)]
        found.sort(key=_place, reverse=True)
        if after is not None:
            place = cursor.decode(after)
            found = [each for each in found if _place(each) < place]
        return page(found[: limit + 1], limit)

    def all(self) -> list[Message]:
        """Every message, in the order they were made."""
        return [from_document(each) for each in list(self._documents.values())]

    def _write(self, messages: Sequence[Message]) -> None:
        for message in messages:
            self._documents[message.id] = to_document(message)
            message.version += 1


@dataclass
class MemoryProvider:
    """A provider that keeps what it was given; `failures` are raised first, one for each try."""

    taken: dict[str, tuple[str, Text]] = field(default_factory=dict)
    tries: list[str] = field(default_factory=list)
    failures: list[Exception] = field(default_factory=list)

    def send(self, message_id: str, address: str, text: Text) -> None:
        self.tries.append(message_id)
        if self.failures:
            raise self.failures.pop(0)
        self.taken[message_id] = (address, text)


@dataclass
class MemoryFeeds:
    """The partners' streams as lists."""

    streams: dict[str, list[dict[str, Any]]] = field(default_factory=dict)

    def declare(self, partner: str) -> None:
        self.streams.setdefault(partner, [])

    def append(self, partner: str, envelope: Mapping[str, Any]) -> None:
        self.streams[partner].append(dict(envelope))


def _place(message: Message) -> tuple[datetime, str]:
    return message.created_at, message.id


def _is_wanted(wanted: Wanted, message: Message) -> bool:
    notice = message.notice
    return (
        wanted.state in (None, message.state)
        and wanted.channel in (None, message.channel)
        and wanted.party in (None, notice.party)
        and wanted.template in (None, notice.template)
        and notice.party not in wanted.but_to
        and (wanted.governorates is None or notice.governorate in wanted.governorates)
    )
