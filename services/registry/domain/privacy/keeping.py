"""How long something of a person stays after they asked for its erasure, and what it rests on.

What the ministry holds of them says it: each ground has the last day on which it was there. A
category stays while one of its grounds lasts, and its years after that; then it goes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from services.registry.domain.persons.erasure import ERASABLE
from services.registry.domain.privacy.rules import ALWAYS, NEVER, RUNNING, Category, PrivacyRules

LASTING = date.max
"""The last day of what has not ended."""
Held = Mapping[str, date]
"""What is held of somebody: ground → its last day. What never was is not there."""


@dataclass(frozen=True)
class Stay:
    """A category that stays: because of these grounds, until the day before `until`. Without
    grounds it is the record's own, and is never taken out of it."""

    category: Category
    grounds: tuple[str, ...]
    until: date


@dataclass(frozen=True)
class Outlook:
    """What of a record goes when an erasure is granted, and what stays; what there is none of is in
    neither."""

    goes: tuple[Category, ...]
    stays: tuple[Stay, ...]

    @property
    def to_go(self) -> tuple[Stay, ...]:
        """What stays and is to be forgotten later."""
        return tuple(each for each in self.stays if each.category.code in ERASABLE)


def outlook(rules: PrivacyRules, held: Held, today: date) -> Outlook:
    """Of everything that the rules name."""
    found = {each: _stay(each, held, today) for each in rules.categories.values()}
    return Outlook(
        tuple(each for each, stay in found.items() if stay is None and each.code in ERASABLE),
        tuple(stay for stay in found.values() if stay is not None),
    )


def look_again_on(stays: Iterable[Stay], rules: PrivacyRules, today: date) -> date | None:
    """When the first of these may be over; of what lasts, after the rules' pause."""
    pause = date.fromordinal(today.toordinal() + rules.look_again_days)
    return min((pause if each.until == LASTING else each.until for each in stays), default=None)


def _stay(category: Category, held: Held, today: date) -> Stay | None:
    if category.keep == NEVER:
        return None
    if category.keep == ALWAYS and not category.grounds:
        return Stay(category, (), LASTING)
    grounds = category.grounds if category.keep == ALWAYS else (RUNNING,)
    ends = {each: _end(held[each], category.years) for each in grounds if each in held}
    holding = {each: end for each, end in ends.items() if end > today}
    return Stay(category, tuple(holding), max(holding.values())) if holding else None


def _end(last: date, years: int | None) -> date:
    """The first day on which what was there until this day need not stay any more."""
    if last == LASTING or years is None:
        return last
    try:
        return last.replace(year=last.year + years)
    except ValueError:  # the 29th of February
        return last.replace(year=last.year + years, month=3, day=1)
