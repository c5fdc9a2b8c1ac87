"""What is tried is refused as it would be, and kept nowhere; on memory and on MongoDB alike."""

from __future__ import annotations

import pytest

from chassis.documents.kind import Criteria
from chassis.documents.trying import Tried
from chassis.errors import Conflict, NotFound
from tests.support.register import FOLDERS
from tests.support.shelf import Shelf, a_folder

pytestmark = pytest.mark.usefixtures("context")


def test_what_was_tried_is_forgotten(shelf: Shelf) -> None:
    tried, folder, other = Tried(shelf.store, FOLDERS), a_folder("before"), a_folder("new")
    shelf.store.add(folder)
    found = tried.get_companion(folder.id)
    found.relabel("after")
    assert tried.save(found)["label"] == "after"
    assert tried.add(other)["label"] == "new"
    assert tried.load(folder.id).label == "before"
    assert len(shelf.pending(folder.id)) == 1
    assert shelf.store.count(Criteria()) == 1


def test_what_is_taken_is_refused_and_what_one_has_oneself_is_not(shelf: Shelf) -> None:
    tried, folder, other = Tried(shelf.store, FOLDERS), a_folder("taken"), a_folder()
    for each in (folder, other):
        shelf.store.add(each)
    with pytest.raises(Conflict, match="label_taken"):
        tried.add(a_folder("taken"))
    found = tried.get_companion(other.id)
    found.relabel("taken")
    with pytest.raises(Conflict, match="label_taken"):
        tried.save(found)
    assert tried.save(tried.get_companion(folder.id))["label"] == "taken"


def test_nobody_is_told_of_what_they_may_not_know(shelf: Shelf) -> None:
    tried, folder = Tried(shelf.store, FOLDERS), a_folder()
    with pytest.raises(NotFound, match="folder_not_found"):
        tried.get(folder.id)
    shelf.store.add(folder)

    def nobody(_: object) -> None:
        raise PermissionError

    with pytest.raises(PermissionError):
        tried.get(folder.id, nobody)
