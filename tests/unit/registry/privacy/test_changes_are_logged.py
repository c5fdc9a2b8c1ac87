"""Whoever is shown something sensitive by what they change stands in the audit log.

Every command of the registry is in one of these tables: a new one is not forgotten.
"""

from __future__ import annotations

from contextlib import suppress

import pytest

from contracts.rpc.registry import METHODS
from tests.support.logged import Known, logged
from tests.support.privacy import SUPERVISOR
from tests.support.programmes import Office, Refused, in_memory
from tests.support.registry import HELPER

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


def test_every_command_has_its_place_here() -> None:
    commands = {name for name, method in METHODS.items() if method.kind == "command"}
    assert commands == {*HANDLED, *HANDLED_ELSEWHERE, *SHOWS_NOTHING_NEW}


@pytest.fixture(scope="module")
def office() -> Office:
    return in_memory()[0]


@pytest.mark.parametrize("method", HANDLED)
def test_who_is_shown_something_by_what_they_change_is_logged(office: Office, method: str) -> None:
    family = Known(office, protected=method == "lift_protection")
    before = len(logged(office))
    with suppress(Refused):  # for how things stand, after it was written down
        office.do(method, SUPERVISOR, **family.told(method))
    assert logged(office)[before:].count(HANDLED[method]) == 1


def test_who_applies_and_who_amends_somebody_protected_is_logged(
    office: Office,
) -> None:
    protected, open_to_all = Known(office, protected=True), Known(office, protected=False)
    before = len(logged(office))
    office.applied(office.programme(), open_to_all.home)
    told = protected.told("amend_person")
    office.do("amend_person", HELPER, **told)
    office.do("amend_person", HELPER, **{**told, "person_id": open_to_all.id})
    assert logged(office)[before:] == ["enrolment.handle", "person.handle"]
