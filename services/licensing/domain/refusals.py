"""Why licensing says no. Each refusal has a stable code; its texts stand in `contracts`."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, ClassVar


@dataclass(frozen=True)
class RefusedField:
    """Which field of the request was refused: JSON pointer, code, and values for the text."""

    pointer: str
    code: str
    params: dict[str, Any] = field(default_factory=dict)


class Refusal(Exception):
    """A rule said no: `kind` tells what the caller can do, `code` names the rule.

    A well-formed request that a rule forbids is a conflict (409); 422 is for requests that do
    not fit their schema.
    """

    kind: ClassVar[str]
    code: ClassVar[str]

    def __init__(self, *, pointer: str | None = None, **params: Any) -> None:
        super().__init__(self.code)
        self.params = params
        self.errors: tuple[RefusedField, ...] = (
            () if pointer is None else (RefusedField(pointer, self.code, params),)
        )


class NotYours(Refusal):
    """The record lies outside of what the actor may see or change."""

    kind, code = "forbidden", "licensing_not_yours"


class RoleMayNot(Refusal):
    """None of the actor's roles allows this."""

    kind, code = "forbidden", "licensing_role_may_not"


class ReasonMissing(Refusal):
    """Whoever says no says why; a yes needs no words."""

    kind, code = "conflict", "no_without_reason"
