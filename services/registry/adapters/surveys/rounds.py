"""How rounds are kept and shown, and which background work they ask for."""

from __future__ import annotations

from datetime import date
from typing import Any

from chassis.documents.kind import Kind
from services.registry.adapters.surveys.events import publish
from services.registry.app.surveys.shapes import targets_from, targets_shape, wording_from
from services.registry.domain.surveys.survey_round import (
    Closure,
    Distribution,
    Left,
    Status,
    SurveyRound,
    Work,
)

State = dict[str, Any]


def _to_state(survey_round: SurveyRound) -> State:
    distribution = survey_round.distribution
    return {
        "title": vars(survey_round.title).copy(),
        "questionnaire_id": survey_round.questionnaire_id,
        "questionnaire_version": survey_round.questionnaire_version,
        "targets": targets_shape(survey_round.targets),
        "starts_on": survey_round.starts_on.isoformat(),
        "ends_on": survey_round.ends_on.isoformat(),
        "planned_by": survey_round.planned_by,
        "status": survey_round.status.value,
        "work": None if survey_round.work is None else survey_round.work.value,
        "chosen": survey_round.chosen,
        "distribution": None if distribution is None else vars(distribution).copy(),
        "closure": _closure_state(survey_round.closure),
    }


def _closure_state(closure: Closure | None) -> State | None:
    if closure is None:
        return None
    return {
        "by": closure.by,
        "on": closure.on.isoformat(),
        "note": closure.note,
        "done": closure.done,
        "left_open": [vars(each).copy() for each in closure.left_open],
    }


def _closure(state: State | None) -> Closure | None:
    if state is None:
        return None
    return Closure(
        state["by"],
        date.fromisoformat(state["on"]),
        state["note"],
        state["done"],
        tuple(Left(**each) for each in state["left_open"]),
    )


def _from_state(round_id: str, version: int, state: State) -> SurveyRound:
    work, distribution = state["work"], state["distribution"]
    return SurveyRound(
        id=round_id,
        version=version,
        title=wording_from(state["title"]),
        questionnaire_id=state["questionnaire_id"],
        questionnaire_version=state["questionnaire_version"],
        targets=targets_from(state["targets"]),
        starts_on=date.fromisoformat(state["starts_on"]),
        ends_on=date.fromisoformat(state["ends_on"]),
        planned_by=state["planned_by"],
        status=Status(state["status"]),
        work=None if work is None else Work(work),
        chosen=state["chosen"],
        distribution=None if distribution is None else Distribution(**distribution),
        closure=_closure(state["closure"]),
    )


def show(survey_round: SurveyRound) -> State:
    """The round; of households that were named, how many."""
    state = _to_state(survey_round)
    targets = state["targets"]
    named = targets.pop("household_ids")
    return {
        "id": survey_round.id,
        "version": survey_round.version,
        **state,
        "targets": {**targets, "named": len(named)},
        "progress": None,
    }


def _keys(survey_round: SurveyRound) -> State:
    return {
        "status": survey_round.status.value,
        "governorate": sorted(survey_round.governorates),
    }


def _work(survey_round: SurveyRound) -> list[str]:
    return [] if survey_round.work is None else [survey_round.work.value]


ROUNDS: Kind[SurveyRound] = Kind(
    service="registry",
    name="survey_round",
    collection="survey_rounds",
    to_state=_to_state,
    from_state=_from_state,
    to_view=show,
    publish=publish,
    keys=_keys,
    work=_work,
    indexes=(("status",), ("governorate",)),
)
