"""Visits brought in batches by devices that were offline. Each stands for itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from services.registry.app.surveys.checking import Checking
from services.registry.app.surveys.commands import BroughtVisit, UnreadableVisit
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
from services.registry.app.surveys.receipts import Batches, Became, Receipt
from services.registry.domain.access import Actor
from services.registry.domain.surveys.access import RESEARCHER
from services.registry.domain.surveys.answers import problems_in
from services.registry.domain.surveys.questions import Questions
from services.registry.domain.surveys.record import Outcome, Record, Report
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
UNREADABLE = "invalid_request"
Brought = BroughtVisit | UnreadableVisit


@dataclass(frozen=True)
class Receiving:
    """Takes in batches of visits; `has_time` tells whether the caller still waits."""

    visits: Visits
    rounds: Rounds
    questionnaires: Questionnaires
    researchers: Researchers
    facts: FactBook
    checking: Checking
    batches: Batches
    together: Together
    undisturbed: Undisturbed
    rules: Rules
    calendar: Calendar
    latin: Latin

    def receive(self, batch: Sequence[Brought], actor: Actor, has_time: HasTime) -> list[Receipt]:
        """Every visit by itself: one that is refused keeps none of the others from being kept.

        The same batch under the same key is answered the same; what was deferred of it is looked
        at then. Raises `NotAResearcher` when the caller is not on the list.
        """
        researcher = self._researcher(actor)
        begun = self.batches.begin()
        receipts = dict(begun.answered)
        with begun.each_by_itself():
            for at, each in enumerate(batch):
                if at not in receipts:
                    receipts[at] = self._one(each, researcher, has_time)
        kept = begun.keep(receipts)
        return [kept[at] for at in range(len(batch))]

    def _one(self, brought: Brought, researcher: Researcher, has_time: HasTime) -> Receipt:
        if isinstance(brought, UnreadableVisit):
            return Receipt(brought.visit_id, Became.REFUSED, code=UNREADABLE, errors=brought.errors)
        if not has_time():
            return Receipt(brought.report.visit_id, Became.DEFERRED, code="upload_out_of_time")
        return self._receive(brought, researcher)

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
                self.checking.flags(visit, record, of_round),
                round_open=of_round.takes_visits,
                attempts=rules.attempts,
            )
            self.facts.tell(visit, kept, of_round.questionnaire_id)
            self.visits.save(visit)
        return Receipt.of(visit, kept)

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

    def _researcher(self, actor: Actor) -> Researcher:
        if RESEARCHER not in actor.roles:
            raise SurveyNotYours()
        researcher = self.researchers.of_subject(actor.subject)
        if researcher is None:
            raise NotAResearcher()
        return researcher
