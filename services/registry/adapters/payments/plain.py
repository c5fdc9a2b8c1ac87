"""Payments as plain dicts for storage and answers, and back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, is_dataclass
from datetime import date
from typing import Any

from services.registry.domain.files.people_import import SentFile
from services.registry.domain.payments.confirmation import Confirmations, Line, Reported
from services.registry.domain.payments.facts import Claim, Source, Sum, Totals
from services.registry.domain.payments.payment import Payment
from services.registry.domain.payments.payment_list import File, PaymentList, Step
from services.registry.domain.payments.recovery import Offset, Recovery, RecoveryPolicy

State = Mapping[str, Any]


def plain(value: Any) -> Any:
    """Dates as texts, dataclasses and mappings as dicts, tuples as lists."""
    if isinstance(value, date):
        return value.isoformat()
    if is_dataclass(value) and not isinstance(value, type):
        return plain(asdict(value))
    if isinstance(value, Mapping):
        return {name: plain(each) for name, each in value.items()}
    if isinstance(value, tuple | list):
        return [plain(each) for each in value]
    return value


def list_from(list_id: str, version: int, state: State) -> PaymentList:
    return PaymentList(
        id=list_id,
        version=version,
        source=Source(**state["source"]),
        month=state["month"],
        opened=step(state["opened"]),
        rules=state["rules"],
        status=state["status"],
        approval=state["approval"] and step(state["approval"]),
        totals=_totals(state["totals"]),
        file=_file(state["file"]),
        cancellation=state["cancellation"] and step(state["cancellation"]),
        withdrawn=_sum(state["withdrawn"]),
        to_follow_up=_sum(state["to_follow_up"]),
    )


def payment_from(payment_id: str, version: int, state: State) -> Payment:
    return Payment(
        **{
            **state,
            "id": payment_id,
            "version": version,
            "source": Source(**state["source"]),
            "claim": _claim(state["claim"]),
            "findings": tuple(state["findings"]),
            "allowed": (allowed := state.get("allowed")) and step(allowed),
        }
    )


def _claim(state: State) -> Claim:
    several = {name: tuple(state.get(name, ())) for name in ("also", "counted")}
    return Claim(**{**state, **several})


def confirmations_from(batch_id: str, version: int, state: State) -> Confirmations:
    return Confirmations(
        **{
            **state,
            "id": batch_id,
            "version": version,
            "lines": tuple(Line(**each) for each in state["lines"]),
            "file": state.get("file") and SentFile(**state["file"]),
            "reported": tuple(Reported(**each) for each in state["reported"]),
        }
    )


def recovery_from(recovery_id: str, version: int, state: State) -> Recovery:
    return Recovery(
        **{
            **state,
            "id": recovery_id,
            "version": version,
            "source": Source(**state["source"]),
            "policy": RecoveryPolicy(**state["policy"]),
            "offsets": tuple(Offset(**each) for each in state["offsets"]),
            "waiver": state["waiver"] and step(state["waiver"]),
        }
    )


def step(state: State) -> Step:
    return Step(state["by"], date.fromisoformat(state["on"]), state["reason"])


def _sum(state: State | None) -> Sum | None:
    return None if state is None else Sum(**state)


def _file(state: State | None) -> File | None:
    if state is None:
        return None
    issued_on = state.get("issued_on")
    day = None if issued_on is None else date.fromisoformat(issued_on)
    return File(**{**state, "issued": Sum(**state["issued"]), "issued_on": day})


def _totals(state: State | None) -> Totals | None:
    if state is None:
        return None
    return Totals(
        listed=Sum(**state["listed"]),
        governorates={place: Sum(**each) for place, each in state["governorates"].items()},
        held=Sum(**state["held"]),
        findings=state["findings"],
        already=state["already"],
        sha256=state["sha256"],
    )
