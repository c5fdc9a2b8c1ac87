"""The public register of licensed places, and how a certificate's licence is found."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from chassis.documents.kind import Criteria, Store
from services.licensing.adapters.licensed.licences import LISTED
from services.licensing.app.licensed.ports import ByCode, Register, Sought
from services.licensing.domain.licences.checking import Verified
from services.licensing.domain.licences.course import ENDED, LicenceState
from services.licensing.domain.licences.licence import Licence
from services.licensing.domain.licences.naming import words

View = dict[str, Any]

_STATES: Mapping[str, Sequence[str]] = {
    Verified.VALID: [LicenceState.VALID],
    Verified.SUSPENDED: [LicenceState.SUSPENDED],
    Verified.EXPIRED: [LicenceState.EXPIRED, *ENDED],
}
"""What is told to everybody → what it stands for."""
_TOLD = {str(state): str(told) for told, states in _STATES.items() for state in states}
_EQUAL = ("number", "service", "kind", "governorate", "district")


def register(store: Store[Licence], today: Callable[[], date]) -> Register:
    """Finds licences that are listed, and shows what is public of them."""

    def find(sought: Sought, after: str | None, limit: int) -> View:
        named = None if sought.name is None else words(sought.name)
        if named == []:
            return {"items": [], "next": None}
        page = store.find(_criteria(sought, named or []), after, limit)
        day = today().isoformat()
        return {"items": [_shown(each, day) for each in page.items], "next": page.next}

    return find


def by_code(store: Store[Licence]) -> ByCode:
    def find(code: str) -> Licence | None:
        return next(iter(store.newest(Criteria(equals={"codes": code}), 1)), None)

    return find


def _criteria(sought: Sought, named: Sequence[str]) -> Criteria:
    """The last word of a name may be its beginning alone."""
    equals = {name: getattr(sought, name) for name in _EQUAL}
    return Criteria(
        equals={
            "listed": LISTED,
            **{name: value for name, value in equals.items() if value is not None},
        },
        all_of={"name_words": named[:-1]},
        prefix={"name_words": named[-1]} if named else {},
        any_of={"state": _STATES[sought.state]} if sought.state else {},
    )


def _shown(view: View, today: str) -> View:
    """Chosen one by one: nothing of the holder, no street, and no fact that is not public."""
    licensed, place = view["licensed"], view["licensed"]["place"]
    return {
        "number": view["number"],
        "service": view["service"],
        "kind": view["kind"],
        "variant": view["variant"],
        "title": view["title"],
        "name": licensed["name"],
        "place": {"governorate": place["governorate"], "district": place["district"]},
        "state": _TOLD[view["state"]],
        "issued_on": view["issued_on"],
        "valid_from": view["valid_from"],
        "expires_on": view["expires_on"],
        "valid_through": view["valid_through"],
        "awaiting_renewal": _awaits_renewal(view, today),
        "facts": [
            {name: fact[name] for name in ("code", "label", "value")}
            for fact in licensed["facts"]
            if fact["public"]
        ],
    }


def _awaits_renewal(view: View, today: str) -> bool:
    """It is in force beyond its end because its renewal is being decided."""
    beyond = view["expires_on"] is not None and view["expires_on"] <= today
    return bool(view["state"] == LicenceState.VALID and view["renewal"] and beyond)
