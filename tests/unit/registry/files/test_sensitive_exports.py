"""Who may read nobody's disabilities takes none out in a file; who may know nobody, no numbers."""

from __future__ import annotations

import csv
import io

import pytest

from chassis.context import Actor, Context, use
from services.registry.app.application import Registry
from services.registry.app.files.commands import AskExport
from tests.support.importing import SUPERVISOR
from tests.support.registry import AUDITOR, command_of, refused, register, settle
from tests.support.work import FakeRun

REFERRAL = AskExport("persons", "csv", "en", "health_referral")


def test_an_auditor_takes_out_no_file_with_disabilities(registry: Registry) -> None:
    with command_of(AUDITOR), refused("file_not_yours"):
        registry.files.exports.ask(REFERRAL, AUDITOR)
    with command_of(AUDITOR):
        registry.files.exports.ask(AskExport("persons", "csv", "en", "statistics"), AUDITOR)
    with command_of(SUPERVISOR):
        assert registry.files.exports.ask(REFERRAL, SUPERVISOR)["purpose"] == "health_referral"


def taken_out(registry: Registry, purpose: str, of: str = "persons") -> list[dict[str, str]]:
    """The rows of a file for this purpose."""
    exports = registry.files.exports
    with command_of(SUPERVISOR):
        export_id = exports.ask(AskExport(of, "csv", "en", purpose), SUPERVISOR)["id"]
    with use(Context(Actor.system("registry.work"))):
        registry.work["export.write"](export_id, FakeRun())
    with use(Context(SUPERVISOR)):
        stored = exports.file(export_id, SUPERVISOR, 0)
    text = b"".join(registry.files.store.read(stored.id)).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


@pytest.mark.parametrize("purpose", ["statistics", "research"])
def test_a_file_that_may_not_tell_who_somebody_is_has_nothing_to_find_them_by(
    registry: Registry, purpose: str
) -> None:
    person = register(registry)
    (row,) = taken_out(registry, purpose)
    assert {name for name, cell in row.items() if cell} == {
        "id", "birth date", "sex", "governorate", "district"
    }  # fmt: skip
    (again,) = taken_out(registry, purpose)
    assert person["id"] not in (row["id"], again["id"])
    assert row["id"] != again["id"]
    (known,) = taken_out(registry, "service_planning")
    assert (known["id"], known["registered"]) == (person["id"], person["registered_on"])


def test_such_a_file_of_households_names_nobody_either(registry: Registry) -> None:
    head, child = register(registry)["id"], register(registry)["id"]
    home = settle(registry, head, child)["id"]
    (row,) = taken_out(registry, "statistics", "households")
    assert {home, head, child}.isdisjoint((row["id"], row["head"], row["members"]))
    assert (row["persons"], row["registered"]) == ("2", "")
