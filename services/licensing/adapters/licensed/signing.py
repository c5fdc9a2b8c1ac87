"""Certificates signed as compact JWS, and such signatures checked without asking anybody."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import jwt

from services.licensing.adapters.licensed.keys import ALGORITHM, Key, LicenceKeys
from services.licensing.domain.licences.claims import claims_of
from services.licensing.domain.licences.licence import Licence

_JWS = jwt.PyJWS(algorithms=[ALGORITHM])
_SHORT = {"ensure_ascii": False, "separators": (",", ":")}


class NotGenuine(Exception):
    """The text was not signed with any of these keys, or not as it reads now."""


@dataclass(frozen=True)
class Signing:
    keys: LicenceKeys

    def __call__(self, licence: Licence) -> str:
        """The compact JWS of a certificate; the same text each time while the key is the same.

        Raises `Unavailable` without a key.
        """
        kid, key = self.keys.signing()
        payload = json.dumps(claims_of(licence), **_SHORT).encode()  # type: ignore[arg-type]
        return _JWS.encode(payload, key, ALGORITHM, headers={"kid": kid, "typ": None})


def genuine(text: str, keys: Sequence[Key]) -> dict[str, Any]:
    """What a compact JWS vouches for. Raises `NotGenuine`."""
    try:
        kid = jwt.get_unverified_header(text).get("kid")
        (key,) = (each for each in keys if each.get("kid") == kid)
        payload = _JWS.decode(text, jwt.PyJWK(key, ALGORITHM), algorithms=[ALGORITHM])
        claims: dict[str, Any] = json.loads(payload)
    except (jwt.PyJWTError, ValueError, KeyError, AttributeError) as error:
        raise NotGenuine from error
    return claims
