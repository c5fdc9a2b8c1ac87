"""Two reviewers, two clerks at once, through the gateway: nothing is lost, nothing comes twice."""

from __future__ import annotations

import time
import uuid
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import requests

from tests.support import programmes
from tests.support.ledger import Ledger
from tests.support.long import often
from tests.support.racing import at_once, each_at_once
from tests.support.registry import another_person, explained, household, national_number
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


@pytest.fixture(params=often(4), autouse=True)
def again(request: pytest.FixtureRequest) -> int:
    """Each race is run so often: the interleavings differ."""
    turn: int = request.param
    return turn


@pytest.fixture(scope="module")
def ledger() -> Iterator[Ledger]:
    ledger = Ledger()
    yield ledger
    ledger.close()


@pytest.fixture(scope="module")
def clerks() -> list[Visitor]:
    return [Visitor("clerk") for _ in range(8)]


@pytest.fixture(scope="module")
def reviewers() -> list[Visitor]:
    return [Visitor("supervisor"), Visitor("supervisor")]


def statuses(answers: list[requests.Response]) -> list[int]:
    return sorted(each.status_code for each in answers)


def retried(post: Callable[[str], requests.Response]) -> requests.Response:
    """Asked again under the same key, as the answer says, while the service is too busy."""
    key = str(uuid.uuid4())
    while (answer := post(key)).status_code in (503, 504):
        time.sleep(float(answer.headers.get("Retry-After", 0)))
    return answer


@pytest.mark.parametrize("other", ["other_survivor", "same_survivor", "reject"])
def test_two_reviewers_of_one_pair_decide_once(
    clerks: list[Visitor], reviewers: list[Visitor], ledger: Ledger, other: str
) -> None:
    one, two = registered(clerks[0], *a_woman(2))
    path = pair_of(reviewers[0], two, one)
    version = seen(reviewers[0], path)

    def rival() -> requests.Response:
        if other == "reject":
            return decide(reviewers[1], path, "reject", version)
        return merge(reviewers[1], path, two if other == "other_survivor" else one, version)

    answers = at_once(lambda: merge(reviewers[0], path, one, version), rival)
    assert statuses(answers) == [200, 412]
    merges = [*ledger.told(one, "person.merged"), *ledger.told(two, "person.merged")]
    ended = [each for each in (one, two) if ledger.state("persons", each)["merged_into"]]
    won = next(each.json() for each in answers if each.status_code == 200)
    assert len(ended) == (1 if won["status"] == "merged" else 0)
    ledger.told_in_full("duplicates", [won["id"]])
    ledger.told_in_full("persons", [one, two])
    merges = [*ledger.told(one, "person.merged"), *ledger.told(two, "person.merged")]
    assert len(merges) == len(ended)


def test_an_undo_and_a_further_merge_at_once_leave_no_record_in_between(
    clerks: list[Visitor], reviewers: list[Visitor], ledger: Ledger
) -> None:
    one, two, three = registered(clerks[0], *a_woman(3))
    first, second = pair_of(reviewers[0], two, three), pair_of(reviewers[0], three, one)
    answered(merge(reviewers[0], first, three))
    undo, further = at_once(
        lambda: decide(reviewers[0], first, "undo"),
        lambda: merge(reviewers[1], second, one),
    )
    assert (undo.status_code, further.status_code) in [(200, 200), (409, 200)], (
        undo.text,
        further.text,
    )
    if undo.status_code == 409:
        assert undo.json()["code"] == "merged_further"
    of_two = ledger.state("persons", two)["merged_into"]
    assert of_two == (None if undo.status_code == 200 else three)
    assert ledger.state("persons", three)["merged_into"] == one
    ledger.told_in_full("persons", [one, two, three])


def test_three_records_merged_round_in_a_ring_at_once_never_close_it(
    clerks: list[Visitor], reviewers: list[Visitor], ledger: Ledger
) -> None:
    ring = registered(clerks[0], *a_woman(3))
    pairs = [pair_of(reviewers[0], ring[each], ring[each - 1]) for each in range(3)]

    def close(turn: int) -> requests.Response:
        reviewer, path = reviewers[turn % 2], pairs[turn]
        version = seen(reviewer, path)
        return retried(lambda key: merge(reviewer, path, ring[turn], version, key))

    answers = each_at_once(close, range(3))
    into = {each: ledger.state("persons", each)["merged_into"] for each in ring}
    done = [each for each in answers if each.status_code == 200]
    assert 1 <= len(done) == sum(1 for each in into.values() if each) <= 2, into
    assert set(statuses(answers)) <= {200, 409, 412}


