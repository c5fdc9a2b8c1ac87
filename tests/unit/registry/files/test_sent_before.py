"""A file whose content was loaded, or is about to be, is refused unless it is meant."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from typing import Any

import pytest

from chassis.clock import SystemClock
from chassis.documents.errors import AlreadyDone
from chassis.documents.memory import MemoryDatabase
from services.registry.app.application import Registry
from services.registry.app.files.commands import BeginImport
from services.registry.bootstrap import in_memory
from services.registry.domain.files.people_import import SentFile
from services.registry.domain.files.refusals import SentBefore
from tests.support.importing import SUPERVISOR, as_csv, begin, check, load, refused, row
from tests.support.registry import command_of, national_number, register
from tests.support.registry import refused as refused_with

WITHOUT_NUMBER = as_csv([row(number="")])


@pytest.fixture
def registry() -> Registry:
    return in_memory(MemoryDatabase(), SystemClock())


def status(registry: Registry, import_id: str) -> str:
    return str(registry.files.imports.one(import_id, SUPERVISOR)["status"])


@pytest.mark.parametrize("steps", [[check], [check, load]])
def test_it_is_refused_when_it_is_announced_and_names_the_earlier_one(
    registry: Registry, steps: Sequence[Callable[[Registry, str], Any]]
) -> None:
    earlier = begin(registry, WITHOUT_NUMBER)
    for step in steps:
        step(registry, earlier)
    with pytest.raises(SentBefore) as raised:
        begin(registry, WITHOUT_NUMBER)
    sent_on = registry.files.imports.one(earlier, SUPERVISOR)["sent_on"]
    assert raised.value.params == {"import_id": earlier, "on": sent_on}


def test_of_two_that_were_announced_the_second_is_refused_at_its_check(registry: Registry) -> None:
    one, two = begin(registry, WITHOUT_NUMBER), begin(registry, WITHOUT_NUMBER)
    check(registry, two)
    with refused_with("import_sent_before"):
        check(registry, one)
    assert status(registry, one) == "receiving"


def test_who_means_it_says_so(registry: Registry) -> None:
    load(registry, begin_checked(registry))
    again = begin(registry, WITHOUT_NUMBER, again=True)
    check(registry, again)
    loaded = load(registry, again)
    assert (loaded["again"], loaded["loaded"]["persons"]) == (True, 1)


def test_what_was_loaded_by_saying_again_counts_as_well(registry: Registry) -> None:
    first = begin_checked(registry)
    load(registry, begin_checked(registry, again=True))
    with command_of(SUPERVISOR):
        registry.files.imports.cancel(first, SUPERVISOR)
    with refused_with("import_sent_before"):
        begin(registry, WITHOUT_NUMBER)


def test_what_was_given_up_does_not_count(registry: Registry) -> None:
    first = begin_checked(registry)
    with command_of(SUPERVISOR):
        registry.files.imports.cancel(first, SUPERVISOR)
    assert load(registry, begin_checked(registry))["loaded"]["persons"] == 1


def test_what_could_not_be_read_does_not_count(registry: Registry) -> None:
    for _ in range(2):
        assert check(registry, begin(registry, b"first,family\n"))["status"] == "unreadable"


def test_what_registered_nobody_does_not_count(registry: Registry) -> None:
    number = national_number()
    data = as_csv([row(number=number)])
    first = begin(registry, data)
    check(registry, first)
    register(registry, identity={"kind": "national_number", "number": number})
    loaded = load(registry, first)
    assert (loaded["loaded"]["persons"], loaded["advice"]) == (0, None)
    second = begin(registry, data)
    check(registry, second)
    assert refused(registry, second) == [(2, "identity_number", "national_number_taken")]


def test_an_announcement_that_is_repeated_is_answered_as_before(registry: Registry) -> None:
    size, digest = len(WITHOUT_NUMBER), hashlib.sha256(WITHOUT_NUMBER).hexdigest()
    announced = BeginImport(SentFile("a.csv", "csv", None, size, digest))
    with command_of(SUPERVISOR, key="one"):
        registry.files.imports.begin(announced, SUPERVISOR)
    begin_checked(registry)
    with command_of(SUPERVISOR, key="one"), pytest.raises(AlreadyDone):
        registry.files.imports.begin(announced, SUPERVISOR)


def test_who_has_loaded_a_file_is_told_how_to_look_for_duplicates(registry: Registry) -> None:
    import_id = begin_checked(registry)
    assert registry.files.imports.one(import_id, SUPERVISOR)["advice"] is None
    advice = load(registry, import_id)["advice"]
    assert "POST /v1/matchings" in advice["en"]["detail"]
    assert "POST /v1/matchings" in advice["ar"]["detail"]


def begin_checked(registry: Registry, *, again: bool = False) -> str:
    import_id = begin(registry, WITHOUT_NUMBER, again=again)
    check(registry, import_id)
    return import_id
