"""What the registry can be asked about programmes and enrolments.

Reading an enrolment or a page of them is written to the audit log: that a family receives aid, and
why, is its own.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from services.registry.app.pages import known_page
from services.registry.app.ports import NOBODY, Audit, Today, View
from services.registry.app.programmes.explanation import Explain
from services.registry.app.programmes.ports import (
    AllPlaces,
    Enrolments,
    Grievances,
    Listing,
    PlacesId,
    Programmes,
    Ranking,
    Rules,
    Wanted,
)
from services.registry.app.programmes.reach import Reach
from services.registry.app.programmes.telling import Telling
from services.registry.domain import access
from services.registry.domain.access import Actor
from services.registry.domain.programmes.access import lists_what_is_overdue, may_count
from services.registry.domain.programmes.enrolment import Enrolment
from services.registry.domain.programmes.grievance import Grievance
from services.registry.domain.programmes.rules import Reasons

Filters = Mapping[str, str | None]
EVERYWHERE = "*"


@dataclass(frozen=True)
class ProgrammeQueries:
    """Programmes are public within the ministry and for citizens."""

    programmes: Programmes
    places: AllPlaces
    places_id: PlacesId
    list_programmes: Listing
    rules: Rules
    emergency_reasons: Callable[[date], Reasons]
    today: Today

    def programme(self, programme_id: str) -> View:
        """One programme."""
        return self.programmes.view(programme_id)

    def programme_places(self, programme_id: str, actor: Actor) -> View:
        """Whether there is room, how many places are taken, and how many people wait.

        No numbers for whom they would tell, beside the list of enrolments, how many are protected.
        """
        programme = self.programmes.load(programme_id)
        view = self.places.view(self.places_id(programme_id))
        if may_count(actor, programme.terms.governorates):
            return view
        return {**view, **dict.fromkeys(("taken", "free", "waiting"))}

    def lists(self) -> View:
        """Bodies, reasons and deadlines that are in force today."""
        today = self.today()
        rules = self.rules(today)
        return {
            "cross_check_bodies": _said(rules.bodies),
            "rejection_reasons": _said(rules.rejections),
            "suspension_reasons": [
                {**vars(each.reason), "longest_days": each.longest_days, "then": each.then}
                for each in rules.suspensions.values()
            ],
            "exit_reasons": _said(rules.exits),
            "graduation_reasons": _said(rules.graduations),
            "emergency_reasons": _said(self.emergency_reasons(today)),
            "grievance_days": rules.grievances.filing_days,
            "grievance_working_days": rules.grievances.answer_working_days,
        }

    def find(self, filters: Filters, after: str | None, limit: int) -> View:
        """Programmes, newest first; those for all governorates are for each."""
        given = {name: value for name, value in filters.items() if value is not None}
        governorate = given.pop("governorate", None)
        any_of = {} if governorate is None else {"governorate": [governorate, EVERYWHERE]}
        return self.list_programmes(Wanted(given, any_of), after, limit)


@dataclass(frozen=True)
class EnrolmentQueries:
    """Enrolments, within the reach of who asks."""

    enrolments: Enrolments
    reach: Reach
    list_enrolments: Listing
    rank: Ranking
    telling: Telling
    show: Callable[[Enrolment], View]
    summary: Callable[[View], View]
    explain: Explain
    audit: Audit

    def enrolment(self, enrolment_id: str, actor: Actor) -> View:
        """One enrolment, whole."""
        return self.telling.enrolment(self.show(self._read(enrolment_id, actor)), actor)

    def explanation(self, enrolment_id: str, actor: Actor) -> View:
        """Why it was decided so, in the family's words."""
        enrolment = self._read(enrolment_id, actor)
        with_turn = self.telling.tells_turn(actor, enrolment.programme.id)
        return {
            "id": enrolment.id,
            "version": enrolment.version,
            **self.explain.of(enrolment, with_turn=with_turn),
        }

    def find(self, filters: Filters, after: str | None, limit: int, actor: Actor) -> View:
        """A page of enrolments; a citizen finds those of their own household."""
        wanted = self.reach.wanted(filters, actor)
        if wanted is None:
            return NOBODY
        page = known_page(
            partial(self.list_enrolments, wanted), partial(self.reach.known, actor), after, limit
        )
        return {**page, "items": [self.summary(each) for each in self._listed(page, actor)]}

    def ranking(
        self,
        programme_id: str,
        governorate: str | None,
        after: str | None,
        limit: int,
        actor: Actor,
    ) -> View:
        """The assessed applications of a programme, the neediest first."""
        governorates = access.governorates_to_search(actor, governorate)
        page = known_page(
            partial(self.rank, programme_id, governorates),
            partial(self.reach.known, actor),
            after,
            limit,
        )
        items = [
            {**self.summary(each), "score": each["assessment"]["score"]}
            for each in self._listed(page, actor)
        ]
        return {**page, "items": items}

    def _listed(self, page: View, actor: Actor) -> Sequence[View]:
        """What a page shows: who is poor, and receives what, once in the audit log."""
        items: Sequence[View] = page["items"]
        if items:
            self.audit.record("enrolment.list", "enrolment", [each["id"] for each in items])
        return self.telling.enrolments(items, actor)

    def _read(self, enrolment_id: str, actor: Actor) -> Enrolment:
        enrolment = self.enrolments.load(enrolment_id)
        self.reach.may_see(actor, enrolment)
        self.audit.record("enrolment.read", "enrolment", enrolment_id)
        return enrolment


@dataclass(frozen=True)
class GrievanceQueries:
    """Grievances, within the reach of who asks; reading one is in the audit log."""

    grievances: Grievances
    reach: Reach
    list_grievances: Listing
    show: Callable[[Grievance], View]
    summary: Callable[[View], View]
    audit: Audit

    def grievance(self, grievance_id: str, actor: Actor) -> View:
        """One grievance, whole."""
        grievance = self.grievances.load(grievance_id)
        self.reach.may_see(actor, grievance)
        self.audit.record("grievance.read", "grievance", grievance_id)
        return self.show(grievance)

    def find(self, filters: Filters, after: str | None, limit: int, actor: Actor) -> View:
        """A page of grievances; a citizen finds those of their own household."""
        overdue = lists_what_is_overdue(actor)
        wanted = self.reach.overdue(filters) if overdue else self.reach.wanted(filters, actor)
        if wanted is None:
            return NOBODY
        page = known_page(
            partial(self.list_grievances, wanted), partial(self.reach.known, actor), after, limit
        )
        if shown := [each["id"] for each in page["items"]]:
            self.audit.record("grievance.list", "grievance", shown)
        return {**page, "items": [self.summary(each) for each in page["items"]]}


def _said(reasons: Reasons) -> list[View]:
    return [vars(each).copy() for each in reasons.values()]
