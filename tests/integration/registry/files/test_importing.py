"""Imports: looked at first, loaded when somebody agrees; the same in memory and on MongoDB."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from chassis.clock import FixedClock, SystemClock
from chassis.context import Actor, Context, use
from chassis.documents.indexes import ensure_indexes
from chassis.documents.memory import MemoryDatabase
from services.registry.app.application import Registry
from services.registry.app.privacy.purposes import Extent
from services.registry.bootstrap import SERVICE, in_memory, wire
from services.registry.bootstrap.house import MongoHouse
from services.registry.settings import RegistrySettings
from tests.support.importing import (
    ARABIC,
    ENGLISH,
    SUPERVISOR,
    as_csv,
    as_xlsx,
    begin,
    check,
    family,
    load,
    refused,
    row,
    work,
)
from tests.support.registry import CLERK, command_of, found, national_number, register
from tests.support.registry import refused as refused_with
from tests.support.work import Cut, FakeRun

EVERYBODY = Extent(frozenset(), frozenset())


def on_mongo(database: Any) -> Registry:
    ensure_indexes(database, SERVICE.kinds)
    SERVICE.prepare(database)
    return wire(MongoHouse(database, SystemClock(), RegistrySettings()))


@pytest.fixture(params=["memory", "mongo"])
def registry(request: pytest.FixtureRequest) -> Registry:
    made: dict[str, Callable[[], Registry]] = {
        "memory": lambda: in_memory(MemoryDatabase(), SystemClock()),
        "mongo": lambda: on_mongo(request.getfixturevalue("database")),
    }
    return made[request.param]()


def number_of(registry: Registry, number: str) -> Any:
    from services.registry.app.persons.queries import FindPersons

    page = registry.person_queries.find_persons(FindPersons(national_number=number), CLERK)
    return page["items"]


def test_a_family_is_checked_then_registered_with_all_its_members(registry: Registry) -> None:
    numbers = [national_number() for _ in range(3)]
    rows = family("h-1", *({"number": each} for each in numbers))
    import_id = begin(registry, as_csv([*rows, row(first="سارة")]))
    checked = check(registry, import_id)
    assert checked["status"] == "checked"
    assert checked["checked"] == {"rows": 4, "refused_rows": 0, "persons": 4, "households": 1}
    assert number_of(registry, numbers[0]) == []  # a check registers nobody
    loaded = load(registry, import_id)
    assert loaded["loaded"] == {"rows": 4, "refused_rows": 0, "persons": 4, "households": 1}
    (head,) = number_of(registry, numbers[0])
    assert head["registered_by"] == "supervisor-3"
    assert head["contact"]["mobile"] == "+962791234567"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "windows-1256"])
def test_arabic_headings_and_words_are_understood_in_every_encoding(
    registry: Registry, encoding: str
) -> None:
    import_id = begin(registry, as_csv(family("١"), ARABIC, encoding) if encoding != "windows-1256"
                      else as_csv(family("1"), ARABIC, encoding))  # fmt: skip
    assert check(registry, import_id)["checked"]["households"] == 1


def test_a_spreadsheet_is_understood_with_numbers_where_texts_should_be(
    registry: Registry,
) -> None:
    rows = family("1", {"number": int(national_number()), "mobile": 791234567, "birth": 1985})
    import_id = begin(registry, as_xlsx(rows), "xlsx")
    assert check(registry, import_id)["checked"]["persons"] == 3
    assert load(registry, import_id)["loaded"]["persons"] == 3


@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_what_stands_between_the_cells_is_found_out(registry: Registry, delimiter: str) -> None:
    text = as_csv(family("1"), ARABIC).decode().replace(",", delimiter)
    import_id = begin(registry, text.encode())
    assert check(registry, import_id)["checked"]["households"] == 1


def test_dates_are_understood_as_people_write_them(registry: Registry) -> None:
    written = {"17/3/1985": "1985-03-17", "1985/3/17": "1985-03-17", "1985-3-7": "1985-03-07",
               "٣/١٩٨٥": "1985-03", "۱۹۸۵": "1985"}  # fmt: skip
    numbers = {each: national_number() for each in written}
    rows = [row(birth=each, number=numbers[each]) for each in written]
    import_id = begin(registry, as_csv(rows))
    check(registry, import_id)
    load(registry, import_id)
    for each, kept in written.items():
        assert number_of(registry, numbers[each])[0]["birth_date"] == kept


def test_the_sub_district_comes_in_with_the_address(registry: Registry) -> None:
    number = national_number()
    import_id = begin(
        registry, as_csv([(*row(number=number), "قضاء أم الرصاص")], (*ARABIC, "القضاء"))
    )
    check(registry, import_id)
    load(registry, import_id)
    (person,) = number_of(registry, number)
    assert person["address"]["subdistrict"] == "قضاء أم الرصاص"


def test_a_row_without_a_number_that_stands_twice_is_not_two_persons(registry: Registry) -> None:
    same, other = row(number="", first="سارة"), row(number="", first="سارة", birth="1999")
    import_id = begin(registry, as_csv([same, other, same, row(), row()]))
    assert check(registry, import_id)["checked"]["persons"] == 3
    assert refused(registry, import_id) == [
        (2, "row", "import_row_repeated"),
        (4, "row", "import_row_repeated"),
    ]


def test_a_workbook_that_misstates_its_size_loses_no_row(registry: Registry) -> None:
    data = as_xlsx(family("1"))
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(packed, "w") as after:
        for name in before.namelist():
            said = re.sub(rb'<dimension ref="[^"]*"', b'<dimension ref="A1:J2"', before.read(name))
            after.writestr(name, said)
    import_id = begin(registry, packed.getvalue(), "xlsx")
    assert check(registry, import_id)["checked"]["persons"] == 3


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


@pytest.mark.parametrize(
    ("data", "format_", "encoding", "code"),
    [
        (b"first,family\n", "csv", None, "import_columns_missing"),
        (as_csv([]).replace(b"birth date", b"sex"), "csv", None, "import_column_twice"),
        (b"\x00\x01\x02", "csv", None, "import_malformed"),
        (as_csv([row()], ARABIC, "windows-1256"), "csv", "utf-8", "import_encoding_differs"),
        (b"not a workbook", "xlsx", None, "import_malformed"),
        (as_csv([("x" * 20_000,) * 10]), "csv", None, "import_malformed"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(
    registry: Registry, data: bytes, format_: str, encoding: str | None, code: str
) -> None:
    answer = check(registry, begin(registry, data, format_, encoding))
    assert (answer["status"], answer["unreadable"]) == ("unreadable", code)
    assert answer["problem"]["ar"]["detail"] != answer["problem"]["en"]["detail"]


def test_a_file_without_a_required_column_says_which(registry: Registry) -> None:
    answer = check(registry, begin(registry, "الاسم,العائلة,الجنس\n".encode()))
    assert answer["problem"]["ar"]["detail"].endswith("المحافظة (governorate).")
    assert answer["problem"]["en"]["detail"].endswith(": المحافظة (governorate).")


def test_a_packed_bomb_is_not_unpacked(registry: Registry) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as bomb:
        bomb.writestr("xl/worksheets/sheet1.xml", b"0" * 50_000_000)
    answer = check(registry, begin(registry, packed.getvalue(), "xlsx"))
    assert answer["unreadable"] == "import_too_large"


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
    from tests.support.registry import command_of

    import_id = begin(registry, as_csv([row(first="زينب")]))
    check(registry, import_id)
    with command_of(SUPERVISOR):
        assert registry.files.imports.cancel(import_id, SUPERVISOR)["status"] == "cancelled"
    assert found(registry, name="زينب") == []
    with use(Context(SUPERVISOR)):
        assert registry.files.imports.rows(import_id, SUPERVISOR, 0, 10, refused=False) == []
    with use(Context(SUPERVISOR)), refused_with("file_not_found"):
        registry.files.imports.report(import_id, SUPERVISOR)
