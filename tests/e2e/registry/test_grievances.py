"""A family objects: who may answer, until when, and what becomes of the decision."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from tests.support.benefits import aid, done, reached, stepped
from tests.support.families import Family
from tests.support.long import english
from tests.support.waiting import eventually
from tests.support.window import Visitor

TEXT = "سلّمنا الوثائق كلها، ونرجو النظر في القرار."
UPHELD = {"outcome": "upheld", "answer": "الأسرة على حق."}
DISMISSED = {"outcome": "dismissed", "answer": "لم تُسلَّم الوثائق."}


def fixed() -> str:
    """A programme that gives everybody the same; answers its id."""
    return aid(Visitor("administrator"), rules=None, amount_fils=80_000)


def objects(family: Family, path: str) -> str:
    """The address of what the family files against what was decided last."""
    body = {"enrolment_id": path.rpartition("/")[2], "text": TEXT}
    return f"/v1/grievances/{done(family.visitor.post('/v1/grievances', body))['id']}"


def rejected(family: Family, decider: Visitor) -> str:
    """The address of an application that this supervisor rejected."""
    path = family.applies(fixed())
    done(stepped(decider, path, "reject", {"reason_code": "documents_missing"}))
    return path


def found_overdue(ministry: Visitor) -> list[str]:
    """What an administrator finds, page by page: the grievances that are overdue anywhere."""
    found, after = [], {}
    while True:
        page = done(ministry.get("/v1/grievances", limit=100, **after))
        found += [each["id"] for each in page["items"]]
        if page["next"] is None:
            return found
        after = {"after": page["next"]}


def is_refused(answer: Any, code: str) -> None:
    assert (answer.status_code, answer.json()["code"]) == (403, code), answer.text


def test_what_is_not_answered_in_time_goes_to_a_supervisor_who_did_not_decide(
    later: Callable[[str], None],
) -> None:
    family, decider = Family("en"), Visitor("supervisor")
    path = rejected(family, decider)
    grievance = objects(family, path)
    first, second = Visitor("caseworker"), Visitor("caseworker", language="ar")
    assert done(stepped(first, grievance, "take"))["handler"] == first.subject
    taken = done(stepped(second, grievance, "take"))
    assert taken["handler"] == second.subject, "a colleague takes it over in time"

    def overdue() -> list[dict[str, Any]]:
        query = {"household_id": family.id, "escalated": "yes"}
        return list(done(decider.get("/v1/grievances", **query))["items"])

    assert overdue() == []
    filed_on, answer_by = (date.fromisoformat(taken[each]) for each in ("filed_on", "answer_by"))
    later(f"{(answer_by - filed_on).days + 1}d")
    eventually(lambda: overdue() != [], what="it is passed on")
    (escalated,) = overdue()
    assert (escalated["handler"], escalated["status"]) == (None, "open")
    assert date.fromisoformat(escalated["escalated_on"]) > answer_by

    late = stepped(second, grievance, "answer", DISMISSED)
    is_refused(late, "grievance_escalated")
    assert late.json()["title"] == "رُفع إلى مشرف"
    is_refused(stepped(first, grievance, "take"), "grievance_escalated")
    for step, body in (("take", None), ("answer", UPHELD)):
        is_refused(stepped(decider, grievance, step, body), "decider_handles")
    seen = decider.get(grievance).headers["ETag"]
    elsewhere = Visitor("supervisor", "JO-IR").post(f"{grievance}/take", based_on=seen)
    is_refused(elsewhere, "enrolment_not_yours")

    ministry = Visitor("administrator")
    assert taken["id"] in found_overdue(ministry)
    assert done(ministry.get(path))["status"] == "rejected"
    assert done(stepped(ministry, grievance, "take"))["handler"] == ministry.subject
    colleague = Visitor("supervisor")
    assert done(stepped(colleague, grievance, "take"))["handler"] == colleague.subject
    answered = done(stepped(colleague, grievance, "answer", DISMISSED))
    assert (answered["status"], answered["reply"]["remedy"]) == ("dismissed", None)
    family.is_told("was answered")
    assert done(family.visitor.get(grievance))["reply"]["text"] == DISMISSED["answer"]
    assert done(family.visitor.get(path))["status"] == "rejected"
    closed = stepped(colleague, grievance, "answer", UPHELD)
    assert (closed.status_code, closed.json()["code"]) == (409, "grievance_closed")
    is_refused(ministry.get(path), "enrolment_not_yours")


def test_another_amount_is_objected_to_in_its_own_time_and_both_decisions_are_explained(
    later: Callable[[str], None],
) -> None:
    family, reviser = Family("en", size=5, earned_income_fils=100_000), Visitor("supervisor")
    path = family.enrolled_in(aid(Visitor("administrator")))
    later("70d")
    family.declares(other_income_fils=160_000)
    revised = done(stepped(reviser, path, "reassess"))
    assert (revised["amount_fils"], len(revised["course"])) == (60_000, 3)

    approval = {"enrolment_id": revised["id"], "text": TEXT, "step": 2}
    late = family.visitor.post("/v1/grievances", approval)
    assert (late.status_code, late.json()["code"]) == (409, "grievance_too_late")
    grievance = objects(family, path)
    about = done(family.visitor.get(grievance))["about"]
    assert (about["by"], about["revision"]["before_fils"]) == (reviser.subject, 100_000)
    for step, body in (("take", None), ("answer", DISMISSED)):
        is_refused(stepped(reviser, grievance, step, body), "decider_handles")

    told = done(family.visitor.get(f"{path}/explanation"))
    assert "changed from JOD 100.000 to JOD 60.000" in family.reads(path)
    (former,) = told["former"]
    assert (former["step"], former["status"], former["amount_fils"]) == (2, "active", 100_000)
    assert former["on"] < former["grievance_until"] < about["on"]
    for language, text in (("ar", "قُبل طلبكم"), ("en", "was approved")):
        assert text in former["paragraphs"][0][language]

    ministry = Visitor("administrator")
    is_refused(ministry.get(path), "enrolment_not_yours")
    done(stepped(Visitor("supervisor"), grievance, "answer", UPHELD))
    assert done(family.visitor.get(path))["review_called"]
    confirmed = done(stepped(ministry, path, "reassess"))
    assert (confirmed["review_called"], confirmed["amount_fils"]) == (False, 60_000)


@pytest.mark.parametrize(
    ("language", "title"), [("ar", "يلزم شخص آخر"), english("en", "Another person must handle it")]
)
def test_who_prepared_the_decision_or_filed_the_grievance_does_not_answer_it(
    language: str, title: str
) -> None:
    family = Family(language)
    checker, visitor, filer = (Visitor("caseworker", language=language) for _ in range(3))
    path = family.applies(fixed())
    today = done(checker.get(path))["registered_on"]
    facts = [{"indicator": "owns_car", "value": True}]
    check = {"body": "vehicles", "facts": facts, "reference": None, "stated_on": today}
    done(stepped(checker, path, "cross-checks", check))
    done(stepped(visitor, path, "visit", {"visited_on": today, "findings": "مسكن مستأجر."}))
    done(stepped(Visitor("supervisor"), path, "reject", {"reason_code": "facts_not_confirmed"}))
    body = {"enrolment_id": path.rpartition("/")[2], "text": TEXT}
    filed = done(filer.post("/v1/grievances", body))
    assert (filed["by_family"], filed["about"]["step"]) == (False, "rejected")
    grievance = f"/v1/grievances/{filed['id']}"
    for each in (checker, visitor, filer):
        refused = stepped(each, grievance, "take")
        is_refused(refused, "decider_handles")
        assert refused.json()["title"] == title
    assert stepped(Visitor("clerk"), grievance, "answer", UPHELD).status_code == 403
    done(stepped(Visitor("caseworker"), grievance, "answer", UPHELD))
    assert done(family.visitor.get(path))["status"] == "applied"
    family.is_told({"ar": "من جديد", "en": "is studied again"}[language])


@pytest.mark.parametrize(
    ("step", "body", "remedy", "status"),
    [
        ("suspend", {"reason_code": "facts_in_question"}, "resumed", "active"),
        ("end", {"outcome": "exited", "reason_code": "false_statements"}, "reinstated", "active"),
        (None, None, "reviewed", "active"),
    ],
)
def test_when_the_family_was_right_the_decision_is_undone_in_the_same_moment(
    step: str | None, body: Any, remedy: str, status: str
) -> None:
    family = Family()
    path = family.enrolled_in(fixed())
    if step is not None:
        done(stepped(Visitor("supervisor"), path, step, body))
    grievance = objects(family, path)
    reply = done(stepped(Visitor("supervisor"), grievance, "answer", UPHELD))["reply"]
    assert reply["remedy"] == remedy
    found = done(family.visitor.get(path))
    assert (found["status"], found["suspension"]) == (status, None)
    assert found["review_called"] == (remedy == "reviewed")


def suspends(caseworker: Visitor, path: str, reason: str, days: int) -> dict[str, Any]:
    """A caseworker suspends for so many days; answers the enrolment."""
    today = date.fromisoformat(done(caseworker.get(path))["registered_on"])
    body = {"reason_code": reason, "until": f"{today + timedelta(days=days)}"}
    return done(stepped(caseworker, path, "suspend", body))


def test_a_suspension_that_ran_out_and_a_second_one_are_each_undone_by_their_own_grievance(
    later: Callable[[str], None],
) -> None:
    to, first, second = fixed(), Visitor("caseworker"), Visitor("caseworker")
    gone, twice = Family("en"), Family("en")
    left, goes_on = gone.enrolled_in(to), twice.enrolled_in(to)
    suspends(first, left, "documents_expired", 1)
    suspends(first, goes_on, "facts_in_question", 1)
    about_exit, about_first = objects(gone, left), objects(twice, goes_on)

    later("2d")
    reached(gone.visitor, left, "exited")
    reached(twice.visitor, goes_on, "active")

    is_refused(stepped(first, about_exit, "answer", UPHELD), "decider_handles")
    reply = done(stepped(second, about_exit, "answer", UPHELD))["reply"]
    assert reply["remedy"] == "reinstated"
    assert done(gone.visitor.get(left))["status"] == "active"
    told = done(gone.visitor.get(about_exit))["reply"]["what_follows"]
    assert (told["ar"], told["en"]) == (
        "أُلغي إنهاء انتسابكم، وهو سارٍ من جديد.",
        "The end of your enrolment is withdrawn; it is in force again.",
    )

    done(stepped(second, goes_on, "suspend", {"reason_code": "absent_abroad"}))
    about_second = objects(twice, goes_on)
    reply = done(stepped(second, about_first, "answer", UPHELD))["reply"]
    assert reply["remedy"] == "over_already"
    found = done(twice.visitor.get(goes_on))
    assert (found["status"], found["suspension"]["by"]) == ("suspended", second.subject)
    is_refused(stepped(second, about_second, "answer", UPHELD), "decider_handles")
    assert done(stepped(first, about_second, "answer", UPHELD))["reply"]["remedy"] == "resumed"
    assert done(twice.visitor.get(goes_on))["status"] == "active"
