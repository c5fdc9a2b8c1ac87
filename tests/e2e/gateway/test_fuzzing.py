"""A property-based fuzzer against the running gateway, all checks, for a bounded time.

`gateway/README.md` has the command for long runs.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from operations.commands.token import signed
from operations.local.issuer.tokens import ROLES, Person
from tests.support.servers import server_url

SECONDS = 20
SEED = 1
"""The same each time: a change is judged by what it changed, not by luck; long runs take others."""


@pytest.mark.timeout(300)
def test_no_request_breaks_what_the_document_promises(
    pytestconfig: pytest.Config, tmp_path: Path
) -> None:
    everybody = Person(
        subject="fuzzer", roles=ROLES, centre="amman-1", governorates=("JO-AM", "JO-IR")
    )
    run = subprocess.run(
        [
            Path(sys.executable).parent / "schemathesis",
            "run",
            f"{server_url('KANAF_GATEWAY_URL')}/openapi.json",
            "--header",
            f"Authorization: Bearer {signed(everybody)}",
            "--checks=all",
            f"--max-time={SECONDS}",
            "--max-examples=10",
            f"--seed={SEED}",
            "--request-timeout=15",
            "--no-color",
        ],
        cwd=pytestconfig.rootpath,
        env={"PATH": "/usr/bin:/bin", "HOME": str(tmp_path), "COLUMNS": "160"},
        capture_output=True,
        text=True,
        timeout=280,
    )

    assert run.returncode == 0, run.stdout[-40_000:] + run.stderr[-2000:]
