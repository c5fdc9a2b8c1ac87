"""Why the registry refuses. Texts in `contracts/refusals/registry.yaml`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar


@dataclass(frozen=True)
class RefusedField:
    """One field of a request that is not right: JSON pointer, code, and the values of its text."""

    pointer: str
    code: str
    params: Mapping[str, Any] = field(default_factory=dict)


class Refusal(Exception):
    """A request that the registry's rules do not allow, with the values its text names.

    `at` is where the request is to be changed, when there is one such place.
    """

    kind: ClassVar[str]
    code: ClassVar[str]
    at: ClassVar[str | None] = None

    def __init__(self, **params: Any) -> None:
        super().__init__(self.code)
        self.params = params
        self.errors: tuple[RefusedField, ...] = ()
        if self.at is not None:
            self.errors = (RefusedField(self.at, self.code, params),)

    def without_place(self) -> Refusal:
        """The same for a request that has no such place."""
        self.errors = ()
        return self


class NotYours(Refusal):
    """The record is outside the caller's role or governorates."""

    kind = "forbidden"
    code = "person_not_yours"


class GovernorateNotYours(Refusal):
    """The caller does not serve this governorate."""

    kind = "forbidden"
    code = "governorate_not_yours"
