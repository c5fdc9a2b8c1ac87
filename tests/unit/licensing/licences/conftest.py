"""Licensing with everything that certificates need."""

from __future__ import annotations

from pathlib import Path

import pytest

from chassis.clock import FixedClock
from chassis.documents.memory import MemoryDatabase
from contracts.rpc.licensing import METHODS
from services.licensing.adapters.licensed import keys
from services.licensing.bootstrap import build_in_memory
from services.licensing.entrypoints.service import LicensingService
from tests.support.calling import Caller
from tests.support.licences import ADDRESS, Issuer


@pytest.fixture
def keys_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    file = tmp_path / "keys" / "licences.json"
    keys.make(file)
    monkeypatch.setenv("KANAF_LICENCE_KEYS", str(file))
    monkeypatch.setenv("KANAF_PUBLIC_URL", ADDRESS)
    return file


@pytest.fixture
def call(database: MemoryDatabase, clock: FixedClock, keys_file: Path) -> Caller:
    return Caller(LicensingService, build_in_memory(database, clock), METHODS)


@pytest.fixture
def issuer(call: Caller, database: MemoryDatabase) -> Issuer:
    return Issuer(call.service.application.licences.issuing, database.together)
