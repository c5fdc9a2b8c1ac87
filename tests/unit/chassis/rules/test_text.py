"""A file of rules is read as its writer sees it, or not at all."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from chassis import rules
from chassis.rules.shapes import Number, Text, Whole, entry

EXPECTED = {"term": entry(years=Whole(most=100), share=Number(0, 1, required=False))}
BASIS = "source: here, assumption: true"
GOOD = f"- effective_from: 2024-01-01\n  rules:\n    term: {{years: 1, {BASIS}}}\n"


def years(tmp_path: Path, content: str | bytes) -> int:
    path = tmp_path / "terms.yaml"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    read = rules.read(path, lambda entries: int(entries["term"]["years"]), EXPECTED)
    return read.versions[-1][1]


def changed(**parts: str) -> str:
    """The good file with `years` or other parts written otherwise."""
    said = ", ".join(f"{name}: {value}" for name, value in ({"years": "1"} | parts).items())
    return GOOD.replace("years: 1", said)


def test_a_file_as_it_should_be(tmp_path: Path) -> None:
    assert years(tmp_path, GOOD) == 1
    assert years(tmp_path, "\ufeff" + GOOD) == 1
    assert years(tmp_path, GOOD.replace("\n", "\r\n")) == 1


def test_what_is_referred_to_counts_where_it_is_referred_to(tmp_path: Path) -> None:
    assert years(tmp_path, changed(years="&a 7") + "\n") == 7


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        ("", "the file is empty"),
        ("# nothing but a comment\n", "the file is empty"),
        ("rules: {}\n", "versions must be there"),
        ("[]", "versions must be there"),
        ("- 2024\n", "version 1, line 1: a version is effective_from and rules"),
        (GOOD + "  note: x\n", "a version is effective_from and rules"),
        (GOOD.replace("2024-01-01", "'2024-01-01'"), "must be a date like 2026-01-31"),
        (GOOD.replace("2024-01-01", "2024-01-01 10:00:00"), "must be a date"),
        (GOOD.replace("2024-01-01", "2024-02-30"), "line 1.*2024-02-30 is nothing there is"),
        (GOOD.replace("2024-01-01", "٢٠٢٤-٠١-٠١"), "must be a date"),
        (GOOD + GOOD, "2024-01-01 follows 2024-01-01"),
        (GOOD + GOOD.replace("2024", "2023"), "version 2, line 4: 2023-01-01 follows"),
        ("- effective_from: 2024-01-01\n  rules:\n", "entries with names"),
        (GOOD.replace("    term", "\tterm"), "line 3: holds a tab"),
        (GOOD.encode("utf-16"), "UTF-8"),
        (GOOD.replace("here", "القانون").encode("cp1256"), "line 3: is not written in UTF-8"),
        (GOOD.replace("here", "a\x00b"), "no text has"),
        (changed(years="1, years: 2"), "line 3, term / years: years stands twice"),
        (GOOD + f"    term: {{years: 2, {BASIS}}}\n", "line 4, term: term stands twice.*line 3"),
        (changed(years="٥"), "must be a whole number from 1 to 100, not '٥'"),
        (changed(years="010"), "010 is no plain whole number"),
        (changed(years="1:30"), "1:30 is no plain whole number"),
        (changed(years="0x10"), "0x10 is no plain whole number"),
        (changed(years="9" * 5000), "is no plain whole number"),
        (changed(years="1.0"), "must be a whole number"),
        (changed(years="yes"), "not true"),
        (changed(years="~"), "term / years: is empty"),
        (changed(years="-1"), "from 1 to 100, not -1"),
        (changed(share=".nan"), r"term / share: \.nan is no number to reckon with"),
        (changed(share="-.inf"), "no number to reckon with"),
        (changed(share="1.1"), "from 0 to 1, not 1.1"),
        (changed(yeers="2"), "term / yeers: is nothing that is read here"),
        (changed(yes="2"), "yes is no name: put it in quotes"),
        (changed(years="!!python/name:os.system 1"), "nothing that rules are written in"),
        (changed(years="[1"), "is not written as YAML wants it"),
        (GOOD.replace("term: ", "<<: "), "<< is no name"),
        (GOOD.replace("source: here, ", ""), "must name its source"),
        (GOOD.replace("source: here", "source: ' '"), "term / source: must be a text"),
        (GOOD.replace("assumption: true", "assumption: maybe"), "must be true or false"),
        ("- &a [*a]\n", "references without end|effective_from"),
    ],
)  # fmt: skip
def test_what_could_be_taken_wrong_is_refused(
    tmp_path: Path, content: str | bytes, complaint: str
) -> None:
    with pytest.raises(rules.RulesRefused, match=f"(?s)rules in terms.yaml.*({complaint})"):
        years(tmp_path, content)


BOMB = "- effective_from: 2024-01-01\n  rules:\n    a0: &a0 [x, x]\n" + "".join(
    f"    a{n}: &a{n} [*a{n - 1}, *a{n - 1}, *a{n - 1}]\n" for n in range(1, 30)
)


@pytest.mark.parametrize(
    "content",
    ["[" * 400_000, "{a: " * 200_000, "- " * 400_000, "? " * 400_000, BOMB, "x" * 2_000_000,
     "- &a " * 200_000, "{" + "a," * 100_000],
    ids=["brackets", "braces", "dashes", "questions", "bomb", "huge", "anchors", "wide"],
)  # fmt: skip
def test_what_would_take_for_ever_is_refused_at_once(tmp_path: Path, content: str) -> None:
    began = time.monotonic()
    with pytest.raises(rules.RulesRefused):
        years(tmp_path, content)
    assert time.monotonic() - began < 10


def test_what_is_no_file(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.yaml")
    for name, complaint in (("", "no file"), ("pipe.yaml", "no file"), ("nowhere.yaml", "read")):
        with pytest.raises(rules.RulesRefused, match=complaint):
            rules.read(tmp_path / name, dict)


def test_the_entry_is_named_without_being_read_from_the_sentence(tmp_path: Path) -> None:
    with pytest.raises(rules.RulesRefused) as refused:
        years(tmp_path, changed(years="0"))
    place = refused.value.place
    assert (place.file, place.version, place.line) == ("terms.yaml", "2024-01-01", 3)
    assert (place.entry, place.path) == ("term", ("term", "years"))


def test_a_text_names_values_and_does_nothing_else() -> None:
    from chassis.rules.conforming import conform
    from chassis.rules.shapes import Sentence

    assert conform("{size} persons", Sentence())
    for text in ("{size:>999999999}", "{size!r}", "{size.real}", "{}", "{0}", "{", "{size"):
        with pytest.raises(rules.Wrong):
            conform(text, Sentence())
    assert conform("no sentence: {", Text())
