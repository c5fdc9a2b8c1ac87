"""Values of privacy as plain dicts (storage, answers, requests), and back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from services.registry.domain.privacy.protection import Protection
from services.registry.domain.privacy.restriction import Restriction


def restriction_to(restriction: Restriction | None) -> dict[str, Any] | None:
    if restriction is None:
        return None
    return {"request_id": restriction.request_id, "since": restriction.since.isoformat()}


def restriction_from(plain: Mapping[str, Any] | None) -> Restriction | None:
    if plain is None:
        return None
    return Restriction(plain["request_id"], date.fromisoformat(plain["since"]))


def protection_to(protection: Protection | None) -> dict[str, Any] | None:
    if protection is None:
        return None
    return {
        "reason": protection.reason,
        "knowers": list(protection.knowers),
        "centre": protection.centre,
    }


def protection_from(plain: Mapping[str, Any] | None) -> Protection | None:
    if plain is None:
        return None
    return Protection(plain["reason"], tuple(plain["knowers"]), plain["centre"])
