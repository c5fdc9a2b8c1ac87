"""How likeness and what was decided by it are kept and shown."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date

from chassis.documents.kind import State, View
from services.registry.app.duplicates.detection import evidence
from services.registry.domain.duplicates.duplicate import Decision, Grounds
from services.registry.domain.duplicates.model import Evidence, Score


def score_to(score: Score) -> State:
    told = [asdict(each) for each in score.evidence]
    return {"probability": score.probability, "weight": score.weight, "evidence": told}


def score_from(state: State) -> Score:
    told = tuple(Evidence(**each) for each in state["evidence"])
    return Score(state["probability"], state["weight"], told)


def _grounds_to(grounds: Grounds | None) -> State | None:
    if grounds is None:
        return None
    return {**asdict(grounds), "score": score_to(grounds.score)}


def _grounds_from(state: State | None) -> Grounds | None:
    if state is None:
        return None
    return Grounds(score_from(state["score"]), state["model"], state["advice"])


def decision_to(decision: Decision | None) -> State | None:
    if decision is None:
        return None
    day, grounds = decision.on.isoformat(), _grounds_to(decision.grounds)
    return {"by": decision.by, "on": day, "note": decision.note, "grounds": grounds}


def decision_from(state: State | None) -> Decision | None:
    if state is None:
        return None
    # Of decisions from before it was kept, what they rested on is what the pair shows.
    grounds = _grounds_from(state.get("grounds"))
    return Decision(state["by"], date.fromisoformat(state["on"]), state["note"], grounds)


def decision_shown(decision: Decision | None) -> View | None:
    if decision is None:
        return None
    grounds = decision.grounds
    rested = (
        None
        if grounds is None
        else {
            "probability": round(grounds.score.probability, 4),
            "advice": grounds.advice,
            "model": grounds.model,
            "evidence": evidence(grounds.score),
        }
    )
    day = decision.on.isoformat()
    return {"by": decision.by, "on": day, "note": decision.note, "rested_on": rested}
