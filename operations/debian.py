"""Installing Debian packages without starting what they bring.

Standard library only: the bootstrap uses it before anything is installed.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from operations.failure import Failure

_POLICY = Path("/usr/sbin/policy-rc.d")
_MARK = "# written by kanaf while it installs a package; safe to delete"
_FORBID_STARTS = f"#!/bin/sh\n{_MARK}\nexit 101\n"


def install(package: str, why: str) -> None:
    """Install a package with apt-get, as root, without starting its system service.

    Raises `Failure` with the exact command when not root, without apt-get, or when apt-get fails.
    """
    command = f"apt-get install --no-install-recommends {package}"
    if shutil.which("apt-get") is None:
        raise Failure(
            f"{package} is needed ({why}) and this is not a Debian system",
            f"install the equivalent of Debian's package {package} and run again",
        )
    if os.geteuid() != 0:
        raise Failure(
            f"{package} is needed ({why}) and only root may install it",
            f"sudo {command}    (then run again)",
        )
    print(f"  installing Debian package {package} ({why})", file=sys.stderr, flush=True)
    with _services_not_started():
        if _apt("install", package).returncode == 0:
            return
        _apt("update")
        outcome = _apt("install", package)
    if outcome.returncode != 0:
        last = (outcome.stderr.strip() or outcome.stdout.strip()).splitlines()[-3:]
        raise Failure(f"apt-get could not install {package}: {' / '.join(last)}", command)


def _apt(action: str, *packages: str) -> subprocess.CompletedProcess[str]:
    options = ["-y", "--no-install-recommends"] if action == "install" else []
    return subprocess.run(
        ["apt-get", "-qq", "-o", "DPkg::Lock::Timeout=120", action, *options, *packages],
        env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )


@contextmanager
def _services_not_started() -> Iterator[None]:
    """Forbid package scripts to start services; whatever policy was there is put back."""
    before: tuple[str, int] | None = None
    if _POLICY.exists() and _MARK not in _POLICY.read_text("utf-8", "replace"):
        before = (_POLICY.read_text("utf-8"), _POLICY.stat().st_mode)
    _POLICY.write_text(_FORBID_STARTS, "utf-8")
    _POLICY.chmod(0o755)
    try:
        yield
    finally:
        if before is None:
            _POLICY.unlink(missing_ok=True)
        else:
            _POLICY.write_text(before[0], "utf-8")
            _POLICY.chmod(before[1])
