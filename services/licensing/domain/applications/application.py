"""An application for a service of the catalogue: drafted, submitted, led to its decision.

The service's version is given to every verb: an application stays under the one it began with.
How it is handed in is in `submitting`; what its steps are, and who takes them, in `handling`; what
is decided, in `deciding`; what the calendar brings, in `calendar`.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime

from services.licensing.domain.access import Actor, owner_marks
from services.licensing.domain.applications.applicant import party_of
from services.licensing.domain.applications.contacts import contacts_changed, contacts_of
from services.licensing.domain.applications.course import Course
from services.licensing.domain.applications.deadline import Deadline, Office
from services.licensing.domain.applications.events import (
    Commented,
    ContactRecorded,
    Drafted,
    Event,
    Filled,
    Recounted,
    Whose,
    Withdrawn,
)
from services.licensing.domain.applications.filing import Content, Filing, owners_of
from services.licensing.domain.applications.record import (
    UNDER_WAY,
    Comment,
    Contest,
    Decision,
    Entry,
    Notice,
    Return,
    State,
)
from services.licensing.domain.applications.refusals import NotForThisParty, NotInThisState
from services.licensing.domain.catalogue.service import ServiceVersion
from services.licensing.domain.catalogue.steps import Silence, StepKind
from services.licensing.domain.words import Words


@dataclass(frozen=True)
class Moment:
    """When something is done: the moment, its day in Jordan, and how offices count days."""

    at: datetime
    today: date
    office: Office


@dataclass
class Application:
    """The aggregate. The constructor restores a stored one; `draft` makes a new one.

    `handed_in`: at which counter, and by whom, it was handed in for who applies. `named_by`: which
    login named a document in it; who names a document of their own wants it handed in. `contest`:
    the last appeal; `contests_before`: those that were won before it. `authorised_until`: the last
    day of the delegate's authorisation, as it was handed in with; `delegation_over`: it has passed.
    `silence`: what it means for it when nobody decides in time, as its service has it.
    `draft_reminded_days`: so many days before the draft goes a reminder is still to come.
    """

    id: str
    version: int
    service: str
    service_version: str
    service_words: Words
    state: State
    content: Content
    filing: Filing
    draft_until: date
    submitted_at: datetime | None = None
    submitted_on: date | None = None
    course: Course = field(default_factory=lambda: Course(()))
    deadline: Deadline | None = None
    returns: list[Return] = field(default_factory=list)
    decision: Decision | None = None
    contest: Contest | None = None
    comments: list[Comment] = field(default_factory=list)
    timeline: list[Entry] = field(default_factory=list)
    variant: str | None = None
    handed_in: Filing | None = None
    named_by: dict[str, str] = field(default_factory=dict)
    contests_before: list[Contest] = field(default_factory=list)
    authorised_until: date | None = None
    delegation_over: bool = False
    silence: Silence = Silence.NOTHING
    notices: list[Notice] = field(default_factory=list)
    draft_reminded_days: int | None = None
    events: list[Event] = field(default_factory=list)

    @classmethod
    def draft(
        cls,
        application_id: str,
        service: ServiceVersion,
        content: Content,
        filing: Filing,
        draft_until: date,
        reminded_days: int | None = None,
    ) -> Application:
        """Begin one; nothing needs to be complete yet. Raises `NotForThisParty`."""
        application = cls(
            id=application_id,
            version=0,
            service=service.code,
            service_version=service.fingerprint,
            state=State.DRAFT,
            content=content,
            filing=filing,
            draft_until=draft_until,
            draft_reminded_days=reminded_days,
            service_words=service.words,
        )
        application._must_be_served(service)
        application._fill(service, content, filing.by)
        application.events.append(Drafted(application.whose))
        return application

    @property
    def whose(self) -> Whose:
        delegate = self.content.delegate
        reachable = delegate is not None and delegate.contact is not None
        delegated = reachable and not self.delegation_over
        return Whose(self.id, self.service, self.variant, self.content.place, delegated)

    @property
    def governorate(self) -> str:
        return self.content.place.governorate

    @property
    def owners(self) -> frozenset[str]:
        applicant, delegate = self.content.applicant, self.content.delegate
        if self.delegation_over:
            return owner_marks(None, applicant.national_number)
        return owners_of(applicant, delegate, self.filing)

    @property
    def applicant_login(self) -> str | None:
        """The login of who applies, where they filed it themselves: at home, through nobody."""
        filed, delegate = self.filing, self.content.delegate
        through = filed.at_counter or delegate is not None or filed.delegate is not None
        return None if through else self.filing.by

    @property
    def contacts(self) -> list[ContactRecorded]:
        """How who is to hear of it is reached."""
        return contacts_of(self.id, self.content)

    @property
    def filers(self) -> frozenset[str]:
        """Who filed it or handed it in: they decide none of it."""
        handed_in = frozenset() if self.handed_in is None else frozenset({self.handed_in.by})
        return handed_in | {self.filing.by}

    @property
    def overturned(self) -> frozenset[str]:
        """Who decided what an appeal has overturned since."""
        contests = [*self.contests_before, *([] if self.contest is None else [self.contest])]
        return frozenset(
            each.against.by for each in contests if each.answer and each.answer.overturned
        )

    @property
    def is_final(self) -> bool:
        """Whether its rejection was contested already: each is contested once."""
        return self.contest is not None and self.contest.against == self.decision

    def fill(self, service: ServiceVersion, content: Content, by: str) -> None:
        """Write the draft anew, or complete what came back; who is reached otherwise from now on
        is told before, where contacts were told already: with a reminder of a draft, or when it was
        handed in. Raises `NotInThisState`."""
        self.must_be(State.DRAFT, State.RETURNED)
        before = self.content
        self._fill(service, content, by)
        self._must_be_served(service)
        if self.state is State.RETURNED or self.notices:
            self.events += contacts_changed(self.id, before, content)
        self.events.append(Filled(self.whose))

    def take_up(self, service: ServiceVersion, moment: Moment) -> None:
        """The rejection is lifted, and its course goes on where it stood. What is due is counted
        anew from today, by the terms of the service: nobody was at it meanwhile."""
        self.decision, self.state = None, State.IN_PROGRESS
        self.course = self.course.taken_up(
            service, self.content.answers, moment.today, moment.office
        )
        if service.term is not None:
            self.deadline = Deadline.start(service.term, moment.today, moment.office)
        due_on = None if self.deadline is None else self.deadline.due_on
        self.note(Entry(moment.at, "taken_up", until=due_on))
        self.go_on(service, moment)

    def withdraw(self, moment: Moment) -> None:
        """The applicant does not want it any more."""
        self.must_be(State.DRAFT, *UNDER_WAY)
        self.end(State.WITHDRAWN, moment)
        self.note(Entry(moment.at, "withdrawn"))
        self.events.append(Withdrawn(self.whose))

    def comment(self, text: str, actor: Actor, moment: Moment, *, internal: bool) -> None:
        """A remark, to be read by all who deal with it or by staff alone."""
        self.comments.append(Comment(actor.subject, moment.at, text, internal))
        self.events.append(Commented(self.whose, internal))

    def go_on(self, service: ServiceVersion, moment: Moment) -> None:
        """Open the steps whose turn has come; the clock of the whole stands while only the
        applicant has something to do."""
        self.course = self.course.opened(service, moment.today, moment.office)
        self.silence = service.silence
        if self.deadline is None:
            return
        waits = all(each.kind is StepKind.PAYMENT for each in self.course.open)
        turn = self.deadline.stop if waits else self.deadline.resume
        self.deadline = turn(moment.today, moment.office)

    def end(self, state: State, moment: Moment) -> None:
        """No clock runs any more, and no step is open."""
        self.stand_still(state, moment)
        self.course = self.course.ended()

    def stand_still(self, state: State, moment: Moment) -> None:
        """No clock runs."""
        self.state = state
        self.course = self.course.stopped(moment.today, moment.office)
        if self.deadline is not None:
            self.deadline = self.deadline.stop(moment.today, moment.office)

    def recount(self, office: Office) -> None:
        """Holidays changed: the days on which something is due follow."""
        before = (self.course, self.deadline, self.returns)
        self.course = self.course.recounted(office)
        self.deadline = self.deadline and self.deadline.recount(office)
        self.returns = [
            replace(each, deadline=each.deadline.recount(office)) for each in self.returns
        ]
        if (self.course, self.deadline, self.returns) != before:
            self.events.append(Recounted(self.whose))

    def must_be(self, *states: State) -> None:
        """Raises `NotInThisState`."""
        if self.state not in states:
            raise NotInThisState(state=self.state.value)

    def note(self, entry: Entry) -> None:
        self.timeline.append(entry)

    def _fill(self, service: ServiceVersion, content: Content, by: str) -> None:
        self.content = content
        if content.delegate is None:
            self.authorised_until = None
        self.named_by = {each: self.named_by.get(each, by) for each in content.documents}
        variant = service.variant_field
        self.variant = None if variant is None else content.answers.get(variant)

    def _must_be_served(self, service: ServiceVersion) -> None:
        party = party_of(self.content.applicant, self.content.delegate)
        if party not in service.parties:
            raise NotForThisParty(party=party.value)
