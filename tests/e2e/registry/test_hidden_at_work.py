"""What work had begun with a family before somebody in it was protected tells nobody of her.

Grievances, visits, money and emergencies keep what they knew; here each is read afterwards by all
who could read it before, through the gateway.
"""

from __future__ import annotations

import uuid
from typing import Any

import pytest

from tests.e2e.registry.test_emergencies import at, hamlet
from tests.support import programmes
from tests.support.benefits import done, reached, stepped
from tests.support.fieldwork import Survey, just_now
from tests.support.registry import another_person, household, national_number
from tests.support.waiting import eventually
from tests.support.window import Visitor


def protected(person_id: str, **request: Any) -> None:
    """Protect a person, with their household unless said otherwise."""
    body = {"reason": "violence", "with_household": True, **request}
    done(stepped(Visitor("caseworker"), f"/v1/persons/{person_id}", "protection", body))


class Family:
    """A household in a hamlet of its own: a husband, who is its head, and her."""

    def __init__(self, place: str) -> None:
        clerk = Visitor("clerk")
        self.number, self.husbands_number = national_number(), national_number()
        address = {**at(place), "details": None}
        self.husband, self.her = (
            str(
                done(clerk.post("/v1/persons", another_person(each, address=address, sex=sex)))[
                    "id"
                ]
            )
            for each, sex in ((self.husbands_number, "male"), (self.number, "female"))
        )
        body = household(self.husband, address=address)
        body["members"] = [{"person_id": self.her, "relation": "spouse"}]
        self.id = str(done(clerk.post("/v1/households", body))["id"])


@pytest.fixture
def place() -> str:
    return hamlet()


def test_her_grievance_is_read_and_answered_by_nobody_who_need_not_know(place: str) -> None:
    family, clerk = Family(place), Visitor("clerk")
    to = done(Visitor("administrator").post("/v1/programmes", programmes.learning()))["id"]
    asked = {"programme_id": to, "household_id": family.id, "person_id": family.her}
    enrolment = f"/v1/enrolments/{done(clerk.post('/v1/enrolments', asked))['id']}"
    reason = {"reason_code": "own_request"}
    done(stepped(Visitor("caseworker"), enrolment, "suspend", reason))
    filed = {"enrolment_id": enrolment.rpartition("/")[2], "text": "لم أطلب ذلك"}
    grievance = done(clerk.post("/v1/grievances", filed))["id"]
    protected(family.her, with_household=False)

    path, unknown = f"/v1/grievances/{grievance}", f"/v1/grievances/{uuid.uuid4()}"
    husband = Visitor("citizen", national_number=family.husbands_number)
    for stranger in (clerk, Visitor("supervisor"), Visitor("auditor"), husband):
        hidden, none = stranger.get(path), stranger.get(unknown)
        assert (hidden.status_code, hidden.json()["title"]) == (404, none.json()["title"])
        listed = done(stranger.get("/v1/grievances", household_id=family.id))
        assert (listed["items"], listed["next"]) == ([], None)
    answer = {"outcome": "dismissed", "answer": "لا"}
    refused = Visitor("supervisor").post(f"{path}/answer", answer, based_on='"1"')
    assert refused.status_code == 404
    assert husband.post(f"{path}/withdraw", based_on='"1"').status_code == 404
    own = Visitor("citizen", national_number=family.number)
    assert done(own.get(path))["text"] == filed["text"]


