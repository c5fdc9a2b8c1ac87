"""A caller that looks at every answer that a citizen is given: no login in it but their own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from chassis.context import Actor
from contracts.rpc.base import Methods
from tests.support.calling import Caller

CITIZEN = frozenset({"citizen"})
NO_LOGINS = frozenset(
    {
        *("answer_by", "complete_by", "confirm_by", "decide_by", "remedy_by", "report_due_by"),
        *("ended_by", "parted_by"),
    }
)
"""Days, and codes, that something is to be done or was done by."""
BY_NAME = frozenset({"by", "assignee", "inspector", "operator", "reviewer", "uploader"})


class Discreet(Caller):
    """Every answer to a citizen, or to who has no role, is looked through, and is what its schema
    says."""

    def __init__(self, service_class: type, application: Any, methods: Methods) -> None:
        super().__init__(service_class, application, methods)
        self._told = {name: method.answer for name, method in methods.items()}

    def __call__(
        self, actor: Actor, method: str, request: Mapping[str, Any], **rest: Any
    ) -> dict[str, Any]:
        answer = super().__call__(actor, method, request, **rest)
        if actor.roles <= CITIZEN:
            others = [each for each in logins(answer) if each[1] != actor.subject]
            assert others == [], f"{method} tells {actor.subject} of others: {others}"
            self._told[method]().load(answer)
        return answer


def logins(value: Any, name: str = "") -> Iterator[tuple[str, str]]:
    """Whatever stands under a name that says by whom something was done."""
    if isinstance(value, dict):
        for each, of in value.items():
            yield from logins(of, each)
    elif isinstance(value, list):
        for of in value:
            yield from logins(of)
    elif isinstance(value, str) and is_login(name):
        yield name, value


def is_login(name: str) -> bool:
    return name in BY_NAME or (name.endswith("_by") and name not in NO_LOGINS)
