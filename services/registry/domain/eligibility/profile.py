"""A household's profile: what is known of it, from whom, since when, and what was known before."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from services.registry.domain.eligibility.events import (
    DisregardEnded,
    Event,
    FactsRecorded,
    FactsWithdrawn,
    HouseholdChanged,
)
from services.registry.domain.eligibility.facts import Fact, Source, Told, Withdrawal
from services.registry.domain.eligibility.indicators import Indicators, Value, Window
from services.registry.domain.eligibility.looking_back import ALWAYS, LookingBack
from services.registry.domain.eligibility.precedence import InForce, Weighing
from services.registry.domain.eligibility.refusals import (
    FactsUnknown,
    FactsWithdrawnBefore,
    OwnFacts,
)
from services.registry.domain.eligibility.since import Change


@dataclass
class Profile:
    """The facts of one household, by indicator, in the order of the days they were said.

    Its id is the household's. `looks_on` is the next day on which something that was disregarded
    counts, if nothing else is said until then; or `corrected_on`, the day on which something that
    counted was withdrawn, until benefits have been computed anew. `came_on` are the days on which
    somebody came to live there. `changed_on` is the last day on which somebody came or left, and
    `told_before` are the sources of what had been said of that day until then. `told_on` is the
    last day on which something was written down, as far as that is known. This constructor restores
    and begins alike.
    """

    id: str
    facts: dict[str, tuple[Fact, ...]] = field(default_factory=dict)
    looks_on: date | None = None
    corrected_on: date | None = None
    came_on: tuple[date, ...] = ()
    changed_on: date | None = None
    told_before: frozenset[str] = frozenset()
    told_on: date | None = None
    version: int = 0
    events: list[Event] = field(default_factory=list)

    def record(
        self,
        facts: Mapping[str, Value],
        source: Source,
        indicators: Indicators,
        in_force: InForce,
        today: date | None = None,
    ) -> None:
        """Record facts, `today`; those recorded before stay, as they were then.

        From which day each fact of these indicators counts is worked out anew. What the same
        source says again changes nothing. Raises `IndicatorUnknown`, `IndicatorDerived`,
        `ValueUnfit`: then nothing is recorded.
        """
        indicators.must_take(facts)
        new = {name: value for name, value in facts.items() if not self._has(name, value, source)}
        for name, value in new.items():
            said = (*self.facts.get(name, ()), Fact.said(value, source))
            self.facts[name] = Weighing(name, in_force, self.came_on).weighed(said)
        if new:
            # From the day of the facts on: what is told late may have been over for long.
            self._look_again(source.on, indicators)
            self.told_on = today or self.told_on
            self.events.append(FactsRecorded(self.id, tuple(sorted(new)), source.kind))

    def household_changed(self, came: bool, today: date) -> None:
        """Somebody came to live there, or left: what is known was said of others.

        It stays known, and counts; before anything is decided by it, it is to be stated anew.
        """
        if came and today not in self.came_on:
            self.came_on = (*self.came_on, today)
        said = {each.source for facts in self.facts.values() for each in facts}
        self.changed_on = self.told_on = today
        self.told_before = frozenset(each.id for each in said if each.on == today)
        self.events.append(HouseholdChanged(self.id))

    def outdated_since(self, changed_on: date | None, in_force: InForce) -> date | None:
        """The day on which somebody came or went, when what they bring was not said since.

        `changed_on` is such a day that is known otherwise: of people who lived elsewhere then.
        """
        change = self._last_change(changed_on, in_force)
        return change.on if change is not None and change.outdates(self.facts) else None

    def unstated(self, in_force: InForce) -> frozenset[str]:
        """What is to be stated anew, because somebody came or left."""
        change = self._last_change(None, in_force)
        return frozenset() if change is None else change.unstated(self.facts)

    def withdraw(
        self, told: Told, withdrawal: Withdrawal, indicators: Indicators, in_force: InForce
    ) -> None:
        """Let facts stand no longer, as if they had never been said; they stay readable.

        What was withdrawn before stays withdrawn as it was. When something that had begun to
        count is among them, the household's benefits are computed anew, today.
        """
        found = {
            name: {at for at, each in enumerate(facts) if each.stands and told.has(name, each)}
            for name, facts in self.facts.items()
        }
        hit = [self.facts[name][at] for name, places in found.items() for at in places]
        if not hit:
            return
        for name, places in found.items():
            if places:
                self.facts[name] = self._without(name, places, withdrawal, in_force)
        if any(each.counted_by(withdrawal.on) for each in hit):
            self.corrected_on = self.corrected_on or withdrawal.on
        self._look_again(withdrawal.on - timedelta(days=1), indicators)
        self.told_on = withdrawal.on
        names = tuple(sorted(name for name, places in found.items() if places))
        self.events.append(FactsWithdrawn(self.id, names, hit[0].source.kind))

    def must_stand(self, told: Told, by: str) -> None:
        """Raise unless there are such facts that `by` may withdraw.

        `FactsUnknown`; `FactsWithdrawnBefore` when none of them stands any more; `OwnFacts` when
        `by` wrote one of them down.
        """
        known = [
            each for name, facts in self.facts.items() for each in facts if told.has(name, each)
        ]
        standing = [each for each in known if each.stands]
        if not known:
            raise FactsUnknown()
        if not standing:
            raise FactsWithdrawnBefore()
        if any(each.source.by == by for each in standing):
            raise OwnFacts()

    def known_on(self, day: date) -> dict[str, Value]:
        """What counted on that day."""
        known = ((name, self._known(name, day)) for name in self.facts)
        return {name: value for name, value in known if value is not None}

    def stated_by(
        self, names: Collection[str], windows: Collection[Window], day: date, since: date = ALWAYS
    ) -> frozenset[str]:
        """Who wrote down what counts of these indicators on that day, and what is looked back on
        in these windows since a benefit began; as far as that is known. Who withdrew a later word
        let the earlier one count, and is among them."""
        used = [(name, self._counting(name, day)[-1:]) for name in names]
        used += [(each.of, self.looking_back(each, since).within(day)) for each in windows]
        found = {each.source.by for _, facts in used for each in facts}
        for name, facts in used:
            first = min((each.source.on for each in facts), default=date.min)
            found |= {
                each.withdrawn.by
                for each in self.facts.get(name, ())
                if each.withdrawn and each.source.on >= first
            }
        return frozenset(each for each in found if each is not None)

    def looking_back(self, window: Window, since: date = ALWAYS) -> LookingBack:
        """On the indicator of this window, from the day on which a benefit began."""
        return LookingBack(self.facts.get(window.of, ()), window, since)

    def lowest(self, window: Window, day: date, since: date = ALWAYS) -> float | None:
        """The lowest that an indicator was in the months before a day, at their beginning too; but
        not before the day from which a benefit runs."""
        return self.looking_back(window, since).lowest(day)

    def disregard_is_over(self, today: date, indicators: Indicators) -> date | None:
        """What was disregarded for a time counts: benefits are computed anew, once.

        Or something that counted was withdrawn, and counts no more. Answers from which day on that
        is so: its own, also when this is done later; but of no day before that was known.
        """
        if self.looks_on is None or self.looks_on > today:
            return None
        day = max(self.looks_on, self.told_on or self.looks_on)
        self.corrected_on = None
        self.looks_on = self._changes_after(day, indicators)
        self.events.append(DisregardEnded(self.id))
        return day

    def _last_change(self, elsewhere: date | None, in_force: InForce) -> Change | None:
        on = max((each for each in (self.changed_on, elsewhere) if each), default=None)
        rules = None if on is None else in_force(on)
        if on is None or rules is None or not rules.brought:
            return None  # no rules say that persons bring anything
        told_before = self.told_before if on == self.changed_on else frozenset[str]()
        return Change(on, told_before, rules.brought)

    def _has(self, name: str, value: Value, source: Source) -> bool:
        known = self.facts.get(name, ())
        return any((each.value, each.source) == (value, source) and each.stands for each in known)

    def _without(
        self, name: str, places: set[int], withdrawal: Withdrawal, in_force: InForce
    ) -> tuple[Fact, ...]:
        marked = tuple(
            replace(each, withdrawn=withdrawal) if at in places else each
            for at, each in enumerate(self.facts[name])
        )
        return Weighing(name, in_force, self.came_on).weighed(marked)

    def _look_again(self, after: date, indicators: Indicators) -> None:
        """Work out `looks_on` from what is known now; a day that is due already stays due."""
        expected = self.looks_on or date.max
        changes = self._changes_after(min(after, expected - timedelta(days=1)), indicators)
        self.looks_on = min((d for d in (changes, self.corrected_on) if d), default=None)

    def _known(self, name: str, day: date) -> Value | None:
        counting = self._counting(name, day)
        return counting[-1].value if counting else None

    def _counting(self, name: str, day: date) -> list[Fact]:
        return [each for each in self.facts.get(name, ()) if each.counted_by(day)]

    def _changes_after(self, day: date, indicators: Indicators) -> date | None:
        """The next day on which something else counts, though nobody says anything new."""
        windows = [each for _, each in indicators.looking_back if each.of in self.facts]
        changes = (
            *self._waited_for(),
            *(d for each in windows for d in self.looking_back(each).changes()),
        )
        return min((each for each in changes if each > day), default=None)

    def _waited_for(self) -> Iterator[date]:
        """The days on which a declaration that had to wait makes a difference."""
        for name, facts in self.facts.items():
            for each in facts:
                since = each.waited_until
                if since and self._known(name, since - timedelta(days=1)) != each.value:
                    yield since