def test_one_merge_asked_twice_at_once_under_one_key_has_one_answer(
    clerks: list[Visitor], reviewers: list[Visitor], ledger: Ledger
) -> None:
    one, two = registered(clerks[0], *a_woman(2))
    path, key = pair_of(reviewers[0], two, one), str(uuid.uuid4())
    version = seen(reviewers[0], path)
    answers = at_once(*[lambda: merge(reviewers[0], path, one, version, key)] * 2)
    assert statuses(answers) == [200, 200]
    assert answers[0].json() == answers[1].json()
    ledger.told_in_full("persons", [one, two])
    assert len(ledger.told(two, "person.merged")) == 1


def test_clerks_who_register_one_number_make_one_person(
    clerks: list[Visitor], ledger: Ledger
) -> None:
    number = national_number()
    answers = each_at_once(lambda it: it.post("/v1/persons", another_person(number)), clerks)
    assert statuses(answers) == [201] + [409] * (len(clerks) - 1)
    assert ledger.count("persons", national_number=number) == 1
    made = next(each.json()["id"] for each in answers if each.status_code == 201)
    ledger.told_in_full("persons", [made])


def test_clerks_who_register_one_family_make_one_household(
    clerks: list[Visitor], ledger: Ledger
) -> None:
    head, spouse, child = registered(
        clerks[0], another_person(), another_person(), another_person()
    )
    families = [(head, child), (spouse, child), (head, spouse), (child, head)]
    answers = each_at_once(
        lambda turn: clerks[turn].post("/v1/households", household(*families[turn])), range(4)
    )
    # Two of these four families can stand beside each other: none of them.
    assert statuses(answers) == [201, 409, 409, 409]
    assert ledger.count("households", person=child) + ledger.count("households", person=head) in (
        1,
        2,
    )
    for each in (head, spouse, child):
        assert ledger.count("households", person=each) <= 1


def test_two_households_that_take_in_one_person_at_once(
    clerks: list[Visitor], ledger: Ledger
) -> None:
    first, second, person_id = registered(
        clerks[0], another_person(), another_person(), another_person()
    )
    paths = [f"/v1/households/{settled(clerks[0], each)}" for each in (first, second)]
    joining = {"join": [{"person_id": person_id, "relation": "sibling"}]}
    answers = each_at_once(
        lambda path: Visitor("clerk").patch(path, joining, based_on=seen(clerks[0], path)), paths
    )
    assert statuses(answers) == [200, 409]
    assert ledger.count("households", person=person_id) == 1
    ledger.told_in_full("households", [path.rpartition("/")[2] for path in paths])


def test_one_household_split_and_joined_at_once_happens_once(
    clerks: list[Visitor], ledger: Ledger
) -> None:
    head, spouse, other = registered(
        clerks[0], another_person(), another_person(), another_person()
    )
    home, elsewhere = settled(clerks[0], head, spouse), settled(clerks[0], other)
    path = f"/v1/households/{home}"
    version = seen(clerks[0], path)
    address = {"governorate": "JO-AM", "district": None, "details": None}
    split = {"on": "2026-01-05", "head_id": spouse, "members": [], "address": address}
    join = {
        "on": "2026-01-05",
        "other_household_id": elsewhere,
        "members": [{"person_id": other, "relation": "sibling"}],
    }
    answers = at_once(
        lambda: clerks[0].post(f"{path}/split", split, based_on=version),
        lambda: clerks[1].post(f"{path}/join", join, based_on=version),
    )
    assert statuses(answers) == [200, 412], [each.text for each in answers]
    for each in (head, spouse, other):
        assert ledger.count("households", person=each) == 1
    ledger.told_in_full("households", [home, elsewhere])
    ledger.told_in_full("persons", [head, spouse, other])


def test_two_households_that_join_each_other_at_once_are_one(
    clerks: list[Visitor], ledger: Ledger
) -> None:
    heads = registered(clerks[0], another_person(), another_person())
    homes = [settled(clerks[0], each) for each in heads]

    def join(turn: int) -> requests.Response:
        path = f"/v1/households/{homes[turn]}"
        coming = {
            "on": "2026-01-05",
            "other_household_id": homes[1 - turn],
            "members": [{"person_id": heads[1 - turn], "relation": "sibling"}],
        }
        return clerks[turn].post(f"{path}/join", coming, based_on=seen(clerks[turn], path))

    answers = at_once(lambda: join(0), lambda: join(1))
    assert statuses(answers)[0] == 200
    assert statuses(answers)[1] in (409, 412), [each.text for each in answers]
    assert [ledger.count("households", person=each) for each in heads] == [1, 1]
    ledger.told_in_full("households", homes)


