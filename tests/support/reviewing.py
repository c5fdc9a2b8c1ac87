"""The review queue as tests need it: pairs, and what reviewers do with them."""

from __future__ import annotations

from typing import Any

from chassis.context import Actor
from services.registry.app.application import Registry
from services.registry.app.duplicates.commands import FindDuplicates
from services.registry.entrypoints.reading import duplicates as reading
from tests.support.registry import CLERK, command_of, register

REVIEWER = Actor("supervisor-3", frozenset({"supervisor"}), "amman-1", frozenset({"JO-AM"}))
REVIEWER_OF_IRBID = Actor("supervisor-9", frozenset({"supervisor"}), None, frozenset({"JO-IR"}))
NAMELESS = {"kind": "none", "number": None}
LATIN = {"first": "Aamal", "father": "Abdallah", "grandfather": None, "family": "Khateeb"}


def a_pair(registry: Registry, **changes: Any) -> tuple[dict[str, Any], dict[str, Any]]:
    """A woman registered twice: with her number, and without it in Latin letters."""
    one = register(registry)
    two = register(
        registry, **{"identity": NAMELESS, "name": {"arabic": None, "latin": LATIN}, **changes}
    )
    detect(registry, two["id"])
    return one, two


def detect(registry: Registry, person_id: str) -> int:
    with command_of(CLERK):
        return registry.duplicates.detection.detect(person_id)


def follow(registry: Registry, merged_id: str, survivor_id: str) -> None:
    with command_of(CLERK):
        registry.duplicates.following.settle(merged_id, survivor_id)


def queue(
    registry: Registry, actor: Actor = REVIEWER, status: str = "open"
) -> list[dict[str, Any]]:
    found = registry.duplicates.review.queue(FindDuplicates(status, None, None, None, 20), actor)
    return list(found["items"])


def merge(
    registry: Registry, duplicate_id: str, survivor_id: str, actor: Actor = REVIEWER,
    based_on: int | None = None, successor: dict[str, Any] | None = None, **choices: str,
) -> Any:  # fmt: skip
    request = {"duplicate_id": duplicate_id, "survivor_id": survivor_id, "choices": choices,
               "successor": successor}  # fmt: skip
    with command_of(actor, request, based_on=based_on):
        return registry.duplicates.review.merge(reading.merge(request), actor)


def decide(
    registry: Registry,
    what: str,
    duplicate_id: str,
    based_on: int | None = None,
    actor: Actor = REVIEWER,
) -> Any:
    request = {"duplicate_id": duplicate_id, "note": None}
    with command_of(actor, request, based_on=based_on):
        return getattr(registry.duplicates.review, what)(reading.decide(request), actor)


def read(registry: Registry, person_id: str) -> Any:
    with command_of(REVIEWER):
        return registry.person_queries.person(person_id, REVIEWER)


def facts(view: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in view.items() if name != "version"}


def members(registry: Registry, household_id: str) -> list[tuple[str, str]]:
    view = registry.household_queries.household(household_id, CLERK)
    return [(each["person_id"], each["relation"]) for each in view["members"]]
