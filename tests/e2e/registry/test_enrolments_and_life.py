"""What happens in families reaches their benefits, through the gateway of the running system."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest

from tests.e2e.registry.test_households import Counter, member
from tests.e2e.registry.test_payments import made, reached, stepped
from tests.support import programmes
from tests.support.benefits import aid, done
from tests.support.families import Family
from tests.support.household_counter import YESTERDAY
from tests.support.registry import national_number, wedded
from tests.support.waiting import eventually
from tests.support.window import Visitor

AMMAN = {"governorate": "JO-AM", "district": None, "details": None}
IRBID = {"governorate": "JO-IR", "district": None, "details": None}


@pytest.fixture
def counter() -> Counter:
    return Counter()


def opened(**terms: Any) -> str:
    """A programme that pays a fixed amount, or what the terms say."""
    terms = {"rules": None, "amount_fils": 80_000, "opens_on": "2020-01-01", **terms}
    asked = programmes.programme(visit_required=False, **terms)
    return str(made(Visitor("administrator").post("/v1/programmes", asked))["id"])


def applied(counter: Counter, to: str, home: str, person_id: str | None = None) -> str:
    """The path of an enrolment."""
    asked = {"programme_id": to, "household_id": home, "person_id": person_id}
    return f"/v1/enrolments/{made(counter.clerk.post('/v1/enrolments', asked))['id']}"


def enrolled(counter: Counter, to: str, home: str, person_id: str | None = None) -> str:
    path = applied(counter, to, home, person_id)
    made(stepped(Visitor("supervisor"), path, "approve", {}))
    return path


def list_of(counter: Counter, to: str) -> str:
    """The path of this month's list, prepared."""
    month = counter.record(counter.person())["registered_on"][:7]
    administrator = Visitor("administrator")
    asked = {"programme_id": to, "month": month}
    path = f"/v1/payment-lists/{made(administrator.post('/v1/payment-lists', asked))['id']}"
    reached(administrator, path, "prepared")
    return path


def payments_of(path: str) -> list[dict[str, Any]]:
    found = Visitor("auditor").get("/v1/payments", list_id=path.rpartition("/")[2])
    return list(made(found)["items"])


def file_of(path: str) -> list[dict[str, str]]:
    """The rows of a list's file, approved and issued."""
    administrator = Visitor("administrator")
    made(stepped(administrator, path, "approve"))
    reached(administrator, path, "issued")
    text = administrator.get(f"{path}/file").content.decode("utf-8-sig")
    return [each for each in csv.DictReader(io.StringIO(text)) if each["record"] == "payment"]


def ended(path: str, reader: Visitor) -> dict[str, Any]:
    """Why it ended: the reason of its last step, once it did."""
    view = reached(reader, path, "exited")
    reason: dict[str, Any] = view["course"][-1]["reason"]
    return reason


def test_two_enrolled_families_join_and_the_months_list_pays_once(counter: Counter) -> None:
    host, guest = counter.people(2)
    home, other = counter.family(host), counter.family(guest)
    to = opened()
    stays, ends = enrolled(counter, to, home), enrolled(counter, to, other)
    coming = [member(guest, "other_relative")]
    counter.happens(home, "join", other_household_id=other, members=coming)
    # At once, whether or not the enrolment has ended by now.
    path = list_of(counter, to)
    listed = [each for each in payments_of(path) if each["status"] == "listed"]
    assert [each["household_id"] for each in listed] == [home]
    for each in payments_of(path):
        assert each["household_id"] == home or each["findings"][0] == "household_dissolved"
    assert [each["household_id"] for each in file_of(path)] == [home]
    reason = ended(ends, counter.clerk)
    assert (reason["code"], reason["ar"]) == ("household_dissolved", "لم تعد الأسرة قائمة")
    assert reason["en"] == "The household no longer exists"
    assert made(counter.clerk.get(stays))["status"] == "active"


def test_the_last_death_ends_the_enrolment_and_the_next_in_line_is_called(
    counter: Counter,
) -> None:
    to = opened(**{**programmes.learning(1), "amount_fils": None, "opens_on": "2020-01-01"})
    alone, waits = counter.people(2)
    home, other = counter.family(alone), counter.family(waits)
    seated, waiting = applied(counter, to, home, alone), applied(counter, to, other, waits)
    assert made(counter.clerk.get(waiting))["status"] == "waiting"
    aid = opened()
    familys = enrolled(counter, aid, home)
    assert counter.happens(home, "death", person_id=alone)["status"] == "dissolved"
    assert ended(seated, counter.clerk)["code"] == "beneficiary_died"
    assert ended(familys, counter.clerk)["code"] == "household_dissolved"
    reached(counter.clerk, waiting, "active")
    places = made(counter.clerk.get(f"/v1/programmes/{to}/places"))
    assert (places["taken"], places["waiting"]) == (1, 0)
    assert [each for each in payments_of(list_of(counter, aid)) if each["status"] == "listed"] == []


def test_a_divorced_womans_own_benefit_is_hers(counter: Counter) -> None:
    his, hers = national_number(), national_number()
    he, she = counter.person(number=his, sex="male"), counter.person(number=hers)
    home = counter.family(he, members=wedded(she))
    to = opened(beneficiary="person")
    path = enrolled(counter, to, home, she)
    husband = Visitor("citizen", national_number=his)
    woman = Visitor("citizen", national_number=hers)
    assert husband.get(path).status_code == woman.get(path).status_code == 200
    left = {"head_id": she, "spouse_id": he, "members": [], "address": AMMAN}
    counter.happens(home, "divorce", **left)
    assert husband.get(path).status_code == 403
    assert husband.get(f"{path}/explanation").status_code == 403
    assert made(husband.get("/v1/enrolments", household_id=home))["items"] == []
    new = counter.home_of(she)
    assert new is not None

    def followed() -> bool:
        return bool(made(woman.get(path))["household_id"] == new["id"])

    eventually(followed)
    (payment,) = payments_of(listed := list_of(counter, to))
    assert (payment["payee_id"], payment["household_id"]) == (she, new["id"])
    (row,) = file_of(listed)
    assert row["document_number"] == hers


