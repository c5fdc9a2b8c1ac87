"""Why the registry refuses. Texts in `contracts/refusals/registry.yaml`."""

from __future__ import annotations

from typing import Any, ClassVar


class Refusal(Exception):
    """A request that the registry's rules do not allow, with the values its text names."""

    kind: ClassVar[str]
    code: ClassVar[str]

    def __init__(self, **params: Any) -> None:
        super().__init__(self.code)
        self.params = params


class NotYours(Refusal):
    """The record is outside the caller's role or governorates."""

    kind = "forbidden"
    code = "person_not_yours"


class GovernorateNotYours(Refusal):
    """The caller does not serve this governorate."""

    kind = "forbidden"
    code = "governorate_not_yours"
