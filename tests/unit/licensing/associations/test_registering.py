"""How societies and unions come into the registry."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from chassis.clock import FixedClock
from chassis.context import Context, use
from chassis.documents.memory import MemoryDatabase
from chassis.errors import Conflict, Forbidden, Invalid
from tests.support.associations import (
    ADMINISTRATOR,
    SUPERVISOR,
    a_registration,
    a_society,
    a_union,
    licensing,
    society,
    union_of,
)
from tests.support.calling import Caller

ASSOCIATION = "0197f3a2-5c1e-5b7a-9c55-2f6d1f0a8e31"


def record(call: Caller, **changed: Any) -> dict[str, Any]:
    return call(ADMINISTRATOR, "record_association", a_society(1, **changed))


def founders(number: int) -> list[dict[str, str]]:
    return [
        {"name": "آمال الخطيب", "national_number": f"98510123{each:02}"} for each in range(number)
    ]


def test_no_founder_stands_twice_in_whatever_digits(call: Caller) -> None:
    once = founders(7)
    again = {"name": "آمال الخطيب", "national_number": "٩٨٥١٠١٢٣٠٠"}
    with pytest.raises(Conflict, match="association_founder_twice"):
        record(call, founders=[*once[:6], again])
    with pytest.raises(Conflict, match="association_founder_twice"):
        record(call, founders=[once[0]] * 7)


@pytest.mark.parametrize(
    ("variant", "fewest", "most"), [("ordinary", 7, 50), ("private", 3, 20), ("closed", 1, 50)]
)
def test_each_kind_of_society_has_as_many_founders_as_the_law_says(
    call: Caller, variant: str, fewest: int, most: int
) -> None:
    with pytest.raises(Conflict) as refused:
        record(call, variant=variant, founders=founders(fewest - 1))
    said = refused.value
    if variant == "private":
        assert said.code == "association_founders_out_of_bounds"
        assert said.params == {"least": 3, "most": 20}
    else:
        assert (said.code, said.params) == ("association_founders_too_few", {"least": fewest})
    assert record(call, variant=variant, founders=founders(fewest))["variant"] == variant
    assert record(call, variant=variant, founders=founders(most), number="SOC-2")


def test_a_private_society_has_no_more_than_twenty(call: Caller) -> None:
    with pytest.raises(Conflict, match="association_founders_out_of_bounds"):
        record(call, variant="private", founders=founders(21))


def test_the_branch_of_a_foreign_society_needs_no_founders(call: Caller) -> None:
    assert record(call, variant="foreign_branch", founders=[])["state"] == "active"


def test_a_union_is_founded_by_enough_societies_which_are_its_members(call: Caller) -> None:
    members = [society(call, number) for number in range(1, 6)]
    with pytest.raises(Conflict, match="union_founders_too_few"):
        union_of(call, members[:4])
    union_id = union_of(call, members)
    found = call(ADMINISTRATOR, "find_memberships", {"union_id": union_id})["items"]
    assert sorted(each["society_id"] for each in found) == sorted(members)


def test_a_union_is_founded_whole_or_not_at_all(call: Caller, database: MemoryDatabase) -> None:
    members = [society(call, number) for number in range(1, 6)]
    with pytest.raises(Conflict, match="association_not_a_society"):
        union_of(call, [*members, union_of(call, members)], number="UNI-9")
    assert len(call(ADMINISTRATOR, "find_associations", {"kind": "union"})["items"]) == 1


def test_a_society_is_of_a_variant_and_a_union_is_of_none(call: Caller) -> None:
    with pytest.raises(Conflict, match="association_variant_unfit"):
        record(call, variant=None)
    with pytest.raises(Conflict, match="association_variant_unfit"):
        call(ADMINISTRATOR, "record_association", a_union([], variant="ordinary"))


def test_a_number_is_given_once_whatever_digits_it_is_written_in(call: Caller) -> None:
    assert record(call, number="SOC-٢٠٢٦")["number"] == "SOC-2026"
    with pytest.raises(Conflict, match="association_number_taken"):
        record(call, number="SOC-2026")


def test_neither_the_future_nor_an_unknown_ministry_is_recorded(call: Caller) -> None:
    with pytest.raises(Conflict, match="association_day_ahead"):
        record(call, registered_on="2026-11-23")
    with pytest.raises(Conflict, match="competent_ministry_unknown") as refused:
        record(call, competent_ministry="sports")
    ministries = refused.value.params["ministries"]
    assert "وزارة الشباب" in ministries["ar"]
    assert "Ministry of Youth" in ministries["en"]


PARENT = {"name": "Hand in Hand", "country": "Norway", "number": "NO-12"}
ARTICLE = {"number": 1, "heading": "الاسم", "text": "اسم الجمعية."}


@pytest.mark.parametrize(
    ("impossible", "pointer", "code"),
    [
        (
            {"variant": "foreign_branch", "parent": {**PARENT, "registered_on": "2020-05-02"}},
            "/parent/registered_on",
            "association_parent_younger",
        ),
        (
            {"bylaws": {"effective_on": "2020-04-30", "articles": [ARTICLE]}},
            "/bylaws/effective_on",
            "bylaws_before_association",
        ),
        (
            {"bylaws": {"effective_on": "2026-11-23", "articles": [ARTICLE]}},
            "/bylaws/effective_on",
            "association_day_ahead",
        ),
        (
            {"representatives": [{"subject": "chair-1"}, {"subject": "chair-1"}]},
            "/representatives",
            "association_representative_twice",
        ),
        (
            {
                "representatives": [
                    {"subject": "chair-1", "national_number": "9851012345"},
                    {"national_number": "٩٨٥١٠١٢٣٤٥"},
                ]
            },
            "/representatives",
            "association_representative_twice",
        ),
    ],
)
def test_what_cannot_have_been_is_not_brought_in(
    call: Caller, impossible: dict[str, Any], pointer: str, code: str
) -> None:
    with pytest.raises(Conflict) as refused:
        record(call, **impossible)
    assert refused.value.code == code
    assert [each.pointer for each in refused.value.errors] == [pointer]
    assert not call(ADMINISTRATOR, "find_associations", {})["items"]


def test_what_began_on_the_day_of_the_registration_is_brought_in(call: Caller) -> None:
    made = record(
        call,
        variant="foreign_branch",
        parent={**PARENT, "registered_on": "2020-05-01"},
        bylaws={"effective_on": "2020-05-01", "articles": [ARTICLE]},
        representatives=[{"subject": "chair-1"}, {"subject": "chair-2"}],
    )
    assert made["bylaws"][0]["effective_on"] == "2020-05-01"


def test_nobody_is_named_twice_to_act_for_it(call: Caller) -> None:
    twice = {"association_id": society(call), "representatives": [{"subject": "chair-2"}] * 2}
    with pytest.raises(Conflict, match="association_representative_twice"):
        call(SUPERVISOR, "name_representatives", twice)


def test_a_representative_is_somebody(call: Caller) -> None:
    with pytest.raises(Invalid) as refused:
        record(call, representatives=[{}])
    assert refused.value.errors[0].code == "representative_missing"


def test_only_administrators_bring_in_what_was_before(call: Caller) -> None:
    with pytest.raises(Forbidden, match="licensing_role_may_not"):
        call(SUPERVISOR, "record_association", a_society())


def test_a_repeated_request_has_one_effect_and_the_same_answer(call: Caller) -> None:
    bylaws = {
        "effective_on": "2020-05-01",
        "articles": [{"number": 1, "heading": "الاسم", "text": "اسم الجمعية."}],
    }
    asked = a_society(1, bylaws=bylaws)
    first = call(ADMINISTRATOR, "record_association", asked, key="once")
    assert call(ADMINISTRATOR, "record_association", asked, key="once") == first


def decide_and_fail(call: Caller, database: MemoryDatabase) -> None:
    register = licensing(call).associations.register
    with use(Context(SUPERVISOR)), database.together():
        register.register(ASSOCIATION, a_registration(), "clerk-1")
        raise LookupError("the decision did not happen")


def test_the_engine_registers_within_its_own_transaction(
    call: Caller, database: MemoryDatabase, clock: FixedClock
) -> None:
    register = licensing(call).associations.register
    with pytest.raises(LookupError):
        decide_and_fail(call, database)
    assert call(ADMINISTRATOR, "find_associations", {})["items"] == []
    with use(Context(SUPERVISOR)), database.together():
        view = register.register(ASSOCIATION, a_registration(), "clerk-1")
    assert view["registered_on"] == date(2026, 11, 22).isoformat()
    assert view["report_due_by"] == "2027-03-31"


def test_no_event_tells_who_founded_it(call: Caller, database: MemoryDatabase) -> None:
    record(call)
    (made,) = database.collections["associations"].values()
    reached, told = made["pending"]
    assert reached["type"] == "kanaf.licensing.association.contact_recorded.v1"
    assert told["type"] == "kanaf.licensing.association.registered.v1"
    assert "آمال" not in str(reached) + str(told)
    assert "98510" not in str(told["data"])
