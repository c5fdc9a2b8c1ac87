"""How a party can be reached."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum


class Channel(StrEnum):
    """A way to reach a person."""

    SMS = "sms"
    EMAIL = "email"


@dataclass(frozen=True)
class Contact:
    """What a party gave us to be reached by: personal data, never logged.

    `party` names whom in which service: `registry.person/<id>`, `licensing.application/<id>`,
    `licensing.delegate/<id>` and `licensing.holder/<id>` of an application,
    `licensing.association/<id>`, `licensing.candidacy/<id>` or `alternative_care.family/<id>`.
    `sequence` is the party's own version at which this was recorded: the higher one is the newer,
    whatever order they arrive in.
    A licence (`licensing.licence/<id>`) has no contact of its own: its holder is reached as by the
    latest application that concerned it, as the `holder` of it where they took it over by that.
    `mobile` is E.164.
    `governorate` is where the party was registered, when that is known. Who is `confidential` is
    not to be found by what they were told.
    """

    party: str
    sequence: int
    language: str
    name: str = field(repr=False)
    mobile: str | None = field(repr=False, default=None)
    email: str | None = field(repr=False, default=None)
    governorate: str | None = None
    confidential: bool = False

    @property
    def as_kept(self) -> Contact:
        """Who cannot be reached is not greeted either: their name is nothing to keep."""
        return self if self.mobile or self.email else replace(self, name="")

    def address(self, channel: Channel) -> str | None:
        """Where this channel reaches the party; nothing when it does not."""
        return (self.mobile if channel is Channel.SMS else self.email) or None

    def reachable_by(self, channels: Sequence[Channel]) -> tuple[Channel, ...]:
        """Those of the channels that reach the party."""
        return tuple(each for each in channels if self.address(each))


def masked(address: str) -> str:
    """Enough of an address to recognise it, too little to use it: `+9627•••••78`, `s•••@x.jo`."""
    local, at, domain = address.partition("@")
    if at:
        return f"{local[:1]}•••@{domain}"
    return f"{address[:5]}•••••{address[-2:]}" if len(address) > 9 else "•••••"
