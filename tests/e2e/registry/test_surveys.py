"""A survey round from its questionnaire to its closure, through the gateway."""

from __future__ import annotations

import uuid
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest
import requests

from tests.e2e.registry.test_programmes import Family, acted
from tests.e2e.registry.test_programmes import made as open_programme
from tests.support.fieldwork import Survey, just_now, made
from tests.support.long import english
from tests.support.racing import each_at_once
from tests.support.surveys import AMMAN, TITLE, answered, question
from tests.support.window import Visitor


@pytest.fixture(scope="module")
def survey() -> Survey:
    return Survey()


def test_a_round_from_its_targets_to_its_closure(survey: Survey) -> None:
    families = [survey.family() for _ in range(3)]
    round_id = survey.open(*families)
    path = f"/v1/survey-rounds/{round_id}"
    assert {each["household_id"] for each in survey.visits(round_id)} == set(families)
    sound, doubtful = (
        just_now(round_id, families[0]),
        just_now(round_id, families[1], location=None),
    )
    wrong = just_now(round_id, families[2], answers=answered(rooms=99))
    results = survey.upload(sound, doubtful, wrong)
    assert [each["became"] for each in results] == ["accepted", "review", "refused"]
    assert [each["became"] for each in survey.upload(sound)] == ["repeated"]
    (waiting,) = survey.visits(round_id, standing="review")
    seen = made(survey.supervisor.get(f"/v1/survey-visits/{waiting['id']}"))
    decision = {"record_id": seen["records"][0]["record_id"], "accept": True, "note": "اتصلنا"}
    decided = survey.act(f"/v1/survey-visits/{waiting['id']}/decision", decision)
    assert decided["standing"] == "done"
    progress = made(survey.supervisor.get(f"{path}/progress", by="governorate"))
    assert (progress["total"]["visits"], progress["total"]["done_percent"]) == (3, 66.7)
    closed = survey.act(f"{path}/closure", {"note": "انتهت مدة الجولة"})
    assert closed["closure"]["left_open"] == [
        {"governorate": "JO-AM", "why": "assigned", "visits": 1}
    ]


def test_what_a_visit_found_chooses_the_households_of_the_next_round(survey: Survey) -> None:
    crowded, other = survey.family(), survey.family()
    rooms = [question("rooms", "whole", least=0, most=900, indicator="rooms")]
    first = survey.open(crowded, other, questions=rooms)
    many = uuid.uuid4().int % 400 + 100
    for family, found in ((crowded, many), (other, 2)):
        answers = [{"question": "rooms", "value": found}]
        (result,) = survey.upload(just_now(first, family, answers=answers))
        assert result["became"] == "accepted"
    facts = made(survey.supervisor.get(f"/v1/households/{crowded}/facts"))
    assert str(many) in str(facts)
    second = survey.open(expression=f"rooms = {many}")
    assert crowded in {each["household_id"] for each in survey.visits(second)}
    assert other not in {each["household_id"] for each in survey.visits(second)}


def test_the_applicants_of_a_programme_are_visited_before_the_decision(survey: Survey) -> None:
    aid = open_programme()
    applicant, waiting, beneficiary = (Family() for _ in range(3))
    paths = []
    for each in (applicant, waiting, beneficiary):
        asked = {"programme_id": aid["id"], "household_id": each.id}
        paths.append(f"/v1/enrolments/{made(each.visitor.post('/v1/enrolments', asked))['id']}")
    made(acted(survey.supervisor, paths[2], "approve", {}))
    made(acted(waiting.visitor, paths[1], "withdraw"))
    survey.family()
    everybody = survey.open(programme_id=aid["id"])
    visited = {each["household_id"] for each in survey.visits(everybody)}
    assert visited == {applicant.id, beneficiary.id}
    before = survey.open(programme_id=aid["id"], enrolment_statuses=["applied", "assessed"])
    assert {each["household_id"] for each in survey.visits(before)} == {applicant.id}
    shown = made(survey.supervisor.get(f"/v1/survey-rounds/{before}"))["targets"]
    assert shown["enrolment_statuses"] == ["applied", "assessed"]


def test_an_expression_that_is_no_condition_plans_nothing(survey: Survey) -> None:
    asked = {
        "title": TITLE,
        "questionnaire_id": survey.questionnaire(),
        "questionnaire_version": 1,
        "starts_on": "2026-01-01",
        "ends_on": "2099-12-31",
    }
    for expression, why in (
        ("pg_sleep(9) = 1", "no expression may"),
        ("shock = 'zzz'", "zzz is none of the possible values"),
    ):
        body = {**asked, "targets": {"places": [AMMAN], "expression": expression}}
        refused = survey.supervisor.post("/v1/survey-rounds", body)
        assert (refused.status_code, refused.json()["code"]) == (409, "expression_refused")
        assert why in refused.json()["detail"]


