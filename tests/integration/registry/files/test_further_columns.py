"""Disabilities, documents, guardians and dwellings in a file; in memory and on MongoDB."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from typing import Any

import pytest

from chassis.clock import FixedClock
from chassis.context import Context, use
from chassis.documents.indexes import ensure_indexes
from chassis.settings import ProcessSettings
from services.registry.app.application import Registry
from services.registry.app.persons.queries import FindPersons
from services.registry.bootstrap import SERVICE, build
from tests.support.importing import SUPERVISOR, begin, check, load, refused, work
from tests.support.privacy import sensitive
from tests.support.registry import CLERK, HELPER, home_of, national_number, protect, register
from tests.support.work import Cut, FakeRun

HEADINGS = (
    "household", "relation", "national number", "first", "family", "birth date", "sex",
    "governorate", "second document kind", "second document number", "disabilities",
    "guardian number", "guardian relation", "dwelling kind", "tenure", "rooms", "rent",
)  # fmt: skip


def row(number: str, **cells: str) -> dict[str, str]:
    """A woman in Amman with this number, alone unless these cells say more."""
    return {"national number": number, "first": "آمال", "family": "الخطيب", "sex": "female",
            "birth date": "1985-03-17", "governorate": "JO-AM",
            **{name.replace("_", " "): text for name, text in cells.items()}}  # fmt: skip


def member(household: str, number: str, relation: str = "child", **cells: str) -> dict[str, str]:
    return row(number, household=household, relation=relation, **cells)


def guarded(number: str) -> dict[str, str]:
    return {"guardian_number": number, "guardian_relation": "parent"}


def as_csv(rows: Sequence[dict[str, str]]) -> bytes:
    text = io.StringIO()
    writer = csv.DictWriter(text, HEADINGS)
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


def loaded(registry: Registry, *rows: dict[str, str]) -> Any:
    """What became of a file of these."""
    import_id = begin(registry, as_csv(rows))
    check(registry, import_id)
    return load(registry, import_id)["loaded"]


def mistakes(registry: Registry, *rows: dict[str, str]) -> list[tuple[int, str, str]]:
    import_id = begin(registry, as_csv(rows))
    check(registry, import_id)
    return refused(registry, import_id)


def numbers(count: int) -> list[str]:
    return [national_number() for _ in range(count)]


def person(registry: Registry, number: str) -> Any:
    page = registry.person_queries.find_persons(FindPersons(national_number=number), CLERK)
    (found,) = page["items"]
    return found


def guardian_of(registry: Registry, number: str) -> str:
    return str(person(registry, number)["guardian"]["person_id"])


def test_what_a_person_and_a_household_can_have_comes_in(registry: Registry) -> None:
    mother, child = numbers(2)
    dwelling = {"dwelling_kind": "شقة", "tenure": "إيجار", "rooms": "3", "rent": "120.5"}
    card = {"second_document_kind": "مفوضية", "second_document_number": "881-00C123"}
    tally = loaded(
        registry,
        member("1", mother, "head", **dwelling, **card),
        member("1", child, disabilities="سمعية (شديدة)؛ حركية", **guarded(mother)),
    )
    assert tally == {"rows": 2, "refused_rows": 0, "persons": 2, "households": 1}
    head, ward = person(registry, mother), person(registry, child)
    assert head["other_documents"] == [{"kind": "unhcr", "number": "881-00C123"}]
    assert ward["guardian"] == {"person_id": head["id"], "relation": "parent"}
    assert sensitive(registry, ward["id"], "care")["disabilities"] == [
        {"kind": "hearing", "degree": "severe"},
        {"kind": "mobility", "degree": None},
    ]
    assert home_of(registry, head["id"])["dwelling"] == {
        "kind": "apartment", "tenure": "rented", "rooms": 3, "rent_fils": 120_500,
    }  # fmt: skip


@pytest.mark.parametrize("named_by", ["national", "card"])
def test_a_guardian_may_be_of_the_registry(registry: Registry, named_by: str) -> None:
    number, ward = numbers(2)
    card = {"kind": "unhcr", "number": "881-00C777"}
    known = register(registry, number=number, other_documents=[card])["id"]
    named = number if named_by == "national" else "881 00c777"
    assert loaded(registry, row(ward, **guarded(named)))["persons"] == 1
    assert guardian_of(registry, ward) == known


def test_guardians_of_other_households_come_first_however_the_file_is_ordered(
    registry: Registry,
) -> None:
    grandmother, mother, child, other = numbers(4)
    tally = loaded(
        registry,
        row(child, **guarded(mother)),
        member("1", mother, "head"),
        member("1", other, **guarded(grandmother)),
        member("2", grandmother, "head"),
    )
    assert tally["persons"] == 4
    assert guardian_of(registry, child) == person(registry, mother)["id"]
    assert guardian_of(registry, other) == person(registry, grandmother)["id"]


def test_a_guardian_who_is_named_wrongly_is_told_of_by_row_and_column(registry: Registry) -> None:
    twice = {"kind": "service_card", "number": "S-1"}
    for _ in range(2):
        register(registry, other_documents=[twice])
    own, *wards = numbers(5)
    hidden_number = national_number()
    hidden = register(registry, number=hidden_number)["id"]
    protect(registry, hidden, HELPER)
    found = mistakes(
        registry,
        row(own, **guarded(own)),
        row(wards[0], **guarded("0000000000")),
        row(wards[1], **guarded("S1")),
        row(wards[2], guardian_number=own),
        row(wards[3], **guarded(hidden_number)),
    )
    assert found == [
        (2, "guardian_number", "guardian_is_self"),
        (3, "guardian_number", "import_guardian_unknown"),
        (4, "guardian_number", "import_guardian_ambiguous"),
        (5, "guardian_relation", "required"),
        (6, "guardian_number", "import_guardian_unknown"),
    ]


def test_whose_guardian_is_refused_is_refused_with_their_household_and_so_on(
    registry: Registry,
) -> None:
    bad, ward, head, far = numbers(4)
    found = mistakes(
        registry,
        row(bad, birth_date="31-31-1990"),
        member("1", head, "head"),
        member("1", ward, **guarded(bad)),
        row(far, **guarded(head)),
    )
    assert found == [
        (2, "birth_date", "malformed_partial_date"),
        (3, "household", "import_household_refused"),
        (4, "guardian_number", "import_guardian_refused"),
        (5, "guardian_number", "import_guardian_refused"),
    ]


def test_households_that_wait_for_each_other_are_told_so(registry: Registry) -> None:
    mother, father, hers, his, alone = numbers(5)
    import_id = begin(
        registry,
        as_csv([
            member("1", mother, "head"),
            member("1", hers, **guarded(father)),
            member("2", father, "head"),
            member("2", his, **guarded(mother)),
            row(alone),
        ]),
    )  # fmt: skip
    assert check(registry, import_id)["checked"]["persons"] == 1
    assert refused(registry, import_id) == [
        (2, "household", "import_household_refused"),
        (3, "guardian_number", "import_guardians_in_a_circle"),
        (4, "household", "import_household_refused"),
        (5, "guardian_number", "import_guardians_in_a_circle"),
    ]


def test_whose_guardian_was_registered_meanwhile_waits_for_nobody(registry: Registry) -> None:
    """The guardian's own row is refused: they are known, and guard all the same."""
    number, ward = numbers(2)
    known = register(registry, number=number)["id"]
    tally = loaded(registry, row(number), row(ward, **guarded(number)))
    assert (tally["persons"], tally["refused_rows"]) == (1, 1)
    assert guardian_of(registry, ward) == known


