"""Why the registry refuses what is asked of emergencies."""

from __future__ import annotations

from services.registry.domain.refusals import Refusal


class EmergencyNotYours(Refusal):
    """The emergency is outside the caller's role or governorates."""

    kind = "forbidden"
    code = "emergency_not_yours"


class SamePersonDeclares(Refusal):
    """Who declared an emergency cannot approve it."""

    kind = "forbidden"
    code = "emergency_same_person"


class AmountOutOfBounds(Refusal):
    """The amount is not within what the rules of the day allow."""

    kind = "conflict"
    code = "emergency_amount_out_of_bounds"


class ReasonUnknown(Refusal):
    """The rules of the day know no such reason."""

    kind = "conflict"
    code = "emergency_reason_unknown"


class EmergencyNotInState(Refusal):
    """What is asked does not fit how far the emergency is."""

    kind = "conflict"
    code = "emergency_not_in_state"


class EmergencyOutdated(Refusal):
    """Its target list was written too long ago to be approved: people have moved since."""

    kind = "conflict"
    code = "emergency_outdated"


class GroupWithoutProgramme(Refusal):
    """The group is of a programme that there is not."""

    kind = "conflict"
    code = "emergency_programme_unknown"
    at = "/group/programme_id"


class ExpressionsNotYet(Refusal):
    """Groups are named by programme alone."""

    kind = "conflict"
    code = "emergency_by_programme_only"
