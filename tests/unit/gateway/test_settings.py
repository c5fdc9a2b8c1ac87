"""Settings: wrong ones end the process with the variable's name."""

from __future__ import annotations

import pytest

from chassis.settings import SettingError
from gateway.settings import Rate
from tests.support.gateway import settings


def test_a_gateway_needs_little() -> None:
    read = settings()

    assert (read.host, read.port, read.rpc_deadline) == ("127.0.0.1", 8080, 5.0)
    assert read.rate == Rate(3000, 10)
    assert read.body_limit == 1024 * 1024
    assert read.issuer.audience == "kanaf"
    assert read.cors_origins == ()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("KANAF_OIDC_ISSUER", ""),
        ("KANAF_OIDC_ISSUER", "issuer.example"),
        ("KANAF_OIDC_ISSUER", "http://issuer.example"),
        ("KANAF_OIDC_JWKS_URL", "http://issuer.example/jwks"),
        ("KANAF_RATE_LIMIT", "3000"),
        ("KANAF_RATE_LIMIT", "0/10"),
        ("KANAF_RATE_LIMIT", "10/0"),
        ("KANAF_BODY_LIMIT", "10"),
        ("KANAF_RPC_DEADLINE", "0"),
        ("KANAF_CORS_ORIGINS", "*"),
        ("KANAF_CORS_ORIGINS", "https://a.example/path"),
        ("KANAF_GATEWAY_PORT", "http"),
        ("KANAF_MODE", "test"),
        ("KANAF_AMQP_URL", ""),
    ],
)
def test_a_wrong_setting_is_named(name: str, value: str) -> None:
    with pytest.raises(SettingError, match=name):
        settings(**{name: value})


def test_locally_the_issuer_may_be_plain_http() -> None:
    read = settings(KANAF_MODE="local", KANAF_OIDC_ISSUER="http://127.0.0.1:8027")

    assert read.issuer.url == "http://127.0.0.1:8027"
    assert read.issuer.local_allowed


def test_secrets_are_not_shown() -> None:
    assert "s3cret" not in repr(settings(KANAF_AMQP_URL="amqp://gateway:s3cret@broker/kanaf"))
