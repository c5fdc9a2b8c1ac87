"""How mongod is started."""

from __future__ import annotations

from pathlib import Path

from operations.local import database
from operations.local.home import Home
from operations.local.ports import DEFAULTS


def test_mongod_logs_no_operation_with_its_values_however_slow(tmp_path: Path, root: Path) -> None:
    arguments = database.arguments(Home(tmp_path), dict(DEFAULTS))
    assert arguments[arguments.index("--slowms") + 1] == database.NEVER_SLOW
    assert f"--slowms {database.NEVER_SLOW}" in (root / "deploy/mongo/start").read_text("utf-8")
