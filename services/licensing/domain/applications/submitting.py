"""An application is handed in, and handed in again once it is completed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from services.licensing.domain.applications.application import Application, Moment
from services.licensing.domain.applications.completeness import must_be_complete
from services.licensing.domain.applications.course import Course
from services.licensing.domain.applications.deadline import Deadline
from services.licensing.domain.applications.events import Resumed, Submitted
from services.licensing.domain.applications.filing import Filing
from services.licensing.domain.applications.record import Entry, State
from services.licensing.domain.catalogue.service import ServiceVersion
from services.licensing.domain.refusals import RefusedField


def submit(
    application: Application,
    service: ServiceVersion,
    moment: Moment,
    filing: Filing,
    papers: Sequence[RefusedField] = (),
) -> None:
    """Hand it in: complete, and nothing that the law bars. At a counter, whoever applies stands
    there and wants it; that is noted. `papers`: what is wrong with its papers.

    Raises `AnswersWrong`, `Barred` or `PapersMissing`, with all that is in the way.
    """
    application.must_be(State.DRAFT)
    _must_be_complete(application, service, moment.today, papers)
    application.state = State.IN_PROGRESS
    application.submitted_at, application.submitted_on = moment.at, moment.today
    application.course = Course.begin(service, application.content.answers)
    if service.term is not None:
        application.deadline = Deadline.start(service.term, moment.today, moment.office)
    due_on = None if application.deadline is None else application.deadline.due_on
    application.handed_in = filing if filing.at_counter else None
    application.note(Entry(moment.at, _at("submitted", filing), until=due_on))
    # The contact first: who hears of the application knows by then how to reach them.
    application.events += [*application.contacts, Submitted(application.whose)]
    application.go_on(service, moment)


def resubmit(
    application: Application,
    service: ServiceVersion,
    moment: Moment,
    filing: Filing,
    papers: Sequence[RefusedField] = (),
) -> None:
    """It was completed: the clocks go on where they stood. Raises what `submit` does."""
    application.must_be(State.RETURNED)
    _must_be_complete(application, service, moment.today, papers)
    application.state = State.IN_PROGRESS
    application.returns[-1] = replace(application.returns[-1], answered_at=moment.at)
    application.course = application.course.reconsidered(service, application.content.answers)
    application.course = application.course.resumed(moment.today, moment.office)
    application.note(Entry(moment.at, _at("completed", filing)))
    application.events.append(Resumed(application.whose))
    application.go_on(service, moment)


def _must_be_complete(
    application: Application,
    service: ServiceVersion,
    today: date,
    papers: Sequence[RefusedField],
) -> None:
    said, since = application.content, application.submitted_on
    must_be_complete(service, said.answers, said.applicant, papers, today, since)


def _at(what: str, filing: Filing) -> str:
    """What the timeline says: whether they did it themselves or at a counter."""
    return f"{what}_at_counter" if filing.at_counter else what
