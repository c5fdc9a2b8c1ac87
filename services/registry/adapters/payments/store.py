"""How payment lists, payments and confirmations are kept, found and shown."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from chassis.documents.kind import Added, Criteria, Kind, State, Store, View
from chassis.errors import Conflict, NotFound
from services.registry.adapters.payments import findings, plain
from services.registry.adapters.payments.events import publish
from services.registry.app.payments.ports import Wanted
from services.registry.domain.payments.confirmation import Confirmations
from services.registry.domain.payments.facts import Claim
from services.registry.domain.payments.payment import Payment
from services.registry.domain.payments.payment_list import PaymentList
from services.registry.domain.payments.recovery import OPEN, Recovery

_KEPT_BESIDE = ("id", "version", "events")


def _state(aggregate: Any) -> State:
    kept: State = {
        name: plain.plain(value)
        for name, value in vars(aggregate).items()
        if name not in _KEPT_BESIDE
    }
    return kept


def _list_view(made: PaymentList) -> View:
    return {"id": made.id, "version": made.version, **_state(made)}


def _payment_view(made: Payment) -> View:
    state, claim = _state(made), asdict(made.claim)
    for hidden in ("claim", "settled_by", "listed", "payee_once", "part_owed", "ward_id"):
        del state[hidden]
    claim["claim_id"] = claim.pop("id")
    for hidden in ("once", "also", "former", "counted", "paid_fils"):
        del claim[hidden]
    if claim["amount_fils"] is not None:
        claim["amount_fils"] = made.amount_fils
    state["held_because"] = findings.said(made.findings)
    state["owed_because"] = findings.said(made.claim.owed_because, findings.OWED)
    return {"id": made.id, "version": made.version, **state, **claim}


def _recovery_view(made: Recovery) -> View:
    state = _state(made)
    del state["contact_id"]
    return {
        "id": made.id,
        "version": made.version,
        **state,
        "taken_fils": made.taken_fils,
        "owed_fils": made.owed_fils,
        "left_fils": made.left_fils,
    }


def _batch_view(made: Confirmations) -> View:
    state = _state(made)
    state["lines"] = state.pop("rows")
    return {"id": made.id, "version": made.version, **state, "missing": []}


LISTS: Kind[PaymentList] = Kind(
    service="registry",
    name="payment_list",
    collection="payment_lists",
    to_state=_state,
    from_state=plain.list_from,
    to_view=_list_view,
    publish=publish,
    keys=lambda made: {
        "source": made.source.id,
        "month": made.month,
        "status": made.status,
        "running": made.running,
    },
    unique={"running": "payment_list_open"},
    work=lambda made: made.work,
    indexes=(("source", "month"), ("status",)),
    watched={"status": ("preparing", "prepared", "approved", "withdrawing")},
)

PAYMENTS: Kind[Payment] = Kind(
    service="registry",
    name="payment",
    collection="payments",
    to_state=_state,
    from_state=plain.payment_from,
    to_view=_payment_view,
    publish=publish,
    keys=lambda made: {
        "list": made.list_id,
        "status": made.status,
        "household": made.claim.household_id,
        "person": sorted({e for e in (made.payee_id, made.claim.person_id, made.ward_id) if e}),
        "governorate": made.governorate,
        "shown": None if made.protected else "yes",
        "due": list(made.due),
        "counted": list(made.counted) or None,
        "receipt": made.receipt,
        "allowance": made.allowance,
        "returned": made.source.id if made.status == "returned" else None,
        "part_owed": made.source.id if made.part_owed else None,
    },
    unique={"due": "paid_already", "counted": "paid_already"},
    indexes=(
        ("list", "status"),
        ("household",),
        ("person",),
        ("returned",),
        ("part_owed",),
        ("receipt",),
        ("allowance",),
    ),
)

CONFIRMATIONS: Kind[Confirmations] = Kind(
    service="registry",
    name="payment_confirmations",
    collection="payment_confirmations",
    to_state=_state,
    from_state=plain.confirmations_from,
    to_view=_batch_view,
    publish=publish,
    keys=lambda made: {"reference": made.held_reference},
    unique={"reference": "confirmations_received"},
    work=lambda made: made.work,
)


RECOVERIES: Kind[Recovery] = Kind(
    service="registry",
    name="recovery",
    collection="recoveries",
    to_state=_state,
    from_state=plain.recovery_from,
    to_view=_recovery_view,
    publish=publish,
    keys=lambda made: {
        "household": made.household_id,
        "emergency": made.source.id,
        "status": made.status,
    },
    indexes=(("household", "status"), ("emergency",)),
)


class KeptRecoveries:
    """Recoveries in a store of documents."""

    def __init__(self, store: Store[Recovery]) -> None:
        self._store = store
        self.get = store.get
        self.get_companion = store.get_companion
        self.add_many = store.add_many
        self.save = store.save
        self.view = store.view

    def known(self, recovery_id: str) -> Recovery | None:
        try:
            return self._store.get_companion(recovery_id)
        except NotFound:
            return None

    def open_of(self, household_ids: Sequence[str]) -> Mapping[str, Sequence[Recovery]]:
        if not household_ids:
            return {}
        wanted = Criteria(equals={"status": OPEN}, any_of={"household": household_ids})
        found: dict[str, list[Recovery]] = {}
        for each in self._store.each(wanted):
            found.setdefault(each.household_id, []).append(each)
        return {
            household: sorted(those, key=lambda it: (it.opened_on, it.id))
            for household, those in found.items()
        }

    def find(self, wanted: Wanted, after: str | None, limit: int) -> View:
        return _page(self._store, wanted, after, limit)


class KeptLists:
    """Payment lists in a store of documents."""

    def __init__(self, store: Store[PaymentList]) -> None:
        self._store = store
        self.get = store.get
        self.get_companion = store.get_companion
        self.add = store.add
        self.save = store.save
        self.view = store.view

    def find(self, wanted: Wanted, after: str | None, limit: int) -> View:
        return _page(self._store, wanted, after, limit)


class KeptPayments:
    """Payments in a store of documents."""

    def __init__(self, store: Store[Payment]) -> None:
        self._store = store
        self.get = store.get
        self.get_companion = store.get_companion
        self.save = store.save
        self.view = store.view

    def add_many(self, payments: Iterable[Payment]) -> list[Added]:
        return self._store.add_many(payments)

    def known(self, payment_id: str) -> Payment | None:
        try:
            return self._store.get_companion(payment_id)
        except NotFound:
            return None

    def of_list(self, list_id: str, after: str | None = None) -> Iterator[Payment]:
        return self._store.each(Criteria(equals={"list": list_id}), after)

    def returned(self, source_id: str, after: str | None) -> Iterator[Payment]:
        return self._store.each(Criteria(equals={"returned": source_id}), after)

    def parts_owed(self, source_id: str, after: str | None) -> Iterator[Payment]:
        return self._store.each(Criteria(equals={"part_owed": source_id}), after)

    def received(self, receipts: Collection[str]) -> Iterator[Payment]:
        if not receipts:
            return iter(())
        return self._store.each(Criteria(any_of={"receipt": sorted(receipts)}))

    def having(self, claimed: Collection[str]) -> Iterator[Payment]:
        for key in ("due", "counted"):
            if claimed:
                yield from self._store.each(Criteria(any_of={key: sorted(claimed)}))

    def allowed(self, allowances: Collection[str]) -> Iterator[Payment]:
        return self._store.each(Criteria(any_of={"allowance": sorted(allowances)}))

    def save_if_free(self, payment: Payment) -> bool:
        try:
            self._store.save(payment)
        except Conflict:
            return False
        return True

    def of_claims(self, claims: Collection[Claim]) -> Iterator[Payment]:
        homes = {each.household_id for each in claims if each.person_id is None}
        own = (each for each in claims if each.person_id is not None)
        persons = {it for each in own for it in (each.person_id, *each.also)}
        for key, wanted in (("household", homes), ("person", persons)):
            if wanted:
                yield from self._store.each(Criteria(any_of={key: sorted(wanted)}))

    def count(self, list_id: str) -> int:
        return self._store.count(Criteria(equals={"list": list_id}))

    def find(self, wanted: Wanted, after: str | None, limit: int) -> View:
        return _page(self._store, wanted, after, limit)


class KeptConfirmations:
    """The provider's confirmations in a store of documents."""

    def __init__(self, store: Store[Confirmations]) -> None:
        self.get = store.get
        self.get_companion = store.get_companion
        self.load = store.load
        self.add = store.add
        self.save = store.save
        self.view = store.view


def _page(store: Store[Any], wanted: Wanted, after: str | None, limit: int) -> View:
    page = store.find(Criteria(equals=wanted.equals, any_of=wanted.any_of), after, limit)
    return {"items": page.items, "next": page.next}
