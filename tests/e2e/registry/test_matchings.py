"""The whole registry looked through for duplicates, as those see it who may."""

from __future__ import annotations

from typing import Any

from tests.e2e.registry.test_file_commands import kanaf
from tests.support.registry import national_number
from tests.support.twice import NAMELESS, a_woman, pair_of, registered
from tests.support.waiting import eventually
from tests.support.window import Visitor

QUIET = "JO-AT"
"""Where no other test registers people: elsewhere hundreds are one woman, pair by pair."""
THERE = {"governorate": QUIET, "district": None, "details": None}


def ended(visitor: Visitor, path: str, within: float = 90) -> dict[str, Any]:
    """The matching when it is no longer running."""
    eventually(
        lambda: visitor.get(path).json()["status"] != "running", within=within, what="it ends"
    )
    found: dict[str, Any] = visitor.get(path).json()
    return found


def listed(reviewer: Visitor, **asked: str) -> list[str]:
    """The ids of the pairs that are listed."""
    return [each["id"] for each in reviewer.get("/v1/duplicates", **asked).json()["items"]]


def test_an_administrator_has_the_registry_looked_through() -> None:
    clerk, administrator = Visitor("clerk", QUIET), Visitor("administrator")
    registered(clerk, *a_woman(2, address=THERE))
    begun = administrator.post("/v1/matchings", {"governorates": [QUIET]})
    assert begun.status_code == 201, begun.text
    found = ended(administrator, begun.headers["Location"])
    assert found["status"] == "finished", found
    assert found["found"]["persons"] >= 2
    assert found["found"]["probable"] >= 1
    assert found["progress"]["state"] == "done"
    listed = Visitor("auditor").get("/v1/matchings", status="finished").json()["items"]
    assert found["id"] in [each["id"] for each in listed]


def test_who_may_not_is_told_so_in_both_languages() -> None:
    supervisor = Visitor("supervisor")
    assert Visitor("clerk").post("/v1/matchings", {}).status_code == 403
    refused = supervisor.post("/v1/matchings", {"governorates": []})
    assert (refused.status_code, refused.json()["title"]) == (403, "Not within your reach")
    arabic = Visitor("supervisor", language="ar").post("/v1/matchings", {"governorates": []})
    assert arabic.json()["title"] == "خارج صلاحيتك"
    absent = Visitor("auditor").get("/v1/matchings/5c1e2f6d-7e11-5b7a-9c55-0197f3a2d001")
    assert absent.status_code == 404


def test_a_matching_that_has_ended_is_not_cancelled() -> None:
    administrator = Visitor("administrator")
    path = administrator.post("/v1/matchings", {"governorates": ["JO-MA"]}).headers["Location"]
    ended(administrator, path)
    seen = administrator.get(path).headers["ETag"]
    assert administrator.post(f"{path}/cancellation", {}).status_code == 428
    refused = administrator.post(f"{path}/cancellation", {}, based_on=seen)
    assert (refused.status_code, refused.json()["type"].rsplit("/")[-1]) == (
        409,
        "matching_ended",
    )


def test_another_document_finds_a_person() -> None:
    clerk = Visitor("clerk")
    first, _ = a_woman(2)
    card = {"kind": "unhcr", "number": f"881-{national_number()}"}
    (known,) = registered(clerk, {**first, "other_documents": [card]})
    asked: dict[str, Any] = {
        "name": first["name"],
        "birth_date": None,
        "sex": first["sex"],
        "identity": NAMELESS,
        "other_documents": [card],
    }
    by_card = clerk.post("/v1/persons/duplicate-check", asked)
    assert by_card.status_code == 200, by_card.text
    (found,) = [each for each in by_card.json()["items"] if each["person_id"] == known]
    told = {each["field"]: each["level"] for each in found["evidence"]}
    assert told["document"] == "same"


def test_a_mobile_in_arabic_digits_finds_a_person() -> None:
    clerk = Visitor("clerk")
    first, second = a_woman(2)
    contact = {"mobile": "0791112223", "email": None, "language": "ar"}
    # No block of the two is the same: the birth date is not known, and the family name is not hers.
    (known,) = registered(clerk, {**first, "contact": contact})
    name = {**second["name"]["latin"], "grandfather": "Saleh", "family": "Rawashda Q"}
    asked = {
        "name": {"arabic": None, "latin": name},
        "birth_date": first["birth_date"][:4],
        "sex": first["sex"],
        "mobile": "٠٧٩١١١٢٢٢٣",
    }
    found = clerk.post("/v1/persons/duplicate-check", asked)
    assert found.status_code == 200, found.text
    assert known in [each["person_id"] for each in found.json()["items"]]


def test_the_queue_is_filtered_and_shows_evidence_by_field() -> None:
    clerk, reviewer = Visitor("clerk"), Visitor("supervisor")
    first, second = a_woman(2)
    one, two = registered(clerk, first, second)
    path = pair_of(reviewer, one, two)
    pair = reviewer.get(path).json()
    assert pair["found_by"] is None
    asked = {"person_id": two, "advice": pair["advice"]}
    assert pair["id"] in listed(reviewer, **asked)
    asked["advice"] = {"merge": "review", "review": "merge"}[pair["advice"]]
    assert pair["id"] not in listed(reviewer, **asked)
    told = {each["field"]: (each["ar"], each["en"]) for each in pair["evidence"]}
    assert told["first"] == (
        "الاسم الأول: متطابق في اللفظ",
        "First name: sounds the same",
    )
    assert told["document"][1] == "Document number: not known in one of the records"


def test_an_operator_looks_the_registry_through_at_the_command_line() -> None:
    registered(Visitor("clerk", QUIET), *a_woman(2, address=THERE))
    told = kanaf("match", "registry", "--governorate", QUIET)
    assert "persons compared in" in told
    assert "new in the review queue" in told
    few = kanaf("match", "learn", "--effective-from", "2027-01-01", status=1)
    assert "too few to learn from" in few