def test_two_devices_at_once_lose_nothing_and_double_nothing(survey: Survey) -> None:
    families = [survey.family() for _ in range(4)]
    round_id = survey.open(*families)
    visits = [just_now(round_id, each) for each in families]
    with ThreadPoolExecutor(4) as pool:
        batches = [
            pool.submit(survey.upload, *visits, device=f"tablet-{number}") for number in range(4)
        ]
        became = Counter(one["became"] for each in batches for one in each.result())
    assert became == {"accepted": 4, "repeated": 12}
    assert {each["standing"] for each in survey.visits(round_id)} == {"done"}


def test_batches_that_overlap_by_half_lose_nothing_and_double_nothing(survey: Survey) -> None:
    families = [survey.family() for _ in range(6)]
    round_id = survey.open(*families)
    visits = [just_now(round_id, each) for each in families]
    halves = [visits[each:] + visits[:each] for each in (0, 2, 4)]
    batches = each_at_once(
        lambda turn: survey.upload(*halves[turn][:4], device=f"tablet-{turn}"), range(3)
    )
    became = Counter(one["became"] for each in batches for one in each)
    assert became == {"accepted": 6, "repeated": 6}
    for each in survey.visits(round_id):
        seen = made(survey.supervisor.get(f"/v1/survey-visits/{each['id']}"))
        assert (seen["standing"], len(seen["records"])) == ("done", 1)


def test_two_devices_that_tell_two_stories_of_one_household_are_shown_both(
    survey: Survey,
) -> None:
    families = [survey.family() for _ in range(3)]
    round_id = survey.open(*families)
    stories = [
        [
            just_now(round_id, family, answers=answered(rooms=rooms + number))
            for number, family in enumerate(families)
        ]
        for rooms in (2, 12)
    ]
    batches = each_at_once(
        lambda turn: survey.upload(*stories[turn], device=f"tablet-{turn}"), range(2)
    )
    became = Counter(one["became"] for each in batches for one in each)
    assert became == {"accepted": 3, "conflict": 3}
    for each in survey.visits(round_id):
        seen = made(survey.supervisor.get(f"/v1/survey-visits/{each['id']}"))
        assert (seen["standing"], len(seen["records"])) == ("conflict", 2)
        assert sorted(one["worth"] for one in seen["records"]) == ["accepted", "waiting"]


def test_a_connection_that_is_cut_and_the_batch_that_is_sent_again(survey: Survey) -> None:
    families = [survey.family() for _ in range(4)]
    round_id = survey.open(*families)
    visits = [just_now(round_id, each) for each in families]
    researcher = survey.researchers[0]
    body = {"device_id": "tablet-9", "visits": visits}
    with pytest.raises(requests.exceptions.ReadTimeout):
        researcher.post("/v1/survey-uploads", body, patience=0.01)
    results = survey.upload(*visits, device="tablet-9")
    assert {each["became"] for each in results} <= {"accepted", "repeated"}
    assert {each["became"] for each in survey.upload(*visits)} == {"repeated"}
    for each in survey.visits(round_id):
        seen = made(survey.supervisor.get(f"/v1/survey-visits/{each['id']}"))
        assert (seen["standing"], len(seen["records"])) == ("done", 1)


def test_a_researcher_sees_and_brings_their_own_visits_only(survey: Survey) -> None:
    family = survey.family()
    round_id = survey.open(family)
    colleague = Visitor("caseworker")
    survey.enlist(colleague)
    (visit,) = survey.visits(round_id, survey.researchers[0])
    assert survey.visits(round_id, colleague) == []
    path = f"/v1/survey-visits/{visit['id']}"
    assert survey.researchers[0].get(path).status_code == 200
    assert colleague.get(path).status_code == 403
    (result,) = survey.upload(just_now(round_id, family), by=colleague)
    assert (result["became"], result["code"]) == ("refused", "survey_not_yours")


@pytest.mark.parametrize(
    ("language", "title"), [("ar", "نسخة غير منشورة"), english("en", "Version not published")]
)
def test_a_refusal_speaks_the_callers_language(survey: Survey, language: str, title: str) -> None:
    asked = {
        "title": TITLE,
        "questionnaire_id": survey.questionnaire(),
        "questionnaire_version": 9,
        "targets": {"places": [AMMAN]},
        "starts_on": "2026-01-01",
        "ends_on": "2099-12-31",
    }
    refused = Visitor("supervisor", language=language).post("/v1/survey-rounds", asked)
    assert (refused.status_code, refused.json()["title"]) == (404, title)


@pytest.mark.parametrize(
    ("role", "status"),
    [("clerk", 403), ("citizen", 403), ("partner", 403), ("operator", 403), ("auditor", 200)],
)
def test_other_roles_have_no_part_in_surveys(role: str, status: int) -> None:
    assert Visitor(role).get("/v1/survey-visits").status_code == status
    upload = {"device_id": "t-1", "visits": [just_now(str(uuid.uuid4()), str(uuid.uuid4()))]}
    assert Visitor(role).post("/v1/survey-uploads", upload).status_code == 403


def test_a_supervisor_elsewhere_plans_nothing_here(survey: Survey) -> None:
    asked = {"subject": "caseworker-x", "name": "رنا الخطيب", "areas": [AMMAN]}
    assert Visitor("supervisor", "JO-IR").post("/v1/researchers", asked).status_code == 403
