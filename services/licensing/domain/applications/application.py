"""An application for a service of the catalogue: drafted, submitted, led to its decision.

The service's version is given to every verb: an application stays under the one it began with.
What its steps are, and who takes them, is in `handling`; what is decided, in `deciding`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from services.licensing.domain.access import Actor, owner_marks
from services.licensing.domain.applications.applicant import (
    Applicant,
    Delegate,
    Filing,
    owners_of,
    party_of,
)
from services.licensing.domain.applications.completeness import must_be_complete
from services.licensing.domain.applications.course import Course
from services.licensing.domain.applications.deadline import Deadline, Office
from services.licensing.domain.applications.events import (
    Abandoned,
    Commented,
    ContactRecorded,
    DeadlineNear,
    Drafted,
    Event,
    Filled,
    Recounted,
    Resumed,
    Submitted,
    Whose,
    Withdrawn,
)
from services.licensing.domain.applications.record import (
    UNDER_WAY,
    WARNED,
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
from services.licensing.domain.places import Place
from services.licensing.domain.refusals import RefusedField
from services.licensing.domain.words import Words


@dataclass(frozen=True)
class Moment:
    """When something is done: the moment, its day in Jordan, and how offices count days."""

    at: datetime
    today: date
    office: Office


@dataclass(frozen=True)
class Content:
    """What the applicant says: answers by field, documents by code, and who they are.

    `licence_id`: which licence it is about, as found by the number in the answers.
    """

    applicant: Applicant
    delegate: Delegate | None
    answers: Mapping[str, Any]
    papers: Mapping[str, tuple[str, ...]]
    place: Place
    licence_id: str | None = None

    @property
    def documents(self) -> tuple[str, ...]:
        """All that are named: the papers, and the authorisation of a delegate."""
        named = [each for ids in self.papers.values() for each in ids]
        return tuple(named) if self.delegate is None else (*named, self.delegate.document_id)


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

    @property
    def reference_day(self) -> date | None:
        """The last day on which something is to be done by the office, the nearest first."""
        days = [each.deadline.due_on for each in self.course.open if each.deadline is not None]
        return min((each for each in days if each is not None), default=None)

    def fill(self, service: ServiceVersion, content: Content, by: str) -> None:
        """Write the draft anew, or complete what came back. Raises `NotInThisState`."""
        self.must_be(State.DRAFT, State.RETURNED)
        self._fill(service, content, by)
        self._must_be_served(service)
        self.events.append(Filled(self.whose))

    def submit(
        self,
        service: ServiceVersion,
        moment: Moment,
        filing: Filing,
        papers: Sequence[RefusedField] = (),
    ) -> None:
        """Hand it in: complete, and nothing that the law bars. At a counter, whoever applies stands
        there and wants it; that is noted. `papers`: what is wrong with its papers.

        Raises `AnswersWrong`, `Barred` or `PapersMissing`, with all that is in the way.
        """
        self.must_be(State.DRAFT)
        self._must_be_complete(service, moment.today, papers)
        self.state = State.IN_PROGRESS
        self.submitted_at, self.submitted_on = moment.at, moment.today
        self.course = Course.begin(service, self.content.answers)
        if service.term is not None:
            self.deadline = Deadline.start(service.term, moment.today, moment.office)
        due_on = None if self.deadline is None else self.deadline.due_on
        self.handed_in = filing if filing.at_counter else None
        self.note(Entry(moment.at, _at("submitted", filing), until=due_on))
        # The contact first: who hears of the application knows by then how to reach them.
        self.events += [*self._contacts(), Submitted(self.whose)]
        self.go_on(service, moment)

    def resubmit(
        self,
        service: ServiceVersion,
        moment: Moment,
        filing: Filing,
        papers: Sequence[RefusedField] = (),
    ) -> None:
        """It was completed: the clocks go on where they stood. Raises what `submit` does."""
        self.must_be(State.RETURNED)
        self._must_be_complete(service, moment.today, papers)
        self.state = State.IN_PROGRESS
        self.returns[-1] = replace(self.returns[-1], answered_at=moment.at)
        self.course = self.course.reconsidered(service, self.content.answers)
        self.course = self.course.resumed(moment.today, moment.office)
        self.note(Entry(moment.at, _at("completed", filing)))
        self.events.append(Resumed(self.whose))
        self.go_on(service, moment)

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

    def abandon(self, moment: Moment) -> None:
        """The applicant did not go on in time."""
        self.must_be(State.DRAFT, *UNDER_WAY)
        if self.state is State.DRAFT and self.draft_reminded_days is not None:
            # The reminder did not come in time: they are told at least that it is gone.
            self.events += self._contacts()
        self.end(State.ABANDONED, moment)
        self.note(Entry(moment.at, "abandoned"))
        self.events.append(Abandoned(self.whose))

    def remind_of_draft(self, moment: Moment) -> None:
        """Once, before it goes. How they are reached is told now, and not while they may still hand
        it in or leave it; of a draft that is over they hear when it goes."""
        days, self.draft_reminded_days = self.draft_reminded_days, None
        self.must_be(State.DRAFT)
        if days is None:
            return
        self.notices.append(Notice(moment.at, WARNED, "draft", self.draft_until, days))
        near = DeadlineNear(self.whose, "draft", self.draft_until, days, "applicant")
        self.events += [*self._contacts(), near]

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

    def _contacts(self) -> Iterator[ContactRecorded]:
        applicant, delegate = self.content.applicant, self.content.delegate
        yield ContactRecorded(self.id, applicant.name, applicant.contact)
        if delegate is not None and delegate.contact is not None:
            yield ContactRecorded(self.id, delegate.name, delegate.contact, of_delegate=True)

    def _must_be_served(self, service: ServiceVersion) -> None:
        party = party_of(self.content.applicant, self.content.delegate)
        if party not in service.parties:
            raise NotForThisParty(party=party.value)

    def _must_be_complete(
        self, service: ServiceVersion, today: date, papers: Sequence[RefusedField]
    ) -> None:
        said = self.content
        must_be_complete(service, said.answers, said.applicant, papers, today, self.submitted_on)


def _at(what: str, filing: Filing) -> str:
    """What the timeline says: whether they did it themselves or at a counter."""
    return f"{what}_at_counter" if filing.at_counter else what
