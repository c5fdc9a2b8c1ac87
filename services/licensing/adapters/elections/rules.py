"""The rules of elections, read from a file like `rules/elections.yaml`."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import time
from pathlib import Path
from typing import Any

from chassis import rules
from chassis.rules.shapes import Choice, Each, Several, Text, Whole, entry, words
from contracts import reference
from services.licensing.domain.elections.rules import Centre, ElectionRules
from services.licensing.domain.words import Words

_DAYS = 365
_EXPECTED = {
    "polls": entry(weekday=Whole(0, 6), opens=Text(), closes=Text()),
    "calendar": entry(
        cut_off_days=Whole(1, _DAYS),
        voter_objection_days=Whole(1, _DAYS),
        nominations_from_days=Whole(1, _DAYS),
        nominations_until_days=Whole(1, _DAYS),
        candidate_objections_days=Whole(1, _DAYS),
    ),
    "board": entry(
        seats=Whole(1, 100), votes_per_voter=Whole(1, 100), nominations_per_society=Whole(1, 100)
    ),
    "centres": entry(
        places=Each(
            words(governorate=Choice(reference.governorates()), districts=Several(Text(), fewest=0))
        )
    ),
}


def load(path: Path) -> rules.DatedRules[ElectionRules]:
    """All versions. Raises `SettingError` when the file is not what it must be."""
    return rules.read(path, _understand, _EXPECTED)


def _understand(entries: rules.Entries) -> ElectionRules:
    polls, days, board = entries["polls"], entries["calendar"], entries["board"]
    order = ("cut_off_days", "nominations_from_days", "nominations_until_days")
    back = [days[name] for name in (*order, "candidate_objections_days")]
    if back != sorted(back, reverse=True) or len(set(back)) != len(back):
        raise rules.Wrong("must lead to the polls one after the other", "calendar")
    if days["cut_off_days"] - days["voter_objection_days"] < days["nominations_until_days"]:
        raise rules.Wrong("must end before nominations do", "calendar", "voter_objection_days")
    return ElectionRules(
        weekday=polls["weekday"],
        opens=_hour(polls, "opens"),
        closes=_hour(polls, "closes"),
        cut_off_days=days["cut_off_days"],
        voter_objection_days=days["voter_objection_days"],
        nominations_from_days=days["nominations_from_days"],
        nominations_until_days=days["nominations_until_days"],
        candidate_objections_days=days["candidate_objections_days"],
        seats=board["seats"],
        votes_per_voter=board["votes_per_voter"],
        nominations_per_society=board["nominations_per_society"],
        centres=_centres(entries["centres"]["places"]),
    )


def _hour(polls: Mapping[str, Any], name: str) -> time:
    try:
        return time.fromisoformat(polls[name])
    except ValueError as error:
        raise rules.Wrong("must be an hour like 10:00", "polls", name) from error


def _centres(places: Mapping[str, Mapping[str, Any]]) -> tuple[Centre, ...]:
    made = tuple(
        Centre(code, each["governorate"], tuple(each["districts"]), Words(each["ar"], each["en"]))
        for code, each in places.items()
    )
    for governorate, districts in reference.districts().items():
        here = [each for each in made if each.governorate == governorate]
        if sum(not each.districts for each in here) != 1:
            reason = f"{governorate} needs one centre for all districts that have no other"
            raise rules.Wrong(reason, "centres", "places")
        named = [district for each in here for district in each.districts]
        if len(named) != len(set(named)) or set(named) - set(districts):
            reason = f"{governorate} has a district twice, or one that is not there"
            raise rules.Wrong(reason, "centres", "places")
    return made
