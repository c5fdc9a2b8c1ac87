"""The persons of the load are valid, and nobody's double."""

from __future__ import annotations

import json

from bench.people import person
from contracts.rpc.registry.persons import RegisterPerson


def test_the_persons_of_a_run_can_be_registered_and_are_strangers() -> None:
    persons = [json.loads(person(3, number)) for number in range(500)]

    assert not RegisterPerson().validate(persons[0])
    assert len({each["identity"]["number"] for each in persons}) == len(persons)
    known_by = {(*each["name"]["arabic"].values(), each["birth_date"]) for each in persons}
    assert len(known_by) == len(persons)


def test_a_number_is_the_same_person_for_both_sides() -> None:
    assert person(3, 7) == person(3, 7) != person(4, 7)
