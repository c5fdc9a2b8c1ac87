"""The reckoning after a fault: what was answered against stored, published, consumed, messaged."""

from __future__ import annotations

from collections import Counter

import requests

from tests.faults.load import Load, Promise, post
from tests.faults.system import System, eventually


def reckon(system: System, load: Load) -> None:
    """Lost = 0 and done twice = 0, all along the way, for every promise of the load."""
    system.ready()
    kept = load.kept
    assert kept, "nothing was registered: the fault test proved nothing"
    eventually(system.outbox_is_empty, "every pending event is published", 60)
    ids = _stored_once(system, load)
    _published_once_and_in_order(system, ids)
    _messaged_once(system, ids, load)
    _repeated_commands_answer_the_same(system, kept[:: max(1, len(kept) // 25)])


def _stored_once(system: System, load: Load) -> dict[str, str]:
    """National number → person id of all that is stored; exact for what was answered."""
    persons = system.mongo["kanaf_registry"]["persons"]
    asked = {promise.national_number: promise for promise in load.promises}
    found = list(
        persons.find({"keys.national_number": {"$in": list(asked)}}, {"keys.national_number": 1})
    )
    stored = Counter(each["keys"]["national_number"] for each in found)
    assert not [number for number, times in stored.items() if times > 1], "stored twice"
    ids = {each["keys"]["national_number"]: each["_id"] for each in found}
    for promise in load.kept:
        assert promise.answer is not None
        assert ids.get(promise.national_number) == promise.answer["id"], "answered 2xx, but lost"
    return ids


def _published_once_and_in_order(system: System, ids: dict[str, str]) -> None:
    database = system.mongo["kanaf_registry"]
    versions = {
        each["_id"]: each["version"]
        for each in database["persons"].find({"_id": {"$in": list(ids.values())}}, {"version": 1})
    }
    journal: dict[str, list[int]] = {}
    for entry in database["journal"].find({"event.subject": {"$in": list(versions)}}):
        event = entry["event"]
        journal.setdefault(event["subject"], []).append(int(event["sequence"]))
    for person_id, version in versions.items():
        assert sorted(journal.get(person_id, [])) == list(range(1, version + 1)), person_id


def _messaged_once(system: System, ids: dict[str, str], load: Load) -> None:
    expected = {promise.mobile for promise in load.promises if promise.national_number in ids}
    asked = {promise.mobile for promise in load.promises}

    def received() -> Counter[str]:
        return Counter(
            each["to"]
            for each in system.received()
            if each["channel"] == "sms" and each["to"] in asked
        )

    eventually(
        lambda: expected <= set(received()),
        "everybody who was registered has a message",
        120,
    )
    got = received()
    assert set(got) == expected, "a message for somebody who is not registered"
    assert not {mobile: times for mobile, times in got.items() if times != 1}, "messaged twice"
    kept = system.mongo["kanaf_notifications"]["messages"]
    parties = [f"registry.person/{each}" for each in ids.values()]
    consumed = Counter(
        (each["party"], each["channel"])
        for each in kept.find({"party": {"$in": parties}}, {"party": 1, "channel": 1})
    )
    assert {party for party, _ in consumed} == set(parties), "an event was not consumed"
    assert set(consumed.values()) == {1}, "an event was consumed twice"


def _repeated_commands_answer_the_same(system: System, promises: list[Promise]) -> None:
    with requests.Session() as session:
        for promise in promises:
            status, answer = post(session, f"{system.gateway}/v1/persons", promise)
            assert (status, answer) == (201, promise.answer)
