"""Why something cannot be done with a licence."""

from __future__ import annotations

from services.licensing.domain.refusals import Refusal


class LicenceEnded(Refusal):
    """It was revoked or has lapsed: nothing changes it any more."""

    kind, code = "conflict", "licence_ended"


class AlreadySuspended(Refusal):
    kind, code = "conflict", "licence_already_suspended"


class NotSuspended(Refusal):
    kind, code = "conflict", "licence_not_suspended"


class FollowsAssociation(Refusal):
    """It is the registration of a society or union: what becomes of that is decided there."""

    kind, code = "conflict", "licence_follows_association"


class HeldByMeasure(Refusal):
    """A measure of oversight holds: it is lifted there, and the licence follows."""

    kind, code = "conflict", "licence_held_by_measure"


class SuspensionEndsTooSoon(Refusal):
    """A suspension ends on a day to come."""

    kind, code = "conflict", "licence_suspension_ends_too_soon"


class RenewalNotOpen(Refusal):
    """Its renewal opens later."""

    kind, code = "conflict", "licence_renewal_not_open"


class NothingToRenew(Refusal):
    """What has no end is not renewed."""

    kind, code = "conflict", "licence_without_end"


class RenewalUnderWay(Refusal):
    """A renewal is being decided: no other is handed in, and nobody else becomes its holder."""

    kind, code = "conflict", "licence_renewal_under_way"


class GivenBack(Refusal):
    """Its holder gives it back already."""

    kind, code = "conflict", "licence_given_back"


class SameHolder(Refusal):
    """Who is to hold it holds it already."""

    kind, code = "conflict", "licence_same_holder"


class NotValid(Refusal):
    """Only for a licence that has not expired."""

    kind, code = "conflict", "licence_not_valid"


class NothingAmended(Refusal):
    """Everything would stay as it is."""

    kind, code = "conflict", "licence_not_amended"


class ReasonUnknown(Refusal):
    """The reason is not in the list that is in force."""

    kind, code = "conflict", "licence_reason_unknown"


class NumberIsOurs(Refusal):
    """A series of this system may come to this number: nothing before it can bear it."""

    kind, code = "conflict", "licence_number_reserved"
