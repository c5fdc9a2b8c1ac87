"""How recomputations are kept, shown and told of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import date
from functools import singledispatch
from typing import Any

from chassis.documents.kind import Kind, Published, State
from contracts.events.base import Event, to_data
from contracts.events.registry import eligibility as contract
from services.registry.domain.eligibility import events
from services.registry.domain.eligibility.assessment import Reason
from services.registry.domain.eligibility.recomputation import (
    OUTCOMES,
    PREVIEWED,
    Example,
    Recomputation,
    Scope,
    Tally,
)

_PLAIN = ("note", "started_by", "status", "approved_by", "cancelled_by", "changed", "skipped")


def _to_state(recomputation: Recomputation) -> State:
    scope, until = recomputation.scope, recomputation.approvable_until
    return {
        **{name: getattr(recomputation, name) for name in _PLAIN},
        "scope": {
            **asdict(scope),
            "on": scope.on.isoformat(),
            "governorates": list(scope.governorates),
        },
        "started_on": recomputation.started_on.isoformat(),
        "approvable_until": until and until.isoformat(),
        "tallies": [asdict(each) for each in recomputation.tallies],
        "examples": [_example(each) for each in recomputation.examples],
    }


def _example(example: Example) -> dict[str, Any]:
    return {**asdict(example), "reasons": [asdict(each) for each in example.reasons]}


def _from_state(recomputation_id: str, version: int, state: State) -> Recomputation:
    scope, until = state["scope"], state.get("approvable_until")
    return Recomputation(
        id=recomputation_id,
        scope=Scope(
            scope["programme_id"],
            scope["rules_version"],
            date.fromisoformat(scope["on"]),
            tuple(scope["governorates"]),
            # Of what was kept before the terms were looked at beside the rules nothing is known.
            scope.get("amount_fils"),
        ),
        started_on=date.fromisoformat(state["started_on"]),
        approvable_until=until and date.fromisoformat(until),
        tallies=tuple(Tally(**each) for each in state["tallies"]),
        examples=tuple(
            Example(**{**each, "reasons": tuple(Reason(**it) for it in each["reasons"])})
            for each in state["examples"]
        ),
        version=version,
        **{name: state[name] for name in _PLAIN},
    )


def show(recomputation: Recomputation) -> dict[str, Any]:
    """The view as everybody may see it: the totals of those who are not under protection.

    What counts others as well, and examples, which name households, are for who reads one.
    """
    openly = [each for each in recomputation.tallies if each.protected is False]
    return {**_shown(recomputation, openly), "changed": None, "skipped": None, "examples": []}


def show_whole(recomputation: Recomputation) -> dict[str, Any]:
    """The view with all totals, by outcome and by governorate, and its examples."""
    return _shown(recomputation, recomputation.tallies)


def _shown(recomputation: Recomputation, counted: Sequence[Tally]) -> dict[str, Any]:
    state = _to_state(recomputation)
    scope = state.pop("scope")
    del scope["amount_fils"]
    del state["tallies"]
    places = sorted({(each.governorate, each.outcome) for each in counted})
    return {
        "id": recomputation.id,
        "version": recomputation.version,
        **scope,
        **state,
        "totals": [
            {"outcome": outcome, **_sums(of)}
            for outcome in OUTCOMES
            if (of := [each for each in counted if each.outcome == outcome])
        ],
        "by_governorate": [
            {
                "governorate": governorate,
                "outcome": outcome,
                **_sums(e for e in counted if (e.governorate, e.outcome) == (governorate, outcome)),
            }
            for governorate, outcome in places
        ],
        "progress": None,
    }


def _sums(tallies: Iterable[Tally]) -> dict[str, int]:
    found = list(tallies)
    return {name: sum(getattr(each, name) for each in found) for name in _SUMS}


_SUMS = ("households", "before_fils", "after_fils")


@singledispatch
def _tell(event: Any) -> Event:
    raise TypeError(f"the registry has no contract event for {type(event).__name__}")


@_tell.register
def _(event: events.RecomputationStarted) -> Event:
    return contract.RecomputationStarted(event.recomputation_id, event.programme_id, event.rules)


@_tell.register
def _(event: events.RecomputationPreviewed) -> Event:
    return contract.RecomputationPreviewed(event.recomputation_id, **dict(event.outcomes))


@_tell.register
def _(event: events.RecomputationApproved) -> Event:
    return contract.RecomputationApproved(event.recomputation_id)


@_tell.register
def _(event: events.RecomputationCancelled) -> Event:
    return contract.RecomputationCancelled(event.recomputation_id)


@_tell.register
def _(event: events.RecomputationApplied) -> Event:
    return contract.RecomputationApplied(event.recomputation_id, event.changed, event.skipped)


def _publish(event: events.Event) -> Published:
    told = _tell(event)
    return Published(told.TYPE, to_data(told))


SEEN = "seen"
"""A preview that is not to be approved: operators are told of none that waits for somebody."""


def _standing(recomputation: Recomputation) -> str:
    looked_at = recomputation.status == PREVIEWED and not recomputation.awaits_approval
    return SEEN if looked_at else recomputation.status


def _keys(recomputation: Recomputation) -> dict[str, Any]:
    return {
        "programme": recomputation.scope.programme_id,
        "status": _standing(recomputation),
        "governorate": list(recomputation.scope.governorates),
    }


RECOMPUTATIONS: Kind[Recomputation] = Kind(
    service="registry",
    name="recomputation",
    collection="recomputations",
    to_state=_to_state,
    from_state=_from_state,
    to_view=show,
    publish=_publish,
    keys=_keys,
    work=lambda recomputation: recomputation.work,
    indexes=(("programme",), ("governorate",), ("status",)),
    watched={"status": ("previewing", "previewed", "approved")},
)
