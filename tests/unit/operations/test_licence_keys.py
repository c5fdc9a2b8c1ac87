"""Keys are changed, and certificates checked, from the command line."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from operations.commands.licence_keys import licence_keys
from operations.commands.verify import verify
from operations.failure import Failure
from operations.local import fonts
from services.licensing.adapters.licensed.keys import LicenceKeys
from services.licensing.adapters.licensed.paper.certificate import Printing
from services.licensing.adapters.licensed.signing import Signing
from services.licensing.domain.licences.licence import Licence
from services.licensing.settings import FONTS
from tests.support.licences import ADDRESS, a_grant

LICENCE = Licence.issue("l", "NUR-2026-000001", a_grant(), "c" * 24, date(2026, 11, 22))


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    named = tmp_path / "licences.json"
    monkeypatch.setenv("KANAF_LICENCE_KEYS", str(named))
    return named


def said(command: object, *words: str) -> str:
    outcome = CliRunner().invoke(command, words, catch_exceptions=False)  # type: ignore[arg-type]
    assert outcome.exit_code == 0, outcome.output
    return outcome.stdout


@pytest.fixture
def published(file: Path, tmp_path: Path) -> Path:
    said(licence_keys, "rotate")
    keys = tmp_path / "jwks.json"
    keys.write_text(said(licence_keys, "show"), "utf-8")
    return keys


def test_a_rotation_makes_the_first_key_and_keeps_the_public_ones(file: Path) -> None:
    first, second = said(licence_keys, "rotate"), said(licence_keys, "rotate")
    shown = json.loads(said(licence_keys, "show"))["keys"]
    assert [key["kid"] for key in shown] == [second.split()[-1], first.split()[-1]]
    assert not any("d" in key for key in shown)


def test_without_keys_it_is_said_how_to_make_some(file: Path) -> None:
    with pytest.raises(Failure, match="there are no keys"):
        said(licence_keys, "show")
    file.write_text("nonsense", "utf-8")
    with pytest.raises(Failure, match="cannot be used"):
        said(licence_keys, "rotate")
    assert file.read_text("utf-8") == "nonsense"


def test_a_certificate_is_checked_as_a_file_and_as_its_code(
    file: Path, published: Path, tmp_path: Path
) -> None:
    sign = Signing(LicenceKeys(file))
    pdf = tmp_path / "certificate.pdf"
    pdf.write_bytes(Printing(FONTS, ADDRESS, sign)(LICENCE, "ar"))
    proof = sign(LICENCE)
    for certificate in (str(pdf), proof, f"{ADDRESS}/verify/{'c' * 24}#{proof}"):
        told = json.loads(said(verify, certificate, "--keys", str(published)))
        assert told["number"] == "NUR-2026-000001"


def test_what_is_not_genuine_is_refused(file: Path, published: Path, tmp_path: Path) -> None:
    proof = Signing(LicenceKeys(file))(LICENCE)
    with pytest.raises(Failure, match="not genuine"):
        said(verify, "A" + proof[1:], "--keys", str(published))
    with pytest.raises(Failure, match="no signed text"):
        said(verify, "nonsense", "--keys", str(published))
    with pytest.raises(Failure, match="cannot be read"):
        said(verify, str(tmp_path / "none.pdf"), "--keys", str(published))


@pytest.mark.parametrize(
    ("variables", "there", "installed"),
    [
        ({}, True, []),
        ({}, False, ["fonts-hosny-amiri"]),
        ({"KANAF_CERTIFICATE_FONTS": "/elsewhere"}, False, []),
    ],
)
def test_fonts_are_installed_where_there_are_none(
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    variables: Mapping[str, str],
    there: bool,
    installed: list[str],
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(fonts, "FONTS", tmp_path if there else tmp_path / "none")
    monkeypatch.setattr(fonts.debian, "install", lambda package, why: asked.append(package))
    fonts.be_there(variables)
    assert asked == installed
