"""What people are entitled to over their own records, through the gateway, in both languages."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import requests

from tests.support import programmes
from tests.support.long import english
from tests.support.registry import another_person, explained, household, national_number
from tests.support.waiting import eventually
from tests.support.window import Visitor

LANGUAGES = pytest.mark.parametrize("language", ["ar", english("en")])
DEAF = {"kind": "hearing", "degree": "severe"}
OTHER = {"ar": "en", "en": "ar"}


def done(answer: requests.Response, status: int = 200) -> dict[str, Any]:
    assert answer.status_code == status, answer.text
    view: dict[str, Any] = answer.json()
    return view


def acted(who: Visitor, path: str, action: str, body: Any = None) -> requests.Response:
    """A change of what was just read."""
    return who.post(f"{path}/{action}", body, based_on=who.get(path).headers["ETag"])


class Somebody:
    """A person who can sign in, registered at a counter."""

    def __init__(self, language: str = "ar", **changes: Any) -> None:
        self.clerk = Visitor("clerk", language=language)
        self.number = national_number()
        self.view = done(
            self.clerk.post("/v1/persons", another_person(self.number, **changes)), 201
        )
        self.id = self.view["id"]
        self.path = f"/v1/persons/{self.id}"
        self.visitor = Visitor("citizen", national_number=self.number, language=language)

    def asks(self, kind: str, **changes: Any) -> str:
        """The address of a request that they file from home."""
        asked = {"person_id": self.id, "kind": kind, "text": "أرجو النظر في طلبي.", **changes}
        answer = self.visitor.post("/v1/privacy-requests", asked)
        return f"/v1/privacy-requests/{done(answer, 201)['id']}"


def decided(path: str, outcome: str = "granted") -> dict[str, Any]:
    """What a supervisor decided on a request."""
    body = {"outcome": outcome, "reason": "وثيقة رسمية"}
    return done(acted(Visitor("supervisor"), path, "decide", body))


def finished(who: Visitor, person_id: str, language: str) -> str:
    """The address of a finished copy of everything about a person."""
    asked = {"person_id": person_id, "language": language}
    path = f"/v1/data-copies/{done(who.post('/v1/data-copies', asked), 201)['id']}"
    eventually(lambda: who.get(path).json()["status"] == "ready", within=60)
    return path


def exported(purpose: str, *places: str) -> tuple[Visitor, str]:
    """Who asked for a file for a purpose, and its address."""
    supervisor = Visitor("supervisor", *places)
    asked = supervisor.post("/v1/exports", {"of": "persons", "purpose": purpose})
    path = f"/v1/exports/{done(asked, 201)['id']}"
    eventually(lambda: supervisor.get(path).json()["status"] == "ready", within=60)
    return supervisor, f"{path}/file"


@LANGUAGES
def test_what_rests_on_consent_ends_with_it(language: str) -> None:
    somebody = Somebody(language, disabilities=[DEAF])
    purposes = done(somebody.visitor.get("/v1/privacy/purposes"))["items"]
    referral = next(each for each in purposes if each["code"] == "health_referral")
    assert (referral["basis"], referral["longest_days"]) == ("consent", 365)
    assert referral["recipients"][0]["ar"] == "وزارة الصحة"
    refused = somebody.clerk.get(f"{somebody.path}/sensitive", purpose="health_referral")
    titles = {"ar": "لا موافقة سارية", "en": "No consent in force"}
    assert (refused.status_code, refused.json()["title"]) == (403, titles[language])
    given = {"person_id": somebody.id, "purpose": "health_referral", "way": "online"}
    answer = somebody.visitor.post("/v1/consents", given)
    path = f"/v1/consents/{done(answer, 201)['id']}"
    assert answer.headers["Location"].endswith(path)
    shown = somebody.clerk.get(f"{somebody.path}/sensitive", purpose="health_referral")
    assert done(shown)["disabilities"] == [DEAF]
    assert somebody.visitor.post(f"{path}/withdraw").status_code == 428
    assert done(acted(somebody.visitor, path, "withdraw"))["status"] == "withdrawn"
    again = somebody.clerk.get(f"{somebody.path}/sensitive", purpose="health_referral")
    assert again.json()["code"] == "consent_missing"
    (kept,) = done(somebody.visitor.get("/v1/consents", person_id=somebody.id))["items"]
    assert (kept["status"], kept["ended_by"]) == ("withdrawn", somebody.visitor.subject)


def test_a_file_for_a_purpose_has_those_who_agree_as_long_as_they_do() -> None:
    address = {"governorate": "JO-AT", "district": None, "details": None}
    clerk, number = Visitor("clerk", "JO-AT"), national_number()
    willing = done(clerk.post("/v1/persons", another_person(number, address=address)), 201)["id"]
    other = done(clerk.post("/v1/persons", another_person(address=address)), 201)["id"]
    given = {"person_id": willing, "purpose": "job_matching", "way": "counter"}
    consent = done(clerk.post("/v1/consents", given), 201)["id"]
    reader, file = exported("job_matching", "JO-AT")
    text = reader.get(file).text
    assert willing in text
    assert other not in text
    done(acted(clerk, f"/v1/consents/{consent}", "withdraw"))
    outdated = reader.get(file)
    assert (outdated.status_code, outdated.json()["code"]) == (403, "export_consent_withdrawn")
    reader, file = exported("job_matching", "JO-AT")
    assert willing not in reader.get(file).text
    reader, file = exported("statistics", "JO-AT")
    text = reader.get(file).text
    assert "1985-03-17" in text
    assert willing not in text
    assert number not in text
    unknown = reader.post("/v1/exports", {"of": "persons", "purpose": "curiosity"})
    assert (unknown.status_code, unknown.json()["code"]) == (404, "purpose_not_found")


@LANGUAGES
def test_a_mother_consents_for_her_child(language: str) -> None:
    mother = Somebody(language)
    guardian = {"person_id": mother.id, "relation": "parent"}
    born = f"{datetime.now(UTC).year - 9}-03"
    identity = {"kind": "none", "number": None}
    body = another_person(birth_date=born, identity=identity, guardian=guardian)
    child = done(mother.clerk.post("/v1/persons", body), 201)["id"]
    given = {"person_id": child, "purpose": "education_support", "way": "counter"}
    refused = mother.clerk.post("/v1/consents", given)
    assert (refused.status_code, refused.json()["code"]) == (409, "consent_by_guardian")
    online = done(mother.visitor.post("/v1/consents", {**given, "way": "online"}), 201)
    assert online["guardian_id"] == mother.id
    stranger = Somebody(language).visitor
    assert stranger.get(f"/v1/consents/{online['id']}").status_code == 403


@LANGUAGES
def test_a_father_has_no_say_over_his_grown_daughter_unless_a_court_gave_it(language: str) -> None:
    father = Somebody(language, sex="male", birth_date="1970-01-01")
    guardian = {"person_id": father.id, "relation": "parent"}
    daughter = Somebody(language, birth_date="2000-05-05", guardian=guardian)
    request = daughter.asks("restriction")
    decided(request)
    copy = finished(daughter.visitor, daughter.id, language)
    about = {"person_id": daughter.id}
    given = {**about, "purpose": "health_referral", "way": "online"}
    erasure = {**about, "kind": "erasure", "text": "أرجو محو بياناتها."}
    read = daughter.visitor.get(request).headers["ETag"]
    for answer in (
        father.visitor.get(daughter.path),
        father.visitor.post("/v1/data-copies", {**about, "language": language}),
        father.visitor.get(copy),
        father.visitor.get(f"{copy}/json"),
        father.visitor.get("/v1/privacy-requests", **about),
        father.visitor.get(request),
        father.visitor.post("/v1/privacy-requests", erasure),
        father.visitor.post(f"{request}/lift", based_on=read),
        father.visitor.post("/v1/consents", given),
    ):
        assert (answer.status_code, answer.json()["code"]) == (403, "person_not_yours")
    assert done(daughter.visitor.post("/v1/consents", given), 201)["guardian_id"] is None
    done(acted(daughter.visitor, request, "lift"))
    ruling = {"number": "412/2020", "issued_on": "2020-03-01"}
    named = explained(guardian={**guardian, "court_decision": ruling})
    based_on = daughter.clerk.get(daughter.path).headers["ETag"]
    amended = done(daughter.clerk.patch(daughter.path, named, based_on=based_on))
    assert amended["guardian"]["court_decision"] == ruling
    done(father.visitor.post("/v1/data-copies", {**about, "language": language}), 201)


@LANGUAGES
def test_a_correction_is_asked_from_home_and_decided_by_staff(language: str) -> None:
    somebody = Somebody(language)
    path = somebody.asks("correction", changes={"birth_date": "1986"})
    assert done(somebody.visitor.get(path))["status"] == "open"
    assert (
        acted(somebody.clerk, path, "decide", {"outcome": "granted", "reason": "x"}).status_code
        == 403
    )
    answer = decided(path)["decision"]["answer"]
    assert done(somebody.visitor.get(somebody.path))["birth_date"] == "1986"
    assert answer == done(somebody.visitor.get(path))["decision"]["answer"]
    unit = {"ar": "وحدة حماية البيانات الشخصية", "en": "Personal Data Protection Unit"}
    assert unit[language] in answer[language]
    second = somebody.asks("correction", changes={"sex": "male"})
    refused = decided(second, "refused")
    assert (refused["status"], refused["decision"]["erased"]) == ("refused", [])
    assert done(somebody.visitor.get(somebody.path))["sex"] == "female"
    own = done(somebody.visitor.get("/v1/privacy-requests"))["items"]
    assert [each["status"] for each in own] == ["refused", "granted"]
    assert "text" not in own[0]
    assert Visitor("clerk", "JO-IR").get(path).status_code == 403
    assert somebody.visitor.post(f"{path}/withdraw").status_code == 428


@LANGUAGES
def test_a_restricted_record_is_kept_and_not_used(language: str) -> None:
    address = {"governorate": "JO-MN", "district": None, "details": None}
    clerk, number = Visitor("clerk", "JO-MN", language=language), national_number()
    view = done(clerk.post("/v1/persons", another_person(number, address=address)), 201)
    asked = {"person_id": view["id"], "kind": "restriction", "text": "أعترض على صحة البيانات."}
    path = f"/v1/privacy-requests/{done(clerk.post('/v1/privacy-requests', asked), 201)['id']}"
    supervisor = Visitor("supervisor", "JO-MN")
    body = {"outcome": "granted", "reason": "قيد التحقق"}
    assert done(acted(supervisor, path, "decide", body))["in_force"]
    record = f"/v1/persons/{view['id']}"
    seen = clerk.get(record)
    assert done(seen)["restriction"]["request_id"] == path.rpartition("/")[2]
    refused = clerk.patch(record, explained(sex="male"), based_on=seen.headers["ETag"])
    titles = {"ar": "سجل مقيَّد", "en": "Restricted record"}
    assert (refused.status_code, refused.json()["title"]) == (403, titles[language])
    reader, file = exported("service_planning", "JO-MN")
    assert view["id"] not in reader.get(file).text
    done(acted(Visitor("citizen", national_number=number), path, "lift"))
    assert "restriction" not in done(clerk.get(record))
    reader, file = exported("service_planning", "JO-MN")
    assert view["id"] in reader.get(file).text


@LANGUAGES
def test_an_erasure_says_what_is_gone_and_what_must_stay(language: str) -> None:
    contact = {"mobile": "0799911223", "email": "amal@example.jo", "language": language}
    somebody = Somebody(language, contact=contact, disabilities=[DEAF])
    home = done(somebody.clerk.post("/v1/households", household(somebody.id)), 201)["id"]
    terms = programmes.programme(rules=None, amount_fils=80_000)
    programme = done(Visitor("administrator").post("/v1/programmes", terms), 201)["id"]
    applied = {"programme_id": programme, "household_id": home}
    enrolment = done(somebody.visitor.post("/v1/enrolments", applied), 201)["id"]
    first = decided(somebody.asks("erasure"))["decision"]
    kept = {each["code"]: each[language] for each in first["kept"]}
    assert {"enrolments", "disabilities"} <= kept.keys()  # the application rests on them
    assert {"payments", "surveys", "grievances"}.isdisjoint(kept)  # there are none
    assert "contact" in [each["code"] for each in first["erased"]]
    done(acted(somebody.visitor, f"/v1/enrolments/{enrolment}", "withdraw"))
    second = decided(somebody.asks("erasure"))["decision"]
    assert "disabilities" in [each["code"] for each in second["erased"]]
    kept = {each["code"]: each[language] for each in second["kept"]}
    assert kept["enrolments"] in second["answer"][language]
    made_at = done(somebody.visitor.get(f"{somebody.path}/history"))["items"][0]["at"]
    for shown in (
        somebody.visitor.get(somebody.path),
        somebody.visitor.get(somebody.path, at=made_at),
    ):
        assert "99911223" not in shown.text
        assert "amal@example.jo" not in shown.text
    own = somebody.visitor.get(f"{somebody.path}/sensitive", purpose="own_request")
    assert done(own)["disabilities"] == []


@LANGUAGES
def test_a_person_takes_a_copy_of_everything_along(language: str) -> None:
    somebody = Somebody(language, disabilities=[DEAF])
    home = done(somebody.clerk.post("/v1/households", household(somebody.id)), 201)["id"]
    rent = [{"indicator": "rent_fils", "number": 120_000}]
    declared = {"household_id": home, "facts": rent}
    done(somebody.clerk.post("/v1/declarations", declared), 201)
    done(somebody.clerk.get(f"{somebody.path}/sensitive", purpose="care"))
    done(somebody.clerk.get(f"/v1/households/{home}"))
    path = finished(somebody.visitor, somebody.id, language)
    taken = somebody.visitor.get(f"{path}/json")
    assert taken.headers["Content-Type"] == "application/json"
    assert "attachment" in taken.headers["Content-Disposition"]
    found = taken.json()
    assert found["record"]["identity"]["number"] == somebody.number
    assert found["household"]["relation"] == "head"
    looked = [each["action"] for each in found["accesses"]]
    assert looked[:1] == ["person.sensitive_read.care"]
    assert "household.read" in looked
    (fact,) = found["facts"]["items"]
    assert (fact["indicator"]["code"], fact["value"]) == ("rent_fils", 120_000)
    assert somebody.clerk.subject not in str(found["accesses"])
    document = somebody.visitor.get(f"{path}/document")
    assert document.headers["Content-Type"] == "text/html"
    titles = {"ar": "بياناتكم في السجل الاجتماعي", "en": "Your data in the social registry"}
    page = document.content.decode()
    assert titles[language] in page
    assert f'dir="{"rtl" if language == "ar" else "ltr"}"' in page
    caseworker = Visitor("caseworker", language=language)
    assert caseworker.get(path).status_code == 404
    at_the_counter = finished(caseworker, somebody.id, language)
    assert caseworker.get(f"{at_the_counter}/json").status_code == 200
    # A copy has facts that clerks are told nowhere else.
    asked = {"person_id": somebody.id, "language": language}
    for refused in (
        somebody.clerk.post("/v1/data-copies", asked),
        somebody.clerk.get(f"{at_the_counter}/json"),
    ):
        assert refused.status_code == 403
    assert Somebody(language).visitor.get(path).status_code == 403


def test_other_roles_have_no_part_in_it() -> None:
    somebody = Somebody()
    path = somebody.asks("erasure")
    for role in ("inspector", "partner", "operator", "administrator"):
        assert Visitor(role).get(path).status_code == 403
        assert Visitor(role).get("/v1/consents", person_id=somebody.id).status_code == 403
    assert Visitor("auditor").get(path).status_code == 200
    late = datetime.now(UTC).date() + timedelta(days=5)
    assert done(somebody.visitor.get(path))["answer_by"] > late.isoformat()
