"""Reading and checking `rules/messages.yaml`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import yaml

from services.notifications.domain.contact import Channel
from services.notifications.domain.message import Patience
from services.notifications.domain.rules import Rule, Rules, RuleSet

FILE = Path(__file__).parents[1] / "rules" / "messages.yaml"

_PARTY = re.compile(r"([a-z_]+\.[a-z_]+)/\{([a-z_]+)\}")


class RulesInvalid(Exception):
    """The rules cannot be used; the message says which line of thought is wrong."""


def load(file: Path = FILE) -> Rules:
    """The rules in this file. Raises `RulesInvalid`."""
    try:
        document = yaml.load(file.read_text("utf-8"), yaml.CSafeLoader)
        versions = [_rule_set(each) for each in document["versions"]]
    except (KeyError, TypeError, ValueError, AttributeError, yaml.YAMLError) as error:
        raise RulesInvalid(f"{file}: {type(error).__name__}: {error}") from error
    if not versions:
        raise RulesInvalid(f"{file}: no version")
    versions.sort(key=lambda each: each.effective_from)
    return Rules(tuple(versions))


def _rule_set(data: Mapping[str, Any]) -> RuleSet:
    if not data["source"] or not isinstance(data["assumption"], bool):
        raise ValueError("every version names its source and whether it is an assumption")
    effective_from = data["effective_from"]
    if not isinstance(effective_from, date):
        raise ValueError("effective_from must be a date")
    channels = tuple(Channel(each) for each in data["channels"])
    rules = {name: _rule(name, rule, channels) for name, rule in data["tell"].items()}
    silent = frozenset(data["silent"])
    if both := silent & rules.keys():
        raise ValueError(f"both told and silent: {', '.join(sorted(both))}")
    return RuleSet(effective_from, rules, silent, _patience(data["patience"]))


def _rule(name: str, data: Mapping[str, Any], channels: tuple[Channel, ...]) -> Rule:
    if unknown := data.keys() - {"party", "says", "when", "unless", "channels"}:
        raise ValueError(f"{name}: unknown {', '.join(sorted(unknown))}")
    found = _PARTY.fullmatch(data["party"])
    if found is None:
        raise ValueError(f"{name}: party must read like registry.person/{{person_id}}")
    return Rule(
        event=name,
        party=found[1],
        party_field=found[2],
        channels=tuple(Channel(each) for each in data.get("channels", channels)),
        says=tuple(data.get("says", ())),
        when=dict(data.get("when", {})),
        unless=dict(data.get("unless", {})),
    )


def _patience(data: Mapping[str, Any]) -> Patience:
    delays = tuple(timedelta(seconds=each) for each in data["retry_after_seconds"])
    if not delays or list(delays) != sorted(delays) or delays[0] <= timedelta():
        raise ValueError("retry_after_seconds must be positive and grow")
    return Patience(
        retry_after=delays,
        give_up_after=timedelta(hours=data["give_up_after_hours"]),
        wait_for_contact=timedelta(days=data["wait_for_contact_days"]),
        lease=timedelta(seconds=data["lease_seconds"]),
        longest_absence=timedelta(seconds=data["longest_absence_seconds"]),
    )
