"""How far an erasure reaches beside the record itself, and where it stops."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from chassis.context import Actor, Context, use
from chassis.documents.memory import MemoryDatabase
from services.registry.app.application import Registry
from services.registry.app.files.commands import AskExport
from services.registry.entrypoints.reading import privacy as reading
from tests.support.importing import SUPERVISOR as SENDER
from tests.support.importing import as_csv, begin, check, row
from tests.support.privacy import (
    CASEWORKER,
    SUPERVISOR,
    ask_for,
    copied,
    decide,
    fetched,
    granted,
    work,
)
from tests.support.registry import (
    CLERK,
    HELPER,
    OF_THE_SHELTER,
    arabic,
    command_of,
    home_of,
    live,
    national_number,
    protect,
    refused,
    register,
    resettle,
    settle,
)

STREET = {"governorate": "JO-AM", "district": None, "details": "شارع الكرمة ٩"}
HELPER_OF_BOTH = replace(HELPER, governorates=frozenset({"JO-AM", "JO-KA"}))
CONTACT = {"mobile": "0799999901", "email": "a@example.jo", "language": "ar"}
LATIN = {"first": "Zamal", "father": None, "grandfather": None, "family": "Zhatib"}


def erased(registry: Registry, person_id: str) -> str:
    """The id of the request by which they were erased, everywhere."""
    request = str(granted(registry, person_id, "erasure")["id"])
    work(registry, "privacy_request.forget", request)
    return request


def kept_in(database: MemoryDatabase, collection: str) -> str:
    """Everything in it but what waits to be told, which is forgotten where it is told."""
    documents = [
        {name: value for name, value in each.items() if name != "pending"}
        for each in database.collections[collection].values()
    ]
    return str(documents)


def test_everybody_who_keeps_such_data_is_told_last_and_without_any(
    registry: Registry, database: MemoryDatabase
) -> None:
    person = register(registry, contact=CONTACT)["id"]
    settle(registry, person)
    granted(registry, person, "erasure")
    *_, contact, told = database.collections["persons"][person]["pending"]
    assert (contact["data"]["mobile"], contact["data"]["email"]) == (None, None)
    assert told["type"] == "kanaf.registry.person.erased.v1"
    assert told["data"] == {
        "person_id": person,
        "categories": ["address_details", "contact", "disabilities", "latin_name"],
        "governorate": "JO-AM",
    }
    # Also when the record has nothing of it any more: others may have kept what was there.
    granted(registry, person, "erasure")
    assert database.collections["persons"][person]["pending"][-1]["type"] == told["type"]


@pytest.mark.parametrize(("born_hidden", "told"), [(False, "JO-AM"), (True, None)])
def test_of_whom_is_hidden_it_names_where_everybody_knew_them(
    registry: Registry, database: MemoryDatabase, born_hidden: bool, told: str | None
) -> None:
    her = register(registry)["id"]
    home = settle(registry, her)["id"]
    protect(registry, her, HELPER, centre="shelter-1", with_household=True)
    live(registry, "move", home, HELPER_OF_BOTH, address={**STREET, "governorate": "JO-KA"})
    if born_hidden:
        child = {"identity": {"kind": "none", "number": None}, "name": arabic(), "sex": "female"}
        born = {"relation": "child", "children": [child]}
        live(registry, "birth", home, HELPER_OF_BOTH, **born)
        her = home_of(registry, her, HELPER_OF_BOTH)["members"][0]["person_id"]
    asked = ask_for(registry, her, "erasure", HELPER_OF_BOTH)["id"]
    decide(registry, asked, replace(OF_THE_SHELTER, governorates=HELPER_OF_BOTH.governorates))
    event = database.collections["persons"][her]["pending"][-1]
    assert event["type"] == "kanaf.registry.person.erased.v1"
    assert event["data"]["governorate"] == told


def test_where_somebody_lives_alone_the_address_is_their_own(
    registry: Registry, database: MemoryDatabase
) -> None:
    person = register(registry)["id"]
    home = settle(registry, person, address=STREET)["id"]
    live(registry, "move", home, address={**STREET, "details": "شارع الزيتون ٢"})
    granted(registry, person, "erasure")
    assert "شارع" not in kept_in(database, "households")
    view = registry.household_queries.household(home, CLERK)
    assert (view["head_id"], view["address"]["governorate"]) == (person, "JO-AM")
    told = database.collections["households"][home]["pending"][-1]["data"]
    assert told["fields"] == ["address"]


def test_where_others_live_the_address_is_theirs_too(
    registry: Registry, database: MemoryDatabase
) -> None:
    person, child = register(registry)["id"], register(registry)["id"]
    home = settle(registry, person, child, address=STREET)["id"]
    erased(registry, person)
    assert registry.household_queries.household(home, CLERK)["address"]["details"]
    resettle(registry, home, leave=[child])
    erased(registry, person)
    assert "الكرمة" not in kept_in(database, "households")


def test_what_was_to_be_corrected_is_forgotten_and_not_what_was_said(
    registry: Registry, database: MemoryDatabase
) -> None:
    person = register(registry)["id"]
    arabic = register(registry)["name"]["arabic"]
    changes = {
        "contact": CONTACT,
        "name": {"arabic": arabic, "latin": LATIN},
        "address": STREET,
        "disabilities": [{"kind": "autism", "degree": None}],
        "sex": "male",
    }
    request = granted(registry, person, "correction", changes=changes)["id"]
    erased(registry, person)
    kept = kept_in(database, "privacy_requests")
    for secret in ("99999901", "a@example.jo", "Zamal", "Zhatib", "الكرمة", "autism"):
        assert secret not in kept
    with command_of(SUPERVISOR):
        view = registry.privacy.requests.one(request, SUPERVISOR)
    assert view["changes"]["sex"] == "male"
    assert view["text"]


def test_a_latin_correction_of_a_latin_name_is_forgotten_for_the_arabic_one(
    registry: Registry, database: MemoryDatabase
) -> None:
    person = register(registry)["id"]
    only = {"arabic": None, "latin": LATIN}
    registered = register(registry, name=only)["id"]
    for each in (person, registered):
        granted(registry, each, "correction", changes={"name": only})
    name = {"arabic": register(registry)["name"]["arabic"], "latin": None}
    for each in (person, registered):
        granted(registry, each, "correction", changes={"name": name})
        erased(registry, each)
    for collection in ("persons", "privacy_requests"):
        assert "Zamal" not in kept_in(database, collection)


def test_copies_that_were_made_before_are_gone(registry: Registry) -> None:
    person, other = register(registry)["id"], register(registry)["id"]
    settle(registry, person)
    before, others = copied(registry, person), copied(registry, other)
    request = erased(registry, person)
    with refused("data_copy_not_ready"):
        fetched(registry, before)
    for form in ("json", "document"):
        with refused("file_not_found"):
            registry.files.store.described(f"{before}-{form}")
    assert fetched(registry, others)
    after = copied(registry, person)
    work(registry, "privacy_request.forget", request)  # a second time
    assert fetched(registry, after)


def exported(registry: Registry, purpose: str, of: str = "persons") -> str:
    with command_of(SENDER):
        asked = AskExport(of, "csv", "en", purpose)
        export_id = str(registry.files.exports.ask(asked, SENDER)["id"])
    work(registry, "export.write", export_id)
    return export_id


def status(registry: Registry, export_id: str) -> str:
    with command_of(SENDER):
        return str(registry.files.exports.one(export_id, SENDER)["status"])


def test_files_that_may_hold_what_was_erased_are_gone_and_others_stay(
    registry: Registry,
) -> None:
    person = register(registry, contact=CONTACT)["id"]
    settle(registry, person)
    gone = exported(registry, "service_planning"), exported(registry, "data_quality", "households")
    stays = exported(registry, "statistics")
    erased(registry, person)
    assert [status(registry, each) for each in (*gone, stays)] == ["expired", "expired", "ready"]
    for each in gone:
        with refused("file_not_found"):
            registry.files.store.described(each)


class Meanwhile:
    """A run of background work in which something happens once."""

    def __init__(self, happens: Any) -> None:
        self.checkpoint: dict[str, Any] = {}
        self._happens = happens

    def reached(self, done: int, total: int | None = None, **checkpoint: Any) -> None:
        happens, self._happens = self._happens, None
        if happens is not None:
            happens()


@pytest.mark.parametrize("again", [1, 2])
def test_a_copy_that_is_being_written_begins_anew(registry: Registry, again: int) -> None:
    person = register(registry, contact=CONTACT)["id"]
    settle(registry, person)
    request = {"person_id": person, "language": "ar"}
    with command_of(CASEWORKER, request):
        copy_id = str(registry.privacy.copying.ask(reading.ask_copy(request), CASEWORKER)["id"])

    def meanwhile() -> None:
        for _ in range(again):
            erased(registry, person)

    with use(Context(Actor.system("registry.work"))):
        registry.work["data_copy.write"](copy_id, Meanwhile(meanwhile))
    found = json.loads(fetched(registry, copy_id))
    assert found["record"]["contact"]["mobile"] is None


def test_a_row_that_waits_and_is_refused_says_nothing_any_more(registry: Registry) -> None:
    number = national_number()
    person = register(registry, number=number)["id"]
    rows = [row(number=number, mobile="0799999901"), row(mobile="0799999902")]
    import_id = begin(registry, as_csv(rows))
    check(registry, import_id)
    with refused("file_not_found"):
        registry.files.store.described(import_id)  # what was sent is understood, and not kept
    erased(registry, person)
    with command_of(SENDER):
        refused_row, good = registry.files.imports.rows(import_id, SENDER, 0, 9, refused=False)
    assert (refused_row.request, refused_row.problems[0].code) == ({}, "national_number_taken")
    assert good.request["contact"]["mobile"] == "+962799999902"
