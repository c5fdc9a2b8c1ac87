"""Who is written to for an association, and who says and reads it."""

from __future__ import annotations

from typing import Any

import pytest

from chassis.documents.memory import MemoryDatabase
from chassis.errors import Conflict, Forbidden
from tests.support.associations import (
    ADMINISTRATOR,
    CLERK,
    COLLEAGUE,
    OFFICER,
    STRANGER,
    SUPERVISOR,
    chair,
    society,
    union_of,
)
from tests.support.calling import Caller, somebody

AMAL = {
    "name": "آمال الخطيب",
    "mobile": "+962791234567",
    "email": "amal@example.jo",
    "language": "ar",
}
SAMIR = {**AMAL, "name": "سمير العمري", "mobile": "+962771234567", "email": None}


def read(call: Caller, association_id: str, actor: Any = SUPERVISOR) -> dict[str, Any]:
    return call(actor, "get_association", {"association_id": association_id})


def told(database: MemoryDatabase, association_id: str) -> list[dict[str, Any]]:
    return list(database.collections["associations"][association_id]["pending"])


def test_the_contact_is_told_before_anything_else_and_only_as_personal(
    call: Caller, database: MemoryDatabase
) -> None:
    made = society(call, contact=AMAL)
    first, *others = told(database, made)
    assert first["type"] == "kanaf.licensing.association.contact_recorded.v1"
    assert first["data"] == {"party": f"licensing.association/{made}", **AMAL}
    assert others
    for secret in (AMAL["name"], AMAL["mobile"], AMAL["email"]):
        assert secret not in str(others)


def test_who_acts_for_it_and_the_office_change_it_and_former_ones_stay(call: Caller) -> None:
    made = society(call, contact=AMAL)
    for actor, contact in ((chair(1), SAMIR), (CLERK, AMAL), (SUPERVISOR, SAMIR)):
        call(actor, "record_association_contact", {"association_id": made, **contact})
    view = read(call, made)
    assert view["contact"] == SAMIR
    assert [each["contact"]["name"] for each in view["contacts"]] == [
        each["name"] for each in (AMAL, SAMIR, AMAL, SAMIR)
    ]
    assert [each["by"] for each in view["contacts"]][1:] == ["chair-1", "clerk-1", "supervisor-1"]


def test_others_do_not(call: Caller) -> None:
    made = society(call)
    asked = {"association_id": made, **AMAL}
    for actor in (STRANGER, chair(2), somebody("clerk-9", "clerk", governorates=("JO-IR",))):
        with pytest.raises(Forbidden):
            call(actor, "record_association_contact", asked)


def test_the_same_again_changes_nothing(call: Caller) -> None:
    made = society(call, contact=AMAL)
    before = read(call, made)["version"]
    call(chair(1), "record_association_contact", {"association_id": made, **AMAL})
    assert read(call, made)["version"] == before


def test_a_union_does_not_read_how_its_members_are_reached(call: Caller) -> None:
    members = [society(call, number, contact=AMAL) for number in range(1, 6)]
    union_of(call, members)
    seen = read(call, members[0], OFFICER)
    assert (seen["contact"], seen["contacts"]) == (None, None)
    (first, *_) = call(ADMINISTRATOR, "find_associations", {})["items"]
    assert (first["contact"], first["contacts"]) == (None, None)


def test_who_acts_for_it_no_more_is_written_to_no_more(
    call: Caller, database: MemoryDatabase
) -> None:
    made = society(call, contact=AMAL)
    named = {"association_id": made, "representatives": [{"subject": "chair-7"}]}
    assert call(SUPERVISOR, "name_representatives", named)["contact"] is None
    last = [each for each in told(database, made) if "contact_recorded" in each["type"]][-1]
    assert (last["data"]["mobile"], last["data"]["email"]) == (None, None)
    assert AMAL["name"] not in str(last)
    with_contact = {**named, "contact": SAMIR}
    assert call(SUPERVISOR, "name_representatives", with_contact)["contact"] == SAMIR


def test_a_dissolved_one_takes_no_other(call: Caller) -> None:
    made = society(call, contact=AMAL)
    dissolved = {
        "association_id": made,
        "ground": "own_decision",
        "reason": "قرار الهيئة العامة.",
        "committee": ["آمال الخطيب"],
    }
    call(COLLEAGUE, "dissolve_association", dissolved)
    with pytest.raises(Conflict, match="association_dissolved"):
        call(chair(1), "record_association_contact", {"association_id": made, **SAMIR})
