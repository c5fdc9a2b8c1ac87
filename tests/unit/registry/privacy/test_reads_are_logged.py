"""Whoever looks at somebody who is protected, or at what is sensitive, stands in the audit log.

Every query and every command of the registry is in one of these tables: a new one is not forgotten.
"""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

import contracts
from chassis.audit import concerned
from chassis.context import Context, use
from chassis.errors import NotFound
from contracts.rpc.registry import METHODS
from tests.support.importing import SUPERVISOR as SENDER
from tests.support.importing import as_csv, begin, check, family
from tests.support.life import deliver, told_in_memory
from tests.support.privacy import SUPERVISOR, ask_for, consent, copied
from tests.support.programmes import Office, Refused, in_memory
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

HANDLED = {
    **dict.fromkeys(
        (
            "amend_household",
            "split_household",
            "divorce_in_household",
            "join_households",
            "move_household",
            "record_death",
            "record_marriage",
            "record_birth",
        ),
        "household.handle",
    ),
    **dict.fromkeys(
        (
            "record_cross_check",
            "record_application_visit",
            "assess_enrolment",
            "approve_enrolment",
            "reject_enrolment",
            "withdraw_enrolment",
            "reassess_enrolment",
            "suspend_enrolment",
            "resume_enrolment",
            "end_enrolment",
            "file_grievance",
        ),
        "enrolment.handle",
    ),
    **dict.fromkeys(
        ("take_grievance", "answer_grievance", "withdraw_grievance"), "grievance.handle"
    ),
    "withdraw_facts": "profile.withdraw",
    "ask_data_copy": "data_copy.ask",
    "protect_person": "person.protect",
    "lift_protection": "person.lift_protection",
    "give_consent": "consent.give.health_referral",
    "withdraw_consent": "consent.withdraw.health_referral",
    "withdraw_privacy_request": "privacy_request.withdraw.objection",
}
"""Commands whose answers show what was there before: what the log says, also when they are refused
for how things stand."""

HANDLED_ELSEWHERE = {
    "apply_for_programme": "here",
    "amend_person": "here",  # of protected persons, as reading them
    "file_privacy_request": "tests/unit/registry/privacy/test_requests.py",
    "decide_privacy_request": "tests/unit/registry/privacy/test_requests.py",
    "lift_privacy_request": "tests/unit/registry/privacy/test_requests.py",
    "decide_survey_visit": "tests/unit/registry/surveys",
    "approve_payment_list": "tests/unit/registry/payments",
    "cancel_payment_list": "tests/unit/registry/payments",
    "allow_payment": "tests/unit/registry/payments",
    "waive_recovery": "tests/integration/registry/payments",
    "approve_emergency": "tests/unit/registry/emergencies",
    "pay_emergency_again": "tests/unit/registry/emergencies",
    "cancel_emergency": "tests/unit/registry/emergencies",
    "ask_export": "tests/integration/registry/files",
}

SHOWS_NOTHING_NEW = {
    # What was sent, and nothing that was there before.
    "register_person",
    "register_household",
    "declare_facts",
    "upload_survey_visits",
    # A pair and what speaks for it; who decided stands in its history.
    "merge_duplicate",
    "reject_duplicate",
    "undo_merge",
    # A visit without what was answered.
    "assign_survey_visit",
    # Totals, and what stands in no record of a person.
    "start_matching",
    "cancel_matching",
    "draft_questionnaire",
    "revise_questionnaire",
    "publish_questionnaire",
    "enlist_researcher",
    "amend_researcher",
    "train_researcher",
    "plan_survey_round",
    "choose_survey_targets",
    "open_survey_round",
    "distribute_survey_visits",
    "close_survey_round",
    "make_programme",
    "change_programme",
    "record_holidays",
    "start_recomputation",
    "approve_recomputation",
    "cancel_recomputation",
    "open_payment_list",
    "receive_payment_confirmations",
    "announce_payment_confirmations",
    "put_payment_confirmations_part",
    "apply_payment_confirmations",
    "cancel_payment_confirmations",
    "declare_emergency",
    "begin_import",
    "put_import_part",
    "check_import",
    "load_import",
    "cancel_import",
}
"""Commands whose answers show nothing sensitive that the actor did not bring along."""

GOLDEN = Path(contracts.__file__).parent / "golden" / "rpc" / "registry"


class Known:
    """A woman with a child, an application, a rejected one with its grievance, a consent, a
    request and a probable duplicate; when she is protected, hidden from all but a caseworker and
    supervisors of hers."""

    def __init__(self, office: Office, *, protected: bool) -> None:
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
        if protected:
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

    def told(self, method: str) -> dict[str, Any]:
        """What each command is told: its golden sample, of her."""
        sample: dict[str, Any] = json.loads((GOLDEN / f"{method}.json").read_text("utf-8"))
        hers = {
            "household_id": self.home["id"],
            "enrolment_id": self.enrolment,
            "grievance_id": self.grievance,
            "person_id": self.id,
            "consent_id": self.consent,
            "request_id": self.request,
        }
        return {name: hers.get(name, said) for name, said in sample["request"].items()}


def logged(office: Office) -> list[str]:
    audit: Any = office.house.audit
    return [each["action"] for each in audit.entries]


def test_every_query_has_its_place_here() -> None:
    queries = {name for name, method in METHODS.items() if method.kind == "query"}
    assert queries == {*READ, *ELSEWHERE, *OF_A_FILE, *READS_THE_LOG, *TELLS_OF_NOBODY}
    assert READ.keys() >= NOT_SENSITIVE


def test_every_command_has_its_place_here() -> None:
    commands = {name for name, method in METHODS.items() if method.kind == "command"}
    assert commands == {*HANDLED, *HANDLED_ELSEWHERE, *SHOWS_NOTHING_NEW}


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


@pytest.mark.parametrize("method", HANDLED)
def test_who_is_shown_something_by_what_they_change_is_logged(office: Office, method: str) -> None:
    family = Known(office, protected=method == "lift_protection")
    before = len(logged(office))
    with suppress(Refused):  # for how things stand, after it was written down
        office.do(method, SUPERVISOR, **family.told(method))
    assert logged(office)[before:].count(HANDLED[method]) == 1


def test_who_applies_and_who_amends_somebody_protected_is_logged(
    office: Office, protected: Known, open_to_all: Known
) -> None:
    before = len(logged(office))
    office.applied(office.programme(), open_to_all.home)
    told = protected.told("amend_person")
    office.do("amend_person", HELPER, **told)
    office.do("amend_person", HELPER, **{**told, "person_id": open_to_all.id})
    assert logged(office)[before:] == ["enrolment.handle", "person.handle"]


@pytest.mark.parametrize("method", OF_A_FILE)
def test_who_looks_at_the_rows_of_a_file_is_logged(office: Office, method: str) -> None:
    sent = begin(office.registry, as_csv(family("1")), again=True)
    check(office.registry, sent)
    before = len(logged(office))
    with suppress(NotFound):  # where nothing was refused there is no report
        office.do(method, SENDER, import_id=sent, **({"part": 0} if "report" in method else {}))
    assert logged(office)[before:] == [OF_A_FILE[method]]
