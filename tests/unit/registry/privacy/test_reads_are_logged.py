"""Whoever looks at somebody who is protected, or at what is sensitive, stands in the audit log.

Every query of the registry is in one of these tables: a new one is not forgotten.
"""

from __future__ import annotations

from contextlib import suppress
from typing import Any

import pytest

from chassis.context import Context, use
from chassis.errors import NotFound
from contracts.rpc.registry import METHODS
from tests.support.importing import SUPERVISOR as SENDER
from tests.support.importing import as_csv, begin, check, family
from tests.support.privacy import SUPERVISOR, ask_for, consent, copied
from tests.support.programmes import Office, in_memory
from tests.support.registry import HELPER, citizen, national_number, protect, register, settle

READ = {
    "get_person": "person.read",
    "get_person_history": "person.read",
    "get_sensitive_facts": "person.sensitive_read.care",
    "find_persons": "person.list",
    "get_household": "household.read",
    "get_household_history": "household.read",
    "find_households": "household.list",
    "get_duplicate": "duplicate.read",
    "find_duplicates": "duplicate.list",
    "get_privacy_request": "privacy_request.read",
    "find_privacy_requests": "privacy_request.list",
    "get_consent": "consent.read",
    "find_consents": "consent.read",
    "get_data_copy": "data_copy.read",
    "get_enrolment": "enrolment.read",
    "explain_enrolment": "enrolment.read",
    "find_enrolments": "enrolment.list",
    "rank_applications": "enrolment.list",
    "get_grievance": "grievance.read",
    "find_grievances": "grievance.list",
    "get_profile": "profile.read",
}
"""Asked about a protected person by who knows them: what the log says of it."""

ELSEWHERE = {
    "get_data_copy_json": "tests/e2e/registry/test_privacy.py",
    "get_data_copy_document": "tests/e2e/registry/test_privacy.py",
    "assess_household": "tests/e2e/registry/test_eligibility.py",
    "get_recomputation": "tests/unit/registry/eligibility",
    "find_recomputed_households": "tests/unit/registry/eligibility",
    "get_payment": "tests/unit/registry/payments",
    "find_payments": "tests/integration/registry/payments",
    "read_payment_list_file": "tests/integration/registry/payments",
    "get_recovery": "tests/integration/registry/payments",
    "find_recoveries": "tests/integration/registry/payments",
    "list_emergency_targets": "tests/unit/registry/emergencies",
    "get_survey_visit": "tests/unit/registry/surveys",
    "find_survey_visits": "tests/unit/registry/surveys",
    "get_export_file": "tests/e2e/registry/test_files.py",
}
"""Logged as well, and shown where there is what they ask for."""

OF_A_FILE = {"find_import_rows": "import.rows_read", "get_import_report": "import.report_read"}

TELLS_OF_NOBODY = {
    "ping",
    "check_duplicates",  # knows nobody who is protected
    "get_purposes",
    "get_import",
    "find_imports",
    "get_export",
    "find_exports",
    "get_matching",
    "find_matchings",
    "find_recomputations",
    "list_indicators",
    "list_eligibility_rules",
    "get_programme",
    "get_programme_places",
    "get_programme_lists",
    "find_programmes",
    "get_holidays",
    "get_payment_list",
    "find_payment_lists",
    "get_payment_confirmations",
    "find_reported_confirmations",
    "get_emergency",
    "find_emergencies",
    "get_researcher",
    "find_researchers",
    "get_survey_round",
    "find_survey_rounds",
    "get_survey_progress",
    "get_questionnaire",
    "get_questionnaire_version",
    "find_questionnaires",
}
"""Totals, rules, what stands in no record of a person, and how far something is."""


class Protected:
    """A woman with a child, an application, a rejected one with its grievance, a consent, a
    request and a probable duplicate; hidden from all but a caseworker and supervisors of hers."""

    def __init__(self, office: Office) -> None:
        registry, self.number = office.registry, national_number()
        self.id = register(registry, number=self.number)["id"]
        self.home = settle(registry, self.id, register(registry, sex="male")["id"])
        register(registry)
        with use(Context(HELPER)):
            registry.duplicates.detection.detect(self.id)
        aid, other = office.programme(), office.programme()
        self.programme = aid["id"]
        self.enrolment = office.applied(aid, self.home)["id"]
        office.do("assess_enrolment", SUPERVISOR, enrolment_id=self.enrolment)
        rejected = {"enrolment_id": office.applied(other, self.home)["id"]}
        why = {"reason_code": "documents_missing"}
        office.do("reject_enrolment", SUPERVISOR, **rejected, **why)
        text = {"text": "الوثائق مكتملة."}
        filed = office.do("file_grievance", citizen(self.number), **rejected, **text)
        self.grievance = filed["id"]
        self.consent = consent(registry, self.id)["id"]
        self.request = ask_for(registry, self.id, "objection", purpose="statistics")["id"]
        asked = {"person_id": self.id, "status": "open"}
        self.pair = office.do("find_duplicates", SUPERVISOR, **asked)["items"][0]["id"]
        protect(registry, self.id, HELPER, knowers=[SUPERVISOR.subject])
        self.copy = copied(registry, self.id, HELPER)

    def asked(self, method: str) -> dict[str, Any]:
        """What each query asks."""
        person, household = {"person_id": self.id}, {"household_id": self.home["id"]}
        requests: dict[str, dict[str, Any]] = {
            "get_sensitive_facts": {**person, "purpose": "care"},
            "find_persons": {"national_number": self.number},
            "get_household": household,
            "get_household_history": household,
            "get_profile": household,
            "get_duplicate": {"duplicate_id": self.pair},
            "get_privacy_request": {"request_id": self.request},
            "get_consent": {"consent_id": self.consent},
            "get_data_copy": {"copy_id": self.copy},
            "get_enrolment": {"enrolment_id": self.enrolment},
            "explain_enrolment": {"enrolment_id": self.enrolment},
            "find_enrolments": household,
            "find_grievances": household,
            "rank_applications": {"programme_id": self.programme},
            "get_grievance": {"grievance_id": self.grievance},
        }
        return requests.get(method, person)


def logged(office: Office) -> list[str]:
    audit: Any = office.house.audit
    return [each["action"] for each in audit.entries]


def test_every_query_has_its_place_here() -> None:
    queries = {name for name, method in METHODS.items() if method.kind == "query"}
    assert queries == {*READ, *ELSEWHERE, *OF_A_FILE, *TELLS_OF_NOBODY}


@pytest.fixture(scope="module")
def office() -> Office:
    return in_memory()[0]


@pytest.fixture(scope="module")
def protected(office: Office) -> Protected:
    return Protected(office)


@pytest.mark.parametrize("method", READ)
def test_who_looks_at_a_protected_person_is_logged(
    office: Office, protected: Protected, method: str
) -> None:
    before = len(logged(office))
    shown = office.do(method, HELPER, **protected.asked(method))
    assert shown.get("items", [shown]) != []
    assert READ[method] in logged(office)[before:]


@pytest.mark.parametrize("method", OF_A_FILE)
def test_who_looks_at_the_rows_of_a_file_is_logged(office: Office, method: str) -> None:
    sent = begin(office.registry, as_csv(family("1")), again=True)
    check(office.registry, sent)
    before = len(logged(office))
    with suppress(NotFound):  # where nothing was refused there is no report
        office.do(method, SENDER, import_id=sent, **({"part": 0} if "report" in method else {}))
    assert logged(office)[before:] == [OF_A_FILE[method]]
