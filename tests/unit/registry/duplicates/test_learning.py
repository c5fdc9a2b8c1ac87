"""Weights are learned without labels, hold from their day, and are named by what they scored."""

from __future__ import annotations

import itertools
from datetime import date
from pathlib import Path

import numpy as np
import pytest
import yaml
from click.testing import CliRunner

from bench.matching import families, held_out
from chassis.rules import DatedRules
from operations.commands.match import match
from services.registry.adapters.duplicates import expectation, learned, weights
from services.registry.adapters.duplicates.candidates import WeightedScorer
from services.registry.adapters.duplicates.expectation import Block
from services.registry.domain.duplicates.model import Model
from services.registry.domain.duplicates.persons import FIELDS

RANDOM = [np.array([0.05, 0.95]), np.array([0.1, 0.9]), np.array([0.001, 0.999])]


def a_block(pairs: list[tuple[tuple[int, int, int], int]]) -> Block:
    levels = np.array([each for each, _ in pairs], dtype=np.int64)
    return Block(levels, np.array([float(n) for _, n in pairs]), (True, True, True))


def test_what_is_one_person_is_told_from_strangers() -> None:
    mixed = a_block(
        [((0, 0, 0), 170), ((0, 1, 0), 15), ((1, 0, 0), 15), ((1, 1, 1), 855), ((1, 0, 1), 95),
         ((0, 1, 1), 45), ((0, 0, 1), 5)]
    )  # fmt: skip
    one, _ = expectation.learn([mixed], RANDOM)
    assert [round(float(each[0]), 1) for each in one] == [0.9, 0.9, 1.0]


def test_many_sisters_are_not_learned_for_one_woman() -> None:
    """They share all but what is their own; few of them have come twice."""
    family = a_block([((0, 0, 0), 100), ((0, 0, 1), 3), ((0, 1, 1), 900), ((1, 1, 1), 200)])
    shared = [np.array([0.05, 0.95]), np.array([0.02, 0.98]), np.array([0.001, 0.999])]
    one, related = expectation.learn([family], shared)
    assert float(one[1][0]) > 0.8
    assert float(one[2][0]) > 0.8
    assert related is not None
    assert float(related[1][0]) < 0.3


def test_who_moved_house_is_one_person_and_no_relative() -> None:
    """They keep their birthday, which is what relatives do not share."""
    moved = a_block([((0, 0, 0), 200), ((0, 1, 0), 200), ((1, 1, 1), 2_000), ((1, 0, 1), 100)])
    one, related = expectation.learn([moved], RANDOM, dates=(2,))
    assert float(one[2][0]) > 0.9
    assert 0.4 < float(one[1][1]) < 0.6
    assert related is None or float(related[2][0]) < 0.1


@pytest.mark.parametrize(("pairs", "sort"), [(20, False), (900, True)])
def test_a_few_odd_pairs_are_no_relatives(pairs: int, sort: bool) -> None:
    """Three names of four in common and another birthday: where there are hardly any."""
    levels = {
        (0, 0, 0, 0, 0): 900, (0, 0, 0, 0, 1): 30, (0, 0, 0, 1, 1): pairs, (1, 1, 1, 1, 1): 4_600,
        (1, 1, 0, 1, 1): 200, (0, 1, 1, 1, 1): 200,
    }  # fmt: skip
    counts = np.array([float(each) for each in levels.values()])
    met = Block(np.array(list(levels)), counts, (True,) * 5)
    random = [*(np.array([0.04, 0.96]) for _ in range(4)), np.array([0.002, 0.998])]
    _, related = expectation.learn([met], random, dates=(4,))
    assert (related is not None) == sort


def test_no_likeness_is_worth_more_than_a_greater_one() -> None:
    m, u = np.array([0.6, 0.34, 0.06]), np.array([0.07, 0.02, 0.91])
    (sober,), (random,) = learned.sober([m], [u], [False])
    same, close, other = np.log2(sober / random)
    assert same == pytest.approx(close)
    assert close > other


def test_a_number_nearly_the_same_is_worth_a_part_of_the_same() -> None:
    """No sample of random pairs has one, and yet the number of a sister is next to hers."""
    m, u = np.array([0.9, 0.09, 0.01]), np.array([3e-5, 1e-6, 1 - 3.1e-5])
    (sober,), (random,) = learned.sober([m], [u], [True])
    same, close, _ = np.log2(sober / random)
    assert close < 0.4 * same


