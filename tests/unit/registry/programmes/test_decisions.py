"""A changed amount is a decision: it is dated, explained, kept, and objected to as any other."""

from __future__ import annotations

from typing import Any

import pytest

from chassis.context import Actor
from services.registry.adapters.programmes.enrolments import ENROLMENTS
from services.registry.adapters.programmes.grievances import GRIEVANCES
from services.registry.app.programmes.commands import Reassess
from services.registry.domain.programmes.decisions import KEPT_WHOLE
from services.registry.domain.programmes.words import Reason
from tests.support.programmes import (
    CASEWORKER,
    OTHER_SUPERVISOR,
    SUPERVISOR,
    Assessed,
    Office,
)
from tests.support.registry import CLERK, command_of
from tests.unit.registry.programmes.test_grievances import answered, filed
from tests.unit.registry.programmes.test_programmes import refuses

WORKER = Actor.system("registry.work")
NEWER = "2026-12-01"
RENT = Reason("rent", "بدل الإيجار 50 دينارًا", "The rent is JOD 50")
GONE = {"eligible": False, "amount_fils": None}


def rules_say(office: Office, **assessed: Any) -> None:
    """From now on, of everybody."""
    given = {"rules_version": NEWER, "reasons": (RENT,), **assessed}
    office.assessor.otherwise = Assessed(**given)  # type: ignore[attr-defined]  # the fake


def revised(office: Office, enrolment: dict[str, Any], **assessed: Any) -> dict[str, Any]:
    """Reassessed by another supervisor than the one who approved."""
    rules_say(office, **assessed)
    return office.do("reassess_enrolment", OTHER_SUPERVISOR, enrolment_id=enrolment["id"])


def explained(office: Office, enrolment: dict[str, Any]) -> dict[str, Any]:
    return office.do("explain_enrolment", CLERK, enrolment_id=enrolment["id"])


def recomputed(office: Office, enrolment: dict[str, Any], **assessed: Any) -> None:
    """As a recomputation does that these two started and approved."""
    rules_say(office, **assessed)
    by = (SUPERVISOR.subject, CASEWORKER.subject)
    with command_of(WORKER):
        desk = office.registry.programmes.enrolments
        desk.reassess(Reassess(enrolment["id"], prepared_by=by), WORKER)


def said(explanation: dict[str, Any], language: str = "en") -> str:
    return "\n".join(each[language] for each in explanation["paragraphs"])


def test_another_amount_is_a_step_with_who_and_what_it_was_before(office: Office) -> None:
    after = revised(office, office.approved(office.programme()), amount_fils=54_000)
    applied, approved, changed = after["course"]
    assert (applied["rules_version"], applied["revision"]) == (None, None)
    assert (changed["status"], changed["by"]) == ("active", OTHER_SUPERVISOR.subject)
    assert changed["revision"] == {
        "before_fils": 86_600, "after_fils": 54_000, "prepared_by": [],
    }  # fmt: skip
    assert [each["rules_version"] for each in (approved, changed)] == ["2026-01-01", NEWER]


def test_the_explanation_speaks_of_the_change_and_keeps_the_decision_before(
    office: Office, days: Any
) -> None:
    enrolment = office.approved(office.programme())
    before = explained(office, enrolment)
    assert before["former"] == []
    days.pass_by(100)
    revised(office, enrolment, amount_fils=54_000)
    now = explained(office, enrolment)
    assert "changed from JOD 86.600 to JOD 54.000 on 2027-03-02" in said(now)
    assert "من 86 دينارًا و600 فلس إلى 54 دينارًا في 2027-03-02" in said(now, "ar")
    assert (RENT.en in said(now), now["grievance_until"]) == (True, "2027-04-01")
    (former,) = now["former"]
    assert (former["on"], former["amount_fils"], former["rules_version"]) == (
        "2026-11-22", 86_600, "2026-01-01",
    )  # fmt: skip
    # What was said then is said of then, word for word, but for what can be done about it now.
    assert former["paragraphs"][:-1] == before["paragraphs"][: len(former["paragraphs"]) - 1]
    assert "JOD 86.600 then" in said(former)
    assert RENT.en not in said(former)


