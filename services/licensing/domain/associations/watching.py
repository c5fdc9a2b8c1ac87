"""What an association is told without anybody doing anything: how it stands, what is awaited of it.

Good standing is a function of the record and the day. Whenever the record changes, and on the days
on which time alone can change the answer, it is asked again, and a change is told.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from services.licensing.domain.associations import events, parts
from services.licensing.domain.associations.association import Association
from services.licensing.domain.associations.rules import AssociationRules, day_after
from services.licensing.domain.associations.standing import standing


def look(made: Association, rules: AssociationRules, today: date) -> None:
    """Tells what has changed since it was last looked at, each thing once.

    How it stands at first is no news. A dissolved one is told that it is, and nothing beside it.
    """
    before, found = made.watch, standing(made, None, today, rules)
    watch = before or parts.Watch(found.good)
    if made.dissolution is None:
        if watch.good is not found.good:
            unmet = [each for each in found.because if not each.met]
            made.events.append(
                events.StandingRegained(made.id, today)
                if found.good
                else events.StandingLost(
                    made.id,
                    tuple(each.code for each in unmet),
                    "، ".join(each.words.ar for each in unmet),
                    "; ".join(each.words.en for each in unmet),
                    today,
                )
            )
        watch = _reminded(made, watch, rules, today)
    days = () if made.dissolution else (day for day in _days(made, rules) if day > today)
    made.watch = replace(watch, good=found.good, look_on=min(days, default=None))


def look_again(made: Association, rules: AssociationRules, today: date) -> None:
    """The day has come; where there is nothing to tell, it is noted that it has."""
    due = None if made.watch is None else made.watch.look_on
    if due is None or due > today:
        return
    look(made, rules, today)
    if not made.events:
        made.events.append(events.LookedAt(made.id))


def _reminded(
    made: Association, watch: parts.Watch, rules: AssociationRules, today: date
) -> parts.Watch:
    year, due_by = made.report_year, made.report_due_by
    if watch.report_told != year and _before(due_by, rules.report_notice_days) <= today <= due_by:
        made.events.append(events.ReportDue(made.id, year, due_by))
        watch = replace(watch, report_told=year)
    until = _last_day(made)
    if until is None or watch.board_told == until:
        return watch
    if _before(until, rules.board_notice_days) <= today <= until:
        made.events.append(events.BoardEnding(made.id, until))
        watch = replace(watch, board_told=until)
    return watch


def _days(made: Association, rules: AssociationRules) -> Iterator[date]:
    """On which the answer can be another one, or something is near."""
    yield made.registered_on + timedelta(days=rules.registered_days)
    yield _before(made.report_due_by, rules.report_notice_days)
    yield day_after(made.report_due_by)
    for each in made.seated:
        yield each.valid_from
        yield day_after(each.valid_until)
    until = _last_day(made)
    if until is not None:
        yield _before(until, rules.board_notice_days)


def _last_day(made: Association) -> date | None:
    """Of the last board's term."""
    return made.seated[-1].valid_until if made.seated else None


def _before(day: date, days: int) -> date:
    return day - timedelta(days=days)
