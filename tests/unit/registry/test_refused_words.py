"""How far something is stands in a refusal in words of the reader, whatever it is."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from contracts.refusals import texts
from services.registry.domain.duplicates import matching
from services.registry.domain.eligibility import recomputation
from services.registry.domain.emergencies import emergency
from services.registry.domain.files import people_import
from services.registry.domain.payments import confirmation, payment, payment_list, recovery
from services.registry.domain.programmes import grievance, words
from services.registry.domain.surveys.questions import Type
from services.registry.domain.surveys.survey_round import Status

OF_IMPORT = (
    *(people_import.RECEIVING, people_import.CHECKING, people_import.CHECKED),
    *(people_import.LOADING, people_import.LOADED),
    *(people_import.UNREADABLE, people_import.CANCELLED),
)
OF_RECOMPUTATION = (
    *(recomputation.PREVIEWING, recomputation.PREVIEWED, recomputation.APPROVED),
    *(recomputation.APPLIED, recomputation.CANCELLED),
)
OF_MATCHING = (matching.RUNNING, matching.FINISHED, matching.CANCELLED)


@pytest.mark.parametrize(
    ("code", "value", "what_it_can_be"),
    [
        ("matching_ended", "status", OF_MATCHING),
        ("recomputation_not_ready", "status", OF_RECOMPUTATION),
        ("emergency_not_in_state", "status", emergency.STATUSES),
        ("import_at_other_step", "status", OF_IMPORT),
        ("payment_list_not_in_state", "status", payment_list.STATUSES),
        ("payment_not_to_be_allowed", "status", payment.STATUSES),
        ("payment_programme_pays_nothing", "kind", words.ProgrammeKind),
        ("recovery_closed", "status", recovery.STATUSES),
        ("payment_confirmations_not_in_state", "status", confirmation.STATUSES),
        ("kind_not_of_pillar", "pillar", words.Pillar),
        ("kind_not_of_pillar", "kind", words.ProgrammeKind),
        ("step_not_possible", "status", words.Status),
        ("nothing_to_contest", "status", words.Status),
        ("grievance_closed", "status", grievance.Grieved),
        ("round_not_waiting", "status", set(Status) - {Status.DRAFT}),
        ("answer_of_wrong_type", "type", Type),
    ],
)
def test_whatever_it_is_has_its_words(code: str, value: str, what_it_can_be: Iterable[str]) -> None:
    for spoken in texts()[code].values():
        assert spoken.values[value].keys() == set(what_it_can_be)