def test_whose_guardian_is_refused_when_it_is_loaded_is_refused_then(registry: Registry) -> None:
    taken, ward, other = numbers(3)
    import_id = begin(registry, as_csv([row(taken), row(ward, **guarded(taken)), row(other)]))
    assert check(registry, import_id)["checked"]["persons"] == 3
    register(registry, number=taken)
    assert load(registry, import_id)["loaded"]["persons"] == 1
    assert refused(registry, import_id) == [
        (2, "identity_number", "national_number_taken"),
        (3, "guardian_number", "import_guardian_refused"),
    ]


@pytest.mark.parametrize("steps", [1, 2, 3])
def test_a_load_in_turns_that_was_cut_off_goes_on_where_it_was(
    registry: Registry, steps: int
) -> None:
    grandmother, mother, child = numbers(3)
    rows = [row(child, **guarded(mother)), row(mother, **guarded(grandmother)), row(grandmother)]
    import_id = begin(registry, as_csv(rows))
    check(registry, import_id)
    run = FakeRun(cut_after=steps)
    with pytest.raises(Cut):
        load(registry, import_id, run)
    assert work(registry, "load", import_id, FakeRun(run.checkpoint))["loaded"]["persons"] == 3
    assert guardian_of(registry, child) == person(registry, mother)["id"]


