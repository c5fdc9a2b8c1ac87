"""What this service refuses, by kind and code; the texts stand in `contracts/refusals`."""

from __future__ import annotations

from typing import Any, ClassVar


class Refusal(Exception):
    """A request that the rules do not allow."""

    kind: ClassVar[str]
    code: ClassVar[str]

    def __init__(self, **params: Any) -> None:
        super().__init__(self.code)
        self.params = params


class Forbidden(Refusal):
    """The actor may not do this."""

    kind = "forbidden"
    code = "forbidden"


class MessageNotFound(Refusal):
    """No such message, or none that the actor may know of."""

    kind = "not_found"
    code = "message_not_found"


class PatternUnknown(Refusal):
    """The pattern covers no event there is."""

    kind = "conflict"
    code = "pattern_unknown"


class EventNotShareable(Refusal):
    """Events with personal data are in no feed, whatever an agreement says."""

    kind = "conflict"
    code = "event_not_shareable"


class ProtectedEventNotNamed(Refusal):
    """A protected event is shared only when the agreement names it, in full, as protected."""

    kind = "conflict"
    code = "protected_event_not_named"


class NotAProtectedEvent(Refusal):
    """What an agreement lists as protected events must be such."""

    kind = "conflict"
    code = "not_a_protected_event"


class FieldUnknown(Refusal):
    """None of the agreed events has this field."""

    kind = "conflict"
    code = "field_unknown"


class GovernorateUnknown(Refusal):
    """There is no such governorate."""

    kind = "conflict"
    code = "governorate_unknown"


class ValidityReversed(Refusal):
    """The agreement ends before it begins."""

    kind = "conflict"
    code = "validity_reversed"


class VersionRequired(Refusal):
    """The agreement exists: say which version of it is being replaced."""

    kind = "precondition_required"
    code = "if_match_required"


class VersionStale(Refusal):
    """The version to be replaced is not the one there is."""

    kind = "stale"
    code = "version_stale"
