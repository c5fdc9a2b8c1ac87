"""The population of the bench: the same for the same seed, shaped as the published figures are."""

from __future__ import annotations

import csv
from pathlib import Path

from bench.registry import population


def test_a_household_is_the_same_wherever_the_population_begins(tmp_path: Path) -> None:
    whole, rest = tmp_path / "whole.csv", tmp_path / "rest.csv"
    population.write(whole, 300)
    population.write(rest, 100, first_household=20)
    rows = list(csv.reader(whole.read_text("utf-8").splitlines()))
    begins = next(index for index, row in enumerate(rows) if row[0] == "h20")
    others = list(csv.reader(rest.read_text("utf-8").splitlines()))
    assert others[1:50] == rows[begins : begins + 49]


def test_households_have_the_published_size_one_head_and_numbers_of_their_own() -> None:
    households = [population.household(7, number) for number in range(3000)]
    persons = [person for each in households for person in each]
    assert abs(len(persons) / len(households) - population.PERSONS_OF_A_HOUSEHOLD) < 0.15
    assert all([row[1] for row in each].count("head") == 1 for each in households)
    assert len({person[3] for person in persons}) == len(persons)
    in_amman = sum(each[0][11] == "JO-AM" for each in households) / len(households)
    assert 0.25 < in_amman < 0.31
    assert max(map(len, households)) <= 15
