"""A woman registered twice, and the reviewers who see it, through the gateway."""

from __future__ import annotations

import random

import pytest
import requests

from tests.e2e.registry.test_enrolments_and_life import ended, enrolled, opened
from tests.e2e.registry.test_payments import reached
from tests.support import programmes
from tests.support.household_counter import YESTERDAY, Counter, member
from tests.support.long import english
from tests.support.registry import explained, household
from tests.support.servers import server_url
from tests.support.twice import (
    a_ward,
    a_woman,
    answered,
    decide,
    merge,
    pair_of,
    registered,
    seen,
    settled,
)
from tests.support.waiting import eventually
from tests.support.window import Visitor


@pytest.fixture
def clerk() -> Visitor:
    return Visitor("clerk")


@pytest.fixture
def reviewer() -> Visitor:
    return Visitor("supervisor")


def received(mobile: str) -> list[str]:
    """The texts that this number got."""
    answer = requests.get(server_url("KANAF_MESSAGES_URL"), {"to": mobile}, timeout=10)
    return [str(each["text"]) for each in answer.json()]


def a_mobile() -> str:
    return f"+96279{random.randrange(10**7):07d}"


def test_a_clerk_is_warned_before_registering(clerk: Visitor) -> None:
    first, second = a_woman(2)
    (known,) = registered(clerk, first)
    asked = {name: second[name] for name in ("name", "birth_date", "sex")}
    found = clerk.post("/v1/persons/duplicate-check", asked)
    assert found.status_code == 200, found.text
    assert known in [each["person_id"] for each in found.json()["items"]]


def test_a_reviewer_merges_and_undoes_and_the_household_follows(
    clerk: Visitor, reviewer: Visitor
) -> None:
    one, two = registered(clerk, *a_woman(2))
    before = clerk.get(f"/v1/persons/{two}").json()
    home = settled(clerk, two)
    path = pair_of(reviewer, two, one)
    version = seen(reviewer, path)
    assert reviewer.get(path).json()["proposal"]["survivor_id"] == one
    wanted = {"survivor_id": one, "choices": {"name_latin": "merged"}}
    assert clerk.post(f"{path}/merge", wanted, based_on=version).status_code == 403
    assert reviewer.post(f"{path}/merge", wanted).status_code == 428
    merged = reviewer.post(f"{path}/merge", wanted, based_on=version)
    assert merged.status_code == 200, merged.text
    closed = clerk.get(f"/v1/persons/{two}").json()
    assert (closed["status"], closed["merged_into"]) == ("merged", one)
    # At once, whether the household has followed by then or not.
    elsewhere = clerk.post("/v1/households", household(one))
    assert (elsewhere.status_code, elsewhere.json()["code"]) == (409, "person_in_other_household")

    def head() -> str:
        return str(clerk.get(f"/v1/households/{home}").json()["head_id"])

    eventually(lambda: head() == one, within=60, what="the household follows")
    answered(decide(reviewer, path, "undo", merged.headers["ETag"]))
    eventually(lambda: head() == two, within=60, what="the household comes back")
    again = clerk.get(f"/v1/persons/{two}").json()
    assert {**again, "version": 0} == {**before, "version": 0}


def test_who_lives_in_a_household_lives_where_it_does_merged_and_parted() -> None:
    here, there = at("JO-MN"), at("JO-AT")
    staff = {role: Visitor(role, "JO-MN", "JO-AT") for role in ("clerk", "supervisor")}
    clerk, reviewer = staff["clerk"], staff["supervisor"]
    alone, head = a_woman(2)
    one, two = registered(clerk, {**alone, "address": there}, {**head, "address": here})
    home = answered(clerk.post("/v1/households", household(two, address=here)))["id"]

    def lives(person_id: str) -> str:
        return str(answered(clerk.get(f"/v1/persons/{person_id}"))["address"]["governorate"])

    def heads(person_id: str) -> bool:
        view = answered(clerk.get(f"/v1/households/{home}"))
        return bool(view["head_id"] == person_id)

    path = pair_of(reviewer, two, one)
    assert answered(reviewer.get(path))["proposal"]["choices"]["address"] == "merged"
    answered(merge(reviewer, path, one))
    assert lives(one) == "JO-MN"
    eventually(lambda: heads(one), within=60, what="the household follows")
    moved = {"address": there, "on": YESTERDAY}
    seen_by = seen(clerk, f"/v1/households/{home}")
    answered(clerk.post(f"/v1/households/{home}/move", moved, based_on=seen_by))
    # The pair moves with its people, so that it may not be as it was seen.
    eventually(lambda: decide(reviewer, path, "undo").status_code == 200)
    eventually(lambda: heads(two), within=60, what="the household comes back")
    assert lives(two) == "JO-AT"


