"""What can be looked at."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from services.notifications.app.ports import (
    AgreementPages,
    Audit,
    Contacts,
    MessagePage,
    Messages,
    View,
    Wanted,
)
from services.notifications.domain.access import (
    Actor,
    governorates_of_messages,
    may_list_agreements,
    may_read_audit_log,
    may_see_agreement,
    may_see_message,
)
from services.notifications.domain.message import Message
from services.notifications.domain.refusals import MessageNotFound


@dataclass(frozen=True)
class LookAtMessages:
    """The states of messages, never their texts. Looking at protected ones is written down; those
    to somebody who is not to be found are shown to nobody, as if there were none."""

    messages: Messages
    contacts: Contacts
    audit: Audit

    def get(self, message_id: str, actor: Actor) -> Message:
        """One message. Raises `Forbidden`, `MessageNotFound`."""
        governorates_of_messages(actor)
        message = self.messages.get(message_id)
        if message is None or message.notice.party in self.contacts.confidential():
            raise MessageNotFound(id=message_id)
        may_see_message(actor, message)
        if message.notice.protected:
            self.audit.record("read", "message", message_id)
        return message

    def find(self, wanted: Wanted, after: str | None, limit: int, actor: Actor) -> MessagePage:
        """A page of the messages that the actor may see. Raises `Forbidden`."""
        allowed = governorates_of_messages(actor)
        shown = replace(wanted, governorates=allowed, but_to=self.contacts.confidential())
        page = self.messages.find(shown, after, limit)
        for message in page.items:
            if message.notice.protected:
                self.audit.record("listed", "message", message.id)
        return page


@dataclass(frozen=True)
class LookAtAudit:
    """Who saw what; that it was looked at is written down."""

    audit: Audit

    def find(self, sought: Mapping[str, str], after: str | None, limit: int, actor: Actor) -> View:
        """A page of the log, newest first. Raises `Forbidden`."""
        may_read_audit_log(actor)
        return self.audit.page(sought, after, limit)


@dataclass(frozen=True)
class LookAtAgreements:
    """The agreements with ministries."""

    agreements: AgreementPages

    def get(self, partner: str, actor: Actor) -> View:
        """One agreement; a partner sees its own."""
        may_see_agreement(actor, partner)
        return self.agreements.view(partner)

    def find(self, after: str | None, limit: int, actor: Actor) -> tuple[list[View], str | None]:
        """A page of agreements and the cursor of the next."""
        may_list_agreements(actor)
        return self.agreements.page(after, limit)
