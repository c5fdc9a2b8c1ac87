"""For which months an enrolment is paid, and how much: by its course, not by what it is today.

A month can be listed long after it. What counts is what the enrolment was in it, and the amount
that held for it; of the present only whether it is suspended now.

Days are texts (`yyyy-mm-dd`), which are in the order of days, and months their beginnings
(`yyyy-mm`): of a list a hundred thousand courses are looked at.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

ACTIVE, SUSPENDED, WAITING = "active", "suspended", "waiting"
ENDED = frozenset({"exited", "graduated"})
STOPPED = ENDED | {SUSPENDED}

ANY_DAY, FIRST_DAY, LAST_DAY = "any_day", "first_day", "last_day"
DAYS = (ANY_DAY, FIRST_DAY, LAST_DAY)

_NOT_YET = "9999-12-31"


@dataclass(frozen=True)
class MonthRules:
    """What makes a month one that is paid.

    `days`: the days of it of which one must be one on which the enrolment ran. `amount_on`: the
    day whose amount is that of the month. Whether anything is paid `while_suspended` (of months
    in which it ran), and suspended months `after_resumption`; and whether what stopped it does
    not count `after_grievance`, when one against it was right, and an end `after_undone_merge`,
    when it was told by records that were merged wrongly. `amount_after_grievance`: whether months
    are made good in which an amount held that was contested rightly. `wrongly_stopped_only`: so
    long after the month that only what stopped it wrongly while it could be listed (for so many
    months `behind`) is made good.
    """

    days: str = ANY_DAY
    amount_on: str = LAST_DAY
    while_suspended: bool = False
    after_resumption: bool = False
    after_grievance: bool = True
    after_undone_merge: bool = True
    amount_after_grievance: bool = True
    wrongly_stopped_only: bool = False
    behind: int = 0


class Stage(NamedTuple):
    """What an enrolment was from this day on.

    `undone`: a grievance against it was right. `by_records`: an end that came by what was recorded
    of persons. Nothing but the undoing of a merge lets one go on after that. `until`: of an end
    that nothing follows, when a newer enrolment began in its place, if it was not right.
    """

    status: str
    since: str
    undone: bool = False
    by_records: bool = False
    until: str | None = None


class Revised(NamedTuple):
    """The amount was another one (fils) before this day."""

    on: str
    before_fils: int | None


class Redressed(NamedTuple):
    """The amount that held from `since` on was contested rightly, and should have been this one
    (fils) `until` the review in its place; `None` as long as nobody has said what it should have
    been."""

    since: str
    until: str
    amount_fils: int | None


class Course(NamedTuple):
    """An enrolment's stages and revisions of the amount, in their order, and how it stands now.

    Two stages that follow one another are of different statuses.
    """

    stages: tuple[Stage, ...]
    amount_fils: int | None
    revisions: tuple[Revised, ...] = ()
    redressed: tuple[Redressed, ...] = ()

    def is_due(self, month: str, rules: MonthRules) -> bool:
        """Whether this month is paid."""
        if not self.stages:
            return False
        now = self.stages[-1]
        if now.status == SUSPENDED and not rules.while_suspended:
            return False
        if now.status == ACTIVE and now.since <= month:
            return True  # most of them, before anything else is looked at
        runs = self._runs(rules)
        if now.until is not None and _within(now.until, _NOT_YET, month, rules):
            # A month in which the newer one runs is paid, or not, by what that is in it.
            runs = (each for each in runs if each[1] != now.until)
        return any(_within(since, until, month, rules) for since, until in runs)

    def stopped_within(self, month: str, behind: int = 0) -> bool:
        """Whether something stopped it in this month, or so many months behind it, that is over:
        it may have been undone."""
        return any(self._stops(month, behind))

    def wrongly_stopped(self, month: str, rules: MonthRules) -> bool:
        """Whether what stood in the way of this month while it could be listed was not right."""
        return any(
            (each.undone and rules.after_grievance)
            or (each.by_records and rules.after_undone_merge)
            for each in self._stops(month, rules.behind)
        )

    def _stops(self, month: str, behind: int) -> Iterator[Stage]:
        first, after = f"{month}-01", _after(month, behind)
        for each, following in pairwise((*self.stages, None)):
            if each is None or (until := _over(each, following)) is None:
                continue
            if each.status in STOPPED and each.since < after and until > first:
                yield each

    def amount_of(self, month: str, rules: MonthRules) -> int | None:
        """The amount that held for this month, in fils."""
        last = _day_of_amount(month, rules)
        later = (each.before_fils for each in self.revisions if each.on > last)
        held = next(later, self.amount_fils)
        if not rules.amount_after_grievance:
            return held
        right = [each.amount_fils for each in self.redressed if each.since <= last < each.until]
        # Nobody is worse off because they were right.
        return max((each for each in (held, *right) if each is not None), default=None)

    def makes_good(self, month: str, listed_on: str, rules: MonthRules) -> bool:
        """Whether a list of this day may have paid less for this month than was right: by an amount
        that held then, and was contested rightly since; or by any that held in its place until it
        was said what is right for this month, however late it was listed."""
        last = _day_of_amount(month, rules)
        return rules.amount_after_grievance and any(
            each.since <= last and (listed_on <= each.until or last < each.until)
            for each in self.redressed
            if each.amount_fils is not None
        )

    def _runs(self, rules: MonthRules) -> Iterator[tuple[str, str]]:
        """From which day on it ran, and on which it did so no more."""
        before = None
        for each, following in pairwise((*self._counting(rules), None)):
            if each is None:
                continue
            until = _over(each, following)
            resumed = following is not None and following.status == ACTIVE
            undone = each.undone and until is not None and rules.after_grievance
            # An end out of the line stopped nothing; who was suspended had a place.
            made_good = undone and (each.status == SUSPENDED or before != WAITING)
            paid_later = each.status == SUSPENDED and resumed and rules.after_resumption
            if each.status == ACTIVE or made_good or paid_later:
                yield each.since, until or _NOT_YET
            before = each.status

    def _counting(self, rules: MonthRules) -> list[Stage]:
        """Without ends by records that were merged wrongly: what it was before went on."""
        counting: list[Stage] = []
        for each, following in pairwise((*self.stages, None)):
            if each is None:
                continue
            wrong = each.by_records and not each.undone and following is not None
            if wrong and rules.after_undone_merge:
                continue
            if counting and counting[-1].status == each.status:
                undone = counting[-1].undone or each.undone
                counting[-1] = counting[-1]._replace(undone=undone, until=each.until)
            else:
                counting.append(each)
        return counting


def _over(stage: Stage, following: Stage | None) -> str | None:
    """The day from which it was this no more; none of what it is still."""
    return stage.until if following is None else following.since


def _within(since: str, until: str, month: str, rules: MonthRules) -> bool:
    """Whether a day that counts is one from `since` on and before `until`."""
    first, after = f"{month}-01", _after(month)
    if rules.days == FIRST_DAY:
        return since <= first < until
    if rules.days == LAST_DAY:
        return since < after <= until
    return since < until and since < after and until > first


def stops(status: str, *, revised: bool) -> bool:
    """Whether a step stopped the enrolment. An end by the rules does (`revised`: they were applied
    anew by it); another amount while it is suspended is about the amount alone."""
    return status in ENDED or (status == SUSPENDED and not revised)


def _day_of_amount(month: str, rules: MonthRules) -> str:
    """The day whose amount is the month's."""
    return f"{month}-01" if rules.amount_on == FIRST_DAY else f"{month}-31"


@lru_cache(maxsize=32)
def _after(month: str, behind: int = 0) -> str:
    """The first day after this month, or after so many months behind it."""
    number = int(month[:4]) * 12 + int(month[5:7]) + behind
    return f"{number // 12:04d}-{number % 12 + 1:02d}-01"
