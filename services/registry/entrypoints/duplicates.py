"""What the gateway can call about duplicates, and which events they follow."""

from __future__ import annotations

from typing import Any

from chassis.context import current
from chassis.events.entrypoint import Event
from chassis.rpc.server import Application, command, query
from contracts.events.registry.duplicates import PersonMerged, PersonUnmerged
from contracts.events.registry.enrolments import (
    EnrolmentApplied,
    EnrolmentReopened,
    EnrolmentStarted,
    EnrolmentWaitlisted,
)
from contracts.events.registry.households import (
    HouseholdAmended,
    HouseholdAmendedInConfidence,
    HouseholdRegistered,
)
from contracts.events.registry.persons import (
    PersonAmended,
    PersonRegistered,
    PersonRegisteredInConfidence,
)
from services.registry.app.application import Registry
from services.registry.entrypoints.events import references
from services.registry.entrypoints.reading import duplicates as reading

Request = dict[str, Any]


class DuplicatesMethods:
    """Part of `RegistryService`: `application` is what the bootstrap wired."""

    application: Registry = Application()

    @query
    def check_duplicates(self, request: Request) -> Request:
        detection = self.application.duplicates.detection
        return detection.check(reading.check(request), current().actor)

    @query
    def find_duplicates(self, request: Request) -> Request:
        return self.application.duplicates.review.queue(reading.find(request), current().actor)

    @query
    def get_duplicate(self, request: Request) -> Request:
        return self.application.duplicates.review.pair(reading.get(request), current().actor)

    @command
    def merge_duplicate(self, request: Request) -> Request:
        return self.application.duplicates.review.merge(reading.merge(request), current().actor)

    @command
    def reject_duplicate(self, request: Request) -> Request:
        return self.application.duplicates.review.reject(reading.decide(request), current().actor)

    @command
    def undo_merge(self, request: Request) -> Request:
        return self.application.duplicates.review.undo(reading.decide(request), current().actor)

    @command
    def start_matching(self, request: Request) -> Request:
        asked = reading.start_matching(request)
        return self.application.duplicates.matchings.start(asked, current().actor)

    @command
    def cancel_matching(self, request: Request) -> Request:
        asked = reading.matching(request)
        return self.application.duplicates.matchings.cancel(asked, current().actor)

    @query
    def get_matching(self, request: Request) -> Request:
        asked = reading.matching(request)
        return self.application.duplicates.matchings.one(asked, current().actor)

    @query
    def find_matchings(self, request: Request) -> Request:
        asked = reading.find_matchings(request)
        return self.application.duplicates.matchings.find(*asked, current().actor)

    @references.handles(PersonRegistered, PersonRegisteredInConfidence, PersonAmended)
    def person_known(self, event: Event[Any]) -> None:
        if reading.tells_of_address(event.data):
            self.application.duplicates.pairs.moved(event.data.person_id)
            self.application.privacy.requests.moved(event.data.person_id)
        # Who came with a file is compared by a matching, where everybody meets everybody once.
        if not getattr(event.data, "imported", False):
            self.application.duplicates.detection.detect(event.data.person_id)
        self.application.duplicates.following.guardian_named(event.data.person_id)
        self.application.privacy.claims.notice(event.data.person_id)

    @references.handles(PersonMerged, PersonUnmerged)
    def records_joined_or_parted(self, event: Event[Any]) -> None:
        self.application.duplicates.following.settle(event.data.merged_id, event.data.survivor_id)
        self.application.duplicates.following.guardian_named(event.data.merged_id)

    @references.handles(HouseholdRegistered, HouseholdAmended, HouseholdAmendedInConfidence)
    def persons_housed(self, event: Event[Any]) -> None:
        self.application.duplicates.following.named(*reading.housed(event.data))
        self.application.duplicates.detection.renew(*reading.rehoused(event.data))

    @references.handles(EnrolmentApplied, EnrolmentReopened, EnrolmentStarted, EnrolmentWaitlisted)
    def person_enrolled(self, event: Event[Any]) -> None:
        self.application.duplicates.following.named(event.data.contact_id)
