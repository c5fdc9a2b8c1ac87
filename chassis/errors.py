"""The small tree of errors that cross a process boundary.

A kind says what the caller can do about it and is mapped to an HTTP status once, in the
gateway. A code is stable and names one cause; its texts in Arabic and English stand in
`contracts`. Domains raise refusals of their own that carry the same attributes, so that they
need not import this module.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar


@dataclass(frozen=True)
class FieldError:
    """One field that was refused: where (JSON pointer), which code, and values for its text."""

    pointer: str
    code: str
    params: Mapping[str, Any] = field(default_factory=dict)


class KanafError(Exception):
    """An answer other than success, safe to show to the caller."""

    kind: ClassVar[str] = "internal"

    def __init__(
        self,
        code: str,
        params: Mapping[str, Any] | None = None,
        *,
        errors: Sequence[FieldError] = (),
        retry_after: float | None = None,
    ) -> None:
        super().__init__(code)
        self.code = code
        self.params: Mapping[str, Any] = params or {}
        self.errors = tuple(errors)
        self.retry_after = retry_after


class NotFound(KanafError):
    kind = "not_found"


class Conflict(KanafError):
    kind = "conflict"


class Invalid(KanafError):
    kind = "invalid"


class Forbidden(KanafError):
    kind = "forbidden"


class Stale(KanafError):
    """The caller's version (`If-Match`) is not the stored one."""

    kind = "stale"


class PreconditionRequired(KanafError):
    """An update came without the version it was based on."""

    kind = "precondition_required"


class Unavailable(KanafError):
    """A server behind us is away; the same request may succeed after `retry_after` seconds."""

    kind = "unavailable"


class DeadlineExceeded(KanafError):
    """Nobody answered in time; whether the work was done is unknown."""

    kind = "deadline_exceeded"


class Internal(KanafError):
    """A defect of ours; the details are in the log under the correlation id."""


_KINDS: dict[str, type[KanafError]] = {
    kind.kind: kind
    for kind in (
        NotFound,
        Conflict,
        Invalid,
        Forbidden,
        Stale,
        PreconditionRequired,
        Unavailable,
        DeadlineExceeded,
        Internal,
    )
}


def is_refusal(error: BaseException) -> bool:
    """Whether the error carries a kind and a code, as ours and the domains' refusals do."""
    return getattr(error, "kind", None) in _KINDS and isinstance(getattr(error, "code", None), str)


def to_wire(error: BaseException) -> dict[str, Any]:
    """The error as data for an RPC reply. What is not a refusal becomes `internal`, bare."""
    if not is_refusal(error):
        return {"kind": "internal", "code": "internal", "params": {}, "errors": []}
    wire: dict[str, Any] = {
        "kind": getattr(error, "kind"),  # noqa: B009  (a domain's refusal is not a KanafError)
        "code": getattr(error, "code"),  # noqa: B009
        "params": dict(getattr(error, "params", {})),
        "errors": [
            {"pointer": each.pointer, "code": each.code, "params": dict(each.params)}
            for each in getattr(error, "errors", ())
        ],
    }
    retry_after = getattr(error, "retry_after", None)
    if retry_after is not None:
        wire["retry_after"] = retry_after
    return wire


def from_wire(wire: Mapping[str, Any]) -> KanafError:
    """The error that `to_wire` described; an unknown kind becomes `Internal`."""
    return _KINDS.get(str(wire.get("kind")), Internal)(
        str(wire.get("code", "internal")),
        wire.get("params"),
        errors=[
            FieldError(each["pointer"], each["code"], each.get("params", {}))
            for each in wire.get("errors", ())
        ],
        retry_after=wire.get("retry_after"),
    )
