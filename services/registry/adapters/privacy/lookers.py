"""Who looked at what is held about a person, by their role: in the audit log it is by record.

What is shared with a household is looked at for each of its persons. A centre or an hour would tell
who works with another one of them, and so that they are protected, and by whom.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from chassis.audit import Audit
from chassis.calendar import day_of
from services.registry.adapters.privacy.living import Living
from services.registry.domain.privacy.former import HiddenTimes
from services.registry.domain.privacy.rules import PrivacyRules

Plain = dict[str, Any]

_CHANGED = "household.handle"
_WHILE_HIDDEN = ("household.read_refused", "survey_visit.read_refused", "survey_visit.list")
"""What is logged of households that are hidden."""
_PROTECTED, _LIFTED = "person.protect", "person.lift_protection"


@dataclass(frozen=True)
class Concerning:
    """What concerns a person. `own` by kind, whenever somebody looked; `shared` with a household,
    while they belonged to it."""

    own: Mapping[str, Sequence[str]]
    shared: Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class Hiding:
    """When somebody's record was hidden, and whether it is under protection now."""

    times: HiddenTimes
    lasts: bool

    def keeps(self, entry: Plain) -> bool:
        """Whether an entry would tell that they were hidden, or who worked with them then."""
        moment, action = datetime.fromisoformat(entry["at"]), _action(entry)
        if action in (_PROTECTED, _LIFTED) and not self.lasts:
            return True
        return self.times.at(moment) or (action == _PROTECTED and self.times.just_after(moment))


def who_looked(
    audit: Audit, at: Concerning, living: Living | None, hiding: Hiding, rules: PrivacyRules
) -> list[Plain]:
    """Every entry about them, the oldest day first, with neither name nor other record in it; of a
    day what is theirs alone comes first, as its hours would tell those of what is shared. None of
    the time when they were hidden from somebody who may have the copy."""
    own = _found(audit, at.own, hiding)
    told = [(_day(each), 0, number, _of_own(each)) for number, each in own.items()]
    if living is not None:
        shared = _found(audit, at.shared, hiding)
        told += [
            (_day(each), 1, number, _of_shared(each))
            for number, each in shared.items()
            if number not in own and _is_told(each, living)
        ]
    return [_in_words(each, rules) for *_, each in sorted(told, key=lambda entry: entry[:3])]


def _found(
    audit: Audit, concerning: Mapping[str, Sequence[str]], hiding: Hiding
) -> dict[int, Plain]:
    entries = [each for kind, ids in concerning.items() if ids for each in audit.of(kind, *ids)]
    return {each["_id"]: each for each in entries if not hiding.keeps(each)}


def _is_told(entry: Plain, living: Living) -> bool:
    """Whether a look at what is shared is told: of a change, where the household's own states tell
    that it was changed, and so nothing of what was tried for one of the others alone; what is
    logged of hidden households, to who is hidden with theirs."""
    moment = datetime.fromisoformat(entry["at"])
    if not living.at(moment) or living.hidden.at(moment):
        return False
    action = _action(entry)
    if action in _WHILE_HIDDEN:
        return living.home.protection is not None
    return action != _CHANGED or living.was_changed(_day(entry), entry["actor"])


def _of_own(entry: Plain) -> Plain:
    who = {name: entry[name] for name in ("roles", "centre")}
    return {"at": entry["at"], "action": _action(entry), **who}


def _of_shared(entry: Plain) -> Plain:
    return {"on": _day(entry).isoformat(), "action": _action(entry), "roles": entry["roles"]}


def _day(entry: Plain) -> date:
    return day_of(datetime.fromisoformat(entry["at"]))


def _action(entry: Plain) -> str:
    action = str(entry["action"])
    return action if "." in action else f"{entry['kind']}.{action}"


def _in_words(told: Plain, rules: PrivacyRules) -> Plain:
    """The purpose in the words of the law's rules."""
    purpose = rules.purposes.get(told["action"].rpartition(".")[2])
    if purpose is None:
        return told
    return {**told, "purpose": {"ar": purpose.words.ar, "en": purpose.words.en}}
