"""Imports: looked at first, loaded when somebody agrees; the same in memory and on MongoDB."""

from __future__ import annotations

from datetime import date

import pytest

from chassis.clock import FixedClock
from chassis.context import Actor, Context, use
from chassis.documents.memory import MemoryDatabase
from services.registry.app.application import Registry
from services.registry.app.privacy.purposes import Extent
from services.registry.bootstrap import in_memory
from tests.support.importing import (
    ENGLISH,
    SUPERVISOR,
    as_csv,
    begin,
    check,
    family,
    load,
    refused,
    row,
    work,
)
from tests.support.registry import CLERK, command_of, found, listed, national_number, register
from tests.support.registry import refused as refused_with
from tests.support.work import Cut, FakeRun

EVERYBODY = Extent(frozenset(), frozenset())


def test_a_family_is_checked_then_registered_with_all_its_members(registry: Registry) -> None:
    numbers = [national_number() for _ in range(3)]
    rows = family("h-1", *({"number": each} for each in numbers))
    import_id = begin(registry, as_csv([*rows, row(first="سارة")]))
    checked = check(registry, import_id)
    assert checked["status"] == "checked"
    assert checked["checked"] == {"rows": 4, "refused_rows": 0, "persons": 4, "households": 1}
    assert listed(registry, national_number=numbers[0]) == []  # a check registers nobody
    loaded = load(registry, import_id)
    assert loaded["loaded"] == {"rows": 4, "refused_rows": 0, "persons": 4, "households": 1}
    (head,) = listed(registry, national_number=numbers[0])
    assert head["registered_by"] == "supervisor-3"
    assert head["contact"]["mobile"] == "+962791234567"


def test_a_row_without_a_number_that_stands_twice_is_not_two_persons(registry: Registry) -> None:
    same, other = row(number="", first="سارة"), row(number="", first="سارة", birth="1999")
    import_id = begin(registry, as_csv([same, other, same, row(), row()]))
    assert check(registry, import_id)["checked"]["persons"] == 3
    assert refused(registry, import_id) == [
        (2, "row", "import_row_repeated"),
        (4, "row", "import_row_repeated"),
    ]


def test_every_mistake_is_named_by_row_and_column(registry: Registry) -> None:
    twice, taken = national_number(), national_number()
    register(registry, identity={"kind": "national_number", "number": taken})
    rows = [
        row(number="12345678901"[:9]),
        row(birth="2099-01-01"),
        row(sex="?"),
        row(mobile="0712345678"),
        row(governorate="إربد"),
        row(number=twice),
        row(number=twice),
        row(number=taken),
        row(household="h-9", relation="أمير"),
        row(first="Amal"),
        row(),
        row(relation="ابن"),
    ]
    import_id = begin(registry, as_csv(rows))
    checked = check(registry, import_id)
    assert checked["checked"]["persons"] == 1
    reasons = {each["code"]: each["rows"] for each in checked["reasons"]}
    assert (reasons["import_number_repeated"], reasons["national_number_taken"]) == (2, 1)
    assert set(refused(registry, import_id)) >= {
        (2, "identity_number", "malformed_national_number"),
        (13, "household", "import_household_missing"),
        (3, "birth_date", "birth_date_in_future"),
        (4, "sex", "unknown_choice"),
        (5, "mobile", "malformed_mobile"),
        (6, "governorate", "governorate_not_yours"),
        (7, "identity_number", "import_number_repeated"),
        (8, "identity_number", "import_number_repeated"),
        (9, "identity_number", "national_number_taken"),
        (10, "relation", "unknown_choice"),
        (11, "first", "not_an_arabic_name"),
    }


def test_a_mistake_in_one_row_keeps_the_whole_household_out(registry: Registry) -> None:
    rows = [*family("h-1", {}, {"birth": "31-31-1990"}), *family("h-2"), *family("h-1", size=1)[1:]]
    import_id = begin(registry, as_csv(rows))
    checked = check(registry, import_id)
    assert checked["checked"]["households"] == 1
    assert {each["code"]: each["rows"] for each in checked["reasons"]} == {
        "import_household_refused": 2,
        "malformed_partial_date": 1,
    }
    assert refused(registry, import_id) == [
        (2, "household", "import_household_refused"),
        (3, "birth_date", "malformed_partial_date"),
        (4, "household", "import_household_refused"),
    ]
    assert load(registry, import_id)["loaded"]["persons"] == 3


def test_a_household_has_one_head_wherever_its_rows_stand(registry: Registry) -> None:
    one, two = family("h-1", size=2), family("h-2", {"relation": "ابن"}, size=2)
    import_id = begin(registry, as_csv([one[0], two[0], one[1], two[1]]))
    assert check(registry, import_id)["checked"]["households"] == 1
    assert refused(registry, import_id) == [
        (3, "relation", "import_heads_not_one"),
        (5, "relation", "import_heads_not_one"),
    ]


