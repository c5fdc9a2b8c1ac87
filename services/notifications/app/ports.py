"""What the handlers need from the world."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

from services.notifications.domain.agreement import Agreement, Terms
from services.notifications.domain.contact import Channel, Contact
from services.notifications.domain.message import Fact, Message, State

View = dict[str, Any]


class Clock(Protocol):
    def now(self) -> datetime: ...


class Contacts(Protocol):
    """The newest contact of each party."""

    def keep(self, contact: Contact) -> Contact:
        """Keep the contact unless a newer one is known; answers the newest."""
        ...

    def forget(self, party: str, sequence: int) -> Contact | None:
        """The party cannot be reached and has no name, until a contact of theirs that is newer than
        this sequence; answers that one where it is known already."""
        ...

    def settle(self, party: str, governorate: str) -> None:
        """Remember where the party was registered, whether or not its contact is known yet."""
        ...

    def redirect(self, party: str, to: str | None, sequence: int) -> None:
        """Reach the party as another one from now on, or (`None`) as itself again.

        `sequence` is the party's own version at which it became so; what is older changes nothing.
        """
        ...

    def confidential(self) -> frozenset[str]:
        """The parties that are not to be found by what they were told: few."""
        ...

    def reached_as(self, party: str) -> list[str]:
        """The party, and every other one that is reached as it."""
        ...

    def find(self, party: str) -> Contact | None:
        """How the party can be reached, if that is known: where it was redirected to."""
        ...


@dataclass(frozen=True)
class Wanted:
    """Which messages to list; what is `None` does not matter."""

    state: State | None = None
    channel: Channel | None = None
    party: str | None = None
    template: str | None = None
    governorates: frozenset[str] | None = None
    but_to: frozenset[str] = frozenset()


@dataclass(frozen=True)
class MessagePage:
    """Messages, newest first, and the cursor of the next page when there is more."""

    items: Sequence[Message]
    next: str | None


class Messages(Protocol):
    """The messages, each under an id that follows from its event, party and channel."""

    def add_new(self, messages: Sequence[Message]) -> int:
        """Add those whose ids are not there yet, leaving others as they are; how many were new."""
        ...

    def waiting_for(self, party: str) -> list[Message]:
        """Those that wait for this party's contact."""
        ...

    def due(self, channel: Channel, now: datetime, limit: int) -> list[Message]:
        """Those about which something must be done by now, the longest overdue first."""
        ...

    def save_all(self, messages: Sequence[Message]) -> list[Message]:
        """Save changed messages; answers those that nobody else had changed meanwhile."""
        ...

    def forget_destinations(self, party: str, made_until: datetime | None) -> None:
        """Where messages to this party went is forgotten: of those made until then, or of all."""
        ...

    def sending_to(self, party: str) -> bool:
        """Whether one to this party is with the provider at this moment."""
        ...

    def get(self, message_id: str) -> Message | None:
        """The message, if there is one."""
        ...

    def find(self, wanted: Wanted, after: str | None, limit: int) -> MessagePage:
        """A page of messages, newest first."""
        ...


@dataclass(frozen=True)
class Text:
    """What a person reads: personal, never logged. An SMS has no subject."""

    body: str = field(repr=False)
    subject: str | None = field(repr=False, default=None)


class Texts(Protocol):
    """The templates."""

    def render(
        self, template: str, channel: Channel, language: str, name: str, facts: Mapping[str, Fact]
    ) -> Text:
        """The text in the person's language."""
        ...


class Refused(Exception):
    """The provider will never take this message; the first argument is the reason's code."""


class NotTaken(Exception):
    """The provider did not take this message now, and may later; first argument: reason."""


class Unreachable(Exception):
    """The provider takes nobody's messages now: it is down, too slow, or refuses us.

    `retry_after`: seconds it asked us to stay away, if it did.
    """

    def __init__(self, reason: str, retry_after: float | None = None) -> None:
        super().__init__(reason)
        self.retry_after = retry_after


class Provider(Protocol):
    """One way out: an SMS provider, a mail server."""

    def send(self, message_id: str, address: str, text: Text) -> None:
        """Hand the message over; the same id again is the same message.

        Raises `Refused`, `NotTaken` or `Unreachable`.
        """
        ...


class Agreements(Protocol):
    """The agreements, versioned."""

    def find(self, partner: str) -> Agreement | None:
        """The agreement the command at hand replaces, if there is one."""
        ...

    def add(self, agreement: Agreement) -> View: ...

    def save(self, agreement: Agreement) -> View: ...


class AgreementPages(Protocol):
    """The agreements to look at."""

    def view(self, partner: str) -> View:
        """How the agreement is shown. Raises a refusal `agreement_not_found`."""
        ...

    def page(self, after: str | None, limit: int) -> tuple[list[View], str | None]:
        """Views, newest first, and the cursor of the next page when there is more."""
        ...


class AgreementsInForce(Protocol):
    """All agreements, for each event that passes by."""

    def all(self) -> Mapping[str, Terms]:
        """Each partner's terms, at most a second old."""
        ...

    def reload(self) -> None:
        """Forget what was read: an agreement has changed."""
        ...


class Feeds(Protocol):
    """The partners' own streams."""

    def declare(self, partner: str) -> None:
        """Make sure that the partner's stream is there."""
        ...

    def append(self, partner: str, envelope: Mapping[str, Any]) -> None:
        """Write the event to the partner's stream; returns when the broker has it safe."""
        ...


class Audit(Protocol):
    """The log of accesses to protected records."""

    def record(self, action: str, kind: str, record_id: str) -> None: ...

    def page(self, sought: Mapping[str, str], after: str | None, limit: int) -> View:
        """A page of the log, newest first; that it was read is written down first."""
        ...
