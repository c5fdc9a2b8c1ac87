"""Why an application is refused a step."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from services.licensing.domain.catalogue.service import Bar
from services.licensing.domain.refusals import Refusal, RefusedField


class StepUnknown(Refusal):
    """The service has no such step, or not of this kind."""

    kind, code = "conflict", "step_unknown"


class StepNotOpen(Refusal):
    """The step waits for others, or is done."""

    kind, code = "conflict", "step_not_open"


class StepTaken(Refusal):
    """Somebody else is at it."""

    kind, code = "conflict", "step_taken"


class StepNotYours(Refusal):
    """Who filed the application, or took a step that is to be apart from this, does not take it."""

    kind, code = "forbidden", "step_apart"


class OtherBody(Refusal):
    """An approval is given by the body that is asked, or written down by the counter."""

    kind, code = "forbidden", "approval_of_other_body"


class NotInThisState(Refusal):
    """The application is somewhere else on its way."""

    kind, code = "conflict", "application_not_in_state"


class NotReady(Refusal):
    """Steps before the decision are not done, or said no; `errors` names them."""

    kind, code = "conflict", "application_not_ready"

    def __init__(self, hindrances: Mapping[str, object]) -> None:
        super().__init__()
        self.errors = tuple(RefusedField(f"/steps/{code}", "step_hinders") for code in hindrances)


class PapersMissing(Refusal):
    """Documents are missing or are not what is wanted; `errors` names them."""

    kind, code = "conflict", "papers_missing"

    def __init__(self, errors: Iterable[RefusedField]) -> None:
        super().__init__()
        self.errors = tuple(errors)


class NotForThisParty(Refusal):
    """The service is not for who applies: a person, a delegate or a legal entity."""

    kind, code = "conflict", "party_not_served"


class Barred(Refusal):
    """The law does not allow what is applied for; `because` says so in both languages. `errors`
    names every bar, and what is missing beside."""

    kind, code = "conflict", "service_barred"

    def __init__(self, bar: Bar, errors: Iterable[RefusedField]) -> None:
        super().__init__(because={"ar": bar.words.ar, "en": bar.words.en}, bar=bar.code)
        self.errors = tuple(errors)


class LicenceNotFit(Refusal):
    """The licence that is named is not one that this service is about today."""

    kind, code = "conflict", "licence_not_fit"


class ReasonUnknown(Refusal):
    """The reason of a rejection is not in the service's list."""

    kind, code = "conflict", "rejection_reason_unknown"


class AskedNowhere(Refusal):
    """Asked to complete what the service does not have; `errors` names each."""

    kind, code = "conflict", "asked_of_nothing"
    place = "asked_place_unknown"

    def __init__(self, errors: Iterable[RefusedField]) -> None:
        super().__init__()
        self.errors = tuple(errors)


class NoAppeal(Refusal):
    """A rejection of this service cannot be contested, or not any more."""

    kind, code = "conflict", "appeal_not_open"


class TooManyTasks(Refusal):
    """Who has so many steps at hand finishes some first."""

    kind, code = "conflict", "too_many_tasks"


class NoTask(Refusal):
    """Nothing waits for who asks."""

    kind, code = "not_found", "no_task_waiting"


class NotTheApplicant(Refusal):
    """A citizen applies for themselves, or as somebody's delegate."""

    kind, code = "forbidden", "not_the_applicant"
