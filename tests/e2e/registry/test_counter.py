"""A family at the counter, through the gateway of the running system."""

from __future__ import annotations

import uuid
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from tests.support.registry import another_person, arabic, explained, household, national_number
from tests.support.window import Visitor

AT_ONCE = 50


@pytest.fixture
def clerk() -> Visitor:
    return Visitor("clerk")


def registered(clerk: Visitor, **changes: Any) -> dict[str, Any]:
    answer = clerk.post("/v1/persons", another_person(**changes))
    assert answer.status_code == 201, answer.text
    view: dict[str, Any] = answer.json()
    return view


def test_a_registered_person_has_a_place_and_a_version(clerk: Visitor) -> None:
    answer = clerk.post("/v1/persons", another_person())
    view = answer.json()
    assert answer.status_code == 201
    assert answer.headers["Location"].endswith(f"/v1/persons/{view['id']}")
    read = clerk.get(f"/v1/persons/{view['id']}")
    assert read.json() == view
    assert read.headers["ETag"] == answer.headers["ETag"] == f'"{view["version"]}"'


def test_a_change_is_made_on_the_version_one_has_seen(clerk: Visitor) -> None:
    path = f"/v1/persons/{registered(clerk)['id']}"
    seen = clerk.get(path).headers["ETag"]
    born = explained(birth_date="1986")
    assert clerk.patch(path, born).status_code == 428
    changed = clerk.patch(path, born, based_on=seen)
    assert changed.status_code == 200
    assert changed.json()["birth_date"] == "1986"
    assert clerk.patch(path, born, based_on=seen).status_code == 412
    assert clerk.get(path).headers["ETag"] == changed.headers["ETag"] != seen


def test_fifty_registrations_of_one_number_at_once_give_one_person() -> None:
    number = national_number()
    clerks = [Visitor("clerk") for _ in range(5)]

    def attempt(index: int) -> int:
        return clerks[index % 5].post("/v1/persons", another_person(number)).status_code

    with ThreadPoolExecutor(AT_ONCE) as pool:
        statuses = Counter(pool.map(attempt, range(AT_ONCE)))
    assert statuses == {201: 1, 409: AT_ONCE - 1}
    assert len(clerks[0].get("/v1/persons", national_number=number).json()["items"]) == 1


def test_a_registration_sent_twice_is_one_with_one_answer(clerk: Visitor) -> None:
    request, key = another_person(), str(uuid.uuid4())
    first, second = (clerk.post("/v1/persons", request, key=key) for _ in range(2))
    assert (
        (second.status_code, second.json())
        == (first.status_code, first.json())
        == (
            201,
            first.json(),
        )
    )
    other = clerk.post("/v1/persons", another_person(), key=key)
    assert other.status_code == 422


@pytest.mark.parametrize("asked", ["امال {family}", "{family} آمال", "آمَال ال{family}"])
def test_a_person_is_found_by_the_name_in_any_spelling(clerk: Visitor, asked: str) -> None:
    letters = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي"
    family = "".join(letters[byte % len(letters)] for byte in uuid.uuid4().bytes)
    view = registered(clerk, name=arabic(family=family))
    found = clerk.get("/v1/persons", name=asked.format(family=family)).json()["items"]
    assert [each["id"] for each in found] == [view["id"]]


@pytest.mark.parametrize("digits", ["0123456789", "٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹"])
def test_a_person_is_found_by_number_in_any_digits(clerk: Visitor, digits: str) -> None:
    number = national_number()
    view = registered(clerk, number=number)
    asked = number.translate(str.maketrans("0123456789", digits))
    found = clerk.get("/v1/persons", national_number=asked).json()["items"]
    assert [each["id"] for each in found] == [view["id"]]


def test_a_family_is_registered_and_a_child_belongs_to_one(clerk: Visitor) -> None:
    mother, child, neighbour = (registered(clerk)["id"] for _ in range(3))
    home = clerk.post("/v1/households", household(mother, child))
    assert home.status_code == 201
    path = f"/v1/households/{home.json()['id']}"
    assert clerk.get(path).json() == home.json()
    claimed = clerk.post("/v1/households", household(neighbour, child))
    assert (claimed.status_code, claimed.json()["type"].rpartition("/")[2]) == (
        409,
        "person_in_other_household",
    )
    left = clerk.patch(path, {"leave": [child]}, based_on=home.headers["ETag"])
    assert left.json()["members"] == []
    assert clerk.post("/v1/households", household(neighbour, child)).status_code == 201


def test_a_clerk_elsewhere_gets_nothing(clerk: Visitor) -> None:
    number = national_number()
    path = f"/v1/persons/{registered(clerk, number=number)['id']}"
    elsewhere = Visitor("clerk", "JO-IR")
    assert elsewhere.get(path).status_code == 403
    assert elsewhere.get("/v1/persons", national_number=number).json()["items"] == []
    assert elsewhere.patch(path, explained(sex="male"), based_on='"2"').status_code == 403
    assert elsewhere.post("/v1/persons", another_person()).status_code == 403


def test_a_citizen_sees_themselves_and_nobody_else(clerk: Visitor) -> None:
    number = national_number()
    own, other = registered(clerk, number=number), registered(clerk)
    me = Visitor("citizen", national_number=number)
    assert me.get(f"/v1/persons/{own['id']}").json() == own
    assert me.get(f"/v1/persons/{other['id']}").status_code == 403
    assert me.get("/v1/persons").json()["items"] == [own]


@pytest.mark.parametrize("role", ["inspector", "administrator", "partner", "operator"])
def test_other_roles_have_no_personal_records(clerk: Visitor, role: str) -> None:
    path = f"/v1/persons/{registered(clerk)['id']}"
    assert Visitor(role).get(path).status_code == 403


def test_a_refusal_speaks_the_callers_language(clerk: Visitor) -> None:
    number = national_number()
    registered(clerk, number=number)
    refusal = Visitor("clerk", language="ar").post("/v1/persons", another_person(number))
    assert refusal.headers["Content-Type"].startswith("application/problem+json")
    assert refusal.json()["title"] == "الرقم الوطني مسجَّل"
    assert number not in refusal.text
