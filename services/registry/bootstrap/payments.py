"""Wires payments."""

from __future__ import annotations

from typing import Any

from chassis.documents.kind import Kind
from chassis.identifiers import derived_id
from services.registry.adapters.documents import Documents, MongoDocuments, StoredDocuments
from services.registry.adapters.emergencies.targets import TargetClaims
from services.registry.adapters.households.store import HOUSEHOLDS
from services.registry.adapters.payments import rules
from services.registry.adapters.payments.sources import (
    Enrolments,
    Heads,
    KnownProgrammes,
    RecordsOfPersons,
    Sources,
)
from services.registry.adapters.payments.store import (
    CONFIRMATIONS,
    LISTS,
    PAYMENTS,
    KeptConfirmations,
    KeptLists,
    KeptPayments,
)
from services.registry.adapters.persons.store import PERSONS
from services.registry.app.emergencies.ports import Targets
from services.registry.app.payments.area import Payments
from services.registry.app.payments.handlers import PaymentHandlers
from services.registry.app.payments.issuing import Issuing
from services.registry.app.payments.preparing import Preparing
from services.registry.app.payments.queries import PaymentQueries
from services.registry.app.payments.settling import Settling
from services.registry.bootstrap.house import NAME, House

KINDS: tuple[Kind[Any], ...] = (LISTS, PAYMENTS, CONFIRMATIONS)


def wire(house: House, targets: Targets) -> Payments:
    """The area on this ground; `targets` are those of emergencies."""
    lists = KeptLists(house.store(LISTS))
    payments = KeptPayments(house.store(PAYMENTS))
    batches = KeptConfirmations(house.store(CONFIRMATIONS))
    documents = documents_of(house)
    claims, payees = (
        Sources({"programme": Enrolments(documents), "emergency": TargetClaims(targets)}),
        Heads(documents),
    )
    records_of = RecordsOfPersons(documents, house.store(PERSONS))
    at, today = rules.load(house.settings.rules / "payments.yaml"), house.calendar.today
    preparing = Preparing(lists, payments, claims, payees, records_of, at, _payment_id)
    issuing = Issuing(lists, payments, claims, payees, house.files, at, _payment_id)
    settling = Settling(lists, payments, batches)
    return Payments(
        PaymentHandlers(
            lists,
            batches,
            KnownProgrammes(documents),
            at,
            house.audit,
            house.new_id("payment_list"),
            house.new_id("payment_confirmations"),
            today,
        ),
        PaymentQueries(lists, payments, batches, house.files, house.progress, house.audit),
        {
            "payment_list.prepare": preparing.prepare,
            "payment_list.issue": issuing.issue,
            "payment_list.withdraw": settling.withdraw,
            "payment_confirmations.apply": settling.apply,
        },
    )


def documents_of(house: House) -> Documents:
    """What other areas keep, to be read in bulk."""
    if house.database is not None:
        return MongoDocuments(house.database)
    return StoredDocuments(
        {
            "persons": (house.store(PERSONS), PERSONS),
            "households": (house.store(HOUSEHOLDS), HOUSEHOLDS),
        }
    )


def _payment_id(list_id: str, claim_id: str) -> str:
    """The same payment however often a list is prepared."""
    return derived_id(NAME, "payment", list_id, claim_id)
