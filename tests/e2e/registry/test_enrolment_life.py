"""A benefit stands still, goes on, is reviewed and ends, as those see it who may and the family."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from tests.support.benefits import aid, declare, done, stepped
from tests.support.families import Family
from tests.support.long import english
from tests.support.waiting import eventually
from tests.support.window import Visitor

LANGUAGES = pytest.mark.parametrize("language", ["ar", english("en")])
ABROAD = {"ar": "غياب الأسرة خارج المملكة", "en": "The household is abroad"}
MOVED = {
    "ar": "انتقلت الأسرة خارج نطاق البرنامج",
    "en": "The household moved out of the programme's area",
}
NOT_ENTITLED = {
    "ar": "لم تعد شروط البرنامج تنطبق على الأسرة",
    "en": "The programme's conditions are no longer met",
}
SUSPEND = {"reason_code": "absent_abroad"}
END = {"outcome": "exited", "reason_code": "moved_away"}


def fixed() -> str:
    """A programme that gives everybody the same; answers its id."""
    return aid(Visitor("administrator"), rules=None, amount_fils=80_000)


def read(path: str) -> dict[str, Any]:
    return done(Visitor("auditor").get(path))


@LANGUAGES
def test_a_benefit_stands_still_goes_on_and_ends_and_the_family_reads_why(language: str) -> None:
    family = Family(language)
    path = family.enrolled_in(fixed())
    caseworker, supervisor = Visitor("caseworker"), Visitor("supervisor")

    suspension = done(stepped(caseworker, path, "suspend", SUSPEND))["suspension"]
    days = date.fromisoformat(suspension["until"]) - date.fromisoformat(suspension["on"])
    assert (suspension["by"], suspension["then"], days.days) == (caseworker.subject, "exit", 180)
    assert ABROAD[language] in family.reads(path)
    family.is_told({"ar": "أُوقف انتسابكم", "en": "is suspended until"}[language])

    resumed = done(stepped(supervisor, path, "resume", {"note": "عادت الأسرة"}))
    assert (resumed["status"], resumed["suspension"]) == ("active", None)
    assert ABROAD[language] not in family.reads(path)
    family.is_told({"ar": "استؤنف انتسابكم", "en": "goes on"}[language])

    ended = done(stepped(supervisor, path, "end", END))
    assert MOVED[language] in family.reads(path)
    family.is_told({"ar": "انتهى انتسابكم", "en": "ended on"}[language])
    steps = [(each["status"], each["by"]) for each in ended["course"]]
    assert [status for status, _ in steps] == ["applied", "active", "suspended", "active", "exited"]
    assert steps[0][1] == family.visitor.subject
    assert [by for _, by in steps[2:]] == [caseworker.subject, *[supervisor.subject] * 2]


def test_who_may_not_is_refused_and_nothing_changes() -> None:
    family = Family()
    path = family.enrolled_in(fixed())
    seen = Visitor("supervisor").get(path).headers["ETag"]
    attempts: list[tuple[Visitor, str, Any]] = [
        *(
            (who, "suspend", SUSPEND)
            for who in (
                Visitor("clerk"),
                Visitor("auditor"),
                Visitor("administrator"),
                Visitor("caseworker", "JO-IR"),
                family.visitor,
            )
        ),
        *((Visitor("caseworker"), step, body) for step, body in (("end", END), ("resume", {}))),
        (Visitor("caseworker"), "reassess", None),
        (Visitor("supervisor", "JO-IR"), "end", END),
        (family.visitor, "end", END),
    ]
    for who, step, body in attempts:
        answer = who.post(f"{path}/{step}", body, based_on=seen)
        assert answer.status_code == 403, (who.subject, step, answer.text)
    assert Visitor("supervisor").get(path).headers["ETag"] == seen


@pytest.mark.parametrize(
    ("language", "unknown", "too_long"),
    [
        ("ar", "سبب غير معروف", "مدة إيقاف غير مسموحة"),
        english("en", "Unknown reason", "Not for so long"),
    ],
)
def test_a_reason_is_one_of_its_list_and_holds_no_longer_than_the_list_says(
    language: str, unknown: str, too_long: str
) -> None:
    path = Family().enrolled_in(fixed())
    supervisor = Visitor("supervisor", language=language)
    today = date.fromisoformat(read(path)["registered_on"])
    never = {"reason_code": "not_found_at_home", "until": f"{today + timedelta(days=62)}"}
    for step, body, title in (
        ("suspend", {"reason_code": "moved_away"}, unknown),
        ("suspend", never, too_long),
        ("end", {"outcome": "exited", "reason_code": "completed"}, unknown),
        ("end", {"outcome": "graduated", "reason_code": "moved_away"}, unknown),
    ):
        refused = stepped(supervisor, path, step, body)
        assert (refused.status_code, refused.json()["title"]) == (409, title), (step, body)
    early = stepped(supervisor, path, "resume", {})
    assert (early.status_code, early.json()["code"]) == (409, "step_not_possible")
    assert read(path)["status"] == "active"


@LANGUAGES
def test_a_review_changes_the_amount_or_ends_the_benefit(language: str) -> None:
    family = Family(language, size=5, earned_income_fils=100_000)
    path = family.enrolled_in(aid(Visitor("administrator")))
    assert read(path)["amount_fils"] == 100_000
    supervisor = Visitor("supervisor")

    family.declares(other_income_fils=160_000)
    reviewed = done(stepped(supervisor, path, "reassess"))
    assert (reviewed["status"], reviewed["amount_fils"]) == ("active", 60_000)
    assert {"ar": "60 دينارًا", "en": "JOD 60.000"}[language] in family.reads(path)
    family.is_told({"ar": "تغيّر مقدار المنفعة", "en": "changes from"}[language])

    family.declares(other_income_fils=600_000)
    ended = done(stepped(supervisor, path, "reassess"))
    assert (ended["status"], ended["course"][-1]["by"]) == ("exited", supervisor.subject)
    assert NOT_ENTITLED[language] in family.reads(path)


def test_who_recorded_the_application_does_not_review_what_it_pays() -> None:
    family, supervisor = Family(earned_income_fils=20_000), Visitor("supervisor")
    asked = {"programme_id": aid(Visitor("administrator")), "household_id": family.id}
    path = f"/v1/enrolments/{done(supervisor.post('/v1/enrolments', asked))['id']}"
    done(stepped(Visitor("caseworker"), path, "assess"))
    done(stepped(Visitor("supervisor"), path, "approve", {}))
    refused = stepped(supervisor, path, "reassess")
    assert (refused.status_code, refused.json()["code"]) == (403, "same_person_decides")


@pytest.mark.parametrize(
    ("language", "title"), [("ar", "يلزم شخص آخر"), english("en", "Another person must decide")]
)
def test_who_declared_the_income_does_not_decide_on_it(language: str, title: str) -> None:
    family, supervisor = Family(language), Visitor("supervisor", language=language)
    declare(supervisor, family.id, earned_income_fils=0)
    path = family.applies(aid(Visitor("administrator")))
    assessed = done(stepped(Visitor("caseworker"), path, "assess"))["assessment"]
    assert (assessed["eligible"], assessed["stated_by"]) == (True, [supervisor.subject])
    for step, body in (("approve", {}), ("reject", {"reason_code": "not_entitled"})):
        refused = stepped(supervisor, path, step, body)
        assert (refused.status_code, refused.json()["code"]) == (403, "same_person_decides")
        assert refused.json()["title"] == title
    assert done(stepped(Visitor("supervisor"), path, "approve", {}))["status"] == "active"


def test_a_suspension_ends_by_itself_and_a_review_falls_due_on_its_day(
    later: Callable[[str], None],
) -> None:
    to = aid(Visitor("administrator"), review_every_months=1)
    gone, back, due = (Family("en", earned_income_fils=20_000) for _ in range(3))
    paths = {each: each.enrolled_in(to) for each in (gone, back, due)}
    caseworker, supervisor = Visitor("caseworker"), Visitor("supervisor")
    before = read(paths[due])
    today, review_on = (date.fromisoformat(before[name]) for name in ("registered_on", "review_on"))
    until = f"{today + timedelta(days=1)}"
    for family, reason in ((gone, "documents_expired"), (back, "own_request")):
        body = {"reason_code": reason, "until": until}
        done(stepped(caseworker, paths[family], "suspend", body))

    later(f"{(review_on - today).days}d")

    eventually(lambda: read(paths[gone])["status"] == "exited", what="the suspension ends it")
    assert read(paths[gone])["course"][-1]["reason"]["code"] == "documents_expired"
    eventually(lambda: read(paths[back])["status"] == "active", what="the benefit goes on")

    def called() -> set[str]:
        found = done(supervisor.get("/v1/enrolments", programme_id=to, review="due"))["items"]
        return {f"/v1/enrolments/{each['id']}" for each in found}

    eventually(lambda: called() == {paths[back], paths[due]}, what="the reviews are called for")
    due.is_told("is due")
    after = done(stepped(supervisor, paths[due], "reassess"))
    assert (after["review_called"], after["amount_fils"]) == (False, before["amount_fils"])
    assert after["review_on"] > before["review_on"]
    assert called() == {paths[back]}
