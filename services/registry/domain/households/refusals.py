"""Why the registry refuses what is asked of households."""

from __future__ import annotations

from services.registry.domain.refusals import Refusal


class HouseholdNotYours(Refusal):
    """The household is outside the caller's role or governorates."""

    kind = "forbidden"
    code = "household_not_yours"


class MemberNotYours(Refusal):
    """A person who would come here, or change with the household, lives where others serve."""

    kind = "forbidden"
    code = "member_not_yours"


class HeadIsMember(Refusal):
    """The head stands among the other members."""

    kind = "conflict"
    code = "head_is_member"
    at = "/members"


class MemberTwice(Refusal):
    """The same person stands twice among the members."""

    kind = "conflict"
    code = "member_twice"
    at = "/members"


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


class HouseholdUnknown(Refusal):
    """For who asks, there is no such household: answered like one that does not exist."""

    kind = "not_found"
    code = "household_not_found"


class Dissolved(Refusal):
    """Nobody belongs to the household any more."""

    kind = "conflict"
    code = "household_dissolved"


class SuccessorMissing(Refusal):
    """The head is gone and others stay: somebody must head them."""

    kind = "conflict"
    code = "successor_missing"
    at = "/successor"


class SuccessionUnfit(Refusal):
    """The succession does not name exactly those who stay, or the head has not gone."""

    kind = "conflict"
    code = "succession_unfit"
    at = "/successor"


class NobodyStays(Refusal):
    """Everybody would leave."""

    kind = "conflict"
    code = "nobody_stays"


class HappensInFuture(Refusal):
    """The day lies after today."""

    kind = "conflict"
    code = "happens_in_future"
    at = "/on"


class BirthDiffers(Refusal):
    """The day of birth is another one than the child's record says."""

    kind = "conflict"
    code = "birth_differs"
    at = "/on"


class NotAlive(Refusal):
    """A person whose death is recorded cannot join or marry."""

    kind = "conflict"
    code = "not_alive"


class RelationsUnfit(Refusal):
    """Not everybody who comes, or somebody else, is named with a relation to the head."""

    kind = "conflict"
    code = "relations_unfit"
    at = "/members"


class SameHousehold(Refusal):
    """A household cannot join itself, nor a spouse who is in it already."""

    kind = "conflict"
    code = "same_household"


class HouseholdNotProtected(Refusal):
    """Who is protected does not come into a household that everybody can see."""

    kind = "conflict"
    code = "household_not_protected"
