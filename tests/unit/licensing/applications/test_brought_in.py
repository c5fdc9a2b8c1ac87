"""Who was registered before there was this system uses every service of societies and unions."""

from __future__ import annotations

from typing import Any

import pytest

from chassis.errors import Conflict
from tests.support.applying import CITIZEN, SUPERVISOR
from tests.support.associations import ADMINISTRATOR, a_society, a_union
from tests.support.calling import Caller
from tests.support.services import Window

OURS = [{"subject": CITIZEN.subject}]


def society(call: Caller, **changed: Any) -> Any:
    asked = a_society(representatives=OURS, **changed)
    return call(ADMINISTRATOR, "record_association", asked)


def licence(call: Caller, made: Any) -> Any:
    return call(CITIZEN, "show_licence", {"licence_id": made["licence_id"]})


@pytest.mark.parametrize("number", ["SOC-AM-2020-000001", "1234/2010", "77"])
@pytest.mark.parametrize(
    "code",
    ["society.bylaws_amendment", "society.headquarters_change", "society.replacement_certificate"],
)
def test_its_services_know_it_by_its_own_number(
    code: str, number: str, window: Window, call: Caller
) -> None:
    society(call, number=number)
    answers = {**window.answers(code), "licence_number": number}
    assert window.approved(code, answers)["state"] == "approved"


def test_its_annual_report_is_accepted(window: Window, call: Caller) -> None:
    made = society(call)
    answers = {**window.answers("society.annual_report"), "licence_number": made["number"]}
    window.approved("society.annual_report", answers)
    kept = call(SUPERVISOR, "get_association", {"association_id": made["id"]})
    assert [each["year"] for each in kept["reports"]] == [answers["year"]]


def test_it_joins_a_union_that_was_brought_in_too(window: Window, call: Caller) -> None:
    founders = [society(call, number=f"{each}/2010")["id"] for each in range(5)]
    union = call(ADMINISTRATOR, "record_association", a_union(founders, representatives=OURS))
    made = society(call)
    answers = window.answers("society.join_union")
    named = {"licence_number": made["number"], "union_number": union["number"]}
    window.approved("society.join_union", {**answers, **named})
    asked = {"union_id": union["id"], "society_id": made["id"]}
    assert len(call(SUPERVISOR, "find_memberships", asked)["items"]) == 1


def test_its_registration_is_as_old_as_it_is_and_bears_its_number(call: Caller) -> None:
    made = society(call, variant="foreign_branch")
    shown = licence(call, made)
    assert (shown["number"], shown["issued_on"]) == (made["number"], made["registered_on"])
    assert (shown["service"], shown["application_id"]) == ("society.foreign_branch", None)


def test_no_series_is_disturbed_by_it(window: Window, call: Caller) -> None:
    with pytest.raises(Conflict, match="licence_number_reserved"):
        society(call, number="SOC-2026-000001")
    society(call)
    assert window.number_of("society.registration") == "SOC-2026-000001"
