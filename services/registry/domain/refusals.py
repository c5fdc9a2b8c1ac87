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


class HouseholdNotYours(Refusal):
    """The household is outside the caller's role or governorates."""

    kind = "forbidden"
    code = "household_not_yours"


class GovernorateNotYours(Refusal):
    """The caller does not serve this governorate."""

    kind = "forbidden"
    code = "governorate_not_yours"


class FieldsNotYours(Refusal):
    """A citizen may change contact and address themselves; the rest needs a document."""

    kind = "forbidden"
    code = "fields_not_yours"


class BornInFuture(Refusal):
    """The date of birth lies after today."""

    kind = "conflict"
    code = "birth_date_in_future"


class HeadIsMember(Refusal):
    """The head stands among the other members."""

    kind = "conflict"
    code = "head_is_member"


class MemberTwice(Refusal):
    """The same person stands twice among the members."""

    kind = "conflict"
    code = "member_twice"


class NotAMember(Refusal):
    """Who should leave does not belong to the household."""

    kind = "conflict"
    code = "not_a_member"


class HeadCannotLeave(Refusal):
    """A household cannot be without its head."""

    kind = "conflict"
    code = "head_cannot_leave"


class HouseholdTooLarge(Refusal):
    """More members than a household can have."""

    kind = "conflict"
    code = "household_too_large"


class MemberNotRegistered(Refusal):
    """A member is not a person of this registry."""

    kind = "conflict"
    code = "member_not_registered"
