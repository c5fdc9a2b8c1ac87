"""Facts of enrolments as plain dicts (storage, answers), and back."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from enum import Enum
from typing import Any

from services.registry.domain.programmes.facts import (
    Assessment,
    CrossCheck,
    Decision,
    Revision,
    SetAside,
    Step,
    Suspension,
    Visit,
)
from services.registry.domain.programmes.words import Reason, Status

Plain = dict[str, Any]
AMOUNT = "amount_fils"


def plain(value: Any) -> Any:
    """Dataclasses as dicts, dates as texts, all the way down."""
    if hasattr(value, "__dataclass_fields__"):
        return plain(asdict(value))
    if isinstance(value, dict):
        return {name: plain(each) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [plain(each) for each in value]
    if isinstance(value, Enum):
        return value.value
    return value.isoformat() if isinstance(value, date) else value


def day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def names(state: list[str] | None) -> tuple[str, ...] | None:
    return None if state is None else tuple(state)


def numbers(state: list[int] | None) -> tuple[int, ...] | None:
    return None if state is None else tuple(state)


def reason(state: Plain | None) -> Reason | None:
    return None if state is None else Reason(**state)


def cross_check(state: Plain) -> CrossCheck:
    return CrossCheck(**{**_dates(state), "body": Reason(**state["body"])})


def visit(state: Plain | None) -> Visit | None:
    return None if state is None else Visit(**_dates(state))


def assessment(state: Plain | None) -> Assessment | None:
    if state is None:
        return None
    reasons = tuple(Reason(**each) for each in state["reasons"])
    stated_by = tuple(state.get("stated_by", ()))
    # Which reason tells the amount was not kept at first: in all rules it had this code then.
    code = state.get("amount_code", AMOUNT)
    kept = {"reasons": reasons, "stated_by": stated_by, "amount_code": code}
    return Assessment(**{**_dates(state), **kept})


def decision(state: Plain | None) -> Decision | None:
    if state is None:
        return None
    return Decision(**{**_dates(state), "reason": reason(state["reason"])})


def suspension(state: Plain | None) -> Suspension | None:
    if state is None:
        return None
    return Suspension(**{**_dates(state), "reason": Reason(**state["reason"])})


def set_aside(state: Plain | None) -> SetAside | None:
    if state is None:
        return None
    return SetAside(
        **{
            **_dates(state),
            "status": Status(state["status"]),
            "suspension": suspension(state["suspension"]),
        }
    )


def step(state: Plain) -> Step:
    return Step(
        **{
            **_dates(state),
            "status": Status(state["status"]),
            "reason": reason(state["reason"]),
            "revision": revision(state.get("revision")),
            "in_place_of": tuple(state.get("in_place_of", ())),
        }
    )


def revision(state: Plain | None) -> Revision | None:
    if state is None:
        return None
    return Revision(**{**state, "prepared_by": tuple(state["prepared_by"])})


def _dates(state: Plain) -> Plain:
    named = (
        "on", "noted_on", "until", "stated_on", "recorded_on", "visited_on", "review_on",
        "remind_on",
    )  # fmt: skip
    return {
        **state,
        **{name: date.fromisoformat(state[name]) for name in named if state.get(name)},
    }
