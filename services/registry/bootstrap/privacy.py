"""Wires privacy."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from chassis import audit
from chassis.documents.kind import Kind
from chassis.identifiers import derived_id
from services.registry.adapters.duplicates.store import DUPLICATES
from services.registry.adapters.eligibility.profiles import PROFILES
from services.registry.adapters.households.store import HOUSEHOLDS, KeptHouseholds
from services.registry.adapters.payments.store import PAYMENTS
from services.registry.adapters.persons.store import PERSONS, KeptPersons
from services.registry.adapters.privacy import answers, dwelt, rules
from services.registry.adapters.privacy.consents import CONSENTS, KeptConsents
from services.registry.adapters.privacy.copies import COPIES, KeptCopies
from services.registry.adapters.privacy.copy_writer import FileCopies
from services.registry.adapters.privacy.dossier import KeptDossier, Stores
from services.registry.adapters.privacy.holding import Holding, Kept
from services.registry.adapters.privacy.needed import NeededForBenefits
from services.registry.adapters.privacy.protected import ensure_indexes
from services.registry.adapters.privacy.requests import DATA_REQUESTS, KeptRequests
from services.registry.adapters.privacy.traces import MongoTraces, NoTraces
from services.registry.adapters.programmes.enrolments import ENROLMENTS
from services.registry.adapters.programmes.grievances import GRIEVANCES
from services.registry.adapters.surveys.questionnaires import QUESTIONNAIRES
from services.registry.adapters.surveys.rounds import ROUNDS
from services.registry.adapters.surveys.visits import VISITS
from services.registry.app.persons.guardians import Guardians
from services.registry.app.privacy.acting import Acting
from services.registry.app.privacy.addresses import OwnAddresses
from services.registry.app.privacy.area import Privacy
from services.registry.app.privacy.auditing import Auditing
from services.registry.app.privacy.claims import NumberClaims
from services.registry.app.privacy.consenting import Consenting
from services.registry.app.privacy.copying import Copying
from services.registry.app.privacy.effects import Effects
from services.registry.app.privacy.erasing import Erasing
from services.registry.app.privacy.forgetting import Forgetting
from services.registry.app.privacy.ports import Arriving, Exported, OwnPerson, Rules
from services.registry.app.privacy.protecting import Protecting
from services.registry.app.privacy.purposes import Purposes
from services.registry.app.privacy.requesting import RequestDesk
from services.registry.app.privacy.telling import Telling
from services.registry.app.privacy.veiling import IsChild
from services.registry.bootstrap.house import NAME, House
from services.registry.domain.eligibility.indicators import Indicators

if TYPE_CHECKING:
    from pymongo.database import Database

KINDS: tuple[Kind[Any], ...] = (CONSENTS, DATA_REQUESTS, COPIES)


def prepare(database: Database[dict[str, Any]]) -> None:
    """What the audit log is read by, of one person for their copy and by auditors, and by which
    hidden homes are left out of what is counted."""
    audit.ensure_indexes(database)
    dwelt.prepare(database)
    ensure_indexes(database, HOUSEHOLDS)


@dataclass(frozen=True)
class Ground:
    """What the other areas ask of privacy before they are wired themselves."""

    law: Rules
    consents: KeptConsents
    requests: KeptRequests
    telling: Telling
    purposes: Purposes


def ground(house: House, persons: KeptPersons) -> Ground:
    """Raises `SettingError` for rules that are not what they must be."""
    law = rules.load(house.settings.rules / "privacy.yaml").on
    telling = Telling(persons, house.calendar.day_of)
    consents = KeptConsents(house.store(CONSENTS), telling.consent)
    requests = KeptRequests(house.store(DATA_REQUESTS), telling.request)
    return Ground(
        law, consents, requests, telling, Purposes(law, consents, requests, persons, house.calendar)
    )


def wire(
    house: House,
    on: Ground,
    persons: KeptPersons,
    households: KeptHouseholds,
    exported: Exported,
    arriving: Arriving,
    own_person_id: OwnPerson,
    guardians: Guardians,
    indicators: Callable[[], Indicators],
    is_child: IsChild,
    working_days_after: Callable[[date, int], date],
) -> Privacy:
    """The area on this ground."""
    erasing = Erasing(persons, OwnAddresses(households), _holding(house, persons), arriving, on.law)
    traces = NoTraces() if house.database is None else MongoTraces(house.database)
    addresses = OwnAddresses(households)
    acting, telling = Acting(own_person_id, on.law, house.calendar), on.telling
    copying = Copying(
        KeptCopies(house.store(COPIES)),
        persons,
        house.files,
        KeptDossier(_stores(house), persons.absorbed, house.audit, indicators),
        FileCopies(),
        acting,
        house.audit,
        on.law,
        house.calendar,
        house.new_id("data_copy"),
    )
    common = (house.audit, on.law, house.calendar)
    return Privacy(
        protecting=Protecting(
            persons, households, house.together, house.audit, exported, copying, is_child
        ),
        purposes=on.purposes,
        consenting=Consenting(
            on.consents, persons, acting, telling, *common, house.new_id("consent")
        ),
        requests=RequestDesk(
            on.requests,
            persons,
            Effects(persons, erasing, guardians),
            erasing,
            acting,
            telling,
            house.audit,
            house.together,
            on.law,
            house.calendar,
            working_days_after,
            answers.say,
            house.new_id("privacy_request"),
        ),
        claims=NumberClaims(
            persons, on.requests, on.law, house.calendar, working_days_after, _claim_id
        ),
        copying=copying,
        forgetting=Forgetting(
            on.requests,
            persons,
            addresses,
            traces,
            copying,
            exported,
            arriving,
            on.law,
            house.calendar,
        ),
        auditing=Auditing(house.audit),
    )


def _holding(house: House, persons: KeptPersons) -> Holding:
    homes = house.store(HOUSEHOLDS)
    formerly = (
        dwelt.formerly_in(homes) if house.database is None else dwelt.formerly_on(house.database)
    )
    kinds: tuple[Kind[Any], ...] = (
        PERSONS, ENROLMENTS, GRIEVANCES, PAYMENTS, VISITS, PROFILES, CONSENTS, DUPLICATES,
    )  # fmt: skip
    return Holding(
        Kept(*(house.store(each) for each in kinds)),
        dwelt.Homes(homes, formerly),
        persons.absorbed,
        NeededForBenefits(house.store(ENROLMENTS), homes),
    )


def _stores(house: House) -> Stores:
    return Stores(
        *(
            house.store(kind)
            for kind in (
                PERSONS,
                HOUSEHOLDS,
                ENROLMENTS,
                GRIEVANCES,
                PAYMENTS,
                VISITS,
                PROFILES,
                ROUNDS,
                QUESTIONNAIRES,
                CONSENTS,
                DATA_REQUESTS,
            )
        )
    )


def _claim_id(holder_id: str, claimant_id: str) -> str:
    """One task for the two, however often it is noticed."""
    return derived_id(NAME, "number_claim", holder_id, claimant_id)
