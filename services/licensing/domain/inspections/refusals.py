"""Why inspections say no."""

from __future__ import annotations

from collections.abc import Sequence

from services.licensing.domain.refusals import Refusal, RefusedField


class InspectionNotPlanned(Refusal):
    """Only an inspection that waits for its visit can be given, taken or reported."""

    kind, code = "conflict", "inspection_state_forbids"


class InspectionTaken(Refusal):
    """Another inspector has it."""

    kind, code = "conflict", "inspection_taken"


class InspectionNotYours(Refusal):
    """The inspection is, and was, given to somebody else."""

    kind, code = "forbidden", "inspection_of_another"


class NobodyToInspect(Refusal):
    """No inspector of the governorate is free, and without a conflict of interest."""

    kind, code = "conflict", "inspection_nobody_free"


class ConflictOfInterest(Refusal):
    """The inspector has declared a conflict of interest for this place."""

    kind, code = "conflict", "inspector_conflict_of_interest"


class InspectorUnfit(Refusal):
    """The inspector does not work, or not in this governorate."""

    kind, code = "conflict", "inspector_not_of_governorate"


class NotAnInspector(Refusal):
    """Only who is on the list of inspectors is given inspections."""

    kind, code = "forbidden", "not_an_inspector"


class ConflictDeclaredAlready(Refusal):
    """Said before."""

    kind, code = "conflict", "conflict_declared_already"


class DueInPast(Refusal):
    """An inspection is planned for today or later."""

    kind, code = "conflict", "inspection_due_in_past"


class ReportIncomplete(Refusal):
    """Every item of the checklist is answered, each once, and nothing else."""

    kind, code = "conflict", "report_items_do_not_fit"

    def __init__(self, errors: Sequence[RefusedField], missing: int) -> None:
        """`missing`: how many items were not answered."""
        super().__init__(missing=missing)
        self.errors: tuple[RefusedField, ...] = tuple(errors)


class ReportMadeBefore(Refusal):
    """By the same clock, a report is not made before the visit has begun."""

    kind, code = "conflict", "report_made_before_visit"


class ReportBackwards(Refusal):
    """A visit does not end before it has begun."""

    kind, code = "conflict", "report_ends_before_start"


class ReportUnknown(Refusal):
    """The inspection has no such report."""

    kind, code = "not_found", "inspection_report_not_found"


class CorrectsNothing(Refusal):
    """A correction names the report that counts now."""

    kind, code = "conflict", "report_corrects_another"


class NotWaiting(Refusal):
    """The report does not wait for a decision."""

    kind, code = "conflict", "report_not_waiting"


class ReportsWait(Refusal):
    """A report waits for a supervisor, and could change the outcome."""

    kind, code = "conflict", "inspection_reports_wait"


class TooManyReports(Refusal):
    """An inspection has room for so many reports."""

    kind, code = "conflict", "inspection_too_many_reports"


class OwnReport(Refusal):
    """Who made a report does not decide about it."""

    kind, code = "forbidden", "report_decided_by_reporter"


class ActionClosed(Refusal):
    """The corrective action is done with."""

    kind, code = "conflict", "corrective_action_closed"


class NothingToJudge(Refusal):
    """No proof waits for a decision."""

    kind, code = "conflict", "corrective_action_without_proof"


class ExtendedAlready(Refusal):
    """A deadline is extended once."""

    kind, code = "conflict", "corrective_action_extended_already"


class ExtensionTooLong(Refusal):
    """The rules allow fewer days."""

    kind, code = "conflict", "corrective_action_extension_too_long"


class ExtensionTooLate(Refusal):
    """The deadline has passed."""

    kind, code = "conflict", "corrective_action_extension_too_late"


class MeasureUnsupported(Refusal):
    """The ladder does not lead there yet."""

    kind, code = "conflict", "measure_not_supported"


class MeasureForbidden(Refusal):
    """As the place stands, this measure has no sense."""

    kind, code = "conflict", "measure_state_forbids"


class MeasureReasonUnknown(Refusal):
    """The reason is not in the list in force for this kind of measure."""

    kind, code = "conflict", "measure_reason_unknown"


class MeasureUnknown(Refusal):
    """There is no such measure."""

    kind, code = "not_found", "measure_not_found"


class NotProvisional(Refusal):
    """Only a provisional suspension is confirmed."""

    kind, code = "conflict", "measure_not_provisional"


class SecondPerson(Refusal):
    """Another person confirms, or decides the objection."""

    kind, code = "forbidden", "measure_wants_second_person"


class CriticalActionsOpen(Refusal):
    """What is critical must be put right before the place opens again."""

    kind, code = "conflict", "reopening_critical_actions_open"


class ObjectionTooLate(Refusal):
    """The time to object has passed."""

    kind, code = "conflict", "objection_too_late"


class ObjectedAlready(Refusal):
    """One objects once to a measure."""

    kind, code = "conflict", "objection_filed_already"


class NothingToObject(Refusal):
    """The measure is no longer in force, or burdens nobody."""

    kind, code = "conflict", "measure_not_contestable"


class NoObjection(Refusal):
    """No objection waits for a decision."""

    kind, code = "conflict", "objection_not_waiting"


class ObjectionClosed(Refusal):
    """The licence has ended, and the measure with it: nothing is left to decide."""

    kind, code = "conflict", "objection_closed"


class PlanDecided(Refusal):
    """The plan was approved or withdrawn before."""

    kind, code = "conflict", "inspection_plan_decided"


class PlanEmpty(Refusal):
    """No place is left to inspect."""

    kind, code = "conflict", "inspection_plan_empty"


class PeriodWrong(Refusal):
    """The period is over, too long, or without a working day."""

    kind, code = "conflict", "inspection_plan_period"


class MeasureOfAnotherPlace(Refusal):
    """A measure rests on an inspection of the same place."""

    kind, code = "conflict", "measure_inspection_elsewhere"
