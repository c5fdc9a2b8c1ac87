"""How elections are held, by the rules of one day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time, timedelta

from services.licensing.domain.elections.refusals import PollingDayUnfit
from services.licensing.domain.places import Place
from services.licensing.domain.words import Words

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
"""As `date.weekday` counts them."""


@dataclass(frozen=True)
class Centre:
    """A polling centre: of these districts, or of all of its governorate that have no other."""

    code: str
    governorate: str
    districts: tuple[str, ...]
    words: Words


@dataclass(frozen=True)
class Schedule:
    """The days of an election. Each day is meant as a whole, in Jordan.

    Voters are listed by how they stood at the end of `cut_off`.
    """

    cut_off: date
    voter_objections_until: date
    nominations_from: date
    nominations_until: date
    candidate_objections_until: date
    polling_on: date
    opens: time
    closes: time


@dataclass(frozen=True)
class ElectionRules:
    """Kept as dated data, never in code. Days are counted back from the polls."""

    weekday: int
    opens: time
    closes: time
    cut_off_days: int
    voter_objection_days: int
    nominations_from_days: int
    nominations_until_days: int
    candidate_objections_days: int
    seats: int
    votes_per_voter: int
    nominations_per_society: int
    centres: tuple[Centre, ...]

    def schedule(self, polling_on: date, today: date) -> Schedule:
        """The days that lead to these polls. Raises `PollingDayUnfit`."""

        def before(days: int) -> date:
            return polling_on - timedelta(days=days)

        earliest = today + timedelta(days=self.cut_off_days)
        if polling_on.weekday() != self.weekday or polling_on < earliest:
            raise PollingDayUnfit(earliest=earliest.isoformat(), weekday=WEEKDAYS[self.weekday])
        cut_off = before(self.cut_off_days)
        return Schedule(
            cut_off=cut_off,
            voter_objections_until=cut_off + timedelta(days=self.voter_objection_days),
            nominations_from=before(self.nominations_from_days),
            nominations_until=before(self.nominations_until_days),
            candidate_objections_until=before(self.candidate_objections_days),
            polling_on=polling_on,
            opens=self.opens,
            closes=self.closes,
        )

    def centre_of(self, place: Place) -> Centre:
        """Where a society of this place votes."""
        here = [each for each in self.centres if each.governorate == place.governorate]
        for each in here:
            if place.district in each.districts:
                return each
        return next(each for each in here if not each.districts)
