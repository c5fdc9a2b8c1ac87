"""What can be looked at: an application, how it is handled, lists, and what waits for somebody."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from services.licensing.app.applications.moment import Now
from services.licensing.app.applications.ports import Applications, Queue, Wait
from services.licensing.app.ports import Listing, View, Wanted
from services.licensing.domain.access import (
    LICENSING_STAFF,
    Actor,
    must_have_role,
    must_serve,
    owner_marks,
)
from services.licensing.domain.applications.access import must_hear, must_read
from services.licensing.domain.applications.application import Application

LONG_AGO = date.min.isoformat()


@dataclass(frozen=True)
class ApplicationQueries:
    applications: Applications
    queue: Queue
    show: Callable[[Application], View]
    show_handling: Callable[[Application], View]
    show_tasks: Callable[[Application], list[View]]
    show_watched: Callable[[Application, date], View]
    listing: Listing
    now: Now

    def application(self, application_id: str, actor: Actor) -> View:
        application = self.applications.load(application_id)
        must_read(actor, application)
        return self.show(application)

    def handling(self, application_id: str, actor: Actor) -> View:
        """For staff and who answers appeals: who has which step at hand, who found what, and all
        comments."""
        application = self.applications.load(application_id)
        must_read(actor, application)
        must_hear(actor, application)
        return self.show_handling(application)

    def find(
        self,
        filters: Mapping[str, str | None],
        silent_within_days: int | None,
        after: str | None,
        limit: int,
        actor: Actor,
    ) -> View:
        """By keys, and those that silence will decide within so many days, today being none."""
        found = wanted(filters, actor)
        if silent_within_days is not None:
            until = self.now().today + timedelta(days=silent_within_days)
            found = replace(found, between={"silent_on": (LONG_AGO, until.isoformat())})
        return self.listing(found, after, limit)

    def tasks(self, limit: int, actor: Actor) -> View:
        """What waits for who asks and what they have at hand, the one due first before others;
        for supervisors also what is late in their governorates, or what silence will decide."""
        must_have_role(actor, *LICENSING_STAFF)
        waiting = self.queue.waiting(Wait(actor.roles, actor.governorates), limit)
        mine = self.queue.held_by(actor.subject)
        return {
            "mine": [
                task
                for each in mine
                for task in self.show_tasks(each)
                if task["assignee"] == actor.subject
            ],
            "waiting": [
                task
                for each in waiting
                for task in self.show_tasks(each)
                if task["assignee"] is None and not actor.roles.isdisjoint(task["roles"])
            ][:limit],
            "watched": self._watched(limit, actor),
        }

    def _watched(self, limit: int, actor: Actor) -> list[View]:
        if "supervisor" not in actor.roles:
            return []
        today = self.now().today
        found = self.queue.watched(actor.governorates, limit)
        return [self.show_watched(each, today) for each in found]


def wanted(filters: Mapping[str, str | None], actor: Actor) -> Wanted:
    """The filters, narrowed to what the actor may read (as `must_read` decides for one).

    Raises `RoleMayNot` for who may read none, `NotYours` for a governorate they do not serve.
    """
    equals = {key: value for key, value in filters.items() if value is not None}
    if "auditor" in actor.roles:
        return Wanted({**equals, "submitted": "yes"})
    if not actor.roles.isdisjoint(LICENSING_STAFF):
        if "governorate" in equals:
            must_serve(actor, equals["governorate"])
            return Wanted({**equals, "submitted": "yes"})
        return Wanted({**equals, "submitted": "yes"}, {"governorate": sorted(actor.governorates)})
    if "partner" in actor.roles and actor.partner is not None:
        return Wanted({**equals, "bodies": actor.partner})
    must_have_role(actor, "citizen")
    return Wanted(equals, {"owners": sorted(owner_marks(actor.subject, actor.national_number))})