@pytest.mark.parametrize("steps", [1, 2])
def test_a_check_with_guardians_that_was_cut_off_finds_the_same(
    registry: Registry, steps: int
) -> None:
    mother, child = numbers(2)
    import_id = begin(registry, as_csv([row(child, **guarded(mother)), row(mother)]))
    run = FakeRun(cut_after=steps)
    with pytest.raises(Cut):
        check(registry, import_id, run)
    if run.checkpoint.get("staged"):
        registry.files.store.delete(import_id)
    for _ in range(2):
        checked = work(registry, "check", import_id, FakeRun(run.checkpoint))
    assert checked["checked"]["persons"] == 2
    assert load(registry, import_id)["loaded"]["persons"] == 2


def test_rows_of_one_household_tell_of_one_dwelling(registry: Registry) -> None:
    flat = {"dwelling_kind": "apartment", "tenure": "owned"}
    one, two, three, four = numbers(4)
    found = mistakes(
        registry,
        member("1", one, "head", **flat),
        member("1", two, dwelling_kind="tent", tenure="informal"),
        member("2", three, "head"),
        member("2", four, **flat),
    )
    assert found == [
        (2, "dwelling_kind", "import_dwelling_differs"),
        (3, "dwelling_kind", "import_dwelling_differs"),
    ]


def test_the_report_names_further_columns_in_both_languages(registry: Registry) -> None:
    one, two = numbers(2)
    rows = [row(one, disabilities="deaf", **guarded("1")), row(two, **guarded("1"))]
    import_id = begin(registry, as_csv(rows))
    check(registry, import_id)
    with use(Context(SUPERVISOR)):
        stored = registry.files.imports.report(import_id, SUPERVISOR)
    text = b"".join(registry.files.store.read(stored.id)).decode("utf-8-sig")
    assert "2,disabilities,unknown_choice" in text
    assert "3,guardian_number,import_guardian_unknown,لا يحمل هذا الرقم أحد" in text
    assert "Nobody in the file or the registry bears this number." in text
    with use(Context(SUPERVISOR)):
        shown, _ = registry.files.imports.rows(import_id, SUPERVISOR, 0, 9, refused=True)
    assert shown.guardian == {"number": "1", "relation": "parent"}


def test_nothing_is_left_of_numbers_by_which_guardians_were_looked_for(
    database: Any, clock: FixedClock, settings: ProcessSettings
) -> None:
    ensure_indexes(database, SERVICE.kinds)
    SERVICE.prepare(database)
    mother, child = numbers(2)
    loaded(build(database, clock, settings), row(child, **guarded(mother)), row(mother))
    assert list(database["import_numbers"].find()) == []
    assert mother not in str(list(database["import_rows"].find()))
