"""A person whom a society nominates for the board of its union."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date

from services.licensing.domain.access import Actor, must_have_role, must_serve, owner_marks
from services.licensing.domain.contact import Contact
from services.licensing.domain.elections import refusals
from services.licensing.domain.elections.election import DECIDING, Election
from services.licensing.domain.elections.events import (
    CandidacyAdvanced,
    CandidacyEvent,
    ContactRecorded,
)
from services.licensing.domain.elections.voters import Voter

PROPOSED, CONSENTED, ACCEPTED = "proposed", "consented", "accepted"
REFUSED, WITHDRAWN, STRUCK = "refused", "withdrawn", "struck"
EVERYBODY = "everybody"


def office_mark(governorate: str) -> str:
    """How the election office of a governorate is written among who may know a candidacy."""
    return f"office:{governorate}"


def society_mark(society_id: str) -> str:
    """How who acts for a society is written among them."""
    return f"society:{society_id}"


@dataclass(frozen=True)
class Consent:
    """The person agreed: at their own login, or on paper that is kept as a document."""

    by: str
    on: date
    document_id: str | None


@dataclass(frozen=True)
class Check:
    """What the committee found."""

    accepted: bool
    reason: str | None
    by: str
    on: date


@dataclass
class Candidacy:
    """The aggregate. This constructor restores; `nominate` makes a new one."""

    id: str
    version: int
    election_id: str
    union_id: str
    governorate: str
    society_id: str
    society_name_ar: str
    name: str
    national_number: str
    nominated_by: str
    nominated_on: date
    state: str = PROPOSED
    consent: Consent | None = None
    check: Check | None = None
    withdrawn_by: str | None = None
    events: list[CandidacyEvent] = field(default_factory=list)

    @classmethod
    def nominate(
        cls,
        candidacy_id: str,
        election: Election,
        society: Voter,
        name: str,
        national_number: str,
        by: Actor,
        today: date,
    ) -> Candidacy:
        """A society that may vote nominates a person, who has still to agree."""
        election.must_take_nominations(today)
        made = cls(
            id=candidacy_id,
            version=0,
            election_id=election.id,
            union_id=election.union_id,
            governorate=election.governorate,
            society_id=society.society_id,
            society_name_ar=society.name_ar,
            name=name,
            national_number=national_number,
            nominated_by=by.subject,
            nominated_on=today,
        )
        made._enter(PROPOSED)
        return made

    @property
    def owners(self) -> frozenset[str]:
        return owner_marks(None, self.national_number)

    @property
    def readers(self) -> frozenset[str]:
        """Who may know of it: until the person has agreed, the election office, the society that
        nominated, and the person. That somebody is thought of is nobody else's business."""
        if self.consent is not None:
            return frozenset({EVERYBODY})
        office, society = office_mark(self.governorate), society_mark(self.society_id)
        return self.owners | {office, society}

    @property
    def person(self) -> str | None:
        """One person stands once in an election."""
        stands = self.state in (PROPOSED, CONSENTED, ACCEPTED)
        return f"{self.election_id}/{self.national_number}" if stands else None

    def is_of(self, actor: Actor) -> bool:
        """Whether the actor is the person."""
        return "citizen" in actor.roles and actor.national_number == self.national_number

    def agree(
        self,
        election: Election,
        document_id: str | None,
        contact: Contact,
        by: Actor,
        today: date,
    ) -> None:
        """The person agrees, and says how they are reached. On paper, staff record it."""
        if not self.is_of(by):
            if document_id is None:
                raise refusals.ConsentNotYours()
            must_have_role(by, "clerk", "supervisor")
            must_serve(by, self.governorate)
        election.must_take_nominations(today)
        self._must_be(PROPOSED)
        self.consent = Consent(by.subject, today, document_id)
        # The contact first: who hears of the candidacy knows by then how to reach its person.
        self.events.append(ContactRecorded(self.id, replace(contact, name=self.name)))
        self._enter(CONSENTED)

    def examine(
        self, election: Election, accepted: bool, reason: str | None, by: Actor, today: date
    ) -> None:
        """The committee accepts or refuses it; not who nominated or recorded the consent."""
        must_have_role(by, "supervisor")
        must_serve(by, self.governorate)
        election.must_be(*DECIDING)
        self._must_be(CONSENTED)
        if by.subject in (self.nominated_by, self.consent and self.consent.by):
            raise refusals.NominatorMayNotCheck()
        if not accepted and reason is None:
            raise refusals.ReasonWanted()
        self.check = Check(accepted, reason, by.subject, today)
        self._enter(ACCEPTED if accepted else REFUSED)

    def withdraw(self, election: Election, by: Actor) -> None:
        """By the person or the society, until the lists are final."""
        election.must_be(*DECIDING)
        self._must_be(PROPOSED, CONSENTED, ACCEPTED)
        self.withdrawn_by = by.subject
        self._enter(WITHDRAWN)

    def rule(self, stands: bool) -> None:
        """An objection was upheld: it is struck out, or a refused one stands after all."""
        self._enter(ACCEPTED if stands else STRUCK)

    def lose_society(self) -> None:
        """The society that nominated them was dissolved."""
        if self.state in (PROPOSED, CONSENTED, ACCEPTED):
            self._enter(STRUCK)

    def _must_be(self, *states: str) -> None:
        if self.state not in states:
            raise refusals.CandidacyNotInState(state=self.state)

    def _enter(self, state: str) -> None:
        self.state = state
        told = None if self.consent is None else self.id
        self.events.append(
            CandidacyAdvanced(self.id, self.election_id, self.society_id, state, told)
        )
