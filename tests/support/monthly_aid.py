"""A family with monthly aid, and what lists of payments would pay it, on stores in memory."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from chassis.context import Actor
from services.registry.app.programmes.commands import Reassess
from tests.support import paying, programmes
from tests.support.programmes import (
    CASEWORKER,
    OTHER_SUPERVISOR,
    SUPERVISOR,
    Assessed,
    FakeAssessor,
)
from tests.support.registry import CLERK, command_of

AID, LOWERED = 86_600, 70_000
Listed = list[tuple[int, str, list[str]]]


class Aid:
    """A family with monthly aid since 22 November 2026, and the days that pass."""

    def __init__(self, **terms: Any) -> None:
        self.office, self.clock = programmes.in_memory()
        self.programme_id = str(self.office.programme(**terms)["id"])
        self.enrolment_id = str(self.enrolled()["id"])

    def enrolled(self, **changes: Any) -> dict[str, Any]:
        to = {"id": self.programme_id, "beneficiary": "household", "rules": "monthly_aid"}
        return self.office.approved(to, self.office.household(**changes))

    def days(self, many: int) -> None:
        self.clock.advance(timedelta(days=many))

    def do(self, method: str, actor: Any, **request: Any) -> dict[str, Any]:
        return self.office.do(method, actor, enrolment_id=self.enrolment_id, **request)

    def suspended_for(self, days: int) -> dict[str, Any]:
        suspended = self.do("suspend_enrolment", CASEWORKER, reason_code="absent_abroad")
        self.days(days)
        return suspended

    def ended(self) -> None:
        self.do("end_enrolment", SUPERVISOR, outcome="graduated", reason_code="employed")

    def changed(self, fils: int, by: Actor = SUPERVISOR) -> None:
        self.assessed_anew(Assessed(amount_fils=fils), by)

    def rules_come_to(self, assessed: Assessed) -> None:
        """The rules come to this from now on."""
        assert isinstance(self.office.assessor, FakeAssessor)
        self.office.assessor.otherwise = assessed

    def assessed_anew(self, assessed: Assessed, by: Actor = SUPERVISOR) -> None:
        """The rules come to this from now on, and are applied."""
        self.rules_come_to(assessed)
        with command_of(by):
            self.office.registry.programmes.enrolments.reassess(Reassess(self.enrolment_id), by)

    def contested(
        self, right: int, *, answered_after: int = 0, by: Actor = OTHER_SUPERVISOR
    ) -> None:
        """The amount of the last step was wrong, says a grievance, and this is the right one."""
        filed = self.objected()
        self.days(answered_after)
        assert self.upheld(filed, by) == "reviewed"
        self.changed(right, by)

    def objected(self, step: int | None = None) -> str:
        """A grievance against the last step, or this one."""
        return str(self.do("file_grievance", CLERK, text="كنا في البلد.", step=step)["id"])

    def upheld(self, filed: str, by: Actor = OTHER_SUPERVISOR) -> str:
        """The family was right; answers what was done."""
        self.office.do("take_grievance", by, grievance_id=filed)
        answer = {"grievance_id": filed, "outcome": "upheld", "answer": "صحيح."}
        answered = self.office.do("answer_grievance", by, **answer)
        return str(answered["reply"]["remedy"])

    def prepared(self, month: str) -> str:
        return paying.prepared(self.office.registry, self.programme_id, month)

    def listed(self, month: str) -> Listed:
        """What a list of this month would pay; it is called off again."""
        list_id = self.prepared(month)
        found = self.on(list_id)
        paying.cancel(self.office.registry, list_id)
        paying.work(self.office.registry, "payment_list.withdraw", list_id)
        return found

    def paid(self, *months: str) -> list[str]:
        """Those of these months that would be paid."""
        return [each for each in months if self.listed(each)]

    def on(self, list_id: str) -> Listed:
        payments = paying.payments_of(self.office.registry, list_id)
        return [(each["amount_fils"], each["status"], each["findings"]) for each in payments]

    def issued(self, list_id: str) -> Listed:
        paying.approve(self.office.registry, list_id)
        paying.work(self.office.registry, "payment_list.issue", list_id)
        return self.on(list_id)