def test_two_who_amend_one_person_on_the_same_version(
    clerks: list[Visitor], ledger: Ledger
) -> None:
    (person_id,) = registered(clerks[0], another_person())
    path = f"/v1/persons/{person_id}"
    version = seen(clerks[0], path)
    answers = each_at_once(
        lambda day: Visitor("clerk").patch(path, explained(birth_date=day), based_on=version),
        ("1985-03-18", "1985-03-19"),
    )
    assert statuses(answers) == [200, 412]
    won = next(each.json() for each in answers if each.status_code == 200)
    assert ledger.state("persons", person_id)["birth_date"] == won["birth_date"]
    ledger.told_in_full("persons", [person_id])


def test_the_last_place_is_given_once(clerks: list[Visitor], ledger: Ledger) -> None:
    terms = {**programmes.learning(1), "rules": None, "amount_fils": None}
    to = answered(Visitor("administrator").post("/v1/programmes", terms))
    applicants = registered(clerks[0], *(another_person() for _ in clerks))
    homes = [settled(clerks[0], each) for each in applicants]

    def apply(turn: int) -> dict[str, Any]:
        asked = {
            "programme_id": to["id"],
            "household_id": homes[turn],
            "person_id": applicants[turn],
        }
        return answered(retried(lambda key: clerks[turn].post("/v1/enrolments", asked, key=key)))

    came = each_at_once(apply, range(len(clerks)))
    assert sorted(each["status"] for each in came) == ["active"] + ["waiting"] * 7
    assert sorted(each["ticket"] or 0 for each in came) == list(range(8))
    places = answered(clerks[0].get(f"/v1/programmes/{to['id']}/places"))
    assert (places["taken"], places["waiting"]) == (1, 7)
    ledger.told_in_full("enrolments", [each["id"] for each in came])


def test_whoever_is_named_in_the_moment_of_a_merge_is_followed_all_the_same(
    clerks: list[Visitor], reviewers: list[Visitor], ledger: Ledger
) -> None:
    terms = {**programmes.learning(50), "rules": None, "amount_fils": None}
    to = answered(Visitor("administrator").post("/v1/programmes", terms))
    one, two = registered(clerks[0], *a_woman(2))
    path = pair_of(reviewers[0], two, one)
    home = settled(clerks[0], two)
    asked = {"programme_id": to["id"], "household_id": home, "person_id": two}
    merged, warded, applied = at_once(
        lambda: merge(reviewers[0], path, one),
        lambda: a_ward(clerks[1], two),
        lambda: retried(lambda key: clerks[2].post("/v1/enrolments", asked, key=key)),
    )
    answered(merged)
    eventually(
        lambda: ledger.state("households", home)["head_id"] == one,
        within=60,
        what="the household follows",
    )
    if warded.status_code == 201:
        ward = warded.json()["id"]
        eventually(
            lambda: ledger.state("persons", ward)["guardian"]["person_id"] == one,
            within=60,
            what="the ward follows",
        )
    else:
        assert warded.json()["code"] == "record_merged"
    if applied.status_code == 201:
        enrolment = applied.json()["id"]
        eventually(
            lambda: ledger.state("enrolments", enrolment)["applicant"]["person_id"] == one,
            within=60,
            what="the enrolment follows",
        )
        ledger.told_in_full("enrolments", [enrolment])
    else:
        assert applied.json()["code"] == "not_of_the_household"
    ledger.told_in_full("persons", [one, two])
    ledger.told_in_full("households", [home])


def test_nobody_dies_alone_in_the_moment_of_being_taken_in(
    clerks: list[Visitor], reviewers: list[Visitor]
) -> None:
    head, brother = (
        answered(clerks[0].post("/v1/persons", another_person()))["id"] for _ in range(2)
    )
    path = f"/v1/persons/{brother}"
    version = seen(reviewers[0], path)
    death = explained(died_on="2026-11-20")
    dead, taken_in = at_once(
        lambda: reviewers[0].patch(path, death, based_on=version),
        lambda: retried(
            lambda key: clerks[1].post("/v1/households", household(head, brother), key=key)
        ),
    )
    assert [dead.status_code, taken_in.status_code] in ([200, 409], [409, 201]), (
        dead.text,
        taken_in.text,
    )
