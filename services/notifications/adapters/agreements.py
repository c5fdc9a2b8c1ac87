"""How agreements are kept: in the versioned store, and read for each event that passes by."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from chassis.documents.kind import Criteria, Kind, Published, State, Store, View
from chassis.errors import NotFound
from contracts.events import notifications as events
from contracts.events.base import to_data
from services.notifications.app.commands import terms_from
from services.notifications.domain.agreement import Agreement, AgreementRecorded, Terms

_ALL = 100
"""Agreements read at a time."""


def _to_state(agreement: Agreement) -> State:
    return {
        name: list(value) if isinstance(value, tuple) else _iso(value)
        for name, value in asdict(agreement.terms).items()
    }


def _iso(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _from_state(agreement_id: str, version: int, state: State) -> Agreement:
    return Agreement(agreement_id, version, terms_from(state))


def _to_view(agreement: Agreement) -> View:
    state = _to_state(agreement)
    shared = state.pop("fields")
    return {
        "id": agreement.id,
        "version": agreement.version,
        "partner": agreement.id,
        "feed": f"feed.{agreement.id}",
        **state,
        "fields_shared": shared,
    }


def _publish(event: AgreementRecorded) -> Published:
    terms = event.terms
    recorded = events.AgreementRecorded(
        partner=event.partner,
        ministry=terms.ministry,
        legal_basis=terms.legal_basis,
        events=terms.events,
        protected_events=terms.protected_events,
        governorates=terms.governorates,
        fields_shared=terms.fields,
        valid_from=terms.valid_from.isoformat(),
        valid_until=terms.valid_until.isoformat() if terms.valid_until else None,
        revoked=terms.revoked,
    )
    return Published(recorded.TYPE, to_data(recorded))


AGREEMENT: Kind[Agreement] = Kind(
    service="notifications",
    name="agreement",
    collection="agreements",
    to_state=_to_state,
    from_state=_from_state,
    to_view=_to_view,
    publish=_publish,
)


class StoredAgreements:
    """`app.ports.Agreements` and `AgreementPages` on the versioned store."""

    def __init__(self, store: Store[Agreement]) -> None:
        self._store = store
        self.add = store.add
        self.save = store.save
        self.view = store.view

    def find(self, partner: str) -> Agreement | None:
        """The agreement that the command at hand replaces, if there is one."""
        try:
            return self._store.get(partner)
        except NotFound:
            return None

    def page(self, after: str | None, limit: int) -> tuple[list[View], str | None]:
        """Views, newest first."""
        page = self._store.find(Criteria(), after, limit)
        return page.items, page.next

    def everything(self) -> Sequence[View]:
        """The views of all agreements."""
        views, after = self.page(None, _ALL)
        while after is not None:
            more, after = self.page(after, _ALL)
            views = [*views, *more]
        return views


class RememberedAgreements:
    """`app.ports.AgreementsInForce`: read again when older than `seconds`, or when told."""

    def __init__(
        self,
        agreements: StoredAgreements,
        seconds: float = 1.0,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._agreements = agreements
        self._seconds = seconds
        self._monotonic = monotonic
        self._known: tuple[float, Mapping[str, Terms]] | None = None
        self._reloads = 0

    def all(self) -> Mapping[str, Terms]:
        """Each partner's terms."""
        now = self._monotonic()
        known = self._known
        if known is not None and now - known[0] < self._seconds:
            return known[1]
        reloads = self._reloads
        terms = {
            view["partner"]: terms_from({**view, "fields": view["fields_shared"]})
            for view in self._agreements.everything()
        }
        if reloads == self._reloads:  # else something changed while we read
            self._known = now, terms
        return terms

    def reload(self) -> None:
        """Forget what was read."""
        self._reloads += 1
        self._known = None
