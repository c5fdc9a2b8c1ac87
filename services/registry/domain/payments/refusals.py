"""Why the registry refuses what is asked of payments."""

from __future__ import annotations

from services.registry.domain.refusals import Refusal


class RecoveryUnknown(Refusal):
    """For who asks, there is no such recovery: answered like one that does not exist."""

    kind, code = "not_found", "recovery_not_found"


class PaymentsNotYours(Refusal):
    """Payments are outside the caller's role or governorates."""

    kind = "forbidden"
    code = "payments_not_yours"


class SamePersonPays(Refusal):
    """Who opened a list cannot approve it."""

    kind = "forbidden"
    code = "payment_list_same_person"


class MonthOutOfReach(Refusal):
    """No list of this month can be opened today."""

    kind = "conflict"
    code = "payment_month_out_of_reach"


class ListNotInState(Refusal):
    """What is asked does not fit how far the list is."""

    kind = "conflict"
    code = "payment_list_not_in_state"


class NothingToPay(Refusal):
    """A list on which nothing is to be paid is not approved."""

    kind = "conflict"
    code = "payment_list_empty"


class ProgrammePaysNothing(Refusal):
    """The programme gives something else than money."""

    kind = "conflict"
    code = "payment_programme_pays_nothing"


class RecoveryClosed(Refusal):
    """Nothing is left to be recovered."""

    kind = "conflict"
    code = "recovery_closed"


class ConfirmationsNotInState(Refusal):
    """What is asked does not fit how far the provider's file is."""

    kind = "conflict"
    code = "payment_confirmations_not_in_state"


class NotForAPersonToAllow(Refusal):
    """The payment is not held for what a person decides on: what holds it must change first."""

    kind = "conflict"
    code = "payment_not_to_be_allowed"


class FileWithdrawn(Refusal):
    """The list was called off: its file is not to be paid from any more."""

    kind = "conflict"
    code = "payment_file_withdrawn"


class NoFileYet(Refusal):
    """The list has no file."""

    kind = "not_found"
    code = "payment_file_not_found"