@pytest.mark.parametrize("steps", [1, 2, 4])
def test_a_check_that_was_cut_off_goes_on_where_it_was(registry: Registry, steps: int) -> None:
    rows = [(*each, "1") for number in range(400) for each in family(f"h-{number}")]
    import_id = begin(registry, as_csv(rows, (*ENGLISH, "income")))
    run = FakeRun(cut_after=steps)
    with pytest.raises(Cut):
        check(registry, import_id, run)
    if run.checkpoint.get("staged"):
        registry.files.store.delete(import_id)  # as by a run that was cut off a little later
    checked = work(registry, "check", import_id, FakeRun(run.checkpoint))
    assert checked["checked"]["persons"] == 1200
    assert [each["heading"] for each in checked["ignored_columns"]] == ["income"]


def test_what_was_sent_is_not_kept_once_it_is_understood_or_cannot_be(registry: Registry) -> None:
    for data in (as_csv([row()]), b"first,family\n"):
        import_id = begin(registry, data)
        check(registry, import_id)
        with refused_with("file_not_found"):
            registry.files.store.described(import_id)
        assert registry.files.store.present(import_id) == []


def test_a_load_that_was_cut_off_registers_nobody_twice_and_forgets_nobody(
    registry: Registry,
) -> None:
    rows = [each for number in range(400) for each in family(f"h-{number}")]
    import_id = begin(registry, as_csv(rows))
    check(registry, import_id)
    run = FakeRun(cut_after=2)
    with pytest.raises(Cut):
        load(registry, import_id, run)
    # As if the last checkpoint had not been written either: that batch is done again.
    before = {**run.checkpoint, "after": "", "persons": 0, "households": 0}
    loaded = work(registry, "load", import_id, FakeRun(before))
    assert loaded["loaded"] == {"rows": 1200, "refused_rows": 0, "persons": 1200, "households": 400}
    assert registry.files.exports._records.count("persons", None, EVERYBODY) == 1200
    assert registry.files.exports._records.count("households", None, EVERYBODY) == 400


def test_who_was_registered_meanwhile_keeps_their_household_out_and_no_other(
    registry: Registry,
) -> None:
    taken = national_number()
    rows = [*family("h-1"), *family("h-2", {}, {"number": taken}), *family("h-3")]
    import_id = begin(registry, as_csv(rows))
    assert check(registry, import_id)["checked"]["persons"] == 9
    register(registry, identity={"kind": "national_number", "number": taken})
    assert load(registry, import_id)["loaded"] == {
        "rows": 9,
        "refused_rows": 3,
        "persons": 6,
        "households": 2,
    }
    assert {code for _, _, code in refused(registry, import_id)} == {"national_number_taken"}
    assert registry.files.exports._records.count("households", None, EVERYBODY) == 2


def test_the_report_says_in_both_languages_what_is_wrong_and_runs_no_formula(
    registry: Registry,
) -> None:
    import_id = begin(registry, as_csv([row(birth="=1+1"), row()]))
    check(registry, import_id)
    with use(Context(SUPERVISOR)):
        stored = registry.files.imports.report(import_id, SUPERVISOR)
    text = b"".join(registry.files.store.read(stored.id)).decode("utf-8-sig")
    assert "2,birth_date,malformed_partial_date" in text
    assert "Write as much of the date" in text
    assert "من التاريخ" in text
    assert not any(cell.startswith("=") for line in text.splitlines() for cell in line.split(","))


def test_a_file_that_nobody_goes_on_with_is_given_up_with_all_it_says(clock: FixedClock) -> None:
    database = MemoryDatabase()
    registry = in_memory(database, clock)
    import_id = begin(registry, as_csv([row(), row(sex="?")]))
    check(registry, import_id)
    (timer,) = database.collections["imports"][import_id]["timers"]
    assert (timer.name, timer.due.date()) == ("expire", date(2026, 12, 22))
    with command_of(Actor.system("registry.timers")):
        registry.files.imports.expire(import_id)
    assert registry.files.imports.one(import_id, SUPERVISOR)["status"] == "cancelled"
    assert database.collections["imports"][import_id]["timers"] == []
    with use(Context(SUPERVISOR)):
        assert registry.files.imports.rows(import_id, SUPERVISOR, 0, 10, refused=False) == []


def test_steps_out_of_order_and_other_peoples_imports_are_refused(registry: Registry) -> None:
    import_id = begin(registry, as_csv([row()]))
    with refused_with("import_at_other_step"):
        load(registry, import_id)
    with refused_with("file_not_yours"):
        registry.files.imports.one(import_id, CLERK)
    check(registry, import_id)
    with refused_with("import_at_other_step"):
        check(registry, import_id)


def test_nobody_is_found_of_an_import_that_was_cancelled(registry: Registry) -> None:
    import_id = begin(registry, as_csv([row(first="زينب")]))
    check(registry, import_id)
    with command_of(SUPERVISOR):
        assert registry.files.imports.cancel(import_id, SUPERVISOR)["status"] == "cancelled"
    assert found(registry, name="زينب") == []
    with use(Context(SUPERVISOR)):
        assert registry.files.imports.rows(import_id, SUPERVISOR, 0, 10, refused=False) == []
    with use(Context(SUPERVISOR)), refused_with("file_not_found"):
        registry.files.imports.report(import_id, SUPERVISOR)
