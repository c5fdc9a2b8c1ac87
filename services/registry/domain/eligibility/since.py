"""Whether what persons bring along was said since somebody came to a household, or left it.

Worked out from the facts whenever it is asked, not noted when they arrive: what is withdrawn, or
has to wait for a check that arrives late, is missing again.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from services.registry.domain.eligibility.facts import Fact


@dataclass(frozen=True)
class Change:
    """Somebody came or left on this day.

    `told_before` are the sources of what had been said by then of that very day: of the others.
    `brought` are the indicators of what persons bring along.
    """

    on: date
    told_before: frozenset[str]
    brought: frozenset[str]

    def unstated(self, facts: Mapping[str, Collection[Fact]]) -> frozenset[str]:
        """What was ever known of what persons bring, and was not said since."""
        return (self.brought & facts.keys()) - self._stated(facts)

    def outdates(self, facts: Mapping[str, Collection[Fact]]) -> bool:
        """Whether something of what persons bring is missing, or nothing of it was ever said."""
        return self.unstated(facts) != frozenset() or not self._stated(facts)

    def _stated(self, facts: Mapping[str, Collection[Fact]]) -> frozenset[str]:
        names = self.brought & facts.keys()
        return frozenset(name for name in names if any(map(self._is_since, facts[name])))

    def _is_since(self, fact: Fact) -> bool:
        """Whether it stands, counts from its own day, and was said after they came or left."""
        said = fact.source
        before = said.on == self.on and said.id in self.told_before
        return said.on >= self.on and not before and fact.counts_from == said.on
