"""Who sees which applications and licences."""

from __future__ import annotations

from typing import Any

import pytest

from chassis.errors import Forbidden
from tests.support.calling import Caller, somebody
from tests.support.nurseries import (
    AUDITOR,
    CITIZEN,
    CLERK,
    INSPECTOR,
    SUPERVISOR,
    an_application,
    check,
    licensed,
)

NEIGHBOUR = somebody("citizen-2", "citizen", governorates=(), national_number="9862054321")
OUTSIDERS = [
    somebody("other-1", role)
    for role in ("caseworker", "administrator", "operator", "partner", "system")
]


def both(call: Caller) -> tuple[str, str]:
    """An application and its licence."""
    licence = licensed(call)
    return licence["application_id"], licence["id"]


@pytest.mark.parametrize("actor", [CLERK, INSPECTOR, SUPERVISOR, AUDITOR, CITIZEN], ids=str)
def test_whom_it_concerns_sees_it_and_finds_it(call: Caller, actor: Any) -> None:
    application_id, licence_id = both(call)
    assert call(actor, "get_application", {"application_id": application_id})
    assert call(actor, "get_licence", {"licence_id": licence_id})
    assert len(call(actor, "find_applications", {})["items"]) == 1
    assert len(call(actor, "find_licences", {})["items"]) == 1


@pytest.mark.parametrize("actor", OUTSIDERS, ids=str)
def test_others_see_nothing(call: Caller, actor: Any) -> None:
    application_id, licence_id = both(call)
    with pytest.raises(Forbidden):
        call(actor, "get_application", {"application_id": application_id})
    with pytest.raises(Forbidden):
        call(actor, "get_licence", {"licence_id": licence_id})
    with pytest.raises(Forbidden):
        call(actor, "find_applications", {})
    with pytest.raises(Forbidden):
        call(actor, "find_licences", {})


def test_a_neighbour_does_not_see_it_and_finds_an_empty_list(call: Caller) -> None:
    application_id, _ = both(call)
    with pytest.raises(Forbidden, match="licensing_not_yours"):
        call(NEIGHBOUR, "get_application", {"application_id": application_id})
    assert call(NEIGHBOUR, "find_applications", {}) == {"items": [], "next": None}
    assert call(NEIGHBOUR, "find_licences", {}) == {"items": [], "next": None}


def test_what_a_citizen_submitted_for_somebody_else_is_theirs_too(call: Caller) -> None:
    application_id = call(NEIGHBOUR, "submit_application", an_application())["id"]
    for owner in (NEIGHBOUR, CITIZEN):
        assert call(owner, "get_application", {"application_id": application_id})
        assert len(call(owner, "find_applications", {})["items"]) == 1


def test_a_subject_that_reads_like_a_national_number_owns_nothing(call: Caller) -> None:
    both(call)
    impostor = somebody("9852012345", "citizen", governorates=())
    assert call(impostor, "find_applications", {})["items"] == []


def test_staff_of_another_governorate_see_nothing(call: Caller) -> None:
    application_id, _ = both(call)
    elsewhere = somebody("clerk-9", "clerk", governorates=("JO-IR",))
    with pytest.raises(Forbidden):
        call(elsewhere, "get_application", {"application_id": application_id})
    assert call(elsewhere, "find_applications", {})["items"] == []
    with pytest.raises(Forbidden):
        call(elsewhere, "find_applications", {"governorate": "JO-AM"})


def test_lists_are_narrowed_by_their_filters(call: Caller) -> None:
    licence = licensed(call)
    rejected = call(CLERK, "submit_application", an_application())["id"]
    check(call, rejected, "failed")
    found = call(SUPERVISOR, "find_applications", {"state": "checked"})["items"]
    assert [each["id"] for each in found] == [rejected]
    number = {"number": licence["number"]}
    assert len(call(SUPERVISOR, "find_licences", number)["items"]) == 1
    assert call(SUPERVISOR, "find_licences", {"state": "expired"})["items"] == []
