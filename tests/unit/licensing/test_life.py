"""Whatever is asked in whatever order: no approval without a passed check, no number twice."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, invariant, multiple, rule

from chassis.clock import FixedClock
from chassis.context import Actor
from chassis.documents.memory import MemoryDatabase
from chassis.errors import KanafError
from contracts.rpc.licensing import METHODS
from services.licensing.bootstrap import build_in_memory
from services.licensing.entrypoints.service import LicensingService
from tests.support.calling import Caller, somebody
from tests.support.nurseries import an_application

PEOPLE = [
    somebody(f"person-{number}", *roles, governorates=("JO-AM", "JO-IR"))
    for number, roles in enumerate(
        [("clerk",), ("inspector",), ("supervisor",), ("clerk", "inspector", "supervisor")]
    )
]
people = st.sampled_from(PEOPLE)


class LicensingLife(RuleBasedStateMachine):
    applications = Bundle("applications")

    def __init__(self) -> None:
        super().__init__()
        self.database = MemoryDatabase()
        self.clock = FixedClock(datetime(2026, 12, 20, 12, tzinfo=UTC))
        self.call = Caller(LicensingService, build_in_memory(self.database, self.clock), METHODS)

    @rule(target=applications, actor=people, governorate=st.sampled_from(["JO-AM", "JO-IR"]))
    def submit(self, actor: Actor, governorate: str) -> Any:
        try:
            request = an_application(place={"governorate": governorate})
            return self.call(actor, "submit_application", request)["id"]
        except KanafError:
            return multiple()

    @rule(it=applications, actor=people, outcome=st.sampled_from(["passed", "failed"]))
    def check(self, it: str, actor: Actor, outcome: str) -> None:
        found = {"application_id": it, "outcome": outcome, "findings": "كشف"}
        self._try(actor, "check_application", found)

    @rule(it=applications, actor=people)
    def approve(self, it: str, actor: Actor) -> None:
        self._try(actor, "approve_application", {"application_id": it})

    @rule(it=applications, actor=people)
    def reject(self, it: str, actor: Actor) -> None:
        reason = {"reason_code": "other", "text": {"ar": "سبب"}}
        self._try(actor, "reject_application", {"application_id": it, **reason})

    @rule(days=st.integers(1, 30))
    def days_pass(self, days: int) -> None:
        self.clock.advance(timedelta(days=days))

    def _try(self, actor: Actor, method: str, request: dict[str, Any]) -> None:
        try:
            self.call(actor, method, request)
        except KanafError as refused:
            if refused.kind not in ("forbidden", "conflict"):
                raise

    @invariant()
    def approved_only_after_a_passed_check_by_a_third_person(self) -> None:
        for document in self.database.collections.get("applications", {}).values():
            state = document["state"]
            if state["state"] == "approved":
                assert state["checks"][-1]["outcome"] == "passed"
                involved = {state["submitted_by"], *(check["by"] for check in state["checks"])}
                assert state["decision"]["by"] not in involved

    @invariant()
    def one_licence_per_approval_numbered_without_gap(self) -> None:
        licences = self.database.collections.get("licences", {}).values()
        approved = {
            document["state"]["decision"]["licence_id"]
            for document in self.database.collections.get("applications", {}).values()
            if document["state"]["state"] == "approved"
        }
        assert {document["_id"] for document in licences} == approved
        series: dict[str, list[int]] = {}
        for document in licences:
            code, _, running = document["state"]["number"].rpartition("-")
            series.setdefault(code, []).append(int(running))
        for numbers in series.values():
            assert sorted(numbers) == list(range(1, len(numbers) + 1))


LicensingLife.TestCase.settings = settings(max_examples=40, stateful_step_count=30, deadline=None)
TestLicensingLife = LicensingLife.TestCase
