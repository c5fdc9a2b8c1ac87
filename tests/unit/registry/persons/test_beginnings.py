"""Names are found while they are typed, however many words begin so."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from chassis.clock import FixedClock
from chassis.documents.memory import MemoryDatabase
from chassis.errors import Invalid
from services.registry.adapters.persons.beginnings import ALL, Span, portions, span_of
from services.registry.adapters.persons.search import PersonSearch
from services.registry.adapters.persons.vocabulary import Vocabulary
from services.registry.app.application import Registry
from services.registry.app.persons.queries import FindPersons
from services.registry.bootstrap import in_memory
from tests.support.registry import AUDITOR, CLERK, arabic, refused, register
from tests.unit.registry.persons.test_finding import named, paged

LETTERS = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي"


@pytest.mark.parametrize(
    "asked", ["شهمان ضغ", "ضغ", "شهمان سالم ضغ", "سالم شهمان ضغ", "شهمان ضغاب"]
)
def test_however_many_words_begin_so_all_are_found(registry: Registry, asked: str) -> None:
    wanted = {
        str(register(registry, name=arabic("شهمان", "سالم", None, f"ضغ{one}{two}"))["id"])
        for one in LETTERS[:3]
        for two in LETTERS[1:22]
        if asked[-1] != "ب" or (one, two) == ("ا", "ب")
    }
    named(registry, "شهمان", "حداد")
    for actor in (CLERK, AUDITOR):
        everybody = paged(registry, actor, name=asked)
        assert len(everybody) == len(set(everybody))
        assert wanted <= set(everybody)
        assert set(everybody[: len(wanted)]) == wanted
        aged = paged(registry, actor, name=asked, age_from=0, age_to=120)
        assert set(aged[: len(wanted)]) == wanted


@pytest.mark.parametrize("new", ["محا", "محببا", "محييييييي"])
@pytest.mark.parametrize("limit", [7, 20])
def test_a_word_that_is_learned_meanwhile_moves_nobody_to_another_page(
    registry: Registry, new: str, limit: int
) -> None:
    words = [f"مح{one}{two}" for one in LETTERS[1:4] for two in LETTERS[1:21]]
    everybody = {named(registry, "سعيد", each) for each in words}
    seen: list[str] = []
    after: str | None = None
    while not seen or after:
        query = FindPersons(name="مح", after=after, limit=limit)
        page = registry.person_queries.find_persons(query, AUDITOR)
        seen += [each["id"] for each in page["items"]]
        after = page["next"]
        if len(seen) == 2 * limit:
            named(registry, "سعيد", new)
    assert len(seen) == len(set(seen))
    assert everybody <= set(seen)


def test_words_that_are_erased_meanwhile_take_nobody_along() -> None:
    clock = FixedClock(datetime(2026, 11, 22, 8, 30, tzinfo=UTC))
    registry = in_memory(MemoryDatabase(), clock)
    search = registry.person_queries._find
    assert isinstance(search, PersonSearch)
    gone = {f"مح{each}" for each in LETTERS[:16]}
    for each in gone:
        named(registry, "سعيد", each)
    clock.advance(timedelta(hours=1))
    wanted = {named(registry, "سعيد", f"محب{each}") for each in LETTERS[:5]}
    query = FindPersons(name="مح", limit=3)
    page = registry.person_queries.find_persons(query, AUDITOR)
    search._vocabulary = Without(search._vocabulary, gone)
    seen = []
    while page["next"]:
        query = FindPersons(name="مح", limit=3, after=page["next"])
        page = registry.person_queries.find_persons(query, AUDITOR)
        seen += [each["id"] for each in page["items"]]
    assert wanted <= set(seen)


class Without:
    """A vocabulary from which words were erased."""

    def __init__(self, vocabulary: Vocabulary, gone: set[str]) -> None:
        self._vocabulary, self._gone = vocabulary, gone
        self.learn, self.forget = vocabulary.learn, vocabulary.forget
        self.knows, self.alike = vocabulary.knows, vocabulary.alike

    def beginning_with(self, text: str) -> list[str]:
        return [each for each in self._vocabulary.beginning_with(text) if each not in self._gone]


def test_of_more_words_than_are_looked_for_nobody_alike_is_hidden(
    registry: Registry, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("vocabulary", "search"):
        monkeypatch.setattr(f"services.registry.adapters.persons.{module}.MOST_BEGINNINGS", 3)
    shorter = {named(registry, "ليث", each) for each in ("ما", "مي", "مو")}
    longer = named(registry, "ليث", "مروا")
    found = paged(registry, name="ليث م")
    assert set(found[:3]) == shorter
    assert longer not in found[:3]
    assert paged(registry, name="ليث مروا")[0] == longer


def test_portions_go_on_after_the_words_of_the_one_before() -> None:
    first, second, third = portions(["c", "a", "bb", "aa", "b"], 2, ALL)
    assert [first.words, second.words, third.words] == [["a", "b"], ["c", "aa"], ["bb"]]
    assert third.earlier == ["a", "b", "c", "aa"]
    again = span_of(*str(second.span).split("."))
    resumed, last = portions(["c", "a", "bb", "aa", "b", "ab", "A"], 2, again)
    assert resumed.words == ["c", "aa"]
    assert (last.words, last.span.after) == (["ab", "bb"], (2, "aa"))


@pytest.mark.parametrize("text", ["x", "W10", "bnVsbA", "IjEi", "____"])
def test_words_of_no_cursor_are_refused(text: str) -> None:
    with pytest.raises(Invalid):
        span_of(text, "")
    assert span_of("", "WzEsIjIiXQ") == Span(None, (1, "2"))


@pytest.mark.parametrize("after", ["3.", "0.a", "0.a.b.", "0..", "0.a.b.c.d", "7.x", "x"])
def test_a_cursor_of_no_search_is_refused(registry: Registry, after: str) -> None:
    named(registry, "ليث", "حداد")
    with refused("cursor_invalid"):
        registry.person_queries.find_persons(FindPersons(name="ليث", after=after), CLERK)
