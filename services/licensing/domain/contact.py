"""How somebody is written to.

Personal data: told to who writes to people, in no other event, and shown to few.
"""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Contact:
    """A person by name; mobile in E.164, e-mail, both or neither; language `ar` or `en`."""

    name: str = field(repr=False)
    mobile: str | None = field(repr=False, default=None)
    email: str | None = field(repr=False, default=None)
    language: str = "ar"

    @property
    def reachable(self) -> bool:
        return bool(self.mobile or self.email)


NOBODY = Contact("-")
"""Nobody is written to: nothing is known of how, or who it was is not concerned any more."""