def test_a_change_is_objected_to_within_its_own_deadline_and_not_before_who_made_it(
    office: Office, days: Any
) -> None:
    enrolment = office.approved(office.programme())
    days.pass_by(70)
    revised(office, enrolment, amount_fils=54_000)
    days.pass_by(30)
    late = {"enrolment_id": enrolment["id"], "text": "كان أكثر.", "step": 2}
    refuses(office, "grievance_too_late", "file_grievance", CLERK, **late)
    refuses(office, "nothing_to_contest", "file_grievance", CLERK, **{**late, "step": 9})
    grievance = filed(office, enrolment)
    assert grievance["about"]["revision"]["after_fils"] == 54_000
    one = {"grievance_id": grievance["id"]}
    refuses(office, "decider_handles", "take_grievance", OTHER_SUPERVISOR, **one)
    upheld = {**one, "outcome": "upheld", "answer": "الأسرة على حق."}
    reply = office.do("answer_grievance", SUPERVISOR, **upheld)["reply"]
    assert reply["remedy"] == "reviewed"
    assert office.do("get_enrolment", CLERK, enrolment_id=enrolment["id"])["review_called"]
    days.pass_by(1)
    refuses(office, "grievance_too_late", "file_grievance", CLERK, **{**late, "step": None})


def test_nobody_hides_a_cut_behind_a_later_step(office: Office) -> None:
    enrolment = office.approved(office.programme())
    one = {"enrolment_id": enrolment["id"]}
    revised(office, enrolment, amount_fils=54_000)
    office.do("suspend_enrolment", CASEWORKER, **one, reason_code="facts_in_question")
    office.do("resume_enrolment", SUPERVISOR, **one)
    about_resumption = filed(office, enrolment)
    refuses(
        office, "decider_handles", "take_grievance", OTHER_SUPERVISOR,
        grievance_id=about_resumption["id"],
    )  # fmt: skip
    office.do("withdraw_grievance", CLERK, grievance_id=about_resumption["id"])
    about_cut = office.do("file_grievance", CLERK, **one, text="لماذا؟", step=3)
    assert about_cut["about"]["by"] == OTHER_SUPERVISOR.subject


def test_a_change_while_suspended_leaves_the_suspension_open_to_a_grievance(
    office: Office,
) -> None:
    enrolment = office.approved(office.programme())
    one = {"enrolment_id": enrolment["id"]}
    office.do("suspend_enrolment", CASEWORKER, **one, reason_code="facts_in_question")
    revised(office, enrolment, amount_fils=54_000)
    told = said(explained(office, enrolment))
    assert "was suspended on 2026-11-22, until" in told
    assert "changed from JOD 86.600" in told
    suspension = office.do("file_grievance", CLERK, **one, text="لماذا أُوقفت؟", step=3)
    answered(office, suspension)
    assert office.do("get_enrolment", CLERK, **one)["status"] == "active"


def test_a_suspension_that_is_over_is_not_undone_in_place_of_the_next(office: Office) -> None:
    one = {"enrolment_id": office.approved(office.programme())["id"]}
    suspend = {**one, "reason_code": "facts_in_question"}
    office.do("suspend_enrolment", CASEWORKER, **suspend)
    grievance = office.do("file_grievance", CLERK, **one, text="لماذا؟")
    office.do("resume_enrolment", SUPERVISOR, **one)
    office.do("suspend_enrolment", CASEWORKER, **suspend)
    answered(office, grievance)
    assert office.do("get_enrolment", CLERK, **one)["status"] == "suspended"