def test_a_family_that_moves_to_irbid_is_served_by_the_counter_there(counter: Counter) -> None:
    home = counter.family(counter.person())
    path = enrolled(counter, opened(), home)
    of_it = {"enrolment_id": path.rpartition("/")[2], "text": "المبلغ لا يكفي الأسرة."}
    in_amman = made(counter.clerk.post("/v1/grievances", of_it))
    grievance = f"/v1/grievances/{in_amman['id']}"
    irbid, supervisor = Visitor("clerk", "JO-IR"), Visitor("supervisor", "JO-IR")
    assert irbid.get(path).status_code == 403
    counter.happens(home, "move", address=IRBID)
    eventually(lambda: irbid.get(path).status_code == 200)
    assert made(irbid.get(path))["governorate"] == "JO-IR"
    assert counter.clerk.get(path).status_code == 403
    eventually(lambda: irbid.get(grievance).status_code == 200)
    reply = {"outcome": "dismissed", "answer": "هو ما تقرر."}
    made(stepped(supervisor, grievance, "answer", reply))
    assert made(irbid.post("/v1/grievances", of_it))["governorate"] == "JO-IR"


def test_who_is_joined_by_an_earner_is_reviewed_by_what_all_have_now() -> None:
    to = aid(Visitor("administrator"))
    home = Family("en", size=3, earned_income_fils=60_000, other_income_fils=0)
    earner = Family("en", earned_income_fils=900_000, other_income_fils=0)
    enrolment = home.enrolled_in(to)
    before = done(home.clerk.get(enrolment))["amount_fils"]
    path, joining = f"/v1/households/{home.id}", [member(earner.head, "other_relative")]
    told = {"on": YESTERDAY, "other_household_id": earner.id, "members": joining}
    done(stepped(home.clerk, path, "join", told))
    called = done(home.clerk.get(enrolment))
    assert (called["review_called"], called["amount_fils"]) == (True, before)
    home.is_told("The review of your benefit from Monthly aid is due")
    assert "Who lives in your household changed" in home.reads(enrolment)
    supervisor, caseworker = Visitor("supervisor"), Visitor("caseworker")
    refused = stepped(supervisor, enrolment, "reassess")
    assert (refused.status_code, refused.json()["code"]) == (409, "facts_outdated")
    seen = done(caseworker.get(f"{path}/facts"))
    assert seen["unstated"] == ["earned_income_fils", "other_income_fils"]
    assert seen["other_household"]["household_id"] == earner.id
    assert 900_000 in [each["number"] for each in seen["other_household"]["facts"]]
    home.declares(earned_income_fils=960_000, other_income_fils=0)
    assert done(stepped(supervisor, enrolment, "reassess"))["status"] == "exited"


def test_an_application_is_assessed_again_when_somebody_has_left() -> None:
    to = aid(Visitor("administrator"))
    home = Family("en", size=3, earned_income_fils=60_000, other_income_fils=0)
    asked = home.applies(to)
    caseworker = Visitor("caseworker")
    done(stepped(caseworker, asked, "assess"))
    path = f"/v1/households/{home.id}"
    leaving = done(home.clerk.get(path))["members"][0]["person_id"]
    parted = {"on": YESTERDAY, "head_id": leaving, "members": [], "address": AMMAN}
    done(stepped(home.clerk, path, "split", parted))
    assert done(home.clerk.get(asked))["status"] == "applied"
    refused = stepped(caseworker, asked, "assess")
    assert (refused.status_code, refused.json()["code"]) == (409, "facts_outdated")
    home.declares(earned_income_fils=60_000, other_income_fils=0)
    assert done(stepped(caseworker, asked, "assess"))["assessment"]["eligible"]


def test_a_fixed_amount_that_was_raised_is_in_force_after_a_review_and_a_recomputation(
    counter: Counter,
) -> None:
    to = opened()
    reviewed, recomputed = (enrolled(counter, to, counter.family(counter.person())) for _ in "12")
    first, second = Visitor("administrator"), Visitor("administrator")
    programme = f"/v1/programmes/{to}"
    etag = first.get(programme).headers["ETag"]
    made(first.patch(programme, {"amount_fils": 95_000}, based_on=etag))
    other = Visitor("supervisor")
    assert made(stepped(other, reviewed, "reassess"))["amount_fils"] == 95_000
    assert made(counter.clerk.get(recomputed))["amount_fils"] == 80_000
    asked = {"programme_id": to, "note": "رفع المبلغ"}
    path = f"/v1/recomputations/{made(first.post('/v1/recomputations', asked))['id']}"
    totals = {e["outcome"]: e for e in reached(first, path, "previewed")["totals"]}
    assert {name: each["households"] for name, each in totals.items()} == {
        "raised": 1,
        "unchanged": 1,
    }
    done(stepped(second, path, "approval"))
    assert reached(second, path, "applied")["changed"] == 1
    assert made(counter.clerk.get(recomputed))["amount_fils"] == 95_000
