"""What is doubtful about a visit that is brought, beside everything else that is known."""

from __future__ import annotations

from dataclasses import dataclass

from services.registry.app.surveys.ports import Calendar, DayOf, Rules, Visits
from services.registry.domain.surveys.answers import fingerprint_of
from services.registry.domain.surveys.quality import Brought, Flag, flags_of
from services.registry.domain.surveys.record import Record
from services.registry.domain.surveys.survey_round import SurveyRound
from services.registry.domain.surveys.visit import Visit


@dataclass(frozen=True)
class Checking:
    """The quality checks, by the rules of the day on which a visit is brought."""

    visits: Visits
    rules: Rules
    calendar: Calendar
    day_of: DayOf

    def flags(self, visit: Visit, record: Record, of_round: SurveyRound) -> tuple[Flag, ...]:
        """Inside the transaction that keeps the record: what comes at once is seen."""
        report = record.report
        if not record.completed:
            return ()
        rules, answered = self.rules(self.calendar.today()), len(report.answers)
        compared = answered >= rules.same_answers_fewest
        same = self.visits.others_with(answer_set_of(visit, record), visit) if compared else 0
        overlap = rules.overlap_minutes
        brought = Brought(
            governorate=visit.place.governorate,
            started_at=report.started_at,
            ended_at=report.ended_at,
            days=(self.day_of(report.started_at), self.day_of(report.ended_at)),
            received_at=record.received_at,
            answered=answered,
            location=report.location,
            same_answers=same,
            overlapping=0 if overlap is None else self.visits.others_during(record, visit, overlap),
        )
        return flags_of(brought, (of_round.starts_on, of_round.ends_on), rules)


def answer_set_of(visit: Visit, record: Record) -> str:
    """The same for the same answers of the same researcher in one round, at any household."""
    return fingerprint_of(visit.round_id, record.researcher_id, dict(record.report.answers))
