"""The nameko class: requests, events, and the loops that send."""

from __future__ import annotations

from typing import Any

from chassis.context import current
from chassis.errors import Unavailable
from chassis.events.entrypoint import Event
from chassis.rpc.server import command, query
from contracts.envelope import to_dict
from contracts.events.alternative_care import FamilyContactRecorded
from contracts.events.licensing.applications import ApplicationContactRecorded
from contracts.events.licensing.associations import AssociationContactRecorded
from contracts.events.licensing.elections import CandidacyContactRecorded
from contracts.events.notifications import AgreementRecorded
from contracts.events.registry.duplicates import PersonMerged, PersonUnmerged
from contracts.events.registry.persons import PersonContactRecorded, PersonErased
from contracts.rpc import audit
from contracts.rpc import notifications as contract
from contracts.rpc.problems import read
from services.notifications.app.erasures import StillOnTheirWay
from services.notifications.app.views import to_view
from services.notifications.domain.agreement import Classification
from services.notifications.entrypoints import requests
from services.notifications.entrypoints.delivery import Outbound
from services.notifications.entrypoints.events import (
    HOLDERS,
    feeds,
    messages,
    payees,
    to_contact,
    to_erasure,
    to_event,
    to_holder,
    to_redirection,
)

Answer = dict[str, Any]


class NotificationsService:
    """Messages to people, and feeds of events for ministries."""

    name = "notifications"
    application = Outbound()

    @query
    def get_message(self, request: Answer) -> Answer:
        """The state of one message."""
        asked = read(contract.GetMessage, request)
        message = self.application.look_at_messages.get(asked["message_id"], current().actor)
        return to_view(message)

    @query
    def find_messages(self, request: Answer) -> Answer:
        """States of messages, newest first."""
        asked = read(contract.FindMessages, request)
        page = self.application.look_at_messages.find(
            requests.to_wanted(asked), asked["after"], asked["limit"], current().actor
        )
        return {"items": [to_view(each) for each in page.items], "next": page.next}

    @command
    def record_agreement(self, request: Answer) -> Answer:
        """Make, replace or revoke the agreement with a partner."""
        asked = read(contract.RecordAgreement, request)
        wanted = requests.to_record_agreement(asked, current().expected_version)
        answer: Answer = self.application.agreements.record(wanted, current().actor)
        return answer

    @query
    def get_agreement(self, request: Answer) -> Answer:
        """The agreement with one partner."""
        asked = read(contract.GetAgreement, request)
        actor = current().actor
        answer: Answer = self.application.look_at_agreements.get(asked["partner"], actor)
        return answer

    @query
    def find_agreements(self, request: Answer) -> Answer:
        """All agreements, newest first."""
        asked = read(contract.FindAgreements, request)
        items, after = self.application.look_at_agreements.find(
            asked["after"], asked["limit"], current().actor
        )
        return {"items": items, "next": after}

    @query
    def find_audit_entries(self, request: Answer) -> Answer:
        """Who saw what, newest first."""
        answer: Answer = self.application.look_at_audit.find(*audit.asked(request), current().actor)
        return answer

    @messages.handles(
        PersonContactRecorded,
        ApplicationContactRecorded,
        AssociationContactRecorded,
        CandidacyContactRecorded,
        FamilyContactRecorded,
    )
    def contact_recorded(self, event: Event[Any]) -> None:
        """Somebody can be reached, or reached elsewhere."""
        self.application.notify_people.record_contact(to_contact(event))

    @messages.handles(PersonMerged, PersonUnmerged)
    def persons_joined_or_parted(self, event: Event[Any]) -> None:
        """Two records are of one person, or of two after all."""
        self.application.notify_people.redirect(*to_redirection(event))

    @messages.handles(PersonErased)
    def person_erased(self, event: Event[Any]) -> None:
        """Somebody's data were erased: how they were reached is forgotten here, too."""
        try:
            self.application.forget_people.erased(*to_erasure(event))
        except StillOnTheirWay as error:
            raise Unavailable("messages_on_their_way", retry_after=1.0) from error

    @messages.handles(*HOLDERS)
    def licence_changed(self, event: Event[Any]) -> None:
        """Something became of a licence, which also says by what its holder is reached."""
        self.application.notify_people.redirect(*to_holder(event))
        self.application.notify_people.tell(to_event(event))

    @payees.handles()
    def money_moved(self, event: Event[Any]) -> None:
        """Something became of somebody's money."""
        self.application.notify_people.tell(to_event(event))

    @messages.handles()
    def happened(self, event: Event[Any]) -> None:
        """Something that may concern somebody."""
        self.application.notify_people.tell(to_event(event))

    @feeds.handles(AgreementRecorded)
    def agreement_recorded(self, event: Event[Any]) -> None:
        """An agreement has changed, perhaps by another process: read them again."""
        self.application.feed_partners.in_force.reload()

    @feeds.handles()
    def feed(self, event: Event[Any]) -> None:
        """Something that ministries may see."""
        classification = Classification(event.envelope.dataclassification)
        self.application.feed_partners.feed(
            to_event(event), classification, to_dict(event.envelope)
        )
