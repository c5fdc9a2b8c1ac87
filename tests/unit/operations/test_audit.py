"""`kanaf audit list` says what it did not understand, and what would mend it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from types import SimpleNamespace

import pytest
from click.testing import CliRunner

from operations import installation
from operations.commands.audit import audit
from operations.failure import Failure


@pytest.fixture(autouse=True)
def _without_a_database(monkeypatch: pytest.MonkeyPatch) -> None:
    @contextmanager
    def database(service: str) -> Iterator[dict[str, object]]:
        yield {"audit": SimpleNamespace(find=None)}

    monkeypatch.setattr(installation, "database", database)


@pytest.mark.parametrize(
    ("option", "value"), [("--after", "zzz"), ("--since", "yesterday"), ("--limit", "0")]
)
def test_a_wrong_option_is_named_with_a_remedy(option: str, value: str) -> None:
    failed = CliRunner().invoke(audit, ["list", option, value]).exception
    assert isinstance(failed, Failure)
    assert option.strip("-") in failed.message
    assert failed.remedy == "kanaf audit list --help"
