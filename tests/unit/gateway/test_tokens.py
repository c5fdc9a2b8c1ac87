"""Who is let in."""

from __future__ import annotations

import base64
import json
import time
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from tests.support.gateway import FakeIssuer, Gateway, gateway

PATH = "/v1/persons"
PAGE = {"items": [], "next": None}


def ask(kanaf: Gateway, authorization: str | None) -> Any:
    kanaf.services.answers["find_persons"] = PAGE
    headers = {} if authorization is None else {"Authorization": authorization}
    return kanaf.client.get(PATH, headers={**headers, "Accept-Language": "en"})


def unsigned(header: dict[str, Any], claims: dict[str, Any]) -> str:
    parts = [
        base64.urlsafe_b64encode(json.dumps(part).encode()).rstrip(b"=").decode()
        for part in (header, claims)
    ]
    return ".".join([*parts, ""])


@pytest.mark.parametrize("algorithm", ["RS256", "ES256", "EdDSA"])
def test_a_token_signed_as_allowed_is_accepted(algorithm: str) -> None:
    issuer = FakeIssuer()
    issuer.add_key("k", algorithm)
    kanaf = gateway(issuer)

    assert ask(kanaf, f"Bearer {issuer.token('clerk')}").status_code == 200


def test_the_claims_become_the_actor(kanaf: Gateway) -> None:
    token = kanaf.issuer.token(
        "clerk",
        "supervisor",
        sub="amal",
        centre="amman-1",
        governorates=["JO-AM", "JO-IR"],
        partner="moe",
        national_number="9851012345",
    )

    assert ask(kanaf, f"bearer {token}").status_code == 200

    actor = kanaf.services.last.context.actor
    assert (actor.subject, actor.centre, actor.partner) == ("amal", "amman-1", "moe")
    assert actor.roles == {"clerk", "supervisor"}
    assert actor.governorates == {"JO-AM", "JO-IR"}
    assert actor.national_number == "9851012345"


@pytest.mark.parametrize("authorization", [None, "", "Bearer", "Bearer ", "Basic YTpi", "x"])
def test_no_token_is_401_with_a_challenge(kanaf: Gateway, authorization: str | None) -> None:
    answer = ask(kanaf, authorization)

    assert (answer.status_code, answer.json["code"]) == (401, "token_missing")
    assert answer.headers["WWW-Authenticate"] == 'Bearer realm="kanaf"'
    assert kanaf.services.calls == []


@pytest.mark.parametrize(
    "claims",
    [
        {"iss": "https://elsewhere.example"},
        {"aud": "another"},
        {"aud": None},
        {"iss": None},
        {"exp": None},
        {"sub": None},
        {"sub": ""},
        {"sub": "system:gateway"},
        {"nbf": 4_102_444_800},  # the year 2100
        {"exp": 10**400},
        {"sub": "clerk\ud800"},
        {"sub": "clerk\n1"},
        {"sub": "c" * 201},
    ],
    ids=str,
)
def test_a_token_with_wrong_claims_is_refused(kanaf: Gateway, claims: dict[str, Any]) -> None:
    answer = ask(kanaf, f"Bearer {kanaf.issuer.token('clerk', **claims)}")

    assert (answer.status_code, answer.json["code"]) == (401, "token_invalid")
    assert 'error="invalid_token"' in answer.headers["WWW-Authenticate"]


def test_an_expired_token_says_so(kanaf: Gateway) -> None:
    answer = ask(kanaf, f"Bearer {kanaf.issuer.token('clerk', exp=int(time.time()) - 60)}")

    assert (answer.status_code, answer.json["code"]) == (401, "token_expired")


def test_clocks_may_differ_by_half_a_minute(kanaf: Gateway) -> None:
    now = int(time.time())
    token = kanaf.issuer.token("clerk", exp=now - 20, nbf=now + 20, iat=now + 20)

    assert ask(kanaf, f"Bearer {token}").status_code == 200


def test_a_remembered_token_still_expires(kanaf: Gateway, monkeypatch: pytest.MonkeyPatch) -> None:
    token = kanaf.issuer.token("clerk")
    assert ask(kanaf, f"Bearer {token}").status_code == 200

    later = time.time() + 700
    monkeypatch.setattr("gateway.authentication.tokens.time.time", lambda: later)
    monkeypatch.setattr("jwt.api_jwt.datetime", _At(later))

    assert ask(kanaf, f"Bearer {token}").json["code"] == "token_expired"


