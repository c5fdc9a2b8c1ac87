"""Who may read nobody's disabilities takes none out in a file, either."""

from __future__ import annotations

from services.registry.app.application import Registry
from services.registry.app.files.commands import AskExport
from tests.support.importing import SUPERVISOR
from tests.support.registry import AUDITOR, command_of, refused

REFERRAL = AskExport("persons", "csv", "en", "health_referral")


def test_an_auditor_takes_out_no_file_with_disabilities(registry: Registry) -> None:
    with command_of(AUDITOR), refused("file_not_yours"):
        registry.files.exports.ask(REFERRAL, AUDITOR)
    with command_of(AUDITOR):
        registry.files.exports.ask(AskExport("persons", "csv", "en", "statistics"), AUDITOR)
    with command_of(SUPERVISOR):
        assert registry.files.exports.ask(REFERRAL, SUPERVISOR)["purpose"] == "health_referral"
