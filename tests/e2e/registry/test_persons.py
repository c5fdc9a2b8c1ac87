"""A person's record as the counter, a citizen and an auditor know it, through the gateway."""

from __future__ import annotations

import uuid
from typing import Any

import pytest

from tests.support.long import english
from tests.support.registry import another_person, arabic, explained, national_number
from tests.support.window import Visitor

LETTERS = "بتجحخدرزسشصطعغفقكلمن"
DEAF = {"kind": "hearing", "degree": "severe"}


@pytest.fixture
def clerk() -> Visitor:
    return Visitor("clerk")


def family() -> str:
    """A family name that no other test has."""
    return "".join(LETTERS[byte % len(LETTERS)] for byte in uuid.uuid4().bytes[:10])


def registered(clerk: Visitor, **changes: Any) -> dict[str, Any]:
    answer = clerk.post("/v1/persons", another_person(**changes))
    assert answer.status_code == 201, answer.text
    view: dict[str, Any] = answer.json()
    return view


def ids(visitor: Visitor, **query: Any) -> list[str]:
    answer = visitor.get("/v1/persons", **query)
    assert answer.status_code == 200, answer.text
    return [each["id"] for each in answer.json()["items"]]


def test_a_record_is_read_as_it_was_and_says_who_changed_it_and_why(clerk: Visitor) -> None:
    before = registered(clerk)
    path = f"/v1/persons/{before['id']}"
    (made,) = clerk.get(f"{path}/history").json()["items"]
    reason = {"kind": "correction", "note": "شهادة الميلاد"}
    changed = clerk.patch(path, {"birth_date": "1986", "reason": reason}, based_on='"2"')
    assert changed.status_code == 200, changed.text
    history = clerk.get(f"{path}/history").json()["items"]
    assert [(each["changed_by"], each["changed"]) for each in history] == [
        (clerk.subject, []),
        (clerk.subject, ["birth_date"]),
    ]
    assert "شهادة الميلاد" in history[1]["reason"]
    assert clerk.get(path, at=made["at"]).json() == before
    assert clerk.get(path, at="2020-01-01T00:00:00Z").status_code == 404
    assert Visitor("clerk", "JO-IR").get(f"{path}/history").status_code == 403
    assert Visitor("auditor").get(f"{path}/history").json()["items"] == history


@pytest.mark.parametrize("language", ["ar", english("en")])
def test_what_is_sensitive_is_shown_for_a_purpose_alone(clerk: Visitor, language: str) -> None:
    number = national_number()
    view = registered(clerk, number=number, disabilities=[DEAF])
    path = f"/v1/persons/{view['id']}"
    assert "hearing" not in clerk.get(path).text
    shown = clerk.get(f"{path}/sensitive", purpose="eligibility")
    assert shown.json()["disabilities"] == [DEAF]
    assert clerk.get(f"{path}/sensitive").status_code == 422
    own = Visitor("citizen", national_number=number, language=language)
    assert own.get(f"{path}/sensitive", purpose="own_request").json()["disabilities"] == [DEAF]
    stranger = Visitor("citizen", national_number=national_number(), language=language)
    refusal = stranger.get(f"{path}/sensitive", purpose="own_request")
    assert refusal.status_code == 403
    assert refusal.json()["code"] == "person_not_yours"
    assert Visitor("auditor").get(f"{path}/sensitive", purpose="care").status_code == 403
    made = clerk.get(f"{path}/history").json()["items"][0]["at"]
    changed = clerk.patch(path, explained(disabilities=[]), based_on=f'"{view["version"]}"')
    assert changed.status_code == 200, changed.text
    assert clerk.get(f"{path}/sensitive", purpose="care").json()["disabilities"] == []
    past = clerk.get(f"{path}/sensitive", purpose="care", at=made)
    assert past.json()["disabilities"] == [DEAF]


def test_a_name_is_found_across_scripts_and_in_spite_of_a_wrong_letter(clerk: Visitor) -> None:
    name = family()
    wanted = registered(clerk, name=arabic("محمد", None, None, f"ال{name}"))["id"]
    for asked in (f"Mohammad {name}", f"{name} Moh'd", f"محمد {name[:4]}", f"محمد {name[:-1]}ة"):
        assert wanted in ids(clerk, name=asked), asked
    assert ids(Visitor("clerk", "JO-IR"), name=f"محمد {name}") == []


def test_a_person_is_found_by_any_number_they_have(clerk: Visitor) -> None:
    unhcr, digits = f"245-{uuid.uuid4().hex[:8].upper()}", uuid.uuid4().int % 1_000_000
    wanted = registered(
        clerk,
        contact={"mobile": f"+963944{digits:06d}", "email": None, "language": "ar"},
        other_documents=[{"kind": "unhcr", "number": unhcr}],
    )["id"]
    assert ids(clerk, document=unhcr.lower().replace("-", " ")) == [wanted]
    assert wanted in ids(clerk, mobile=f"00963944{digits:06d}")


