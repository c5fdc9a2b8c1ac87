"""mongod, found where it may be, run as a single-member replica set of this copy's own."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from operations import debian
from operations.failure import Failure
from operations.local.environment import MARK
from operations.local.home import Home
from operations.local.secrets import Secrets

NEVER_SLOW = "2147483647"
"""Milliseconds (the most that mongod takes) from which on it would log an operation in full."""

_IMAGE = "docker.io/library/mongo:6.0"
_ANY = "install mongod and put it on PATH, or set KANAF_MONGOD, or set KANAF_MONGO_URL"


def find(home: Home) -> list[str]:
    """The command that is mongod: KANAF_MONGOD, PATH, the wheel in `.venv`, or a container.

    Raises `Failure` when there is none, or none that runs here.
    """
    if named := os.environ.get("KANAF_MONGOD"):
        return [_checked(named)]
    if on_path := shutil.which("mongod"):
        return [_checked(on_path)]
    wheel = Path(sys.prefix, "lib", f"python3.{sys.version_info[1]}") / (
        "site-packages/fiftyone/db/bin/mongod"
    )
    if wheel.exists():
        return [_checked(str(wheel))]
    for engine in ("docker", "podman"):
        if _answers(engine):
            return _container(engine, home)
    raise Failure("no mongod was found", _ANY)


def _checked(mongod: str) -> str:
    """The same mongod, when it runs; what Debian's base system lacks for it is installed."""
    reason = _why_not(mongod)
    if reason and "libcurl.so.4" in reason:
        debian.install("libcurl4", "mongod needs it")
        reason = _why_not(mongod)
    if reason:
        raise Failure(f"{mongod} does not run here: {reason}", _ANY)
    return mongod


def _why_not(mongod: str) -> str | None:
    try:
        outcome = subprocess.run(
            [mongod, "--version"], capture_output=True, text=True, check=False, timeout=60
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        return str(error)
    return None if outcome.returncode == 0 else outcome.stderr.strip() or "it failed"


def _answers(engine: str) -> bool:
    if shutil.which(engine) is None:
        return False
    outcome = subprocess.run([engine, "info"], capture_output=True, check=False, timeout=60)
    return outcome.returncode == 0


def _container(engine: str, home: Home) -> list[str]:
    """mongod in a container that sees our folder under its own path and our loopback.

    A container outlives its client that was killed, so the one before is removed first; with our
    mark in its environment it is found as a leftover, too.
    """
    name = f"kanaf-database-{hashlib.sha256(os.fsencode(home.path)).hexdigest()[:12]}"
    image = os.environ.get("KANAF_MONGO_IMAGE", _IMAGE)
    run = (
        f"{engine} rm --force {name} >/dev/null 2>&1; "
        f"exec {engine} run --rm --name {name} --network host "
        f'--user "$(id -u):$(id -g)" --volume "$0:$0" --env {MARK} {image} mongod "$@"'
    )
    return ["/bin/sh", "-c", run, str(home.path)]


def write_configuration(home: Home) -> None:
    """Make the key that the members of a replica set share, and with it turn on accounts."""
    Secrets(home.secrets).path("mongo-keyfile").chmod(0o400)


def arguments(home: Home, ports: Mapping[str, int]) -> list[str]:
    """mongod's own arguments."""
    return [
        "--replSet", "kanaf",
        "--dbpath", str(home.database),
        "--bind_ip", "127.0.0.1",
        "--port", str(ports["mongo"]),
        "--keyFile", str(home.secrets / "mongo-keyfile"),
        "--wiredTigerCacheSizeGB", os.environ.get("KANAF_MONGO_CACHE_GB", _cache_gigabytes()),
        # Imports change pages of every index at random. By default what is changed is written out
        # from a twentieth of the cache on: each page many times over, for three times the work.
        "--wiredTigerEngineConfigString", "eviction_dirty_target=40,eviction_dirty_trigger=60",
        "--nounixsocket",
        "--quiet",
        # A slow operation is logged with its values: names and national numbers.
        "--slowms", NEVER_SLOW,
        # Alone in its set, a primary waits in vain for another one to take over before it stops.
        "--setParameter", "shutdownTimeoutMillisForSignaledShutdown=100",
        # What was dropped keeps its files for so long; the hundreds of databases of a test run,
        # each with hundreds of files, would reach the limit of open ones.
        "--setParameter", "minSnapshotHistoryWindowInSeconds=5",
        "--setParameter", "diagnosticDataCollectionEnabled=false",
        # What a killed process has locked in a transaction is free after at most half as long
        # again; by default others would be refused for a minute and a half.
        "--setParameter", "transactionLifetimeLimitSeconds=5",
    ]  # fmt: skip


def _cache_gigabytes() -> str:
    """A quarter of the machine's memory, between 0.25 and 4 GB."""
    total = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") / 2**30
    return f"{min(4.0, max(0.25, total / 4)):.2f}"
