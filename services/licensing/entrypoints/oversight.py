"""What the gateway can call about corrective actions and measures, and what falls due."""

from __future__ import annotations

from typing import Any

from chassis.context import current
from chassis.rpc.server import Application, command, query
from chassis.timers import due
from contracts.rpc.licensing.inspections import actions
from contracts.rpc.licensing.inspections import oversight as contract
from contracts.rpc.problems import read
from services.licensing.app.inspections import commands
from services.licensing.app.licensing import Licensing
from services.licensing.entrypoints.reading import inspections, oversight

Data = dict[str, Any]


class OversightMethods:
    """Part of `LicensingService`: `application` is what the bootstrap wired."""

    application: Licensing = Application()

    @command
    def prove_corrective_action(self, request: Data) -> Data:
        asked = oversight.prove_action(request)
        return self.application.inspections.correcting.prove(asked, current().actor)

    @command
    def judge_corrective_action(self, request: Data) -> Data:
        asked = commands.JudgeProof(**read(actions.JudgeProof, request))
        return self.application.inspections.correcting.judge(asked, current().actor)

    @command
    def extend_corrective_action(self, request: Data) -> Data:
        asked = oversight.extend_action(request)
        return self.application.inspections.correcting.extend(asked, current().actor)

    @query
    def get_corrective_action(self, request: Data) -> Data:
        asked = read(actions.OneAction, request)["action_id"]
        return self.application.inspections.reading.action(asked, current().actor)

    @query
    def find_corrective_actions(self, request: Data) -> Data:
        page = inspections.page(read(actions.FindCorrectiveActions, request))
        return self.application.inspections.reading.find_actions(*page, current().actor)

    @command
    def take_measure(self, request: Data) -> Data:
        asked = oversight.take_measure(request)
        return self.application.inspections.overseeing.take(asked, current().actor)

    @command
    def confirm_measure(self, request: Data) -> Data:
        asked = commands.ConfirmMeasure(**read(contract.OneMeasure, request))
        return self.application.inspections.overseeing.confirm(asked, current().actor)

    @command
    def object_to_measure(self, request: Data) -> Data:
        asked = commands.ObjectToMeasure(**read(contract.ObjectToMeasure, request))
        return self.application.inspections.overseeing.object(asked, current().actor)

    @command
    def answer_objection(self, request: Data) -> Data:
        asked = oversight.answer_objection(request)
        return self.application.inspections.overseeing.answer(asked, current().actor)

    @query
    def get_oversight(self, request: Data) -> Data:
        asked = read(contract.OneOversight, request)["licence_id"]
        return self.application.inspections.reading.oversight(asked, current().actor)

    @query
    def find_oversights(self, request: Data) -> Data:
        page = inspections.page(read(contract.FindOversights, request))
        return self.application.inspections.reading.find_oversights(*page, current().actor)

    @query
    def get_measure_proposals(self, request: Data) -> Data:
        asked = read(contract.OneOversight, request)["licence_id"]
        return self.application.inspections.reading.proposals(asked, current().actor)

    @due("corrective_actions", "overdue")
    def action_overdue(self, action_id: str, timer: str) -> None:
        self.application.inspections.correcting.fall_due(action_id)

    @due("corrective_actions", "reminder")
    def action_due_soon(self, action_id: str, timer: str) -> None:
        self.application.inspections.correcting.remind(action_id)

    @due("oversights", "provisional_")
    def suspension_not_confirmed(self, oversight_id: str, timer: str) -> None:
        measure_id = timer.removeprefix("provisional_")
        self.application.inspections.overseeing.lapse(oversight_id, measure_id, current().actor)

    @due("oversights", "objection_")
    def objection_overdue(self, oversight_id: str, timer: str) -> None:
        measure_id = timer.removeprefix("objection_")
        self.application.inspections.overseeing.escalate_objection(oversight_id, measure_id)
