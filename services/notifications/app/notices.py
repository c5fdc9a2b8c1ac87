"""Making messages of events, in whatever order and however often these come."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from services.notifications.app.ports import Clock, Contacts, Messages
from services.notifications.domain.contact import Contact
from services.notifications.domain.message import Notice, State, compose_all
from services.notifications.domain.rules import Event, Rules


@dataclass(frozen=True)
class NotifyPeople:
    """Tells people what concerns them.

    Every step may be repeated: message ids follow from the event, and a message leaves
    `waiting_for_contact` once. `queued` is called when there is something to send.
    """

    rules: Rules
    contacts: Contacts
    messages: Messages
    message_id: Callable[[str, str, str], str]
    clock: Clock
    queued: Callable[[], None]

    def tell(self, event: Event) -> None:
        """Make the messages that the rules ask for.

        The contact may arrive between our look and our write, and then finds nothing to release;
        so whoever wrote a waiting message, now or in an earlier attempt, looks once more.
        """
        for notice in self.rules.notices(event):
            self._tell(notice, event)

    def _tell(self, notice: Notice, event: Event) -> None:
        if notice.governorate is not None and notice.party.endswith(f"/{event.subject}"):
            # The party's own event says where it belongs; later ones about it may not.
            self.contacts.settle(notice.party, notice.governorate)
        now, patience = self.clock.now(), self.rules.at(event.occurred_at).patience
        contact = self.contacts.find(notice.party)
        made = compose_all(notice, contact, self.message_id, now, patience)
        new = self.messages.add_new(made)
        if contact is None or new < len(made):
            contact = self.contacts.find(notice.party)
            if contact is not None:
                self._release(contact)
        elif any(each.state is State.QUEUED for each in made):
            self.queued()

    def record_contact(self, contact: Contact) -> None:
        """Keep the contact if it is the newest, and release what waited for one."""
        self._release(self.contacts.keep(contact.as_kept))

    def redirect(self, party: str, to: str | None, sequence: int) -> None:
        """The party is one with another (`to`), or a party of its own again.

        Messages keep whom they are for; contacts are looked up when they are sent.
        """
        self.contacts.redirect(party, to, sequence)
        contact = self.contacts.find(party)
        if contact is not None:
            self._release(contact)

    def _release(self, contact: Contact) -> None:
        parties = self.contacts.reached_as(contact.party)
        waiting = [each for party in parties for each in self.messages.waiting_for(party)]
        for message in waiting:
            message.release(contact, self.clock.now())
        if waiting and self.messages.save_all(waiting):
            self.queued()
