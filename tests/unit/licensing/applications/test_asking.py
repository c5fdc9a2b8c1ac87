"""An applicant is asked to complete only what the service has."""

from __future__ import annotations

import pytest

from chassis.errors import Conflict
from tests.support.applying import CITIZEN, CLERK, submitted
from tests.support.calling import Caller

PLACES = (
    "/answers",
    "/answers/nursery_name",
    "/answers/nursery_name/en",
    "/answers/place/district",
    "/answers/staff",
    "/answers/staff/0",
    "/answers/staff/0/name",
    "/papers/plan",
    "/papers/plan/0",
    "/applicant",
    "/applicant/contact/mobile",
    "/delegate/document_id",
    "/governorate",
)
NOWHERE = (
    "/papers/zzz",
    "/papers/plan/first",
    "/papers/plan/0/name",
    "/answers/zzz",
    "/answers/nursery_name/fr",
    "/answers/staff/name",
    "/answers/staff/0/zzz",
    "/applicant/contact/zzz",
    "/applicant/name/ar",
    "/governorate/name",
    "/steps/fee",
)


def asking(*pointers: str) -> list[dict[str, object]]:
    return [{"pointer": each, "text": {"ar": "غير واضح."}} for each in pointers]


def test_everything_that_can_be_filled_in_or_handed_in_can_be_asked_for(call: Caller) -> None:
    request = {"application_id": submitted(call), "step": "completeness", "asks": asking(*PLACES)}
    assert call(CLERK, "return_application", request)["state"] == "returned"


@pytest.mark.parametrize("pointer", NOWHERE)
def test_what_the_service_does_not_have_is_not_asked_for(call: Caller, pointer: str) -> None:
    asked = {"application_id": submitted(call)}
    request = {**asked, "step": "completeness", "asks": asking("/papers/plan", pointer)}
    with pytest.raises(Conflict, match="asked_of_nothing") as refused:
        call(CLERK, "return_application", request)
    assert [(each.pointer, each.code) for each in refused.value.errors] == [
        ("/asks/1/pointer", "asked_place_unknown")
    ]
    assert call(CITIZEN, "get_application", asked)["state"] == "in_progress"