def test_a_visit_to_her_home_is_a_visit_for_nobody_who_need_not_know(place: str) -> None:
    survey, family = Survey(), Family(place)
    other = survey.family()
    round_id = survey.open(family.id, other)
    (result,) = survey.upload(just_now(round_id, family.id, location=None))
    assert result["became"] == "review"
    path = f"/v1/survey-visits/{result['survey_visit_id']}"
    seen = survey.supervisor.get(path)
    decision = {"record_id": done(seen)["records"][0]["record_id"], "accept": True, "note": "x"}
    protected(family.her)
    for stranger in (survey.supervisor, survey.researchers[0], Visitor("auditor")):
        assert stranger.get(path).status_code == 404
        visits = survey.visits(round_id, stranger, limit=1)
        assert [each["household_id"] for each in visits] == [other]
    etag = seen.headers["ETag"]
    for action, body in (("decision", decision), ("assignment", {"researcher_id": None})):
        refused = survey.supervisor.post(f"{path}/{action}", body, based_on=etag)
        assert refused.status_code == 404


def test_how_many_are_hidden_in_a_place_is_read_off_no_emergency(place: str) -> None:
    hidden, seen = Family(place), Family(place)
    protected(hidden.her)
    body = {
        "title": "سيول",
        "reason_code": "flood",
        "places": [at(place)],
        "amount": {"per": "person", "fils": 20_000},
    }
    first = Visitor("supervisor")
    path = f"/v1/emergencies/{done(first.post('/v1/emergencies', body))['id']}"
    administrator = Visitor("administrator")
    whole = reached(administrator, path, "targeted")["concerned"]
    assert (whole["households"], whole["protected_listed"]) == (2, 1)
    done(stepped(Visitor("supervisor"), path, "approve"))
    eventually(lambda: done(administrator.get(path))["top_ups"]["status"] == "issued", within=60)
    payments = done(administrator.get(path))["list_id"]
    open_sum = {"count": 1, "total_fils": 40_000}
    for stranger in (first, Visitor("auditor")):
        view = done(stranger.get(path))
        assert view["concerned"] == {
            "households": 1,
            "persons": 2,
            "total_fils": 40_000,
            "governorates": {"JO-AM": open_sum},
            "protected": None,
            "protected_listed": None,
        }
        assert view["top_ups"]["listed"] == open_sum
        assert [view["top_ups"][each] for each in ("held", "issued")] == [None, None]
        page = done(stranger.get(f"{path}/targets", limit=1))
        assert [each["household_id"] for each in page["items"]] == [seen.id]
        assert page["next"] is None
    totals = done(Visitor("auditor").get(f"/v1/payment-lists/{payments}"))["totals"]
    assert (totals["listed"], totals["held"]) == (open_sum, None)


def test_who_is_protected_is_read_off_no_file_and_no_list_of_money(place: str) -> None:
    before, hidden, seen = Family(place), Family(place), Family(place)
    protected(hidden.her)
    body = {
        "title": "سيول",
        "reason_code": "flood",
        "places": [at(place)],
        "amount": {"per": "household", "fils": 50_000},
    }
    administrator, auditor = Visitor("administrator"), Visitor("auditor")
    path = f"/v1/emergencies/{done(Visitor('supervisor').post('/v1/emergencies', body))['id']}"
    reached(administrator, path, "targeted")
    done(stepped(Visitor("supervisor"), path, "approve"))
    eventually(lambda: done(administrator.get(path))["top_ups"]["status"] == "issued", within=60)
    payments = done(administrator.get(path))["list_id"]
    protected(before.her)

    assert auditor.get(f"/v1/payment-lists/{payments}/file").status_code == 403
    file = administrator.get(f"/v1/payment-lists/{payments}/file").content.decode("utf-8-sig")
    assert all(each.id in file for each in (before, hidden, seen))
    assert "JO-AM" not in file
    for stranger in (auditor, Visitor("clerk"), Visitor("supervisor")):
        page = done(stranger.get("/v1/payments", list_id=payments, limit=1))
        assert [each["household_id"] for each in page["items"]] == [seen.id]
        assert page["next"] is None
        for each in (before, hidden):
            assert done(stranger.get("/v1/payments", household_id=each.id))["items"] == []
    for each in (before, hidden):
        assert done(auditor.get("/v1/recoveries", household_id=each.id))["items"] == []
