"""Everything that keeps an application from being handed in, told at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from services.licensing.domain.applications.applicant import Applicant
from services.licensing.domain.applications.refusals import Barred, PapersMissing
from services.licensing.domain.catalogue.conditions import Answers
from services.licensing.domain.catalogue.fields import FieldType
from services.licensing.domain.catalogue.refusals import AnswersWrong
from services.licensing.domain.catalogue.service import Bar, ServiceVersion
from services.licensing.domain.refusals import RefusedField

NOT_WANTED = "paper_not_wanted"


def must_be_complete(
    service: ServiceVersion,
    answers: Answers,
    applicant: Applicant,
    papers: Sequence[RefusedField],
    today: date,
    told_on: date | None,
) -> None:
    """Raises `AnswersWrong`, `Barred` or `PapersMissing`: whichever is first names the others too.

    `papers`: what is wrong with those that are there, or not. `told_on`: the day from which notice
    counts, where that is not today.
    """
    wrong = [
        *service.form.problems(answers, today, told_on),
        *_under_another_name(service, answers, applicant),
        *_of_the_dead(service, answers, applicant),
    ]
    bars = service.bars_of(answers)
    if wrong:
        # Which papers are wanted follows from the answers: nobody is told by half of them that one
        # is too many.
        missing = [each for each in papers if each.code != NOT_WANTED]
        raise AnswersWrong([*wrong, *_barred(bars), *missing])
    if bars:
        raise Barred(bars[0], [*_barred(bars), *papers])
    if papers:
        raise PapersMissing(papers)


def _under_another_name(
    service: ServiceVersion, answers: Answers, applicant: Applicant
) -> Iterator[RefusedField]:
    """A licence that is called by a person is that person's own: of who applies, by whose national
    number it is registered."""
    asked = service.form.field(service.name_field or "")
    if asked is None or asked.type is not FieldType.PERSON_NAME or asked.code not in answers:
        return
    if _plain(answers[asked.code]) != _plain(applicant.name):
        yield RefusedField(f"/answers/{asked.code}", "answer_not_applicants_name")


def _of_the_dead(
    service: ServiceVersion, answers: Answers, applicant: Applicant
) -> Iterator[RefusedField]:
    """Whoever held a licence and cannot hold it any more neither applies nor takes it over."""
    about, holder = service.about, service.outcome.holder
    held_by = None if about is None or about.held_by is None else answers.get(about.held_by)
    if held_by is None:
        return
    if applicant.national_number == held_by:
        yield RefusedField("/applicant/national_number", "answer_of_former_holder")
    if holder is not None and answers.get(holder.national_number) == held_by:
        yield RefusedField(f"/answers/{holder.national_number}", "answer_of_former_holder")


def _plain(name: str) -> str:
    return " ".join(name.split())


def _barred(bars: Sequence[Bar]) -> Iterator[RefusedField]:
    """Each at the last answer that it looks at."""
    for each in bars:
        pointer = f"/answers/{each.when[-1].field}" if each.when else "/answers"
        words = {"ar": each.words.ar, "en": each.words.en}
        yield RefusedField(pointer, Barred.code, {"because": words, "bar": each.code})
