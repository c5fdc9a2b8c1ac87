"""What is put before a reviewer, and with which advice: by the weights that come with Kanaf."""

from __future__ import annotations

import itertools
from typing import Any

import pytest

from services.registry.adapters.duplicates import weights
from services.registry.adapters.duplicates.candidates import WeightedScorer
from services.registry.domain.duplicates.advice import advice, probable
from services.registry.domain.duplicates.model import Score
from services.registry.domain.duplicates.persons import blocks, record
from services.registry.domain.persons.facts import BirthDate, Name, NameParts
from services.registry.domain.persons.identity import Identity

SCORER = WeightedScorer(weights.load().versions[-1][1])
FAMILY = ("نمر", "صخر", "الأتاسي")


def name(first: str, latin: str | None = None, arabic: bool = True) -> Name:
    """Of one family; in Latin letters too, or alone."""
    spelled = None if latin is None else NameParts(latin, "Nimer", "Sakhr", "Al-Atassi")
    return Name(NameParts(first, *FAMILY) if arabic else None, spelled)


def one(
    first: str | Name, born: str, *documents: Identity, sex: str = "female", **other: Any
) -> Any:
    of = name(first) if isinstance(first, str) else first
    return record(of, BirthDate(born), sex, documents, "JO-AM", **other)


def scored(left: Any, right: Any) -> Score:
    return SCORER(left)(right)


def advised(left: Any, right: Any) -> str:
    """`merge`, `review`, or nothing where no reviewer is asked."""
    score = scored(left, right)
    return advice(score, SCORER.model) if probable(score, SCORER.model) else "nothing"


def level(left: Any, right: Any, field: str) -> str | None:
    return scored(left, right).levels[field]


@pytest.mark.parametrize(
    "names",
    [("هند", "ليلى"), ("حسن", "حسين"), ("محمد", "محمود"), ("سامر", "سمير"), ("نور", "نورا")],
)
def test_twins_are_not_advised_to_be_merged(names: tuple[str, str]) -> None:
    left, right = (one(each, "2010-09-09") for each in names)
    assert advised(left, right) != "merge"
    numbered = (
        one(each, "2010-09-09", Identity("unhcr", f"827-13C0123{at}"))
        for at, each in enumerate(names)
    )
    assert advised(*numbered) != "merge"


SERVANTS = [
    ("عبد الرحمن", "Abdulrahman", "عبد الرحيم", "Abd al-Rahim"),
    ("عبد الكريم", "Abdel Karim", "عبد الرحيم", "Abdulrahim"),
    ("عبد الكريم", "Abdulkarim", "عبد الحكيم", "Abdulhakim"),
    ("عبد الحميد", "Abdul Hameed", "عبد المجيد", "Abdulmajeed"),
    ("عبد القادر", "Abdelqader", "عبد القاهر", "Abdelqaher"),
    ("عبد الوهاب", "Abdulwahab", "عبد التواب", "Abdultawab"),
    ("أبو زيد", "Abu Zaid", "أبو زهير", "Abu Zuhair"),
]


@pytest.mark.parametrize("names", SERVANTS)
def test_what_stands_before_many_names_makes_no_two_of_them_alike(names: tuple[str, ...]) -> None:
    arabic, latin, other_arabic, other_latin = names
    ways = [name(arabic), name("", latin, arabic=False), name(arabic, latin)]
    others = [name(other_arabic), name("", other_latin, arabic=False)]
    numbers = [Identity("national_number", each) for each in ("2003001231", "2003077652")]
    for way, other in itertools.product(ways, others):
        twins = (one(way, "2010-09-09"), one(other, "2010-09-09"))
        assert level(*twins, "first") in ("similar", "different")
        assert advised(*twins) != "merge"
        of_two = (one(way, "2010-09-09", numbers[0]), one(other, "2010-09-09", numbers[1]))
        assert advised(*of_two) != "merge"


@pytest.mark.parametrize(
    ("one_way", "other_way"),
    [("عبد الرحمن", "عبدالرحمن"), ("عبد الرازق", "عبد الرازءق"), ("عبد القادر", "عبد القادرر")],
)
def test_one_servant_of_god_in_two_spellings_is_one(one_way: str, other_way: str) -> None:
    assert advised(one(one_way, "2010-09-09"), one(other_way, "2010-09-09")) == "merge"


