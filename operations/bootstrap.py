"""From a fresh clone to a virtual environment with every dependency of the lock file.

Run by the system's own Python 3.11 (`python3.11 -m operations.bootstrap`), hence standard
library only. What is done is remembered in stamp files inside `.venv`; with an unchanged lock
file nothing runs again.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import NamedTemporaryFile

from operations import debian
from operations.failure import Failure

_ROOT = Path(__file__).resolve().parent.parent
_VENV = _ROOT / ".venv"
_PYTHON = _VENV / "bin" / "python"
_LOCK = _ROOT / "requirements.lock"
_NEEDED_BYTES = 1_500_000_000


def main() -> int:
    """Make `.venv` what the lock file says. Returns the exit status."""
    try:
        _check_python()
        if not _runs(_PYTHON):
            _make_environment()
        _install_dependencies()
        _install_project()
    except Failure as failure:
        print(f"✗ {failure}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    return 0


def _say(text: str) -> None:
    print(f"  {text}", file=sys.stderr, flush=True)


def _check_python() -> None:
    if sys.version_info[:2] != (3, 11):
        raise Failure(
            f"Kanaf needs Python 3.11; this is {sys.version.split()[0]} ({sys.executable})",
            "apt-get install python3.11, or name one: make up PYTHON=/path/to/python3.11",
        )


def _runs(python: Path) -> bool:
    """Whether that Python works, with pip (a moved clone or a broken link does not)."""
    try:
        outcome = subprocess.run(
            [python, "-c", "import pip, sys; print(sys.prefix)"],
            capture_output=True,
            text=True,
            check=False,
        )
    except OSError:
        return False
    return outcome.returncode == 0 and Path(outcome.stdout.strip()) == _VENV


def _make_environment() -> None:
    if shutil.disk_usage(_ROOT).free < _NEEDED_BYTES:
        raise Failure(
            f"less than {_NEEDED_BYTES / 1e9:.1f} GB free on the disk of {_ROOT}",
            "free some space and run again",
        )
    try:
        import ensurepip  # noqa: F401  (Debian ships Python without it)
    except ImportError:
        debian.install("python3.11-venv", "Debian keeps Python's venv support there")
    _say("making the virtual environment .venv")
    shutil.rmtree(_VENV, ignore_errors=True)
    outcome = subprocess.run(
        [sys.executable, "-m", "venv", str(_VENV)], capture_output=True, text=True, check=False
    )
    if outcome.returncode != 0:
        shutil.rmtree(_VENV, ignore_errors=True)
        reason = (outcome.stdout + outcome.stderr).strip().splitlines()[-1:]
        raise Failure(
            f"no virtual environment could be made in {_VENV}: {' '.join(reason)}",
            "apt-get install python3.11-venv, and see that the folder can be written to",
        )


def _install_dependencies() -> None:
    stamp = _VENV / "lock.stamp"
    wanted = _digest(_LOCK)
    if _stamped(stamp, wanted):
        return
    packages = len(_PACKAGE.findall(_LOCK.read_text("utf-8")))
    _say(f"installing {packages} packages of requirements.lock (about 150 MB, a minute or two)")
    # pip works on one processor, mostly at reading the pages of the index: two share the lock,
    # which is whole, so that neither asks what a package needs.
    with ThreadPoolExecutor(_PIPS) as pips:
        list(pips.map(_install_share, _shares(_LOCK.read_text("utf-8"))))
    # It would also compile tests and tables that nobody loads.
    _compile(_VENV / "lib", "-x", _SELDOM_LOADED)
    stamp.write_text(wanted, "utf-8")


_PACKAGE = re.compile(r"^\w", re.MULTILINE)
_PIPS = 2
"""How many of pip run beside each other."""


def _shares(lock: str) -> list[str]:
    """The lock file in so many parts, each with whole entries."""
    entries = re.findall(r"^\w.*(?:\n[ \t].*)*", lock, re.MULTILINE)
    return ["\n".join(entries[first::_PIPS]) for first in range(_PIPS)]


def _install_share(share: str) -> None:
    if not share:
        return
    with NamedTemporaryFile("w", suffix=".lock", dir=_VENV, encoding="utf-8") as file:
        file.write(share)
        file.flush()
        options = ["--no-compile", "--no-deps", "--require-hashes"]
        _pip(["install", *options, "-r", file.name], count=len(_PACKAGE.findall(share)))


_SELDOM_LOADED = "/(tests?|geodata|carrierdata|tzdata|locale-data)/"
_CODE = ("chassis", "contracts", "services", "gateway", "operations")


def _install_project() -> None:
    stamp = _VENV / "project.stamp"
    wanted = _digest(_ROOT / "pyproject.toml", _LOCK)
    if _stamped(stamp, wanted):
        return
    _say("installing Kanaf itself")
    _pip(["install", "--no-deps", "--no-build-isolation", "--editable", str(_ROOT)], count=0)
    # Once here, instead of in a dozen processes at once when they are first started.
    _compile(*(_ROOT / each for each in _CODE))
    stamp.write_text(wanted, "utf-8")


def _compile(*arguments: str | Path) -> None:
    """On all processors. What cannot be compiled is for another Python, and not loaded."""
    subprocess.run([_PYTHON, "-m", "compileall", "-q", "-j", "0", *arguments], check=False)


def _digest(*files: Path) -> str:
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()


def _stamped(stamp: Path, wanted: str) -> bool:
    return stamp.exists() and stamp.read_text("utf-8") == wanted


def _pip(arguments: list[str], *, count: int) -> None:
    """Run pip in the new environment, showing how far it is. Raises `Failure` with its reason."""
    process = subprocess.Popen(
        [_PYTHON, "-m", "pip", "--disable-pip-version-check", "--no-input", *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env={**os.environ, "PIP_PROGRESS_BAR": "off"},
        cwd=_ROOT,
    )
    lines: list[str] = []
    collected, shown = 0, time.monotonic()
    for line in process.stdout or ():
        lines.append(line.rstrip())
        collected += line.startswith("Collecting ")
        if count and time.monotonic() - shown > 5:
            _say(f"… {collected} of {count} collected")
            shown = time.monotonic()
        if line.startswith("Installing collected packages"):
            _say("… all collected, unpacking")
    if process.wait() != 0:
        reasons = [line for line in lines if line.startswith("ERROR")] or lines[-3:]
        raise Failure(
            f"pip failed: {' / '.join(reasons[-3:])}",
            "check the network (pip's index; PIP_INDEX_URL names another one) and run again",
        )


if __name__ == "__main__":
    sys.exit(main())
