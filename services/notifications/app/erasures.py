"""Forgetting how somebody was reached, when their data were erased where they came from."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime

from services.notifications.app.ports import Contacts, Messages

CONTACT = "contact"
"""The category of the law that names and addresses kept here belong to."""


class StillOnTheirWay(Exception):
    """A message is with the provider, and its end will tell where it went: ask again."""


@dataclass(frozen=True)
class ForgetPeople:
    """That a message was sent, when and about what stays: it proves that somebody was told.

    Every step may be repeated, and come before or after a contact that is newer or older.
    `discarded` forgets in what operators took out of the queues.
    """

    contacts: Contacts
    messages: Messages
    discarded: Callable[[str], None]

    def erased(
        self, party: str, subject: str, categories: Collection[str], sequence: int, at: datetime
    ) -> None:
        """Raises `StillOnTheirWay`."""
        if CONTACT not in categories:
            return
        newer = self.contacts.forget(party, sequence)
        parties = self.contacts.reached_as(party)
        if any(self.messages.sending_to(each) for each in parties):
            raise StillOnTheirWay(party)
        for each in parties:
            self.messages.forget_destinations(each, None if newer is None else at)
        self.discarded(subject)
