from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import jwt
import pytest
from click.testing import CliRunner

from operations.commands.token import token
from operations.local.issuer.keys import Keys
from operations.local.issuer.tokens import Person, sign

ISSUER = "http://127.0.0.1:8027"


def read(text: str, keys: Keys) -> dict[str, Any]:
    """The claims, verified by what the issuer publishes, as the gateway does."""
    published = jwt.PyJWKSet.from_dict(keys.published())
    key = published[jwt.get_unverified_header(text)["kid"]]
    claims: dict[str, Any] = jwt.decode(
        text, key.key, algorithms=["ES256"], audience="kanaf", issuer=ISSUER
    )
    return claims


def test_a_token_is_verified_by_the_published_keys(tmp_path: Path) -> None:
    keys = Keys(tmp_path / "issuer.json")
    person = Person("nurse-7", ["clerk"], "JO-AM-01", ["JO-AM"], national_number="9901012345")
    claims = read(sign(keys, ISSUER, "kanaf", person, hours=1), keys)
    assert claims["sub"] == "nurse-7"
    assert claims["roles"] == ["clerk"]
    assert claims["governorates"] == ["JO-AM"]
    assert claims["national_number"] == "9901012345"
    assert "partner" not in claims
    assert claims["exp"] - claims["iat"] == 3600


def test_private_keys_are_not_published(tmp_path: Path) -> None:
    keys = Keys(tmp_path / "issuer.json")
    keys.signing()
    assert all("d" not in key for key in keys.published()["keys"])
    assert (tmp_path / "issuer.json").stat().st_mode & 0o777 == 0o600


def test_older_tokens_stay_valid_for_two_rotations(tmp_path: Path) -> None:
    keys = Keys(tmp_path / "issuer.json")
    old = sign(keys, ISSUER, "kanaf", Person("a", ["clerk"]), hours=1)
    first, _ = keys.signing()
    for _ in range(2):
        keys.rotate()
        read(old, keys)
    assert keys.signing()[0] != first
    keys.rotate()
    with pytest.raises(KeyError):
        read(old, keys)


def test_everybody_who_comes_first_gets_the_same_key(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        kids = list(pool.map(lambda _: Keys(tmp_path / "issuer.json").signing()[0], range(16)))
    assert len(set(kids)) == 1


@pytest.fixture
def command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> CliRunner:
    monkeypatch.setenv("KANAF_MODE", "local")
    monkeypatch.setenv("KANAF_ISSUER_KEYS", str(tmp_path / "issuer.json"))
    monkeypatch.setenv("KANAF_OIDC_ISSUER", ISSUER)
    monkeypatch.delenv("KANAF_OIDC_AUDIENCE", raising=False)
    return CliRunner()


def test_a_role_alone_is_enough_for_a_useful_token(command: CliRunner, tmp_path: Path) -> None:
    outcome = command.invoke(token, ["--role", "clerk"])
    claims = read(outcome.stdout.strip(), Keys(tmp_path / "issuer.json"))
    assert claims["sub"] == "clerk-1"
    assert claims["centre"] == "JO-AM-01"
    assert len(claims["governorates"]) == 12


def test_a_token_says_what_was_asked(command: CliRunner, tmp_path: Path) -> None:
    asked = "--role clerk --role inspector --subject s --centre c --governorate JO-IR --hours 0.5"
    outcome = command.invoke(token, asked.split())
    claims = read(outcome.stdout.strip(), Keys(tmp_path / "issuer.json"))
    assert claims["roles"] == ["clerk", "inspector"]
    assert (claims["sub"], claims["centre"], claims["governorates"]) == ("s", "c", ["JO-IR"])
    assert claims["exp"] - claims["iat"] == 1800


def test_there_is_no_local_token_in_production(
    command: CliRunner, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KANAF_MODE", "production")
    outcome = command.invoke(token, ["--role", "clerk"])
    assert outcome.exit_code != 0
    assert not outcome.stdout


def test_an_unknown_governorate_is_refused(command: CliRunner) -> None:
    outcome = command.invoke(token, ["--role", "clerk", "--governorate", "JO-XX"])
    assert "JO-XX" in str(outcome.exception)
