"""Why the registry refuses what is asked of surveys. Texts in `refusals/registry_surveys.yaml`."""

from __future__ import annotations

from collections.abc import Sequence

from services.registry.domain.refusals import Refusal, RefusedField


class SurveyNotYours(Refusal):
    """The round, researcher or visit is outside the caller's role, governorates or own visits."""

    kind, code = "forbidden", "survey_not_yours"


class VisitUnknown(Refusal):
    """For who asks, there is no such visit: answered like one that does not exist."""

    kind, code = "not_found", "survey_visit_not_found"


class NotAResearcher(Refusal):
    """The caller is not on the list of researchers."""

    kind, code = "forbidden", "not_a_researcher"


class QuestionnaireBroken(Refusal):
    """The questions cannot be asked as they stand; `errors` says of each why."""

    kind, code = "conflict", "questionnaire_broken"

    def __init__(self, errors: Sequence[RefusedField]) -> None:
        super().__init__()
        self.errors = tuple(errors)


class NoDraft(Refusal):
    """Every version of the questionnaire is published, and published ones never change."""

    kind, code = "conflict", "questionnaire_no_draft"


class VersionUnknown(Refusal):
    """The questionnaire has no published version of this number."""

    kind, code = "not_found", "questionnaire_version_unknown"


class NotTrained(Refusal):
    """Who has no valid training, or no longer works, gets no visits."""

    kind, code = "conflict", "researcher_not_trained"


class TrainingInFuture(Refusal):
    """A training that was not held yet was passed by nobody."""

    kind, code = "conflict", "training_in_future"


class OutsideArea(Refusal):
    """The household lives outside of the researcher's areas."""

    kind, code = "conflict", "visit_outside_area"


class RoundNotDraft(Refusal):
    """Targets are chosen before a round is opened, and anew only when nobody was found."""

    kind, code = "conflict", "round_not_draft"


class RoundNotWaiting(Refusal):
    """A round is opened once, and not after its end: only a draft waits for it."""

    kind, code = "conflict", "round_not_waiting"


class RoundNotReady(Refusal):
    """A round opens when its targets are chosen."""

    kind, code = "conflict", "round_not_ready"


class RoundNotOpen(Refusal):
    """Nobody works on this round: it is not open, or closed already."""

    kind, code = "conflict", "round_not_open"


class RoundBusy(Refusal):
    """Background work on this round is still going on."""

    kind, code = "conflict", "round_busy"


class RoundEndsBeforeItStarts(Refusal):
    """The last day lies before the first, or has passed."""

    kind, code = "conflict", "round_ends_too_early"


class ClosureNeedsReason(Refusal):
    """A round with open visits is closed only by saying why they stay open."""

    kind, code = "conflict", "closure_needs_reason"


class NothingToDecide(Refusal):
    """The visit has no such record that waits for a decision."""

    kind, code = "conflict", "record_not_waiting"


class OwnRecord(Refusal):
    """Who made a visit does not decide on it."""

    kind, code = "forbidden", "record_is_your_own"


class VisitSettled(Refusal):
    """The visit is done or waits for a decision: it is not given to anybody else."""

    kind, code = "conflict", "visit_settled"


class VisitBackwards(Refusal):
    """The visit ended before it began."""

    kind, code = "conflict", "visit_backwards"


class AttemptWithAnswers(Refusal):
    """A visit that was not completed has no answers."""

    kind, code = "conflict", "attempt_with_answers"


class TargetsUnknown(Refusal):
    """The targets name households or a programme that are not there; `errors` says which."""

    kind, code = "invalid", "targets_unknown"

    def __init__(self, errors: Sequence[RefusedField]) -> None:
        super().__init__()
        self.errors = tuple(errors)


class TargetsAmbiguous(Refusal):
    """Households are named, or chosen by programme and criteria: not both."""

    kind, code = "conflict", "targets_ambiguous"
