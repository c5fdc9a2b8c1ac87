"""What a store promises, run on memory and on MongoDB alike."""

from __future__ import annotations

import pytest

from chassis.context import Context
from chassis.documents.errors import ConcurrentChange
from chassis.documents.kind import Criteria, Kind
from chassis.errors import Conflict, Invalid, NotFound
from chassis.identifiers import new_id
from tests.support.register import FOLDERS, Relabelled
from tests.support.shelf import NOON, Shelf, a_folder

pytestmark = pytest.mark.usefixtures("context")


def test_what_was_added_is_read_back_with_its_version(shelf: Shelf) -> None:
    folder = a_folder("ملف ١", "blue")
    answer = shelf.store.add(folder)
    assert answer == {"id": folder.id, "version": 1, "label": "ملف ١", "tags": ["blue"]}
    assert shelf.store.view(folder.id) == answer
    assert shelf.store.load(folder.id).opened_at == NOON


def test_what_is_not_there_is_not_found(shelf: Shelf) -> None:
    with pytest.raises(NotFound, match="folder_not_found"):
        shelf.store.get(new_id())


def test_a_change_and_its_events_are_stored_together(shelf: Shelf, context: Context) -> None:
    folder = a_folder()
    shelf.store.add(folder)
    loaded = shelf.store.get(folder.id)
    loaded.relabel("new")
    loaded.relabel("newer")
    assert shelf.store.save(loaded)["version"] == 3
    events = shelf.pending(folder.id)
    assert [event["sequence"] for event in events] == ["1", "2", "3"]
    assert {event["subject"] for event in events} == {folder.id}
    assert {event["correlationid"] for event in events} == {context.correlation_id}
    assert {event["actor"] for event in events} == {"clerk-1"}
    assert len({event["id"] for event in events}) == 3


def test_without_an_event_nothing_changes(shelf: Shelf) -> None:
    folder = a_folder("kept")
    shelf.store.add(folder)
    assert shelf.store.save(shelf.store.get(folder.id))["version"] == 1
    assert len(shelf.pending(folder.id)) == 1


def test_of_two_writers_the_second_must_run_again(shelf: Shelf) -> None:
    folder = a_folder()
    shelf.store.add(folder)
    first, second = shelf.store.get(folder.id), shelf.store.get(folder.id)
    first.relabel("first")
    shelf.store.save(first)
    second.relabel("second")
    with pytest.raises(ConcurrentChange):
        shelf.store.save(second)
    assert shelf.store.view(folder.id)["label"] == "first"


def test_a_unique_key_is_given_once(shelf: Shelf) -> None:
    shelf.store.add(a_folder("one"))
    other = a_folder("two")
    shelf.store.add(other)
    with pytest.raises(Conflict, match="label_taken"):
        shelf.store.add(a_folder("one"))
    loaded = shelf.store.get(other.id)
    loaded.relabel("one")
    with pytest.raises(Conflict, match="label_taken"):
        shelf.store.save(loaded)


def test_many_may_have_no_unique_key_at_all(shelf: Shelf) -> None:
    for _ in range(3):
        shelf.store.add(a_folder(None))
    assert len(shelf.store.find(Criteria()).items) == 3


def test_a_freed_unique_key_may_be_taken(shelf: Shelf) -> None:
    folder = a_folder("wanted")
    shelf.store.add(folder)
    loaded = shelf.store.get(folder.id)
    loaded.relabel(None)
    shelf.store.save(loaded)
    assert shelf.store.add(a_folder("wanted"))["label"] == "wanted"


def test_a_list_comes_in_pages_newest_first_and_complete(shelf: Shelf) -> None:
    added = [shelf.store.add(a_folder(f"label {number}"))["id"] for number in range(7)]
    seen: list[str] = []
    after: str | None = None
    while True:
        page = shelf.store.find(Criteria(), after=after, limit=3)
        seen += [item["id"] for item in page.items]
        after = page.next
        if after is None:
            break
    assert sorted(seen) == sorted(added)
    assert len(seen) == 7


def test_a_made_up_cursor_is_refused(shelf: Shelf) -> None:
    for cursor in ("x", "e30", "W10", "WyIyMDI2IiwgMV0", "ك", "A" * 5000):
        with pytest.raises(Invalid):
            shelf.store.find(Criteria(), after=cursor)


def test_a_list_is_filtered_by_keys(shelf: Shelf) -> None:
    red = shelf.store.add(a_folder("red one", "red", "old"))["id"]
    blue = shelf.store.add(a_folder("blue one", "blue", "old"))["id"]

    def ids(criteria: Criteria) -> set[str]:
        return {item["id"] for item in shelf.store.find(criteria).items}

    assert ids(Criteria(equals={"tags": "red"})) == {red}
    assert ids(Criteria(all_of={"tags": ["old", "blue"]})) == {blue}
    assert ids(Criteria(any_of={"tags": ["red", "blue"]})) == {red, blue}
    assert ids(Criteria(prefix={"label": "red"})) == {red}
    assert ids(Criteria(prefix={"label": "r.d"})) == set()
    assert ids(Criteria(equals={"label": "red one"}, all_of={"tags": ["blue"]})) == set()
    no_red, no_blue = Criteria(equals={"tags": "red"}), Criteria(prefix={"label": "blue"})
    assert ids(Criteria(equals={"tags": "old"}, but_not=[no_red])) == {blue}
    assert ids(Criteria(equals={"tags": "old"}, but_not=[no_red, no_blue])) == set()


def test_an_event_that_breaks_its_contract_stores_nothing(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    from contracts.catalogue import InvalidData

    folder = a_folder("one")
    folder.events = [Relabelled("", "an empty id is not in the contract")]
    with pytest.raises(InvalidData):
        shelf.store.add(folder)
    assert shelf.store.find(Criteria()).items == []


def test_the_kind_is_what_services_declare() -> None:
    assert isinstance(FOLDERS, Kind)
    assert FOLDERS.present_keys(a_folder(None)) == {}


def test_a_label_is_found_by_and_stays_whatever_is_saved(shelf: Shelf) -> None:
    folder, other = a_folder(None, "blue"), a_folder(None, "blue")
    shelf.store.add(folder)
    shelf.store.add(other)
    shelf.store.label("shelves", {folder.id: ["a", "b"], new_id(): ["a"]})
    loaded = shelf.store.get(folder.id)
    loaded.relabel("new")
    assert shelf.store.save(loaded)["version"] == 2
    standing = Criteria(labelled={"shelves": "b"}, equals={"tags": "blue"})
    assert [each["id"] for each in shelf.store.find(standing).items] == [folder.id]
    assert shelf.store.labels("shelves", [folder.id, other.id]) == {folder.id: ["a", "b"]}
    shelf.store.label("shelves", {folder.id: [], other.id: ["b"]})
    assert [each["id"] for each in shelf.store.find(standing).items] == [other.id]
    assert shelf.store.labels("shelves", [folder.id, other.id]) == {other.id: ["b"]}