class _At:
    """Stands for `datetime` in PyJWT, at a fixed moment."""

    def __init__(self, at: float) -> None:
        self._at = at

    def now(self, tz: Any = None) -> Any:
        from datetime import datetime

        return datetime.fromtimestamp(self._at, tz)


def test_alg_none_is_refused(kanaf: Gateway) -> None:
    claims = kanaf.issuer.claims("administrator")
    for alg in ("none", "None", "NONE", ""):
        token = unsigned({"alg": alg, "typ": "JWT", "kid": "first"}, claims)
        assert ask(kanaf, f"Bearer {token}").status_code == 401


def test_a_public_key_is_no_shared_secret() -> None:
    issuer = FakeIssuer()
    issuer.add_key("k", "RS256")
    kanaf = gateway(issuer)
    public = (
        issuer.keys["k"][1]
        .public_key()
        .public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
    )
    head = {"alg": "HS256", "typ": "JWT", "kid": "k"}
    unsigned_token = unsigned(head, issuer.claims("administrator"))[:-1]
    import hashlib
    import hmac

    mac = hmac.new(public, unsigned_token.encode(), hashlib.sha256).digest()
    token = unsigned_token + "." + base64.urlsafe_b64encode(mac).rstrip(b"=").decode()

    assert ask(kanaf, f"Bearer {token}").status_code == 401


def test_a_key_verifies_only_its_own_algorithm() -> None:
    issuer = FakeIssuer()
    issuer.add_key("rsa", "RS256")
    issuer.add_key("ec", "ES256")
    kanaf = gateway(issuer)
    stranger = rsa.generate_private_key(65537, 2048)
    for kid in ("rsa", "ec"):
        forged = jwt.encode(issuer.claims("administrator"), stranger, "RS256", headers={"kid": kid})
        assert ask(kanaf, f"Bearer {forged}").status_code == 401
    psign = jwt.encode(
        issuer.claims("clerk"), issuer.keys["rsa"][1], "PS256", headers={"kid": "rsa"}
    )
    assert ask(kanaf, f"Bearer {psign}").status_code == 401


@pytest.mark.parametrize(
    "token", ["a.b.c", "....", "x" * 9000, "é.é.é", "eyJhbGciOiJFUzI1NiJ9.e30.", "\x00"]
)
def test_rubbish_is_refused(kanaf: Gateway, token: str) -> None:
    assert ask(kanaf, f"Bearer {token}").status_code == 401


def test_a_changed_token_is_refused(kanaf: Gateway) -> None:
    head, claims, signature = kanaf.issuer.token("clerk").split(".")
    padded = claims + "=" * (-len(claims) % 4)
    changed = json.loads(base64.urlsafe_b64decode(padded)) | {"roles": ["administrator"]}
    body = base64.urlsafe_b64encode(json.dumps(changed).encode()).rstrip(b"=").decode()

    assert ask(kanaf, f"Bearer {head}.{body}.{signature}").status_code == 401


def test_unknown_roles_are_ignored_and_none_at_all_is_403(kanaf: Gateway) -> None:
    both = kanaf.issuer.token("wizard", "clerk")
    assert ask(kanaf, f"Bearer {both}").status_code == 200
    assert kanaf.services.last.context.actor.roles == {"clerk"}

    for roles in (["wizard"], [], ["system"], None, 7, [7], {"clerk": True}):
        token = kanaf.issuer.token(roles=roles)
        answer = ask(kanaf, f"Bearer {token}")
        assert (answer.status_code, answer.json["code"]) == (403, "no_role")


def test_roles_are_found_where_the_issuer_keeps_them() -> None:
    kanaf = gateway(KANAF_OIDC_ROLES_CLAIM="realm_access.roles")
    token = kanaf.issuer.token("administrator", realm_access={"roles": ["clerk"]})

    assert ask(kanaf, f"Bearer {token}").status_code == 200
    assert kanaf.services.last.context.actor.roles == {"clerk"}


def test_claims_that_no_database_can_hold_are_left_out(kanaf: Gateway) -> None:
    token = kanaf.issuer.token(
        "clerk",
        centre="\ud800",
        national_number="98510\u202e12345",
        governorates=["\ud800", "JO-AM"],
    )

    assert ask(kanaf, f"Bearer {token}").status_code == 200

    actor = kanaf.services.last.context.actor
    assert (actor.centre, actor.national_number) == (None, None)
    assert actor.governorates == {"JO-AM"}
