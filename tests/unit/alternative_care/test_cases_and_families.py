"""Opening a case, registering a family: what must be told, and what the rules allow."""

from __future__ import annotations

from typing import Any

import pytest

from chassis.documents.memory import MemoryDatabase
from chassis.errors import Conflict, Forbidden, Invalid
from tests.support.calling import Caller, somebody
from tests.support.care import CASEWORKER, SUPERVISOR, a_case, a_family, opened, registered


def a_child(**different: Any) -> dict[str, Any]:
    return {"birth_date": "2024-03-17", "sex": "female", **different}


def test_a_foundling_needs_neither_name_nor_document(call: Caller) -> None:
    case = call(CASEWORKER, "open_case", a_case(child=a_child()))
    assert case["child"]["name"] is None
    assert case["child"]["identity"] == {"kind": "none", "number": None}
    assert case["placed"] is False


def test_the_case_is_the_callers_and_their_centres(call: Caller) -> None:
    case = call(CASEWORKER, "open_case", a_case())
    assert (case["caseworker"], case["centre"]) == ("caseworker-1", "amman-1")


def test_a_supervisor_names_the_caseworker(call: Caller) -> None:
    case = call(SUPERVISOR, "open_case", a_case(caseworker="caseworker-7"))
    assert case["caseworker"] == "caseworker-7"
    with pytest.raises(Forbidden, match="care_not_yours"):
        call(CASEWORKER, "open_case", a_case(caseworker="caseworker-7"))


@pytest.mark.parametrize(
    ("birth_date", "code"),
    [
        ("2008-11-22", "not_a_child"),
        ("2008-10", "not_a_child"),
        ("2007", "not_a_child"),
        ("2026-11-23", "care_date_in_future"),
        ("2027", "care_date_in_future"),
    ],
)
def test_a_case_is_for_somebody_born_and_under_eighteen(
    call: Caller, birth_date: str, code: str
) -> None:
    with pytest.raises(Conflict, match=code):
        opened(call, child=a_child(birth_date=birth_date))


@pytest.mark.parametrize("birth_date", ["2008-11-23", "2008-11", "2008", "2026-11", "2026-11-22"])
def test_a_birth_date_known_in_part_gets_the_benefit_of_the_doubt(
    call: Caller, birth_date: str
) -> None:
    assert opened(call, child=a_child(birth_date=birth_date))


def test_the_legal_situation_is_one_of_the_list(call: Caller) -> None:
    with pytest.raises(Conflict, match="legal_situation_unknown"):
        opened(call, legal_situation="unclear")


def test_a_child_has_one_case(call: Caller) -> None:
    child = a_child(identity={"kind": "national_number", "number": "2000212345"})
    opened(call, child=child)
    with pytest.raises(Conflict, match="child_has_case"):
        opened(call, child=child)


def test_a_document_has_a_number(call: Caller) -> None:
    with pytest.raises(Invalid) as refused:
        opened(call, child=a_child(identity={"kind": "unhcr", "number": None}))
    assert refused.value.errors[0].pointer == "/child/identity/number"


@pytest.mark.parametrize("capacity", [5, 100])
def test_a_family_is_no_institution(call: Caller, capacity: int) -> None:
    with pytest.raises(Conflict, match="family_capacity_out_of_range") as refused:
        registered(call, capacity=capacity)
    assert refused.value.params == {"most": 4}


@pytest.mark.parametrize("which", ["approval", "court_approval"])
def test_an_approval_has_been_given(call: Caller, which: str) -> None:
    with pytest.raises(Conflict, match="care_date_in_future") as refused:
        registered(call, **{which: {"number": "1", "date": "2026-11-23"}})
    assert refused.value.errors[0].pointer == f"/{which}/date"


@pytest.mark.parametrize(
    ("method", "asked"), [("open_case", a_case()), ("register_family", a_family())]
)
def test_both_are_for_caseworkers_and_supervisors_of_the_governorate(
    call: Caller, method: str, asked: dict[str, Any]
) -> None:
    for role in ("clerk", "inspector", "citizen", "administrator", "operator", "auditor"):
        with pytest.raises(Forbidden, match="care_role_may_not"):
            call(somebody("other-1", role), method, asked)
    with pytest.raises(Forbidden, match="care_not_yours"):
        call(somebody("caseworker-3", "caseworker", governorates=("JO-IR",)), method, asked)


def test_events_name_no_child_and_families_contact_goes_apart(
    call: Caller, database: MemoryDatabase
) -> None:
    case_id, family_id = opened(call), registered(call)
    (told,) = database.collections["cases"][case_id]["pending"]
    assert told["dataclassification"] == "protected"
    assert told["data"] == {"case_id": case_id, "governorate": "JO-AM"}
    contact, registration = database.collections["families"][family_id]["pending"]
    assert registration["dataclassification"] == "general"
    assert contact["dataclassification"] == "personal"
    assert contact["data"]["party"] == f"alternative_care.family/{family_id}"
