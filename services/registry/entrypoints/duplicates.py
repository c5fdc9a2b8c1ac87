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
from contracts.events.registry.households import HouseholdAmended, HouseholdRegistered
from contracts.events.registry.persons import PersonAmended, PersonRegistered
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

    @references.handles(PersonRegistered)
    def person_registered(self, event: Event[PersonRegistered]) -> None:
        # Of a file everybody is compared with everybody, in one go: see `kanaf match`.
        if not event.data.imported:
            self.application.duplicates.detection.detect(event.data.person_id)

    @references.handles(PersonAmended)
    def person_amended(self, event: Event[PersonAmended]) -> None:
        self.application.duplicates.detection.detect(event.data.person_id)
        self.application.duplicates.following.guardian_named(event.data.person_id)
        self.application.privacy.claims.notice(event.data.person_id)

    @references.handles(PersonMerged, PersonUnmerged)
    def records_joined_or_parted(self, event: Event[Any]) -> None:
        self.application.duplicates.following.settle(event.data.merged_id, event.data.survivor_id)
        self.application.duplicates.following.guardian_named(event.data.merged_id)

    @references.handles(HouseholdRegistered, HouseholdAmended)
    def persons_housed(self, event: Event[Any]) -> None:
        self.application.duplicates.following.named(*reading.housed(event.data))

    @references.handles(EnrolmentApplied, EnrolmentReopened, EnrolmentStarted, EnrolmentWaitlisted)
    def person_enrolled(self, event: Event[Any]) -> None:
        self.application.duplicates.following.named(event.data.contact_id)
