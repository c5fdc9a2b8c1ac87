"""The life of households through the gateway: births, marriages, deaths, and who is where then."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import uuid4

import pytest

from tests.support.household_counter import ELSEWHERE, YESTERDAY, Counter, member, newborn
from tests.support.long import english
from tests.support.registry import explained, household, national_number
from tests.support.window import Visitor

ARABIC_DIGITS = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")


@pytest.fixture
def counter() -> Counter:
    return Counter()


def test_twins_are_registered_at_once_by_their_birth(counter: Counter) -> None:
    mother = counter.person()
    home = counter.family(mother, address=ELSEWHERE)
    number = national_number()
    twins = [
        newborn("سارة", identity={"kind": "national_number", "number": number}),
        newborn("يوسف", "male", guardian={"person_id": mother, "relation": "parent"}),
    ]
    born = counter.happens(home, "birth", children=twins, on=YESTERDAY.translate(ARABIC_DIGITS))
    sara, yousef = born["last_event"]["person_ids"]
    assert born["members"] == [member(sara), member(yousef)]
    assert born["last_event"]["on"] == YESTERDAY
    girl, boy = counter.record(sara), counter.record(yousef)
    assert (girl["birth_date"], girl["identity"]["number"]) == (YESTERDAY, number)
    assert girl["address"]["details"] == "شارع آخر، 7"
    assert (boy["sex"], boy["identity"]["kind"]) == ("male", "none")
    assert boy["guardian"]["person_id"] == mother


def test_of_twins_either_both_are_registered_or_none(counter: Counter) -> None:
    home = counter.family(counter.person())
    number = national_number()
    counter.person(number=number)
    taken = newborn("يوسف", "male", identity={"kind": "national_number", "number": number})
    girl = newborn("سارة")
    girl["name"]["arabic"]["family"] = "التوائمة"
    refused = counter.tell(home, "birth", children=[girl, taken])
    assert (refused.status_code, refused.json()["code"]) == (409, "national_number_taken")
    assert counter.home(home)["members"] == []
    assert counter.clerk.get("/v1/persons", name="سارة التوائمة").json()["items"] == []


def test_a_birth_sent_twice_at_once_is_one_birth(counter: Counter) -> None:
    home = counter.family(counter.person())
    with ThreadPoolExecutor(2) as pool:
        sent = [
            pool.submit(
                counter.tell, home, "birth", key=f"birth-{home}", children=[newborn("ليلى")]
            )
            for _ in range(2)
        ]
    answers = [each.result() for each in sent]
    # Who read the household after the birth asks with another If-Match; both get the one birth.
    assert {each.status_code for each in answers} <= {200, 409, 412, 503}
    assert any(each.status_code == 200 for each in answers)
    assert len(counter.home(home)["members"]) == 1


def test_a_birth_names_children_or_a_registered_child(counter: Counter) -> None:
    home, child = counter.family(counter.person()), counter.person()
    for body in ({}, {"children": [newborn("ليلى")], "person_id": child}):
        refused = counter.tell(home, "birth", **body)
        assert refused.status_code == 422
        assert refused.json()["errors"][0]["code"] == "children_or_person"
    nameless = counter.tell(home, "birth", children=[{"sex": "female"}])
    assert nameless.json()["errors"][0]["pointer"] == "/children/0/name"


def test_a_marriage_brings_the_spouse_and_a_divorce_lets_them_go(counter: Counter) -> None:
    father, bride = counter.people(2)
    husband = counter.person(sex="male")
    parents = counter.family(father, bride)
    home = counter.family(husband)
    married = counter.happens(home, "marriage", person_id=husband, spouse_id=bride)
    assert married["members"] == [member(bride, "spouse")]
    assert counter.home(parents)["members"] == []
    child = counter.happens(home, "birth", children=[newborn("نور")])["last_event"]["person_ids"][0]
    left = counter.happens(
        home,
        "divorce",
        head_id=bride,
        spouse_id=husband,
        members=[member(child)],
        address=ELSEWHERE,
    )
    assert left["members"] == []
    new = counter.home_of(bride)
    assert new is not None
    assert (new["head_id"], new["members"]) == (bride, [member(child)])
    assert counter.record(child)["address"]["details"] == "شارع آخر، 7"


def test_a_household_splits_moves_and_joins_again(counter: Counter) -> None:
    father, son = counter.people(2)
    grandchild = counter.person(birth_date="2012")
    home = counter.family(father, son, grandchild)
    counter.happens(home, "split", head_id=son, members=[member(grandchild)], address=ELSEWHERE)
    new = counter.home_of(son)
    assert new is not None
    tent = {"kind": "tent", "tenure": "informal", "rooms": None, "rent_fils": None}
    moved = counter.happens(new["id"], "move", address=ELSEWHERE, dwelling=tent)
    assert moved["dwelling"]["kind"] == "tent"
    assert counter.record(grandchild)["address"]["details"] == "شارع آخر، 7"
    coming = [member(son), member(grandchild, "grandchild")]
    joined = counter.happens(home, "join", other_household_id=new["id"], members=coming)
    assert joined["members"] == coming
    assert counter.home(new["id"])["status"] == "dissolved"


def test_when_the_head_dies_somebody_heads_those_who_stay(counter: Counter) -> None:
    father, mother, child = counter.people(3)
    home = counter.family(father, mother, child)
    refused = counter.tell(home, "death", person_id=father)
    assert (refused.status_code, refused.json()["code"]) == (409, "successor_missing")
    heir = {"head_id": mother, "members": [member(child)]}
    left = counter.happens(home, "death", person_id=father, successor=heir)
    assert (left["head_id"], left["members"]) == (mother, [member(child)])
    assert (counter.record(father)["status"], counter.record(father)["died_on"]) == (
        "deceased",
        YESTERDAY,
    )
    assert counter.home_of(father) is None
    history = counter.clerk.get(f"/v1/persons/{father}/history").json()["items"]
    assert history[-1]["reason"] == "death"


def test_when_the_last_one_dies_the_household_is_dissolved(counter: Counter) -> None:
    widow = counter.person()
    home = counter.family(widow)
    ended = counter.happens(home, "death", person_id=widow)
    assert ended["status"] == "dissolved"
    again = counter.tell(home, "move", address=ELSEWHERE)
    assert (again.status_code, again.json()["code"]) == (409, "household_dissolved")


@pytest.mark.parametrize(
    ("language", "title"), [("ar", "فرد في أسرة"), english("en", "Member of a household")]
)
def test_a_member_dies_in_the_household_and_not_beside_it(language: str, title: str) -> None:
    counter = Counter(language=language)
    head, child = counter.people(2)
    counter.family(head, child)
    path = f"/v1/persons/{head}"
    seen = counter.clerk.get(path).headers["ETag"]
    refused = counter.clerk.patch(path, explained(died_on=YESTERDAY), based_on=seen)
    assert (refused.status_code, refused.json()["title"]) == (409, title)
    assert counter.record(head)["status"] == "active"


def test_a_wrong_head_and_a_household_that_should_not_be_are_corrected(counter: Counter) -> None:
    mother, child = counter.people(2)
    father = counter.person(sex="male")
    home = counter.family(mother, father, child)
    path = f"/v1/households/{home}"
    rest = [member(mother, "spouse"), member(child)]
    change = {
        "successor": {"head_id": father, "members": rest},
        "reason": {"kind": "correction", "note": "دفتر العائلة"},
    }
    handed = counter.clerk.patch(path, change, based_on='"1"')
    assert handed.status_code == 200, handed.text
    assert (handed.json()["head_id"], handed.json()["members"]) == (father, rest)
    short = {**change, "successor": {"head_id": mother, "members": [member(child)]}}
    refused = counter.clerk.patch(path, short, based_on=handed.headers["ETag"])
    assert (refused.status_code, refused.json()["code"]) == (409, "succession_unfit")
    assert refused.json()["errors"][0]["pointer"] == "/successor"
    everybody = {"leave": [father, mother, child], "reason": {"kind": "correction"}}
    ended = counter.clerk.patch(path, everybody, based_on=handed.headers["ETag"])
    assert ended.json()["status"] == "dissolved"
    assert counter.home_of(child) is None


def test_nobody_is_in_two_households(counter: Counter) -> None:
    head, child = counter.people(2)
    counter.family(head, child)
    second = counter.clerk.post("/v1/households", household(counter.person(), child))
    assert (second.status_code, second.json()["code"]) == (409, "person_in_other_household")
    twice = counter.clerk.post("/v1/households", household(head, head))
    assert (twice.status_code, twice.json()["code"]) == (409, "head_is_member")


def test_a_household_is_shown_as_it_was_with_who_changed_it_and_why(counter: Counter) -> None:
    head, child, other = counter.people(3)
    home = counter.family(head, child)
    path = f"/v1/households/{home}"
    before = counter.home(home)
    (made,) = counter.clerk.get(f"{path}/history").json()["items"]
    reason = {"kind": "correction", "note": "دفتر العائلة"}
    corrected = counter.clerk.patch(
        path, {"join": [member(other, "parent")], "reason": reason}, based_on='"1"'
    )
    assert corrected.status_code == 200, corrected.text
    counter.happens(home, "move", address=ELSEWHERE, note="إخلاء")
    history = counter.clerk.get(f"{path}/history").json()["items"]
    assert [(each["why"], each["note"]) for each in history] == [
        (None, None),
        ("correction", "دفتر العائلة"),
        ("move", "إخلاء"),
    ]
    assert {each["actor"] for each in history} == {counter.clerk.subject}
    assert counter.clerk.get(path, at=made["at"]).json() == before
    assert counter.clerk.get(path, at="2020-01-01T00:00:00Z").status_code == 404
    alone = counter.clerk.patch(path, {"reason": reason}, based_on='"3"')
    assert (alone.status_code, alone.json()["errors"][0]["code"]) == (422, "nothing_to_change")
    assert Visitor("auditor").get(f"{path}/history").json()["items"] == history


def test_a_family_is_found_where_its_corrected_address_says(counter: Counter) -> None:
    wrong, right = ({**ELSEWHERE, "subdistrict": f"قضاء {uuid4().hex[:8]}"} for _ in range(2))
    head, child = (counter.person(address=wrong) for _ in range(2))
    home = counter.family(head, child, address=wrong)
    reason = {"kind": "correction", "note": None}
    corrected = counter.clerk.patch(
        f"/v1/households/{home}", {"address": right, "reason": reason}, based_on='"1"'
    )
    assert corrected.status_code == 200, corrected.text

    def living_at(place: dict[str, Any]) -> set[str]:
        page = counter.clerk.get("/v1/persons", subdistrict=place["subdistrict"])
        return {each["id"] for each in page.json()["items"]}

    assert (living_at(wrong), living_at(right)) == (set(), {head, child})
    last = counter.clerk.get(f"/v1/persons/{child}/history").json()["items"][-1]
    assert (last["changed"], last["reason"]) == (["address"], "correction")
