"""Who is calling: a bearer token, verified against the issuer's keys, becomes an actor."""

from __future__ import annotations

import hashlib
import threading
import time
from collections import OrderedDict
from collections.abc import Mapping
from typing import Any

import jwt

from chassis.context import Actor
from gateway.authentication.keys import ALGORITHMS, IssuerKeys, KeysUnavailable
from gateway.authentication.roles import ROLES
from gateway.problems import Problem
from gateway.settings import Issuer

LEEWAY = 30
"""Seconds by which the issuer's clock and ours may differ."""
_LONGEST_TOKEN = 8192
_LONGEST_WORD = 200
"""As long as `registered_by` and its like may be."""
_MOST_REMEMBERED = 10_000
_CHALLENGE = 'Bearer realm="kanaf"'


def unauthenticated(code: str) -> Problem:
    """401 with the challenge RFC 6750 asks for."""
    error = "" if code == "token_missing" else ', error="invalid_token"'
    return Problem(401, code, headers={"WWW-Authenticate": _CHALLENGE + error})


class TokenVerifier:
    """Verifies tokens and remembers those it verified until they expire; safe for many threads."""

    def __init__(self, issuer: Issuer, keys: IssuerKeys) -> None:
        self._issuer = issuer
        self._keys = keys
        self._remembered: OrderedDict[bytes, tuple[Actor, float, int]] = OrderedDict()
        self._lock = threading.Lock()

    def actor(self, authorization: str | None) -> Actor:
        """The caller an `Authorization` header names.

        Raises `Problem`: 401 without a valid token, 503 while no key of the issuer is known.
        """
        scheme, _, token = (authorization or "").strip().partition(" ")
        token = token.strip()
        if scheme.lower() != "bearer" or not token:
            raise unauthenticated("token_missing")
        if len(token) > _LONGEST_TOKEN:
            raise unauthenticated("token_invalid")
        fingerprint = hashlib.sha256(token.encode("utf-8", "surrogateescape")).digest()
        remembered = self._remembered.get(fingerprint)
        if remembered is not None:
            actor, expires, generation = remembered
            if generation == self._keys.generation and time.time() < expires + LEEWAY:
                return actor
        return self._verified(token, fingerprint)

    def _verified(self, token: str, fingerprint: bytes) -> Actor:
        generation = self._keys.generation
        claims = self._claims(token)
        actor = self._actor(claims)
        with self._lock:
            self._remembered[fingerprint] = (actor, float(claims["exp"]), generation)
            while len(self._remembered) > _MOST_REMEMBERED:
                self._remembered.popitem(last=False)
        return actor

    def _claims(self, token: str) -> Mapping[str, Any]:
        try:
            header = jwt.get_unverified_header(token)
            algorithm, kid = header.get("alg"), header.get("kid")
            if algorithm not in ALGORITHMS or not (kid is None or isinstance(kid, str)):
                raise unauthenticated("token_invalid")
            key = self._keys.find(kid, algorithm)
            if key is None:
                raise unauthenticated("token_invalid")
            claims: Mapping[str, Any] = jwt.decode(
                token,
                key=key,
                algorithms=[algorithm],
                audience=self._issuer.audience,
                issuer=self._issuer.url,
                leeway=LEEWAY,
                options={"require": ["exp", "iss", "aud", "sub"]},
            )
            float(claims["exp"])
        except KeysUnavailable as error:
            raise Problem(503, "issuer_unreachable", headers={"Retry-After": "2"}) from error
        except jwt.ExpiredSignatureError as error:
            raise unauthenticated("token_expired") from error
        except (jwt.PyJWTError, ValueError, OverflowError, RecursionError) as error:
            raise unauthenticated("token_invalid") from error
        return claims

    def _actor(self, claims: Mapping[str, Any]) -> Actor:
        roles: Any = claims
        for step in self._issuer.roles_claim.split("."):
            roles = roles.get(step) if isinstance(roles, Mapping) else None
        subject = claims["sub"]
        known = _word(subject)
        if known is None or known.startswith(("system:", "provider:")):
            raise unauthenticated("token_invalid")
        return Actor(
            subject=known,
            roles=_words(roles) & ROLES,
            centre=_word(claims.get("centre")),
            governorates=_words(claims.get("governorates")),
            partner=_word(claims.get("partner")),
            national_number=_word(claims.get("national_number")),
        )


def _words(value: Any) -> frozenset[str]:
    if isinstance(value, str):
        return frozenset(each for each in value.split() if _word(each))
    if isinstance(value, list):
        return frozenset(each for each in value if _word(each))
    return frozenset()


def _word(value: Any) -> str | None:
    """A claim that can be kept and shown: no lone surrogates, control or direction signs."""
    fits = isinstance(value, str) and 0 < len(value) <= _LONGEST_WORD and value.isprintable()
    return value if fits else None
