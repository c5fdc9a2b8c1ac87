"""`kanaf verify`: whether a certificate is genuine, without asking anybody."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import click
import orjson

from operations.failure import Failure
from services.licensing.adapters.licensed.signing import NotGenuine, genuine

_PROOF = re.compile(r"[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+$")
_IN_PDF = re.compile(rb"/verify/[A-Za-z0-9_-]+#([A-Za-z0-9_.-]+)")


@click.command()
@click.argument("certificate")
@click.option(
    "--keys",
    "file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    required=True,
    help="The key set of the gateway's /.well-known/kanaf-licences.json.",
)
def verify(certificate: str, file: Path) -> None:
    """Check the signature of CERTIFICATE: a PDF, or the text of the code on it.

    It says what was signed. Whether that is still valid is told by the page in the code alone.
    """
    try:
        claims = genuine(_proof(certificate), _keys(file))
    except NotGenuine as error:
        raise Failure("not genuine: none of these keys signed this text", f"see {file}") from error
    click.echo(orjson.dumps(claims, option=orjson.OPT_INDENT_2).decode())


def _proof(certificate: str) -> str:
    """The signed text in a file or a code. Raises `Failure` where there is none."""
    if certificate.lower().endswith(".pdf"):
        found = _IN_PDF.search(_read(Path(certificate)))
        text = found[1].decode() if found else ""
    else:
        text = certificate.strip().rpartition("#")[2]
    if _PROOF.fullmatch(text) is None:
        raise Failure("there is no signed text in it", "give a certificate, or all of its code")
    return text


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise Failure(f"{file} cannot be read: {error.strerror}", "name a PDF") from error


def _keys(file: Path) -> list[dict[str, Any]]:
    try:
        keys: list[dict[str, Any]] = orjson.loads(file.read_bytes())["keys"]
    except (ValueError, KeyError, TypeError) as error:
        raise Failure(f"{file} holds no JSON Web Key Set", "fetch it from the gateway") from error
    return keys
