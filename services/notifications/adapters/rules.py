"""Reading and checking `rules/messages.yaml`."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from chassis.rules import text
from chassis.rules.conforming import conform
from chassis.rules.refused import Place, RulesRefused, Unreadable, Wrong, line_of
from chassis.rules.shapes import Choice, Code, Each, Flag, Number, Part, Several, Text, Whole, shown
from services.notifications.adapters.rule_fields import AnyValues, Day, Parties, Values
from services.notifications.domain.contact import Channel
from services.notifications.domain.message import Patience
from services.notifications.domain.rules import Rule, Rules, RuleSet

FILE = Path(__file__).parents[1] / "rules" / "messages.yaml"

_CHANNELS = Choice([each.value for each in Channel])
_A_DAY = 86_400
_ALSO = Part(
    {
        "party": Parties(),
        "when": Values(required=False),
        "unless": AnyValues(required=False),
    }
)
_RULE = Part(
    {
        "party": Parties(),
        "says": Several(Code(), fewest=0, required=False),
        "when": Values(required=False),
        "unless": AnyValues(required=False),
        "channels": Several(_CHANNELS, required=False),
        "also": Several(_ALSO, required=False),
    }
)
_VERSION = Part(
    {
        "effective_from": Day(),
        "source": Text(),
        "assumption": Flag(),
        "channels": Several(_CHANNELS),
        "patience": Part(
            {
                "retry_after_seconds": Several(Number(0, 30 * _A_DAY, above=True)),
                "give_up_after_hours": Whole(most=10_000),
                "wait_for_contact_days": Whole(most=36_500),
                "lease_seconds": Whole(most=_A_DAY),
                "longest_absence_seconds": Whole(most=_A_DAY),
            }
        ),
        "tell": Each(_RULE, fewest=0),
        "silent": Several(Code(), fewest=0),
    }
)


def load(file: Path = FILE) -> Rules:
    """The rules in this file. Raises `RulesRefused`, which is a `SettingError`."""
    try:
        document = text.read(file)
        versions = _versions(document.values)
    except Unreadable as error:
        raise RulesRefused(
            Place(file.name, line=error.line, path=error.path), error.reason
        ) from error
    except Wrong as wrong:
        place = Place(file.name, line=line_of(document.lines, wrong.path), path=wrong.path)
        raise RulesRefused(place, wrong.reason) from wrong
    return Rules(tuple(versions))


def _versions(values: Any) -> list[RuleSet]:
    if not isinstance(values, dict) or values.keys() != {"versions"} or not values["versions"]:
        raise Wrong("versions must be there, and nothing beside them")
    if not isinstance(values["versions"], list):
        raise Wrong(f"must be a list of versions, not {shown(values['versions'])}", "versions")
    found: dict[date, RuleSet] = {}
    for number, given in enumerate(values["versions"]):
        at = ("versions", number)
        try:
            version = _rule_set(conform(given, _VERSION))
        except Wrong as wrong:
            raise wrong.within(*at) from wrong
        if version.effective_from in found:
            reason = f"{version.effective_from} is the day of another version too"
            raise Wrong(reason, *at, "effective_from")
        found[version.effective_from] = version
    return [found[day] for day in sorted(found)]


def _rule_set(data: Mapping[str, Any]) -> RuleSet:
    channels = tuple(Channel(each) for each in data["channels"])
    rules = {name: _rule(name, rule, channels) for name, rule in data["tell"].items()}
    silent = frozenset(data["silent"])
    if both := silent & rules.keys():
        raise Wrong(f"both told and silent: {', '.join(sorted(both))}", "silent")
    return RuleSet(data["effective_from"], rules, silent, _patience(data["patience"]))


def _rule(name: str, data: Mapping[str, Any], channels: tuple[Channel, ...]) -> Rule:
    own = tuple(Channel(each) for each in data.get("channels", channels))
    said = {"says": data.get("says", ())}
    return Rule(
        event=name,
        parties=data["party"],
        channels=own,
        says=tuple(said["says"]),
        also=tuple(_rule(name, {**each, **said}, own) for each in data.get("also", ())),
        when=dict(data.get("when", {})),
        unless={name: tuple(each) for name, each in data.get("unless", {}).items()},
    )


def _patience(data: Mapping[str, Any]) -> Patience:
    seconds = data["retry_after_seconds"]
    if seconds != sorted(seconds):
        raise Wrong("must grow", "patience", "retry_after_seconds")
    return Patience(
        retry_after=tuple(timedelta(seconds=each) for each in seconds),
        give_up_after=timedelta(hours=data["give_up_after_hours"]),
        wait_for_contact=timedelta(days=data["wait_for_contact_days"]),
        lease=timedelta(seconds=data["lease_seconds"]),
        longest_absence=timedelta(seconds=data["longest_absence_seconds"]),
    )
