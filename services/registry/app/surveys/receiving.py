"""Visits brought in batches by devices that were offline. Each stands for itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from services.registry.app.surveys.commands import BroughtVisit
from services.registry.app.surveys.facts import FactBook
from services.registry.app.surveys.ports import (
    Calendar,
    HasTime,
    Questionnaires,
    Researchers,
    Rounds,
    Rules,
    Together,
    Undisturbed,
    Visits,
)
from services.registry.domain.access import Actor
from services.registry.domain.surveys.access import RESEARCHER
from services.registry.domain.surveys.answers import AnswerProblem, fingerprint_of, problems_in
from services.registry.domain.surveys.quality import Flag, flags_of
from services.registry.domain.surveys.questions import Questions
from services.registry.domain.surveys.record import Outcome, Record, Report, Worth
from services.registry.domain.surveys.refusals import (
    AttemptWithAnswers,
    NotAResearcher,
    RoundNotOpen,
    SurveyNotYours,
    VisitBackwards,
)
from services.registry.domain.surveys.researcher import Researcher
from services.registry.domain.surveys.survey_round import Status, SurveyRound
from services.registry.domain.surveys.typed import Latin, answers_understood
from services.registry.domain.surveys.visit import Visit

REFUSING = frozenset({"not_found", "conflict", "forbidden", "invalid"})
"""Kinds of refusals that concern one visit and will not pass when it is sent again."""
PASSING = "unavailable"


class Became(StrEnum):
    """What became of one visit of a batch. `deferred` ones are to be sent again."""

    ACCEPTED = "accepted"
    REVIEW = "review"
    CONFLICT = "conflict"
    REPEATED = "repeated"
    REFUSED = "refused"
    DEFERRED = "deferred"


@dataclass(frozen=True)
class Receipt:
    """One visit of a batch: what became of it, why, and what is wrong with which answer."""

    visit_id: str
    became: Became
    survey_visit_id: str | None = None
    code: str | None = None
    params: dict[str, object] = field(default_factory=dict)
    problems: tuple[AnswerProblem, ...] = ()
    flags: tuple[Flag, ...] = ()


@dataclass(frozen=True)
class Receiving:
    """Takes in batches of visits; `has_time` tells whether the caller still waits."""

    visits: Visits
    rounds: Rounds
    questionnaires: Questionnaires
    researchers: Researchers
    facts: FactBook
    together: Together
    undisturbed: Undisturbed
    rules: Rules
    calendar: Calendar
    latin: Latin

    def receive(
        self, batch: Sequence[BroughtVisit], actor: Actor, has_time: HasTime
    ) -> list[Receipt]:
        """Every visit by itself: one that is refused keeps none of the others from being kept.

        Raises `NotAResearcher` when the caller is not on the list.
        """
        researcher = self._researcher(actor)
        return [
            self._receive(each, researcher)
            if has_time()
            else Receipt(each.report.visit_id, Became.DEFERRED, code="upload_out_of_time")
            for each in batch
        ]

    def _receive(self, brought: BroughtVisit, researcher: Researcher) -> Receipt:
        visit_id = brought.report.visit_id
        try:
            return self.undisturbed(lambda: self._keep(brought, researcher))
        except Exception as error:
            code, error_kind = getattr(error, "code", None), getattr(error, "kind", None)
            if error_kind not in (*REFUSING, PASSING) or not isinstance(code, str):
                raise
            params = dict(getattr(error, "params", {}))
            became = Became.DEFERRED if error_kind == PASSING else Became.REFUSED
            return Receipt(visit_id, became, code=code, params=params)

    def _keep(self, brought: BroughtVisit, researcher: Researcher) -> Receipt:
        now = self.calendar.now()
        survey_visit = self.visits.identify(brought.round_id, brought.household_id)
        with self.together():
            visit = self.visits.get_companion(survey_visit)
            if not visit.belongs_to(researcher.id):
                raise SurveyNotYours()
            of_round = self._round_of(visit)
            report, questions = self._read(brought.report, of_round)
            fingerprint = report.fingerprint
            if (known := visit.known(fingerprint)) is not None:
                return Receipt(
                    report.visit_id, Became.REPEATED, visit.id, code=known.clash, flags=known.flags
                )
            problems = problems_in(report.answers, questions)
            if problems:
                return Receipt(
                    report.visit_id,
                    Became.REFUSED,
                    visit.id,
                    code="answers_do_not_fit",
                    problems=tuple(problems),
                )
            rules = self.rules(self.calendar.today())
            record = Record(
                report, fingerprint, researcher.id, now, rules.effective_from.isoformat()
            )
            kept = visit.receive(
                record,
                self._flags(visit, record),
                round_open=of_round.takes_visits,
                attempts=rules.attempts,
            )
            self.facts.tell(visit, kept, of_round.questionnaire_id)
            self.visits.save(visit)
        return _receipt(visit, kept)

    def _round_of(self, visit: Visit) -> SurveyRound:
        of_round = self.rounds.load(visit.round_id)
        if of_round.status is Status.DRAFT:
            raise RoundNotOpen()
        return of_round

    def _read(self, report: Report, of_round: SurveyRound) -> tuple[Report, Questions]:
        """What the device tells as it is kept, and the questions of the version that it had.

        An attempt was asked nothing.
        """
        if report.ended_at < report.started_at:
            raise VisitBackwards()
        questionnaire = self.questionnaires.load(of_round.questionnaire_id)
        questions = questionnaire.as_published(report.questionnaire_version).questions
        if report.outcome is Outcome.COMPLETED:
            answers = answers_understood(report.answers, questions, self.latin)
            return replace(report, answers=answers), questions
        if report.answers:
            raise AttemptWithAnswers()
        return report, ()

    def _flags(self, visit: Visit, record: Record) -> tuple[Flag, ...]:
        report = record.report
        if report.outcome is not Outcome.COMPLETED:
            return ()
        rules, answered = self.rules(self.calendar.today()), len(report.answers)
        compared = answered >= rules.same_answers_fewest
        same = self.visits.others_with(answer_set_of(visit, record), visit) if compared else 0
        return flags_of(
            governorate=visit.place.governorate,
            started_at=report.started_at,
            ended_at=report.ended_at,
            now=record.received_at,
            answered=answered,
            location=report.location,
            same_answers=same,
            rules=rules,
        )

    def _researcher(self, actor: Actor) -> Researcher:
        if RESEARCHER not in actor.roles:
            raise SurveyNotYours()
        researcher = self.researchers.of_subject(actor.subject)
        if researcher is None:
            raise NotAResearcher()
        return researcher


def answer_set_of(visit: Visit, record: Record) -> str:
    """The same for the same answers of the same researcher in one round, at any household."""
    return fingerprint_of(visit.round_id, record.researcher_id, dict(record.report.answers))


def _receipt(visit: Visit, kept: Record) -> Receipt:
    if kept.clash is not None:
        return Receipt(
            kept.report.visit_id, Became.CONFLICT, visit.id, code=kept.clash, flags=kept.flags
        )
    became = Became.ACCEPTED if kept.worth is Worth.ACCEPTED else Became.REVIEW
    return Receipt(kept.report.visit_id, became, visit.id, flags=kept.flags)
