"""The local issuer, as the gateway finds it."""

from __future__ import annotations

import socket
from pathlib import Path

import jwt
import pytest
import requests

from operations.local.issuer.keys import Keys
from operations.local.issuer.tokens import Person, sign
from tests.integration.operations.conftest import Start, listening


@pytest.fixture
def variables(tmp_path: Path) -> dict[str, str]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    return {
        "KANAF_MODE": "local",
        "KANAF_ISSUER_PORT": str(port),
        "KANAF_OIDC_ISSUER": f"http://127.0.0.1:{port}",
        "KANAF_ISSUER_KEYS": str(tmp_path / "issuer.json"),
    }


def test_discovery_leads_to_keys_that_verify_tokens(
    start: Start, variables: dict[str, str], tmp_path: Path
) -> None:
    start("operations.local.issuer", variables)
    listening(int(variables["KANAF_ISSUER_PORT"]))
    issuer = variables["KANAF_OIDC_ISSUER"]
    found = requests.get(f"{issuer}/.well-known/openid-configuration", timeout=30).json()
    assert found["issuer"] == issuer
    keys = Keys(tmp_path / "issuer.json")
    for _ in range(2):  # before and after a rotation, without a restart
        token = sign(keys, issuer, "kanaf", Person("a", ["clerk"]), hours=1)
        published = jwt.PyJWKSet.from_dict(requests.get(found["jwks_uri"], timeout=30).json())
        key = published[jwt.get_unverified_header(token)["kid"]].key
        assert jwt.decode(token, key, algorithms=["ES256"], audience="kanaf")["sub"] == "a"
        keys.rotate()


@pytest.mark.parametrize("mode", ["production", ""])
def test_it_runs_nowhere_but_locally(start: Start, variables: dict[str, str], mode: str) -> None:
    process = start("operations.local.issuer", {**variables, "KANAF_MODE": mode})
    _, words = process.communicate(timeout=60)
    assert process.returncode == 78
    assert b"KANAF_MODE" in words
    assert not Path(variables["KANAF_ISSUER_KEYS"]).exists()
