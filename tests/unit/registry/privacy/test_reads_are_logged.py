"""Whoever looks at somebody who is protected, or at what is sensitive, stands in the audit log.

Every query of the registry is in one of these tables: a new one is not forgotten. Commands, which
show something too, are in `test_changes_are_logged`.
"""

from __future__ import annotations

from contextlib import suppress
from typing import Any

import pytest

from chassis.audit import concerned
from chassis.errors import NotFound
from contracts.rpc.registry import METHODS
from tests.support.importing import SUPERVISOR as SENDER
from tests.support.importing import as_csv, begin, check, family
from tests.support.life import deliver, told_in_memory
from tests.support.logged import Known, logged
from tests.support.programmes import Office, in_memory
from tests.support.registry import HELPER

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

NOT_SENSITIVE = {
    "get_person",
    "get_person_history",
    "get_duplicate",
    "find_duplicates",
    "get_consent",
    "find_consents",
    "find_privacy_requests",
    "get_data_copy",
}
"""What these show is sensitive of protected persons alone; all others are logged of everybody."""

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
    "find_family_payments": "tests/unit/registry/payments/test_family.py",
    "find_family_recoveries": "tests/unit/registry/payments/test_family.py",
    "list_emergency_targets": "tests/unit/registry/emergencies",
    "get_survey_visit": "tests/unit/registry/surveys",
    "find_survey_visits": "tests/unit/registry/surveys",
    "get_export_file": "tests/e2e/registry/test_files.py",
}
"""Logged as well, and shown where there is what they ask for."""

OF_A_FILE = {"find_import_rows": "import.rows_read", "get_import_report": "import.report_read"}

READS_THE_LOG = {"find_audit_entries": "tests/unit/registry/privacy/test_investigating.py"}
"""Auditors' alone, each page written to the log that it shows."""

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


def test_every_query_has_its_place_here() -> None:
    queries = {name for name, method in METHODS.items() if method.kind == "query"}
    assert queries == {*READ, *ELSEWHERE, *OF_A_FILE, *READS_THE_LOG, *TELLS_OF_NOBODY}
    assert READ.keys() >= NOT_SENSITIVE


@pytest.fixture(scope="module")
def office() -> Office:
    return in_memory()[0]


@pytest.fixture(scope="module")
def protected(office: Office) -> Known:
    return Known(office, protected=True)


@pytest.fixture(scope="module")
def open_to_all(office: Office) -> Known:
    known = Known(office, protected=False)
    assert office.memory is not None
    deliver(office.service, told_in_memory(office.memory))  # so who applied is found by programme
    return known


@pytest.mark.parametrize("method", READ)
def test_who_looks_at_a_protected_person_is_logged(
    office: Office, protected: Known, method: str
) -> None:
    before = len(logged(office))
    shown = office.do(method, HELPER, **protected.asked(method))
    assert shown.get("items", [shown]) != []
    assert logged(office)[before:].count(READ[method]) == 1


@pytest.mark.parametrize("method", READ)
def test_who_looks_at_what_is_sensitive_of_anybody_is_logged(
    office: Office, open_to_all: Known, method: str
) -> None:
    before = len(logged(office))
    asked = open_to_all.asked(method)
    if method == "find_persons":
        asked = {"programme": open_to_all.programme}
    shown = office.do(method, HELPER, **asked)
    assert shown.get("items", [shown]) != []
    assert logged(office)[before:] == ([] if method in NOT_SENSITIVE else [READ[method]])


def test_a_list_of_whoever_is_in_a_programme_names_them_all_and_another_one_nobody(
    office: Office, open_to_all: Known
) -> None:
    audit: Any = office.house.audit
    shown = office.do("find_persons", HELPER, programme=open_to_all.programme)["items"]
    assert concerned(audit.entries[-1]) == {each["id"] for each in shown} > {open_to_all.id}
    before = len(logged(office))
    office.do("find_persons", HELPER, national_number=open_to_all.number)
    assert logged(office)[before:] == []


@pytest.mark.parametrize("method", OF_A_FILE)
def test_who_looks_at_the_rows_of_a_file_is_logged(office: Office, method: str) -> None:
    sent = begin(office.registry, as_csv(family("1")), again=True)
    check(office.registry, sent)
    before = len(logged(office))
    with suppress(NotFound):  # where nothing was refused there is no report
        office.do(method, SENDER, import_id=sent, **({"part": 0} if "report" in method else {}))
    assert logged(office)[before:] == [OF_A_FILE[method]]
