"""Wires payments."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from chassis.documents.kind import Kind
from chassis.identifiers import derived_id
from services.registry.adapters.documents import Documents, MongoDocuments, StoredDocuments
from services.registry.adapters.emergencies import rules as emergency_rules
from services.registry.adapters.emergencies.claims import TargetClaims
from services.registry.adapters.emergencies.store import EMERGENCIES
from services.registry.adapters.files.tables import FileTables
from services.registry.adapters.households.store import HOUSEHOLDS
from services.registry.adapters.payments import findings, rules
from services.registry.adapters.payments.confirmation_rows import confirmations
from services.registry.adapters.payments.control_rows import control
from services.registry.adapters.payments.enrolments import Corrections, Enrolments
from services.registry.adapters.payments.records import RecordsOfPersons
from services.registry.adapters.payments.reported_rows import MemoryReportedRows, MongoReportedRows
from services.registry.adapters.payments.sources import (
    Heads,
    KnownClaims,
    KnownProgrammes,
    NamesOfSources,
    Sources,
)
from services.registry.adapters.payments.store import (
    CONFIRMATIONS,
    LISTS,
    PAYMENTS,
    RECOVERIES,
    KeptConfirmations,
    KeptLists,
    KeptPayments,
    KeptRecoveries,
)
from services.registry.adapters.persons.store import PERSONS
from services.registry.adapters.programmes import rules as programme_rules
from services.registry.adapters.programmes.enrolments import ENROLMENTS
from services.registry.adapters.programmes.grievances import GRIEVANCES
from services.registry.adapters.programmes.programmes import PROGRAMMES
from services.registry.app.emergencies.ports import Targets
from services.registry.app.payments.area import Payments
from services.registry.app.payments.confirming import ConfirmationFiles, Confirming
from services.registry.app.payments.family import FamilyMoney, FamilyReach
from services.registry.app.payments.handlers import PaymentHandlers
from services.registry.app.payments.hiding import Hiding
from services.registry.app.payments.issuing import Issuing
from services.registry.app.payments.looking import Looking
from services.registry.app.payments.preparing import Preparing
from services.registry.app.payments.queries import PaymentQueries
from services.registry.app.payments.recovering import Recovering
from services.registry.app.payments.resting import Resting
from services.registry.app.payments.settling import Settling
from services.registry.bootstrap.house import NAME, House
from services.registry.domain.persons.facts import BirthDate

KINDS: tuple[Kind[Any], ...] = (LISTS, PAYMENTS, CONFIRMATIONS, RECOVERIES)


def wire(
    house: House,
    targets: Targets,
    is_child: Callable[[BirthDate | None], bool],
    reach: FamilyReach,
) -> Payments:
    """The area on this ground; `targets` are those of emergencies, `is_child` tells whether who
    was born then may not be of age today, `reach` says whose household it is."""
    lists = KeptLists(house.store(LISTS))
    payments = KeptPayments(house.store(PAYMENTS))
    batches = KeptConfirmations(house.store(CONFIRMATIONS))
    documents = documents_of(house)
    records_of = RecordsOfPersons(documents, house.store(PERSONS))
    shocked = TargetClaims(targets, documents, house.store(PAYMENTS), records_of)
    claims, payees = (
        Sources({"programme": Enrolments(documents), "emergency": shocked}),
        Heads(documents, house.store(HOUSEHOLDS), is_child),
    )
    at, today = rules.load(house.settings.rules / "payments.yaml").on, house.calendar.today
    programmes = programme_rules.load(house.settings.rules)
    recoveries = KeptRecoveries(house.store(RECOVERIES))
    shocks = emergency_rules.load(house.settings.rules / "emergencies.yaml")
    recovering = Recovering(recoveries, payments, emergency_rules.recovery(shocks), _recovery_id)
    resting = Resting(Corrections(documents), payments, lists)
    looking = Looking(claims, payees, payments, records_of, resting)
    preparing = Preparing(lists, payments, claims, looking, recovering, records_of, at, _payment_id)
    issuing = Issuing(
        lists, payments, looking, payees, recovering, house.files, at, _payment_id, today
    )
    settling = Settling(lists, payments, batches, recovering)
    database = house.database
    reported = MemoryReportedRows() if database is None else MongoReportedRows(database)
    new_batch_id = house.new_id("payment_confirmations")
    sending = ConfirmationFiles(batches, house.files, new_batch_id, today)
    tables, totals = FileTables(house.files, confirmations), FileTables(house.files, control)
    confirming = Confirming(batches, house.files, tables, totals, settling, reported)
    return Payments(
        PaymentHandlers(
            lists,
            payments,
            batches,
            recoveries,
            KnownProgrammes(documents, lambda: programmes.on(today()).paying_kinds),
            at,
            house.audit,
            house.new_id("payment_list"),
            new_batch_id,
            today,
        ),
        sending,
        PaymentQueries(
            lists,
            payments,
            batches,
            recoveries,
            Hiding(KnownClaims(documents), payees, lambda: at(today())),
            reported,
            sending.missing,
            house.files,
            house.progress,
            house.audit,
        ),
        FamilyMoney(
            lists,
            payments,
            recoveries,
            reach,
            NamesOfSources(documents),
            findings.for_family,
            house.audit,
        ),
        {
            "payment_list.prepare": preparing.prepare,
            "payment_list.issue": issuing.issue,
            "payment_list.withdraw": settling.withdraw,
            "payment_confirmations.apply": settling.apply,
            "payment_confirmations.apply_file": confirming.apply_file,
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
            "programmes": (house.store(PROGRAMMES), PROGRAMMES),
            "enrolments": (house.store(ENROLMENTS), ENROLMENTS),
            "grievances": (house.store(GRIEVANCES), GRIEVANCES),
            "payments": (house.store(PAYMENTS), PAYMENTS),
            "emergencies": (house.store(EMERGENCIES), EMERGENCIES),
        }
    )


def _payment_id(list_id: str, claim_id: str) -> str:
    """The same payment however often a list is prepared."""
    return derived_id(NAME, "payment", list_id, claim_id)


def _recovery_id(payment_id: str) -> str:
    """A payment is recovered once."""
    return derived_id(NAME, "recovery", payment_id)
