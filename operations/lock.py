"""`make lock`: renew the lock files from pyproject.toml, every package with its hashes.

The images get locks of their own: what runs in production, and what a local system adds to it.
Both are held to the versions of the first, so that containers run what was tested.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

from operations.failure import Failure
from operations.local.home import PROJECT

_OPTIONS = ("--generate-hashes", "--no-header", "--python-version", "3.11", "--quiet")
_EVERYTHING, _IMAGE = "requirements.lock", "deploy/requirements.lock"
_IMAGE_LOCAL = "deploy/requirements-local.lock"
_LOCAL_PACKAGES = "aiosmtpd\n"


def main() -> None:
    """Write all three. Versions that are locked stay; KANAF_LOCK_UPGRADE=1 takes the newest."""
    upgrade = ["--upgrade"] if os.environ.get("KANAF_LOCK_UPGRADE") else []
    _compile("pyproject.toml", "--all-extras", *upgrade, "--output-file", _EVERYTHING)
    held = ("--constraint", _EVERYTHING)
    _compile("pyproject.toml", *held, *upgrade, "--output-file", _IMAGE)
    _compile("-", *held, *upgrade, "--output-file", _IMAGE_LOCAL, given=_LOCAL_PACKAGES)


def _compile(source: str, *options: str, given: str = "") -> None:
    uv = shutil.which("uv")
    if uv is None:
        raise Failure("uv, which resolves the locks, was not found", "pip install uv, on PATH")
    command = [uv, "pip", "compile", source, *_OPTIONS, *options]
    outcome = subprocess.run(
        command, cwd=PROJECT, input=given, stdout=subprocess.DEVNULL, text=True, check=False
    )
    if outcome.returncode != 0:
        raise Failure("the packages could not be resolved", "see what uv says above")


if __name__ == "__main__":
    try:
        main()
    except Failure as failure:
        print(f"✗ {failure}", file=sys.stderr)
        sys.exit(1)