@pytest.mark.parametrize("outcome", [{"amount_fils": 54_000}, GONE], ids=["cut", "ended"])
def test_who_started_or_approved_a_recomputation_does_not_judge_what_it_changed(
    office: Office, outcome: dict[str, Any]
) -> None:
    enrolment = office.approved(office.programme())
    recomputed(office, enrolment, **outcome)
    step = office.do("get_enrolment", CLERK, enrolment_id=enrolment["id"])["course"][-1]
    assert step["by"] == WORKER.subject
    assert step["revision"] == {
        "before_fils": 86_600,
        "after_fils": outcome["amount_fils"],
        "prepared_by": [SUPERVISOR.subject, CASEWORKER.subject],
    }
    one = {"grievance_id": filed(office, enrolment)["id"]}
    for each in (SUPERVISOR, CASEWORKER):
        refuses(office, "decider_handles", "take_grievance", each, **one)
    office.do("take_grievance", OTHER_SUPERVISOR, **one)


def test_a_benefit_that_was_ended_wrongly_rests_again_on_what_gave_it(office: Office) -> None:
    enrolment = office.approved(office.programme())
    recomputed(office, enrolment, **GONE)
    ended = explained(office, enrolment)
    assert (ended["rules_version"], ended["former"][0]["amount_fils"]) == (NEWER, 86_600)
    answered(office, filed(office, enrolment))
    again = explained(office, enrolment)
    assert again["rules_version"] == "2026-01-01"
    assert [each["status"] for each in again["former"]] == ["exited", "active"]
    assert again["former"][0]["rules_version"] == NEWER


def test_a_review_that_confirms_the_amount_is_a_decision_too(office: Office, days: Any) -> None:
    enrolment = office.approved(office.programme(review_every_months=1))
    days.pass_by(30)
    after = revised(office, enrolment)
    assert after["course"][-1]["revision"]["after_fils"] == 86_600
    now = explained(office, enrolment)
    assert "was reviewed on 2026-12-22, and the benefit stays" in said(now)
    assert (now["rules_version"], now["former"][0]["rules_version"]) == (NEWER, "2026-01-01")


def test_a_rejection_that_fell_stays_readable(office: Office) -> None:
    rules_say(office, **GONE)
    one = {"enrolment_id": office.applied(office.programme())["id"]}
    office.do("assess_enrolment", CASEWORKER, **one)
    rejected = office.do("reject_enrolment", SUPERVISOR, **one, reason_code="not_entitled")
    answered(office, filed(office, rejected))
    (former,) = explained(office, rejected)["former"]
    assert (former["status"], former["rules_version"]) == ("rejected", NEWER)
    assert RENT.en in said(former)


def test_a_long_life_keeps_its_document_small(office: Office) -> None:
    enrolment = office.approved(office.programme())
    for each in range(KEPT_WHOLE + 5):
        revised(office, enrolment, amount_fils=50_000 + each)
    assert office.memory is not None
    state = office.memory.collections["enrolments"][enrolment["id"]]["state"]
    assert sum(bool(each["reasons"]) for each in state["former_assessments"]) == KEPT_WHOLE
    former = explained(office, enrolment)["former"]
    assert len(former) == KEPT_WHOLE + 5
    assert (former[-1]["amount_fils"], former[-1]["rules_version"]) == (86_600, "2026-01-01")


def test_what_was_kept_before_changes_were_steps_is_read_and_explained(office: Office) -> None:
    enrolment = office.approved(office.programme())
    grievance = filed(office, enrolment)
    assert office.memory is not None
    state = office.memory.collections["enrolments"][enrolment["id"]]["state"]
    del state["former_assessments"], state["assessment"]["stated_by"]
    for each in state["course"]:
        del each["revision"], each["assessed"]
    kept = ENROLMENTS.from_state(enrolment["id"], 1, state)
    assert (kept.former_assessments, kept.course[-1].revision) == ((), None)
    objection = office.memory.collections["grievances"][grievance["id"]]["state"]
    del objection["contested"]["revision"], objection["contested"]["number"]
    assert GRIEVANCES.from_state(grievance["id"], 1, objection).contested.number is None
    revised(office, enrolment, amount_fils=54_000)
    (former,) = explained(office, enrolment)["former"]
    assert (former["amount_fils"], former["rules_version"]) == (86_600, "2026-01-01")
    answered(office, grievance)
    assert office.do("get_enrolment", CLERK, enrolment_id=enrolment["id"])["review_called"]
