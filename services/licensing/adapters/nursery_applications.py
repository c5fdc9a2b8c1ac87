"""How applications are kept, found and shown."""

from __future__ import annotations

from typing import Any

from chassis.calendar import written
from chassis.documents.kind import Kind
from services.licensing.adapters.events import publish
from services.licensing.app.shapes import (
    applicant_from,
    applicant_shape,
    nursery_from,
    nursery_shape,
)
from services.licensing.domain.application import (
    ApplicationState,
    Check,
    Decision,
    NurseryApplication,
    Outcome,
)

State = dict[str, Any]


def _to_state(application: NurseryApplication) -> State:
    decision = application.decision
    return {
        "state": application.state.value,
        "applicant": applicant_shape(application.applicant),
        "nursery": nursery_shape(application.nursery),
        "submitted_by": application.submitted_by,
        "submitted_at": application.submitted_at,
        "checks": [{**vars(check), "outcome": check.outcome.value} for check in application.checks],
        "decision": vars(decision).copy() if decision else None,
    }


def _from_state(application_id: str, version: int, state: State) -> NurseryApplication:
    return NurseryApplication(
        id=application_id,
        version=version,
        state=ApplicationState(state["state"]),
        applicant=applicant_from(state["applicant"]),
        nursery=nursery_from(state["nursery"]),
        submitted_by=state["submitted_by"],
        submitted_at=state["submitted_at"],
        checks=[
            Check(**{**check, "outcome": Outcome(check["outcome"])}) for check in state["checks"]
        ],
        decision=Decision(**state["decision"]) if state["decision"] else None,
    )


def show(application: NurseryApplication) -> State:
    """The application as answers have it."""
    return {
        "id": application.id,
        "version": application.version,
        "state": application.state.value,
        "applicant": applicant_shape(application.applicant),
        "nursery": nursery_shape(application.nursery),
        "submitted_by": application.submitted_by,
        "submitted_at": written(application.submitted_at),
        "checks": [
            {
                "by": check.by,
                "at": written(check.at),
                "outcome": check.outcome.value,
                "findings": check.findings,
            }
            for check in application.checks
        ],
        "decision": _decision(application.decision),
    }


def _decision(decision: Decision | None) -> State | None:
    if decision is None:
        return None
    text = {"ar": decision.text_ar, "en": decision.text_en} if decision.text_ar else None
    return {
        "by": decision.by,
        "at": written(decision.at),
        "licence_id": decision.licence_id,
        "reason_code": decision.reason_code,
        "text": text,
    }


APPLICATIONS: Kind[NurseryApplication] = Kind(
    service="licensing",
    name="application",
    collection="applications",
    to_state=_to_state,
    from_state=_from_state,
    to_view=show,
    publish=publish,
    keys=lambda application: {
        "state": application.state.value,
        "governorate": application.governorate,
        "owners": sorted(application.owners),
    },
    indexes=(("governorate", "state"), ("owners",)),
)