@pytest.mark.parametrize(
    ("language", "applied"),
    [("ar", "استلمنا طلبكم"), english("en", "We received your application")],
)
def test_wards_enrolments_and_messages_follow_and_come_back(
    clerk: Visitor, reviewer: Visitor, language: str, applied: str
) -> None:
    mobiles = [a_mobile(), a_mobile()]
    people = [
        {**each, "contact": {"mobile": mobile, "email": None, "language": language}}
        for each, mobile in zip(a_woman(2), mobiles, strict=True)
    ]
    one, two = registered(clerk, *people)
    home, ward = settled(clerk, two), answered(a_ward(clerk, two))["id"]
    to, other = (answered(Visitor("administrator").post("/v1/programmes", _places())) for _ in "12")
    asked = {"programme_id": to["id"], "household_id": home, "person_id": two}
    enrolment = f"/v1/enrolments/{answered(clerk.post('/v1/enrolments', asked))['id']}"
    eventually(lambda: any(applied in text for text in received(mobiles[1])), within=60)
    path = pair_of(reviewer, two, one)
    answered(merge(reviewer, path, one))

    def named() -> tuple[str, str]:
        guardian = clerk.get(f"/v1/persons/{ward}").json()["guardian"]["person_id"]
        return str(guardian), str(clerk.get(enrolment).json()["person_id"])

    def house() -> str:
        return str(clerk.get(f"/v1/households/{home}").json()["head_id"])

    eventually(lambda: (*named(), house()) == (one,) * 3, within=60, what="all follow")
    known = len(received(mobiles[1]))
    asked = {**asked, "programme_id": other["id"], "person_id": one}
    answered(clerk.post("/v1/enrolments", asked))
    eventually(lambda: any(applied in text for text in received(mobiles[0])), within=60)
    assert len(received(mobiles[1])) == known
    answered(decide(reviewer, path, "undo"))
    eventually(lambda: (*named(), house()) == (two,) * 3, within=60, what="all come back")


@pytest.mark.parametrize(
    ("language", "remedy"), [("ar", "ضم الأسرتين"), english("en", "join the households")]
)
def test_records_of_two_households_are_not_merged_and_the_answer_says_what_to_do(
    clerk: Visitor, language: str, remedy: str
) -> None:
    reviewer = Visitor("supervisor", language=language)
    one, two = registered(clerk, *a_woman(2))
    for each in (one, two):
        settled(clerk, each)
    refused = merge(reviewer, pair_of(reviewer, two, one), one)
    assert (refused.status_code, refused.json()["code"]) == (409, "merge_of_two_households")
    assert remedy in refused.json()["detail"]


@pytest.mark.parametrize(
    ("language", "title", "said"),
    [
        ("ar", "رب الأسرة الجديد مطلوب", "تاريخ الوفاة: مسجّل في أحد السجلين دون الآخر"),
        english("en", "New head needed", "Day of death: recorded in one of the two records only"),
    ],
)
def test_a_death_that_one_record_tells_is_that_of_the_person_until_it_is_undone(
    language: str, title: str, said: str
) -> None:
    counter, reviewer = Counter(language=language), Visitor("supervisor", language=language)
    one, two = registered(counter.clerk, *a_woman(2))
    son = counter.person(sex="male", birth_date="2004")
    home = counter.family(one, son)
    own = enrolled(counter, opened(beneficiary="person"), home, one)
    path = pair_of(reviewer, two, one)
    death = explained(died_on=YESTERDAY)
    record = f"/v1/persons/{two}"
    answered(counter.clerk.patch(record, death, based_on=seen(counter.clerk, record)))
    shown = answered(reviewer.get(path))
    assert shown["evidence"][-1][language] == said
    assert shown["proposal"]["choices"]["died_on"] == "merged"
    refused = merge(reviewer, path, one)
    assert (refused.status_code, refused.json()["code"]) == (409, "successor_missing")
    assert refused.json()["title"] == title
    heir = {"survivor_id": one, "successor": {"head_id": son, "members": []}}
    answered(reviewer.post(f"{path}/merge", heir, based_on=seen(reviewer, path)))
    assert (counter.record(one)["status"], counter.home(home)["head_id"]) == ("deceased", son)
    assert ended(own, counter.clerk)["code"] == "beneficiary_died"
    answered(decide(reviewer, path, "undo"))
    assert (counter.record(one)["status"], counter.record(two)["died_on"]) == ("active", YESTERDAY)
    now = counter.home(home)
    assert (now["head_id"], now["members"]) == (one, [member(son)])
    reached(counter.clerk, own, "active")


