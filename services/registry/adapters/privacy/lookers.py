"""Who looked at what is held about a person, by their role: in the audit log it is by record."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from chassis.audit import Audit
from services.registry.adapters.privacy.living import Living
from services.registry.domain.privacy.rules import PrivacyRules

Plain = dict[str, Any]


@dataclass(frozen=True)
class Concerning:
    """What concerns a person. `own` by kind, whenever somebody looked; `shared` with a household,
    while they belonged to it."""

    own: Mapping[str, Sequence[str]]
    shared: Mapping[str, Sequence[str]]


def who_looked(
    audit: Audit, at: Concerning, living: Living | None, rules: PrivacyRules
) -> list[Plain]:
    """Every entry about them, the oldest first, with neither name nor other record in it."""
    entries = [each for kind, ids in at.own.items() if ids for each in audit.of(kind, *ids)]
    found = {each["_id"]: each for each in entries}
    for kind, ids in at.shared.items():
        for each in audit.of(kind, *ids) if ids and living is not None else ():
            if living is not None and living.at(datetime.fromisoformat(each["at"])):
                found[each["_id"]] = each
    return [_access(found[each], rules) for each in sorted(found)]


def _access(entry: Mapping[str, Any], rules: PrivacyRules) -> Plain:
    """Who looked, by their role; the purpose in the words of the law's rules."""
    told = {name: entry[name] for name in ("at", "action", "roles", "centre")}
    if "." not in told["action"]:
        told["action"] = f"{entry['kind']}.{told['action']}"
    purpose = rules.purposes.get(told["action"].rpartition(".")[2])
    if purpose is None:
        return told
    return {**told, "purpose": {"ar": purpose.words.ar, "en": purpose.words.en}}
