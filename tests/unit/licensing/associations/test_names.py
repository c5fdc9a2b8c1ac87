"""An association is given a name that no other has, also where two want one at the same moment."""

from __future__ import annotations

from dataclasses import replace

import pytest

from chassis.context import Context, use
from chassis.documents.errors import ConcurrentChange
from chassis.documents.memory import MemoryDatabase
from services.licensing.adapters.numbers import COLLECTION
from services.licensing.app.associations.register import AssociationRegister
from services.licensing.domain.associations.refusals import NameTaken
from tests.support.associations import (
    ADMINISTRATOR,
    SUPERVISOR,
    a_registration,
    licensing,
    society,
)
from tests.support.calling import Caller

ASSOCIATION = "0197f3a2-5c1e-5b7a-9c55-2f6d1f0a8e32"
NAME, ALIKE, OTHER = "جمعية الأمل", "جمعيّة الامل", "جمعية الوفاء"


class GivenMeanwhile:
    """Names, one of which is being given at this moment: it is still free to look at."""

    def __init__(self) -> None:
        self.held: list[str] = []

    def hold(self, name_ar: str) -> None:
        self.held.append(name_ar)
        raise ConcurrentChange(name_ar)

    def taken(self, name_ar: str, but: str) -> bool:
        return False


def rename(
    call: Caller, register: AssociationRegister, association_id: str, name: str = NAME
) -> None:
    with use(Context(SUPERVISOR)), licensing(call).associations.supervision.together():
        register.rename(association_id, name, None, None)


def test_a_name_that_is_being_given_to_another_is_waited_for(call: Caller) -> None:
    made, names = society(call), GivenMeanwhile()
    register = replace(licensing(call).associations.register, names=names)
    with pytest.raises(ConcurrentChange):
        rename(call, register, made)
    kept = call(ADMINISTRATOR, "get_association", {"association_id": made})
    assert (names.held, kept["renamings"]) == ([NAME], [])


def test_names_that_are_spelled_alike_are_held_as_one_and_not_where_it_is_only_tried(
    call: Caller, database: MemoryDatabase
) -> None:
    one, other = society(call, 1), society(call, 2)
    area = licensing(call).associations
    rename(call, area.tried, one)
    assert COLLECTION not in database.collections
    rename(call, area.register, one)
    rename(call, area.register, one, ALIKE)
    (held,) = database.collections[COLLECTION].values()
    assert held["last"] == 1, "it is called so already"
    with pytest.raises(NameTaken):
        rename(call, area.register, other)
    rename(call, area.register, other, OTHER)
    assert len(database.collections[COLLECTION]) == 2


def test_what_is_brought_in_may_be_called_like_another_and_keeps_its_name(call: Caller) -> None:
    one, other = (society(call, each, name={"ar": NAME}) for each in (1, 2))
    area = licensing(call).associations
    with use(Context(SUPERVISOR)), area.supervision.together():
        area.register.rename(one, ALIKE, "Hope", None)
    with pytest.raises(NameTaken):
        rename(call, area.register, society(call, 3))
    names = [
        call(ADMINISTRATOR, "get_association", {"association_id": each})["name"]
        for each in (one, other)
    ]
    assert names == [{"ar": ALIKE, "en": "Hope"}, {"ar": NAME, "en": None}]


def test_a_name_under_which_another_is_being_registered_is_waited_for(call: Caller) -> None:
    names = GivenMeanwhile()
    register = replace(licensing(call).associations.register, names=names)
    registration = a_registration(name_ar=NAME)
    with pytest.raises(ConcurrentChange), use(Context(SUPERVISOR)):
        register.register(ASSOCIATION, registration, "clerk-1")
    assert names.held == [NAME]