def test_merges_one_after_the_other_are_undone_from_the_last(
    clerk: Visitor, reviewer: Visitor
) -> None:
    one, two, three = registered(clerk, *a_woman(3))
    ward = answered(a_ward(clerk, two))["id"]
    first, second = pair_of(reviewer, two, three), pair_of(reviewer, three, one)
    answered(merge(reviewer, first, three))
    answered(merge(reviewer, second, one))

    def guardian() -> str:
        return str(clerk.get(f"/v1/persons/{ward}").json()["guardian"]["person_id"])

    eventually(lambda: guardian() == one, within=60, what="the ward follows both")
    wrong = decide(reviewer, first, "undo")
    assert (wrong.status_code, wrong.json()["code"]) == (409, "merged_further")
    answered(decide(reviewer, second, "undo"))
    eventually(lambda: guardian() == three, within=60, what="one step back")
    answered(decide(reviewer, first, "undo"))
    eventually(lambda: guardian() == two, within=60, what="all the way back")


def test_no_list_shows_a_record_that_ended_unless_it_is_asked_for(
    clerk: Visitor, reviewer: Visitor
) -> None:
    one, two, three = registered(clerk, *a_woman(3))
    path = pair_of(reviewer, two, one)
    pair_of(reviewer, two, three)
    answered(merge(reviewer, path, one))
    newest = answered(clerk.get("/v1/persons", limit=50))["items"]
    assert two not in [each["id"] for each in newest]
    ended = answered(clerk.get("/v1/persons", limit=50, status="merged"))["items"]
    assert two in [each["id"] for each in ended]
    queue = answered(reviewer.get("/v1/duplicates", person_id=two, status="open"))["items"]
    assert queue == []


def _places() -> dict[str, object]:
    return {**programmes.learning(20), "rules": None, "amount_fils": None}


def test_a_pair_and_a_request_move_with_their_people() -> None:
    before, after = "JO-AJ", "JO-KA"
    mover = Visitor("clerk", before, after)
    one, two = registered(mover, *a_woman(2, address=at(before)))
    path = pair_of(Visitor("supervisor", before), one, two)
    asked = {"person_id": one, "kind": "restriction", "text": "أرجو النظر في طلبي."}
    request = answered(mover.post("/v1/privacy-requests", asked))["id"]
    for each in (one, two):
        seen_by = seen(mover, f"/v1/persons/{each}")
        answered(mover.patch(f"/v1/persons/{each}", {"address": at(after)}, based_on=seen_by))
    there, gone = Visitor("supervisor", after), Visitor("supervisor", before)
    eventually(lambda: pair_of(there, one, two) == path)

    def asked_there(staff: Visitor) -> bool:
        items = answered(staff.get("/v1/privacy-requests", person_id=one))["items"]
        return [each["id"] for each in items] == [request]

    eventually(lambda: asked_there(there) and not asked_there(gone))
    assert answered(gone.get("/v1/duplicates", person_id=one))["items"] == []
    assert gone.get(path).status_code == 403
    granted = {"outcome": "granted", "reason": "طلبت ذلك"}
    decided = f"/v1/privacy-requests/{request}/decide"
    seen_by = seen(there, f"/v1/privacy-requests/{request}")
    assert gone.post(decided, granted, based_on=seen_by).status_code == 403
    answered(there.post(decided, granted, based_on=seen_by))
    # The record is restricted now, and is not merged.
    assert merge(there, path, one).json()["code"] == "restricted_not_merged"


def at(governorate: str) -> dict[str, str | None]:
    return {"governorate": governorate, "district": None, "details": None}
