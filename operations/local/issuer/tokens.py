"""Access tokens of the local issuer."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass

import jwt

from chassis.identifiers import new_id
from operations.local.issuer.keys import ALGORITHM, Keys

ROLES = (
    "citizen",
    "clerk",
    "caseworker",
    "inspector",
    "supervisor",
    "administrator",
    "partner",
    "auditor",
    "operator",
    "camera_operator",
    "reviewer",
)


@dataclass(frozen=True)
class Person:
    """Whom a token stands for, in the claims the gateway reads."""

    subject: str
    roles: Sequence[str]
    centre: str | None = None
    governorates: Sequence[str] = ()
    partner: str | None = None
    national_number: str | None = None


def sign(keys: Keys, issuer: str, audience: str, person: Person, *, hours: float) -> str:
    """A token for that person, valid from now for so many hours (negative: expired already)."""
    now = int(time.time())
    kid, key = keys.signing()
    claims = {
        "iss": issuer,
        "aud": audience,
        "sub": person.subject,
        "iat": now,
        "exp": now + round(hours * 3600),
        "jti": new_id(),
        "roles": list(person.roles),
        "centre": person.centre,
        "governorates": list(person.governorates),
        "partner": person.partner,
        "national_number": person.national_number,
    }
    present = {name: value for name, value in claims.items() if value is not None}
    return jwt.encode(present, key, ALGORITHM, headers={"kid": kid, "typ": "at+jwt"})
