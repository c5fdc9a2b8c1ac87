"""Whose word goes before a later one: what another body or a visit found, before what is declared.

A declaration that says something else than a checked word waits until that word is so many months
old. It is worked out for all facts of an indicator at once, from what they say and not from when
they arrived: so a check that arrives late makes the declarations after it wait.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from services.registry.domain.eligibility.facts import Fact
from services.registry.domain.eligibility.indicators import Words
from services.registry.domain.eligibility.months import months_after, months_before

WAITS, SUPERSEDED = "waits", "superseded"


@dataclass(frozen=True)
class SourceRule:
    """A kind of source: whether its word is checked, and how a sentence names what it said."""

    checked: bool
    words: Words


@dataclass(frozen=True)
class Precedence:
    """The rules of one version.

    `months`: how long a checked word outlasts a later one that is not, but for the indicators in
    `but_not`. `waits` and `superseded` are the sentences about a word that does not count yet, or
    never will; they name `source`, `on` and, of one that waits, `until`. `brought` are the
    indicators of what persons bring with them: a declaration of more, after somebody came to live
    there, contradicts no check from before. `refuting`: a checked word tells of so many months
    before its day as well, as far as less was declared in them.
    """

    sources: Mapping[str, SourceRule]
    months: int
    but_not: frozenset[str]
    waits: Words
    superseded: Words
    brought: frozenset[str] = frozenset()
    refuting: int = 0

    def checks(self, fact: Fact) -> bool:
        """Whether this fact is the word of a source that is checked."""
        source = self.sources.get(fact.source.kind)
        return source is not None and source.checked


InForce = Callable[[date], Precedence | None]
"""The rules of the day on which something was said; `None` before there were any."""


@dataclass(frozen=True)
class HeldBack:
    """Why a fact does not count: it `waits`, or is `superseded`; in words for the counter."""

    why: str
    ar: str
    en: str


@dataclass(frozen=True)
class Weighing:
    """Weighs what was said of one indicator, each word by the rules of its day.

    `came_on` are the days on which somebody came to live in the household.
    """

    indicator: str
    in_force: InForce
    came_on: Collection[date] = ()

    def weighed(self, facts: Sequence[Fact]) -> tuple[Fact, ...]:
        """The facts by the day they were said, each with the day it counts from.

        Of one day, checked words come first; within these, the order in which they are given
        stays. What was withdrawn keeps its place, and weighs nothing.
        """
        said = sorted(facts, key=lambda each: (each.source.on, not self._is_checked(each)))
        found: list[Fact] = []
        first_after = date.max
        for at in reversed(range(len(said))):
            fact, outlasting = said[at], self._outlasting(said, at)
            if not fact.stands:
                found.append(replace(fact, counts_from=None))
                continue
            begins = fact.source.on if outlasting is None else outlasting[1]
            never = begins > fact.source.on and first_after <= begins
            found.append(replace(fact, counts_from=None if never else begins))
            first_after = min(first_after, begins)
        stated = _since_stated(found[::-1])
        return tuple(self._forgotten(each, stated[at + 1 :]) for at, each in enumerate(stated))

    def held_back(self, facts: Sequence[Fact], at: int, today: date) -> HeldBack | None:
        """Why the weighed fact at this place does not count today; `None` when it does or did.

        Why one does not stand, its withdrawal says itself.
        """
        fact = facts[at]
        rules = self._rules(fact)
        if rules is None or not fact.stands:
            return None
        if fact.counts_from is None:
            newer = next(each for each in facts[at + 1 :] if each.counts_from is not None)
            return _say(rules, SUPERSEDED, newer, {})
        outlasting = self._outlasting(facts, at)
        if outlasting is None or fact.counted_by(today):
            return None
        return _say(rules, WAITS, outlasting[0], {"until": fact.counts_from.isoformat()})

    def _outlasting(self, said: Sequence[Fact], at: int) -> tuple[Fact, date] | None:
        """The checked word that goes before the one at this place, and from when no more."""
        fact = said[at]
        rules = self._rules(fact)
        if rules is None or rules.checks(fact):
            return None
        before = (each for each in reversed(said[:at]) if each.stands)
        checked = next((each for each in before if rules.checks(each)), None)
        if checked is None or checked.value == fact.value or self._is_brought(checked, fact):
            return None
        over = months_after(checked.source.on, rules.months)
        return (checked, over) if over > fact.source.on else None

    def _is_brought(self, checked: Fact, fact: Fact) -> bool:
        """Whether it is more than was found before somebody came, so that they may have brought it.

        Of less this is not so: who came makes nobody poorer.
        """
        before, after = checked.source.on, fact.source.on
        somebody_came = any(before <= day <= after for day in self.came_on)
        return somebody_came and self._is_told_of_persons(fact) and _rises(checked, fact)

    def _forgotten(self, fact: Fact, later: Sequence[Fact]) -> Fact:
        """The fact, with the day from which a later one says how all fare who live there now, or
        that it never was so."""
        since = [
            each.counts_from
            for each in later
            if each.counts_from is not None
            and (self._tells_of_all(each, fact) or self._refutes(each, fact))
        ]
        return replace(fact, forgotten_from=min(since, default=None))

    def _tells_of_all(self, later: Fact, fact: Fact) -> bool:
        """Whether somebody came between the two, and the later one tells what persons bring."""
        before, after = fact.source.on, later.source.on
        # Of one day only what was said after a benefit began is known to be the later word.
        told_later = later.source.after_start and not fact.source.after_start
        came = any(
            before < day <= after or (told_later and before == day == after) for day in self.came_on
        )
        return came and self._is_told_of_persons(later)

    def _refutes(self, check: Fact, fact: Fact) -> bool:
        """Whether a check found more so soon after less was declared that it never was less."""
        rules = self._rules(check)
        if rules is None or not rules.checks(check) or self._is_checked(fact):
            return False
        tells_from = months_before(check.source.on, rules.refuting)
        return _rises(fact, check) and tells_from <= fact.source.on

    def _is_told_of_persons(self, fact: Fact) -> bool:
        rules = self.in_force(fact.source.on)
        return rules is not None and self.indicator in rules.brought

    def _is_checked(self, fact: Fact) -> bool:
        rules = self._rules(fact)
        return rules is not None and rules.checks(fact)

    def _rules(self, fact: Fact) -> Precedence | None:
        rules = self.in_force(fact.source.on)
        return None if rules is None or self.indicator in rules.but_not else rules


def _since_stated(facts: Sequence[Fact]) -> tuple[Fact, ...]:
    """The same, each rise with the day from which it was stated, in whatever words.

    What was declared and never counted, because newer words took its place, was stated all the
    same: nobody begins a rise anew by declaring it again, or by a visit that finds it, too. What
    was withdrawn was not.
    """
    found: list[Fact] = []
    before: Fact | None = None
    rising: date | None = None
    for fact in facts:
        if not fact.stands:
            found.append(replace(fact, stated_from=None))
            continue
        rising = (rising or fact.source.on) if before and _rises(before, fact) else None
        earlier = rising is not None and rising < fact.source.on
        found.append(replace(fact, stated_from=rising if earlier else None))
        if fact.counts_from is not None:
            before, rising = fact, None
    return tuple(found)


def _rises(before: Fact, fact: Fact) -> bool:
    told, now = before.value, fact.value
    return isinstance(told, int | float) and isinstance(now, int | float) and now > told


def _say(rules: Precedence, why: str, other: Fact, given: Mapping[str, str]) -> HeldBack:
    words = rules.waits if why == WAITS else rules.superseded
    source = rules.sources[other.source.kind].words
    said = {**given, "on": other.source.on.isoformat()}
    return HeldBack(
        why,
        words.ar.format_map({**said, "source": source.ar}),
        words.en.format_map({**said, "source": source.en}),
    )