def test_twins_whom_name_and_number_tell_apart_are_no_pair() -> None:
    numbers = (Identity("national_number", each) for each in ("2003001231", "2003077652"))
    assert advised(*map(one, ("هند", "ليلى"), ("2010-09-09",) * 2, numbers)) == "nothing"


def test_a_name_that_was_mistyped_is_one_name() -> None:
    for slip in ("سنا", "سنااء"):
        assert level(one("سناء", "1990"), one(slip, "1990"), "first") == "close"
        assert advised(one("سناء", "1990-02-03"), one(slip, "1990-02-03")) == "merge"


def test_the_number_of_another_with_another_name_is_looked_at_by_a_person() -> None:
    shared = Identity("personal_number", "9876500011")
    man, woman = one("ثامر", "1980-01-05", shared, sex="male"), one("رهف", "1955-07-08", shared)
    assert advised(man, woman) == "review"


def test_documents_of_two_kinds_say_nothing_of_each_other() -> None:
    national, card = Identity("national_number", "9852012345"), Identity("service_card", "SC-55")
    left, right = one("رهف", "1985-03-17", national), one("رهف", "1985-03-17", card)
    assert level(left, right, "document") is None
    assert advised(left, right) == "merge"
    both = one("رهف", "1985-03-17", Identity("unhcr", "JOR-1"), card)
    assert level(both, right, "document") == "same"
    assert level(
        left, one("رهف", "1985", Identity("national_number", "9852999999")), "document"
    ) == ("different")


def test_a_number_one_digit_apart_is_worth_less_than_the_same() -> None:
    document = SCORER.model.fields["document"]
    assert document.of("close") < document.of("same") / 2


@pytest.mark.parametrize(("born", "again"), [("1990", "1991"), ("1990-03-12", "1991")])
def test_a_year_that_is_told_may_be_off_by_one(born: str, again: str) -> None:
    assert level(one("رهف", born), one("رهف", again), "birth_date") == "near_year"
    assert advised(one("رهف", born), one("رهف", again)) == "review"


def test_the_first_of_january_is_a_year() -> None:
    day, january = one("نهى", "1958-07-19"), one("نهى", "1958-01-01")
    assert level(day, january, "birth_date") == "same_as_known"
    assert level(january, january, "birth_date") == "same_january"
    assert level(january, one("نهى", "1959-01-01"), "birth_date") == "near_year"
    assert advised(day, january) != "nothing"


def test_a_record_in_both_scripts_is_known_by_either() -> None:
    both = one(name("منذر", "Munther"), "1977")
    latin = one(name("", "Munther", arabic=False), "1977")
    assert level(both, latin, "first") == "same"
    assert advised(both, latin) == "merge"


def test_twins_in_two_scripts_are_told_apart_by_the_one_they_share() -> None:
    left = one(name("حسن", "Hasan"), "2001-05-06")
    for right in (name("حسين", "Hussein"), name("", "Hussein", arabic=False)):
        assert level(left, one(right, "2001-05-06"), "first") == "same_root"


def test_the_family_may_stand_first() -> None:
    right = Name(NameParts("الأتاسي", "صخر", "نمر", "رهف"), None)
    assert set(blocks(name("رهف"), BirthDate("1969-07-19"), "female")) & set(
        blocks(right, BirthDate("1969"), "female")
    )
    assert advised(one("رهف", "1969-07-19"), one(right, "1969")) == "review"


def test_a_shared_phone_is_told_and_not_counted() -> None:
    left, right = (one("رهف", "1985", mobile=each) for each in ("+962790000001",) * 2)
    told = [each for each in scored(left, right).evidence if each.field == "mobile"]
    assert [(each.level, each.weight) for each in told] == [("same", 0.0)]
    assert scored(left, right).weight == scored(one("رهف", "1985"), right).weight


def test_weights_fall_from_likeness_to_likeness() -> None:
    for model in (each for _, each in weights.load().versions):
        for each in weights.COMPARISONS:
            told = [model.fields[each.field].of(level) for level in each.weighed]
            # Written with six digits: levels that were pooled may differ in the last of them.
            assert all(later - sooner < 0.01 for sooner, later in itertools.pairwise(told))
