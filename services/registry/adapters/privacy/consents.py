"""How consents are kept, found and shown, and when they expire."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import asdict
from datetime import UTC, date, datetime, timedelta
from typing import Any

from chassis.calendar import start_of, written
from chassis.documents.kind import Criteria, Kind, State, Store, Timer, View, anybody
from services.registry.adapters.privacy.events import publish
from services.registry.adapters.privacy.repeated import told_again
from services.registry.domain.access import Actor
from services.registry.domain.privacy.consent import ACTIVE, WITHDRAWN, Consent, Given

EXPIRE = "expire"
_END_OF_TIME = datetime(9999, 1, 1, tzinfo=UTC)


def _to_state(consent: Consent) -> State:
    return {
        "person_id": consent.person_id,
        "purpose": consent.purpose,
        "categories": list(consent.categories),
        "recipients": list(consent.recipients),
        "rules_of": consent.rules_of.isoformat(),
        "given": {**asdict(consent.given), "on": consent.given.on.isoformat()},
        "until": consent.until.isoformat(),
        "status": consent.status,
        "ended_at": consent.ended_at,
        "ended_by": consent.ended_by,
        "ended_from_home": consent.ended_from_home,
    }


def _from_state(consent_id: str, version: int, state: State) -> Consent:
    given = state["given"]
    return Consent(
        id=consent_id,
        version=version,
        person_id=state["person_id"],
        purpose=state["purpose"],
        categories=tuple(state["categories"]),
        recipients=tuple(state["recipients"]),
        rules_of=date.fromisoformat(state["rules_of"]),
        given=Given(**{**given, "on": date.fromisoformat(given["on"])}),
        until=date.fromisoformat(state["until"]),
        status=state["status"],
        ended_at=state["ended_at"],
        ended_by=state["ended_by"],
        # Of withdrawals of before it is not known: their accounts are told to nobody else.
        ended_from_home=state.get("ended_from_home", state["status"] == WITHDRAWN),
    )


def show(consent: Consent) -> View:
    """The whole consent."""
    state = _to_state(consent)
    given = state.pop("given")
    del state["ended_from_home"]
    return {
        "id": consent.id,
        "version": consent.version,
        **state,
        "ended_at": None if consent.ended_at is None else written(consent.ended_at),
        "way": given["way"],
        "paper": given["paper"],
        "recorded_by": given["recorded_by"],
        "centre": given["centre"],
        "given_on": given["on"],
        "guardian_id": given["guardian_id"],
    }


def _keys(consent: Consent) -> dict[str, Any]:
    live = consent.status == ACTIVE
    return {
        "person": consent.person_id,
        "status": consent.status,
        "purpose": consent.purpose,
        "live": f"{consent.person_id}/{consent.purpose}" if live else None,
        "live_purpose": consent.purpose if live else None,
        "ended_at": consent.ended_at,
    }


CONSENTS: Kind[Consent] = Kind(
    service="registry",
    name="consent",
    collection="consents",
    to_state=_to_state,
    from_state=_from_state,
    to_view=show,
    publish=publish,
    keys=_keys,
    unique={"live": "consent_in_force_already"},
    timers=lambda it: (
        [Timer(EXPIRE, start_of(it.until + timedelta(days=1)))] if it.status == ACTIVE else []
    ),
    indexes=(("person",), ("live_purpose",), ("purpose", "ended_at")),
)


class KeptConsents:
    """See `app.privacy.ports.Consents`."""

    def __init__(self, store: Store[Consent], tell: Callable[[Consent, View, Actor], View]) -> None:
        self._store = store
        self._tell = tell
        self.load = store.load
        self.add = store.add
        self.show = show

    def get(self, consent_id: str, admit: Callable[[Consent], None] = anybody) -> Consent:
        with told_again(self._as_told):
            return self._store.get(consent_id, admit)

    def _as_told(self, view: View, actor: Actor) -> View:
        return self._tell(self.load(view["id"]), view, actor)

    def save(self, consent: Consent) -> View:
        return self._store.save(consent)

    def find(
        self, person_id: str, status: str | None, purpose: str | None, after: str | None, limit: int
    ) -> View:
        wanted = {"person": person_id, "status": status, "purpose": purpose}
        given = {name: value for name, value in wanted.items() if value is not None}
        page = self._store.find(Criteria(equals=given), after, limit)
        return {"items": page.items, "next": page.next}

    def live(self, person_id: str, purpose: str) -> Consent | None:
        found = self._store.find(Criteria(equals={"live": f"{person_id}/{purpose}"}), None, 1)
        return self._store.load(found.items[0]["id"]) if found.items else None

    def all_live(self, purpose: str) -> Iterator[Consent]:
        return self._store.each(Criteria(equals={"live_purpose": purpose}))

    def ended_since(self, purpose: str, moment: datetime) -> bool:
        ended = Criteria(equals={"purpose": purpose}, between={"ended_at": (moment, _END_OF_TIME)})
        return bool(self._store.find(ended, None, 1).items)
