"""A gateway in this process: an issuer that signs on the fly, and services that answer as told."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import jwt
import requests
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from flask import Flask
from flask.testing import FlaskClient
from jwt.algorithms import ECAlgorithm, OKPAlgorithm, RSAAlgorithm

from chassis.context import Context
from chassis.settings import Environment
from gateway import app
from gateway.authentication.keys import IssuerKeys
from gateway.settings import GatewaySettings

ISSUER = "https://issuer.example"
AUDIENCE = "kanaf"


def _make(algorithm: str) -> Any:
    if algorithm == "RS256":
        return rsa.generate_private_key(65537, 2048)
    if algorithm == "ES256":
        return ec.generate_private_key(ec.SECP256R1())
    return ed25519.Ed25519PrivateKey.generate()


_TO_JWK: dict[str, Callable[..., Any]] = {
    "RS256": RSAAlgorithm.to_jwk,
    "ES256": ECAlgorithm.to_jwk,
    "EdDSA": OKPAlgorithm.to_jwk,
}


@dataclass
class FakeIssuer:
    """Publishes keys over a pretended HTTP, and signs with any of them."""

    url: str = ISSUER
    keys: dict[str, tuple[str, Any]] = field(default_factory=dict)
    down: bool = False
    asked: list[str] = field(default_factory=list)
    marks: dict[str, Any] = field(default_factory=dict)

    def add_key(self, kid: str, algorithm: str = "ES256") -> None:
        self.keys[kid] = (algorithm, _make(algorithm))

    def fetch(self, url: str) -> Mapping[str, Any]:
        self.asked.append(url)
        if self.down:
            raise requests.ConnectionError("down")
        if url.endswith("/.well-known/openid-configuration"):
            return {"issuer": self.url, "jwks_uri": f"{self.url}/jwks", **self.marks}
        return {"keys": [self.public(kid) for kid in self.keys]}

    def public(self, kid: str) -> dict[str, Any]:
        algorithm, key = self.keys[kid]
        data: dict[str, Any] = _TO_JWK[algorithm](key.public_key(), as_dict=True)
        return {**data, "kid": kid, "use": "sig", "alg": algorithm}

    def token(self, *roles: str, kid: str | None = None, **claims: Any) -> str:
        """A token; a claim given as `None` is left out."""
        kid = kid or next(iter(self.keys))
        algorithm, key = self.keys[kid]
        return jwt.encode(self.claims(*roles, **claims), key, algorithm, headers={"kid": kid})

    def claims(self, *roles: str, **claims: Any) -> dict[str, Any]:
        now = int(time.time())
        known: dict[str, Any] = {
            "iss": self.url,
            "aud": AUDIENCE,
            "sub": "somebody-1",
            "iat": now,
            "exp": now + 600,
            "roles": list(roles),
            "governorates": ["JO-AM"],
        }
        return {name: value for name, value in (known | claims).items() if value is not None}


@dataclass
class Call:
    """What a service was asked."""

    service: str
    method: str
    request: dict[str, Any]
    context: Context


@dataclass
class FakeServices:
    """Answers every method with what the test put under its name, and remembers the calls."""

    answers: dict[str, Any] = field(default_factory=dict)
    calls: list[Call] = field(default_factory=list)

    def call(
        self, service: str, method: str, request: dict[str, Any], context: Context
    ) -> dict[str, Any]:
        self.calls.append(Call(service, method, request, context))
        answer = self.answers.get(method, {"id": "x", "version": 1})
        if callable(answer):
            answer = answer(request)
        if isinstance(answer, Exception):
            raise answer
        result: dict[str, Any] = answer
        return result

    @property
    def last(self) -> Call:
        return self.calls[-1]


@dataclass
class Gateway:
    """The application with what is behind it."""

    issuer: FakeIssuer
    services: FakeServices
    client: FlaskClient
    keys: IssuerKeys

    def ask(self, method: str, path: str, *roles: str, **more: Any) -> Any:
        """One request as somebody with these roles (a clerk by default), in English."""
        headers = {
            "Authorization": f"Bearer {self.issuer.token(*(roles or ('clerk',)))}",
            "Accept-Language": "en",
            **more.pop("headers", {}),
        }
        return self.client.open(path, method=method, headers=headers, buffered=True, **more)


def settings(**variables: str) -> GatewaySettings:
    """Settings as the environment would give them."""
    known = {
        "KANAF_MODE": "production",
        "KANAF_AMQP_URL": "amqp://nowhere",
        "KANAF_OIDC_ISSUER": ISSUER,
        **variables,
    }
    return GatewaySettings.read(Environment(known))


@cache
def _application() -> Flask:
    """Routes and document, which take half a second to make and are alike for all settings."""
    read = settings()
    return app.build(read, FakeServices(), IssuerKeys(read.issuer, FakeIssuer().fetch))


def gateway(issuer: FakeIssuer | None = None, **variables: str) -> Gateway:
    """A gateway with these settings; its issuer has one key unless another is given.

    It takes the routes of the last one over, and the last one answers no more.
    """
    if issuer is None:
        issuer = FakeIssuer()
        issuer.add_key("first")
    read = settings(**variables)
    services = FakeServices()
    keys = IssuerKeys(read.issuer, issuer.fetch)
    application = _application()
    app.equip(application, read, services, keys)
    return Gateway(issuer, services, application.test_client(), keys)


PERSON: dict[str, Any] = {
    "identity": {"kind": "national_number", "number": "9851012345"},
    "name": {"arabic": {"first": "آمال", "family": "الخطيب"}},
    "sex": "female",
    "address": {"governorate": "JO-AM"},
}
"""A body that `POST /v1/persons` takes."""