def written(path: Path, persons: int) -> Path:
    names = [each.name for each in FIELDS]
    lines = [",".join(names)]
    lines += [
        ",".join(str(row.values[each] or "") for each in names)
        for row in families.rows(persons, seed=5)
    ]
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return path


def test_a_version_is_learned_from_a_file_and_holds_from_its_day(tmp_path: Path) -> None:
    rules = tmp_path / "matching.yaml"
    rules.write_text(weights.PATH.read_text("utf-8"), "utf-8")
    file = written(tmp_path / "persons.csv", 900)
    asked = ["learn", str(file), "--effective-from", "2027-03-01", "--write", str(rules)]
    answer = CliRunner().invoke(match, asked)
    assert answer.exit_code == 0, answer.output
    law = weights.load(rules)
    before, after = law.on(date(2027, 2, 28)), law.on(date(2027, 3, 1))
    assert (before.version, after.version) == ("2026-01-01", "2027-03-01")
    # What yesterday's weights have scored names them, and they are there to explain it.
    assert weights.version(law, "2026-01-01") == before
    entry = yaml.safe_load(rules.read_text("utf-8"))[-1]["rules"]["first"]
    assert "seed 1" in entry["source"]
    assert entry["assumption"] is True
    assert all(each.of("same") > 0 > each.of("different") for each in after.fields.values())
    again = CliRunner().invoke(match, asked)
    assert again.exit_code != 0
    assert len(weights.load(rules).versions) == 2


def test_each_version_scores_by_its_own_weights() -> None:
    (_, model), *_ = weights.load().versions
    doubtful = Model("2030-01-01", 1e-9, model.review_at, model.suggest_at, model.fields)
    law: DatedRules[Model] = DatedRules(((date(2026, 1, 1), model), (date(2030, 1, 1), doubtful)))
    record = next(held_out.rows(1, seed=1)).values
    scores = {
        version: WeightedScorer(weights.version(law, version))(record)(record).weight
        for version in (model.version, "2030-01-01")
    }
    assert scores[model.version] > scores["2030-01-01"]
    with pytest.raises(LookupError):
        weights.version(law, "1999-01-01")


def test_weights_find_people_they_were_not_learned_from() -> None:
    """Other names and spellings: nothing that is one is held for sure to be two."""
    scorer = WeightedScorer(weights.load().on(date(2026, 11, 22)))
    made = list(held_out.rows(300, seed=9))
    twice = [
        (one.values, two.values)
        for one, two in itertools.pairwise(made)
        if one.person == two.person
    ]
    scored = [scorer(one)(two).probability for one, two in twice]
    assert sum(each >= scorer.model.review_at for each in scored) / len(scored) > 0.9
    strangers = [
        scorer(one.values)(two.values).probability
        for one, two in itertools.pairwise(made)
        if one.person != two.person
    ]
    assert sum(each >= scorer.model.suggest_at for each in strangers) == 0


@pytest.mark.parametrize(
    ("files", "told"),
    [
        ([""], "0 pairs of 0 records"),
        (["name,born\n"], "0 pairs of 0 records"),
        (["name,born\nمحمد,1980-02-03\n"], "0 pairs of 1 records"),
        (["name,born\nمحمد,1980-02-03\nليلى,1999-12-30\n"], "0 pairs of 2 records"),
        (["name,born\nهند,1990-01-02\nهند,1990-01-02\n", "name,born\n"], "0 pairs of 2 records"),
    ],
)
def test_files_in_which_no_two_meet_have_no_pairs(
    tmp_path: Path, files: list[str], told: str
) -> None:
    paths = [tmp_path / f"{number}.csv" for number, _ in enumerate(files)]
    for path, text in zip(paths, files, strict=True):
        path.write_text(text, "utf-8")
    out = tmp_path / "pairs.csv"
    fields = ["--field", "name=name", "--field", "born=date"]
    done = CliRunner().invoke(match, ["run", *map(str, paths), str(out), *fields])
    assert (done.exit_code, told in done.output) == (0, True), done.output
    assert out.read_text("utf-8").splitlines() == ["left,right,probability,weight"]
