"""An appeal overturns a decision: of the course nothing is passed over by it."""

from __future__ import annotations

from typing import Any

import pytest

from chassis.documents.memory import MemoryDatabase
from chassis.errors import Conflict, Forbidden
from services.licensing.adapters.applications.store import APPLICATIONS
from services.licensing.app.licensing import Licensing
from tests.support.applying import (
    ADMINISTRATOR,
    CITIZEN,
    CLERK,
    HOME_NURSERY,
    OTHER_SUPERVISOR,
    SUPERVISOR,
    Beside,
    a_nursery,
    inspected,
    open_steps,
    paid,
    reference,
    rejected,
    submitted,
)
from tests.support.calling import Caller
from tests.unit.licensing.applications.conftest import Advance

ANSWERED = "kanaf.licensing.application.appeal_answered.v1"


def overturned(call: Caller, application_id: str) -> dict[str, Any]:
    """Rejected, contested, and the applicant was right."""
    asked = {"application_id": application_id}
    rejected(call, application_id)
    call(CITIZEN, "appeal_decision", {**asked, "text": "المخرج مفتوح."})
    answer = {**asked, "overturned": True, "text": {"ar": "تبيّن أن المخرج مفتوح."}}
    return call(ADMINISTRATOR, "answer_appeal", answer)


def test_what_was_rejected_at_once_is_led_on_and_not_licensed(
    call: Caller, advance: Advance, database: MemoryDatabase
) -> None:
    application_id = submitted(call)
    first = call(CITIZEN, "get_application", {"application_id": application_id})
    advance(7)
    application = overturned(call, application_id)
    assert (application["state"], application["decision"]) == ("in_progress", None)
    assert application["appeal"]["against"]["reason_code"] == "premises_unsuitable"
    assert open_steps(application) == {"completeness"}
    assert application["due_on"] > first["due_on"], "counted anew from the answer"
    assert application["steps"][0]["due_on"] > first["steps"][0]["due_on"]
    last = application["timeline"][-1]
    assert (last["what"], last["until"]) == ("taken_up", application["due_on"])
    stored = database.collections[APPLICATIONS.collection][application_id]
    (said,) = (each["data"] for each in stored["pending"] if each["type"] == ANSWERED)
    assert (said["overturned"], said["goes_on"]) == (True, True)
    with pytest.raises(Conflict, match="application_not_ready"):
        call(OTHER_SUPERVISOR, "approve_application", {"application_id": application_id})


def test_what_was_done_stays_done_and_what_was_open_is_begun_anew(
    call: Caller, licensing: Licensing, beside: Beside
) -> None:
    application_id = submitted(call)
    call(CLERK, "find_complete", {"application_id": application_id, "step": "completeness"})
    first = reference(licensing, application_id, "fee")
    application = overturned(call, application_id)
    assert open_steps(application) == {"fee"}
    assert beside.cancelled == [first]
    assert reference(licensing, application_id, "fee") not in ("", first)
    paid(licensing, application_id)


def test_what_said_no_is_done_once_more_before_another_decides(
    call: Caller, licensing: Licensing
) -> None:
    application_id = submitted(call, a_nursery(HOME_NURSERY))
    asked = {"application_id": application_id}
    call(CLERK, "find_complete", {**asked, "step": "completeness"})
    call(CLERK, "answer_for_body", {**asked, "step": "health", "positive": True})
    call(
        CLERK,
        "answer_for_body",
        {**asked, "step": "civil_defence", "positive": False, "note": "لا مخرج."},
    )
    inspected(licensing, application_id)
    assert open_steps(overturned(call, application_id)) == {"civil_defence"}
    call(CLERK, "answer_for_body", {**asked, "step": "civil_defence", "positive": True})
    with pytest.raises(Forbidden, match="step_apart"):
        call(SUPERVISOR, "approve_application", asked)
    assert call(OTHER_SUPERVISOR, "approve_application", asked)["state"] == "approved"


def test_what_is_rejected_anew_is_contested_anew(call: Caller) -> None:
    application_id = submitted(call)
    overturned(call, application_id)
    again = {
        "application_id": application_id,
        "reason_code": "premises_unsuitable",
        "text": {"ar": "المساحة لا تكفي."},
    }
    call(OTHER_SUPERVISOR, "reject_application", again)
    asked = {"application_id": application_id, "text": "المساحة تكفي."}
    application = call(CITIZEN, "appeal_decision", asked)
    assert application["state"] == "appealed"
    assert application["appeal"]["against"]["text"]["ar"] == "المساحة لا تكفي."
