"""Why the register of practitioners says no."""

from __future__ import annotations

from services.licensing.domain.refusals import Refusal


class NotInRegister(Refusal):
    """Nobody has this number, or nobody of this name; the two are told alike."""

    kind, code = "not_found", "practitioner_not_in_register"


class NameTooShort(Refusal):
    """So little of a name fits too many people."""

    kind, code = "conflict", "practitioner_name_too_short"
