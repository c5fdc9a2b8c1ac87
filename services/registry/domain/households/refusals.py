"""Why the registry refuses what is asked of households."""

from __future__ import annotations

from services.registry.domain.refusals import Refusal


class HouseholdNotYours(Refusal):
    """The household is outside the caller's role or governorates."""

    kind = "forbidden"
    code = "household_not_yours"


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
