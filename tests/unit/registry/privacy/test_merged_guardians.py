"""A guardian whose two records were merged stays one, in whatever was recorded of them before."""

from __future__ import annotations

from typing import Any

import pytest

from chassis.context import Context, use
from chassis.documents.errors import AlreadyDone
from chassis.documents.memory import MemoryDatabase
from services.registry.adapters.files.pseudonyms import by_identifier
from services.registry.app.application import Registry
from services.registry.app.privacy.consenting import FindConsents
from services.registry.app.privacy.purposes import Extent
from services.registry.domain.duplicates.duplicate import pair_id
from services.registry.entrypoints.reading import persons as reading
from tests.support.exports import records_of
from tests.support.privacy import SUPERVISOR, ask_for, consent, decide, lift
from tests.support.registry import CLERK, CORRECTED, HELPER, command_of, protect, register
from tests.support.reviewing import a_pair, follow, merge
from tests.unit.registry.privacy.test_wards_versions import child, parent

CARD = {"kind": "unhcr", "number": "245-14C01234"}
IDENTITY = Extent(frozenset({"identity"}), frozenset())


def merged(registry: Registry) -> tuple[str, str]:
    """A ward of the record that ends, and the record that stays."""
    one, two = a_pair(registry, identity=CARD)
    ward = child(registry, two["id"])
    consent(registry, ward, guardian_id=two["id"])
    merge(registry, pair_id(one["id"], two["id"]), one["id"])
    follow(registry, two["id"], one["id"])
    return ward, one["id"]


def test_a_consent_still_tells_who_gave_and_recorded_it(registry: Registry) -> None:
    ward, _ = merged(registry)
    with use(Context(SUPERVISOR)):
        (told,) = registry.privacy.consenting.find(FindConsents(ward), SUPERVISOR)["items"]
    assert None not in (told["guardian_id"], told["recorded_by"], told["centre"])


def test_a_file_has_their_number_until_they_are_hidden(
    registry: Registry, database: MemoryDatabase
) -> None:
    ward, guardian = merged(registry)

    def number() -> Any:
        told = records_of(database)._told(None, IDENTITY, by_identifier)
        return next(each.guardian_number for each in told if each.person.id == ward)

    assert number() is not None
    protect(registry, guardian, HELPER)
    assert number() is None


def test_an_answer_that_was_kept_before_tells_of_nobody_who_is_hidden(
    registry: Registry, database: MemoryDatabase
) -> None:
    mother, father = register(registry)["id"], register(registry, sex="male")["id"]
    ward = child(registry, mother)
    protect(registry, mother, HELPER)
    request = {"person_id": ward, "guardian": parent(father), "reason": CORRECTED}

    def named() -> Any:
        with command_of(CLERK, request, key="once"):
            return registry.persons.amend(reading.amend_person(request), CLERK)

    first = named()
    assert first["guardian"]["person_id"] == father
    _forget("told_in_part", vars(database))
    with pytest.raises(AlreadyDone) as again:
        named()
    assert again.value.answer["guardian"] == first["guardian"]
    assert "further_guardians" not in again.value.answer


def _forget(name: str, kept: Any) -> None:
    """As what was stored before there was this."""
    if isinstance(kept, dict):
        kept.pop(name, None)
        kept = kept.values()
    if not isinstance(kept, str | bytes) and hasattr(kept, "__iter__"):
        for each in kept:
            _forget(name, each)


def test_what_is_left_of_who_was_erased_stays_unused_when_an_earlier_restriction_is_lifted(
    registry: Registry,
) -> None:
    person = register(registry)["id"]
    earlier = ask_for(registry, person, "restriction")["id"]
    decide(registry, earlier)
    decide(registry, ask_for(registry, person, "erasure")["id"])
    lift(registry, earlier, SUPERVISOR)
    assert registry.persons._persons.load(person).restriction is not None