def test_filters_add_up_within_the_callers_reach(clerk: Visitor) -> None:
    name = family()
    home = {"governorate": "JO-AM", "district": "لواء ماركا", "details": None, "subdistrict": name}
    old = registered(clerk, name=arabic(family=name), address=home, birth_date="١٩٣٣")["id"]
    young = registered(clerk, name=arabic(family=name), address=home, birth_date="2020-05")["id"]
    assert ids(clerk, subdistrict=name) == [young, old]
    assert ids(clerk, subdistrict=f"قضاء  {name}") == [young, old]
    assert ids(clerk, subdistrict=name, age_from=80) == [old]
    assert ids(clerk, name=name, age_to=20, sex="female") == [young]
    assert ids(clerk, name=name, status="deceased") == []
    died = clerk.patch(f"/v1/persons/{old}", explained(died_on="2024-01-05"), based_on='"2"')
    assert died.json()["status"] == "deceased"
    assert ids(clerk, name=name, status="deceased") == [old]
    assert clerk.get("/v1/persons", governorate="JO-IR").status_code == 403


def test_pages_stay_where_they_are_while_others_register(clerk: Visitor) -> None:
    name = family()
    before = [registered(clerk, name=arabic(family=name))["id"] for _ in range(5)]
    seen: list[str] = []
    query: dict[str, Any] = {"name": name, "limit": "٢"}
    while True:
        page = clerk.get("/v1/persons", **query).json()
        seen += [each["id"] for each in page["items"]]
        if page["next"] is None:
            break
        registered(clerk, name=arabic(family=name))
        query["cursor"] = page["next"]
    assert seen == before[::-1]


def test_numbers_and_days_are_understood_in_every_script(clerk: Visitor) -> None:
    arabic_digits = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
    persian_digits = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")
    for digits in (arabic_digits, persian_digits):
        number, name = national_number(), family()
        view = registered(
            clerk,
            number=number.translate(digits),
            name=arabic(family=name),
            birth_date="1970-05".translate(digits),
            contact={"mobile": "079 123 4567".translate(digits)},
        )
        assert (view["identity"]["number"], view["birth_date"]) == (number, "1970-05")
        assert view["contact"]["mobile"] == "+962791234567"
        assert ids(clerk, national_number=number.translate(digits)) == [view["id"]]
        assert ids(clerk, name=name, age_from="50".translate(digits)) == [view["id"]]
        died = explained(died_on="2024-01-05".translate(digits))
        changed = clerk.patch(f"/v1/persons/{view['id']}", died, based_on=f'"{view["version"]}"')
        assert changed.json()["died_on"] == "2024-01-05"


@pytest.mark.parametrize(
    "identity",
    [
        {"kind": "personal_number", "number": "5012345678"},
        {"kind": "unhcr", "number": "245-14C01234"},
        {"kind": "service_card", "number": "SC 77/12"},
        {"kind": "none", "number": None},
    ],
    ids=lambda identity: identity["kind"],
)
def test_a_person_is_known_by_any_kind_of_document_and_by_none(
    clerk: Visitor, identity: dict[str, Any]
) -> None:
    name = {"arabic": None, "latin": {"first": "Gülnaz", "family": "O'Neil-Haddad"}}
    view = registered(clerk, identity=identity, name=name, birth_date=None)
    assert view["identity"] == identity
    assert view["name"]["latin"]["first"] == "Gülnaz"
    assert view["warnings"] == []


@pytest.mark.parametrize("language", ["ar", english("en")])
def test_a_conflict_names_the_field_too(language: str) -> None:
    clerk = Visitor("clerk", language=language)
    refusal = clerk.post("/v1/persons", another_person(birth_date="2099"))
    assert refusal.status_code == 409
    (field,) = refusal.json()["errors"]
    assert (field["pointer"], field["code"]) == ("/birth_date", "birth_date_in_future")


@pytest.mark.parametrize(("language", "title"), [("ar", "تاريخ وفاة في المستقبل"),
                                                 english("en", "Death in the future")])  # fmt: skip
def test_a_death_that_has_not_come_is_refused(language: str, title: str) -> None:
    clerk = Visitor("clerk", language=language)
    path = f"/v1/persons/{registered(clerk)['id']}"
    refusal = clerk.patch(path, explained(died_on="2099-01-01"), based_on='"2"')
    assert (refusal.status_code, refusal.json()["title"]) == (409, title)
