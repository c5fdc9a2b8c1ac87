"""Keys of the issuer: found, kept, renewed, never flooded for."""

from __future__ import annotations

from typing import Any

import pytest

from gateway.authentication.keys import IssuerKeys, KeysUnavailable
from gateway.settings import Issuer
from tests.support.gateway import ISSUER, FakeIssuer, Gateway, gateway
from tests.support.waiting import eventually

PAGE = {"items": [], "next": None}


def ask(kanaf: Gateway, token: str) -> Any:
    kanaf.services.answers["find_persons"] = PAGE
    return kanaf.client.get("/v1/persons", headers={"Authorization": f"Bearer {token}"})


class Time:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def issuer() -> FakeIssuer:
    issuer = FakeIssuer()
    issuer.add_key("first")
    return issuer


def keys_of(issuer: FakeIssuer, time: Time | None = None, **more: Any) -> IssuerKeys:
    return IssuerKeys(Issuer(ISSUER, "kanaf"), issuer.fetch, monotonic=time or Time(), **more)


def test_keys_are_found_by_discovery(issuer: FakeIssuer) -> None:
    assert keys_of(issuer).find("first", "ES256") is not None
    assert issuer.asked == [f"{ISSUER}/.well-known/openid-configuration", f"{ISSUER}/jwks"]


def test_a_given_address_of_the_keys_needs_no_discovery(issuer: FakeIssuer) -> None:
    keys = IssuerKeys(Issuer(ISSUER, "kanaf", jwks_url="https://keys.example/k"), issuer.fetch)

    assert keys.find("first", "ES256") is not None
    assert issuer.asked == ["https://keys.example/k"]


def test_a_rotated_key_is_fetched_without_restart(issuer: FakeIssuer) -> None:
    kanaf = gateway(issuer)
    assert ask(kanaf, issuer.token("clerk")).status_code == 200

    issuer.keys.clear()
    issuer.add_key("second")

    assert ask(kanaf, issuer.token("clerk")).status_code == 200


def test_a_withdrawn_key_ends_even_remembered_tokens(issuer: FakeIssuer) -> None:
    kanaf = gateway(issuer)
    old = issuer.token("clerk")
    assert ask(kanaf, old).status_code == 200

    issuer.keys.clear()
    issuer.add_key("second")
    assert ask(kanaf, issuer.token("clerk")).status_code == 200

    assert ask(kanaf, old).status_code == 401


def test_made_up_key_names_do_not_flood_the_issuer(issuer: FakeIssuer) -> None:
    time = Time()
    keys = keys_of(issuer, time, burst=3, period=60.0)
    keys.find("first", "ES256")

    for number in range(50):
        assert keys.find(f"made-up-{number}", "ES256") is None
    assert len(issuer.asked) == 3 * 2

    issuer.add_key("second")
    assert keys.find("second", "ES256") is None
    time.now += 61
    assert keys.find("second", "ES256") is not None


def test_the_old_keys_serve_while_the_issuer_is_down(issuer: FakeIssuer) -> None:
    time = Time()
    keys = keys_of(issuer, time, lifetime=300.0)
    keys.find("first", "ES256")
    issuer.down = True
    time.now += 10_000

    assert keys.find("first", "ES256") is not None


def test_old_keys_are_renewed_in_the_background(issuer: FakeIssuer) -> None:
    time = Time()
    keys = keys_of(issuer, time, lifetime=300.0)
    keys.find("first", "ES256")
    issuer.add_key("second")
    time.now += 301

    keys.find("first", "ES256")

    eventually(lambda: keys.generation == 2, what="the keys are renewed")
    assert len(issuer.asked) == 4


def test_without_any_key_nobody_is_judged(issuer: FakeIssuer) -> None:
    issuer.down = True
    with pytest.raises(KeysUnavailable):
        keys_of(issuer).find("first", "ES256")

    kanaf = gateway(issuer)
    answer = ask(kanaf, issuer.token("clerk"))
    assert (answer.status_code, answer.json["code"]) == (503, "issuer_unreachable")
    assert int(answer.headers["Retry-After"]) >= 1

    issuer.down = False
    assert ask(kanaf, issuer.token("clerk")).status_code == 200


def test_a_token_without_key_name_is_matched_when_only_one_key_fits(issuer: FakeIssuer) -> None:
    issuer.add_key("rsa", "RS256")
    keys = keys_of(issuer)
    assert keys.find(None, "ES256") is not None

    issuer.add_key("another-ec", "ES256")
    assert keys_of(issuer).find(None, "ES256") is None


def test_discovery_that_speaks_for_another_issuer_is_not_believed(issuer: FakeIssuer) -> None:
    issuer.url = "https://mallory.example"
    with pytest.raises(KeysUnavailable):
        keys_of(issuer).find("first", "ES256")


def test_the_local_issuer_is_refused_in_production(issuer: FakeIssuer) -> None:
    issuer.marks = {"kanaf_local": True}
    with pytest.raises(KeysUnavailable):
        keys_of(issuer).find("first", "ES256")

    local = IssuerKeys(Issuer(ISSUER, "kanaf", local_allowed=True), issuer.fetch)
    assert local.find("first", "ES256") is not None


def test_weak_foreign_and_encryption_keys_are_left_out(issuer: FakeIssuer) -> None:
    from cryptography.hazmat.primitives.asymmetric import rsa

    issuer.keys["weak"] = ("RS256", rsa.generate_private_key(65537, 1024))  # noqa: S505
    public = issuer.public

    def marked(kid: str) -> dict[str, Any]:
        return {**public(kid), **({"use": "enc"} if kid == "enc" else {})}

    issuer.add_key("enc")
    issuer.public = marked  # type: ignore[method-assign]
    keys = keys_of(issuer)

    assert keys.find("first", "ES256") is not None
    assert keys.find("weak", "RS256") is None
    assert keys.find("enc", "ES256") is None
