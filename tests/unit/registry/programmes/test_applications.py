"""Applications on their way: cross-checked, visited, assessed, ranked, decided."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.programmes import (
    CASEWORKER,
    OTHER_SUPERVISOR,
    SUPERVISOR,
    SUPERVISOR_OF_IRBID,
    Assessed,
    Office,
    Refused,
)
from tests.support.registry import CLERK, citizen, national_number, register, settle
from tests.unit.registry.programmes.test_programmes import refuses

CHECK: dict[str, Any] = {
    "body": "social_security",
    "facts": [{"indicator": "insured_workers", "value": 0}],
    "reference": "SSC-1",
    "stated_on": "2026-11-20",
}


def test_a_household_comes_from_the_counter_to_its_benefit(office: Office) -> None:
    enrolment = office.approved(office.programme())
    assert enrolment["status"] == "active"
    assert enrolment["amount_fils"] == 86_600
    assert (enrolment["started_on"], enrolment["review_on"]) == ("2026-11-22", "2027-11-22")
    assert [each["status"] for each in enrolment["course"]] == ["applied", "active"]


def test_a_family_applies_for_its_own_household_and_no_other(office: Office) -> None:
    number = national_number()
    home, other, to = office.household(number=number), office.household(), office.programme()
    me = citizen(number)
    asked = office.applied(to, home, me)
    assert asked["by_family"] is True
    assert office.do("get_enrolment", me, enrolment_id=asked["id"]) == asked
    own = office.do("find_enrolments", me, household_id=home["id"])["items"]
    assert [each["id"] for each in own] == [asked["id"]]
    with pytest.raises(Refused, match="enrolment_not_yours"):
        office.applied(to, other, me)
    stranger = office.applied(to, other)
    refuses(office, "enrolment_not_yours", "get_enrolment", me, enrolment_id=stranger["id"])
    assert office.do("find_enrolments", me, household_id=other["id"])["items"] == []
    for unnamed in ({}, {"programme_id": to["id"]}):
        mine = office.do("find_enrolments", me, **unnamed)["items"]
        assert [each["id"] for each in mine] == [asked["id"]]
    assert office.do("find_enrolments", citizen(national_number()))["items"] == []


@pytest.mark.parametrize("born", ["2022-05-01", "2008-11-23", "2008"])
def test_who_is_not_of_age_does_not_apply_themselves(office: Office, born: str) -> None:
    number = national_number()
    me = register(office.registry, number=number, birth_date=born)["id"]
    home, to = settle(office.registry, me), office.programme()
    with pytest.raises(Refused, match="applicant_minor"):
        office.applied(to, home, citizen(number))
    assert office.applied(to, home)["status"] == "applied"


def test_who_came_of_age_today_does(office: Office) -> None:
    number = national_number()
    me = register(office.registry, number=number, birth_date="2008-11-22")["id"]
    home = settle(office.registry, me)
    assert office.applied(office.programme(), home, citizen(number))["by_family"] is True


def test_a_household_applies_once_and_again_when_that_is_over(office: Office) -> None:
    to, home = office.programme(), office.household()
    first = office.applied(to, home)
    with pytest.raises(Refused, match="already_enrolled"):
        office.applied(to, home)
    office.do("withdraw_enrolment", CLERK, enrolment_id=first["id"])
    assert office.applied(to, home)["id"] != first["id"]


def test_what_another_body_says_is_kept_with_its_source(office: Office) -> None:
    asked = office.applied(office.programme())
    checked = office.do("record_cross_check", CASEWORKER, enrolment_id=asked["id"], **CHECK)
    (check,) = checked["cross_checks"]
    assert check["body"]["en"] == "Social Security Corporation"
    assert check["recorded_by"] == CASEWORKER.subject
    assert office.profiles.recorded == [
        (asked["household_id"], {"insured_workers": 0}, "social_security")
    ]


def test_new_facts_want_the_rules_to_be_applied_again(office: Office) -> None:
    asked = office.applied(office.programme())["id"]
    office.do("assess_enrolment", CASEWORKER, enrolment_id=asked)
    office.do("record_cross_check", CASEWORKER, enrolment_id=asked, **CHECK)
    refuses(office, "not_assessed", "approve_enrolment", SUPERVISOR, enrolment_id=asked)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"body": "neighbours"}, "cross_check_body_unknown"),
        ({"stated_on": "2026-11-23"}, "day_in_future"),
        ({"stated_on": "2024-11-21"}, "stated_too_long_ago"),
        (
            {"facts": [*CHECK["facts"], {"indicator": "insured_workers", "value": 2}]},
            "indicator_told_twice_at_once",
        ),
    ],
)
def test_a_cross_check_names_a_known_body_a_past_day_and_each_fact_once(
    office: Office, change: dict[str, Any], code: str
) -> None:
    asked = office.applied(office.programme())["id"]
    request = {**CHECK, **change, "enrolment_id": asked}
    refuses(office, code, "record_cross_check", CASEWORKER, **request)


def test_the_home_is_visited_before_a_decision_without_a_formula(office: Office) -> None:
    goods = office.programme(kind="in_kind", rules=None, visit_required=True)
    asked = {"enrolment_id": office.applied(goods)["id"]}
    refuses(office, "visit_missing", "approve_enrolment", SUPERVISOR, **asked)
    visit = {"visited_on": "2026-11-21", "findings": "منزل مستأجر من غرفتين."}
    office.do("record_application_visit", CASEWORKER, **asked, **visit)
    assert office.do("approve_enrolment", SUPERVISOR, **asked)["status"] == "active"


def test_a_visit_of_long_ago_says_nothing_of_today(office: Office) -> None:
    asked = {"enrolment_id": office.applied(office.programme(visit_required=True))["id"]}
    visit = {"visited_on": "2024-11-21", "findings": "منزل مستأجر من غرفتين."}
    refuses(office, "stated_too_long_ago", "record_application_visit", CASEWORKER, **asked, **visit)
    visit["visited_on"] = "2024-11-22"
    office.do("record_application_visit", CASEWORKER, **asked, **visit)


def test_the_home_is_visited_before_the_formula(office: Office) -> None:
    asked = office.applied(office.programme(visit_required=True))["id"]
    refuses(office, "visit_missing", "assess_enrolment", CASEWORKER, enrolment_id=asked)
    visit = {"visited_on": "2026-11-21", "findings": "منزل مستأجر من غرفتين."}
    office.do("record_application_visit", CASEWORKER, enrolment_id=asked, **visit)
    assessed = office.do("assess_enrolment", CASEWORKER, enrolment_id=asked)
    assert assessed["status"] == "assessed"


def test_where_money_flows_who_prepared_does_not_decide(office: Office) -> None:
    asked = office.applied(office.programme(), actor=SUPERVISOR)["id"]
    office.do("record_cross_check", OTHER_SUPERVISOR, enrolment_id=asked, **CHECK)
    office.do("assess_enrolment", CASEWORKER, enrolment_id=asked)
    for preparer in (SUPERVISOR, OTHER_SUPERVISOR):
        refuses(office, "same_person_decides", "approve_enrolment", preparer, enrolment_id=asked)
        refuse = {"enrolment_id": asked, "reason_code": "documents_missing"}
        refuses(office, "same_person_decides", "reject_enrolment", preparer, **refuse)


def test_where_no_money_flows_one_person_may_do_both(office: Office) -> None:
    to = office.programme(kind="service", rules=None)
    asked = office.applied(to, actor=SUPERVISOR)["id"]
    assert office.do("approve_enrolment", SUPERVISOR, enrolment_id=asked)["status"] == "active"


def test_only_a_supervisor_of_the_governorate_decides(office: Office) -> None:
    asked = office.applied(office.programme())["id"]
    office.do("assess_enrolment", CASEWORKER, enrolment_id=asked)
    for actor in (CASEWORKER, CLERK, SUPERVISOR_OF_IRBID):
        refuses(office, "enrolment_not_yours", "approve_enrolment", actor, enrolment_id=asked)
    refuses(office, "enrolment_not_yours", "get_enrolment", SUPERVISOR_OF_IRBID, enrolment_id=asked)


def test_who_is_not_entitled_is_not_approved(office: Office) -> None:
    office.assessor.otherwise = Assessed(eligible=False, amount_fils=None)  # type: ignore[attr-defined]  # the fake
    asked = office.applied(office.programme())["id"]
    office.do("assess_enrolment", CASEWORKER, enrolment_id=asked)
    refuses(office, "not_eligible", "approve_enrolment", SUPERVISOR, enrolment_id=asked)
    request = {"enrolment_id": asked, "reason_code": "not_entitled"}
    rejected = office.do("reject_enrolment", SUPERVISOR, **request)
    assert rejected["decision"]["reason"]["ar"] == "لا تنطبق شروط البرنامج على الأسرة"


def test_the_neediest_come_first_and_of_equal_need_the_oldest(office: Office) -> None:
    to, homes = office.programme(), [office.household() for _ in range(4)]
    for home, score in zip(homes, (10.0, 70.5, 40.0, 70.5), strict=True):
        office.assessor.answers[home["id"]] = Assessed(score=score)  # type: ignore[attr-defined]
        asked = office.applied(to, home)["id"]
        office.do("assess_enrolment", CASEWORKER, enrolment_id=asked)
    seen, after = [], None
    while True:
        page = office.do(
            "rank_applications", SUPERVISOR, programme_id=to["id"], after=after, limit=3
        )
        seen += [each["score"] for each in page["items"]]
        after = page["next"]
        if after is None:
            break
    assert seen == [70.5, 70.5, 40.0, 10.0]


def test_a_programme_for_persons_asks_for_one_of_the_household(office: Office) -> None:
    to = office.programme(beneficiary="person", kind="service", rules=None)
    home, other = office.household(), office.household()
    asked = {"programme_id": to["id"], "household_id": home["id"]}
    refuses(office, "person_missing", "apply_for_programme", CLERK, **asked)
    stranger = {**asked, "person_id": other["head_id"]}
    refuses(office, "not_of_the_household", "apply_for_programme", CLERK, **stranger)


def test_reading_an_enrolment_is_in_the_audit_log(office: Office) -> None:
    asked = office.applied(office.programme())["id"]
    office.do("get_enrolment", CLERK, enrolment_id=asked)
    entries = office.house.audit.entries  # type: ignore[attr-defined]  # the one in memory
    assert [(each["action"], each["record_id"]) for each in entries][-1] == (
        "enrolment.read",
        asked,
    )


def test_a_decision_explains_itself_in_both_languages(office: Office) -> None:
    enrolment = office.approved(office.programme())
    said = office.do("explain_enrolment", CLERK, enrolment_id=enrolment["id"])
    assert said["rules_version"] == "2026-01-01"
    assert said["grievance_until"] == "2026-12-22"
    texts = {each["code"]: each for each in said["paragraphs"]}
    assert "86.600" in texts["amount"]["en"]
    assert "دخل الفرد" in texts["income_below_line"]["ar"]
    assert list(texts) == [
        "active",
        "assessed",
        "income_below_line",
        "amount",
        "review",
        "grievance",
    ]


def test_who_is_enrolled_again_reads_since_when_and_what_was_between(
    office: Office, days: Any
) -> None:
    one = {"enrolment_id": office.approved(office.programme())["id"]}

    def first_sentence() -> dict[str, str]:
        found: dict[str, str] = office.do("explain_enrolment", CLERK, **one)["paragraphs"][0]
        return found

    office.do("suspend_enrolment", CASEWORKER, **one, reason_code="own_request")
    days.pass_by(3)
    office.do("resume_enrolment", SUPERVISOR, **one)
    said = first_sentence()
    assert "enrolled since 2026-11-22" in said["en"]
    assert "lifted on 2026-11-25" in said["en"]
    assert "قائم منذ 2026-11-22" in said["ar"]
    office.do("end_enrolment", SUPERVISOR, **one, outcome="exited", reason_code="own_request")
    grievance = office.do("file_grievance", CLERK, **one, text="لم نطلب إنهاءه.")
    days.pass_by(1)
    answer = {"grievance_id": grievance["id"], "outcome": "upheld", "answer": "يعاد العمل به."}
    office.do("answer_grievance", OTHER_SUPERVISOR, **answer)
    assert "began on 2026-11-22" in first_sentence()["en"]
    assert "in force again since 2026-11-26" in first_sentence()["en"]
