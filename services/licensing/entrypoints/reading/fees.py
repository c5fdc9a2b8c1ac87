"""What a payment provider tells, as licensing understands it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from services.licensing.domain.access import Actor, must_have_role
from services.licensing.domain.fees.payment import Notice


def notice(asked: Mapping[str, Any], actor: Actor) -> Notice:
    """Who tells it is who signed the request. Raises `RoleMayNot` for anybody else."""
    must_have_role(actor, "payment_provider")
    paid_at = datetime.fromisoformat(asked["paid_at"])
    return Notice(
        provider=str(actor.partner),
        transaction_id=asked["transaction_id"],
        reference=asked["reference"],
        amount_fils=asked["amount_fils"],
        # In whole milliseconds, as it is stored: told again it must be the same.
        paid_at=paid_at.replace(microsecond=paid_at.microsecond // 1000 * 1000),
        channel=asked["channel"],
    )
