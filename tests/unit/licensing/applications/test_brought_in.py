"""Who was registered before there was this system uses every service of societies and unions."""

from __future__ import annotations

from typing import Any

import pytest

from chassis.context import Context, use
from chassis.errors import Conflict, NotFound
from services.licensing.domain.associations.parts import Representative
from services.licensing.domain.places import Place
from tests.support.applying import APPLICANT, CITIZEN, SUPERVISOR
from tests.support.associations import (
    ADMINISTRATOR,
    COLLEAGUE,
    a_registration,
    a_society,
    a_union,
    licensing,
    with_board,
)
from tests.support.calling import Caller, somebody
from tests.support.documents import Counter
from tests.support.services import Window

OURS = [{"subject": CITIZEN.subject}]


def society(call: Caller, **changed: Any) -> Any:
    asked = a_society(representatives=OURS, **changed)
    return call(ADMINISTRATOR, "record_association", asked)


def licence(call: Caller, made: Any) -> Any:
    return call(CITIZEN, "show_licence", {"licence_id": made["licence_id"]})


@pytest.mark.parametrize("number", ["SOC-AM-2020-000001", "1234/2010", "77"])
@pytest.mark.parametrize(
    "code",
    ["society.bylaws_amendment", "society.headquarters_change", "society.replacement_certificate"],
)
def test_its_services_know_it_by_its_own_number(
    code: str, number: str, window: Window, call: Caller
) -> None:
    society(call, number=number)
    answers = {**window.answers(code), "licence_number": number}
    assert window.approved(code, answers)["state"] == "approved"


def test_its_annual_report_is_accepted(window: Window, call: Caller) -> None:
    made = society(call)
    answers = {**window.answers("society.annual_report"), "licence_number": made["number"]}
    window.approved("society.annual_report", answers)
    kept = call(SUPERVISOR, "get_association", {"association_id": made["id"]})
    assert [each["year"] for each in kept["reports"]] == [answers["year"]]


def test_it_joins_a_union_that_was_brought_in_too(window: Window, call: Caller) -> None:
    founders = [society(call, number=f"{each}/2010")["id"] for each in range(5)]
    union = call(ADMINISTRATOR, "record_association", a_union(founders, representatives=OURS))
    made = society(call)
    answers = window.answers("society.join_union")
    named = {"licence_number": made["number"], "union_number": union["number"]}
    window.approved("society.join_union", {**answers, **named})
    asked = {"union_id": union["id"], "society_id": made["id"]}
    assert len(call(SUPERVISOR, "find_memberships", asked)["items"]) == 1


PERMIT = "society.fundraising_permit"


def test_what_it_is_permitted_is_its_own_whoever_applied(window: Window, call: Caller) -> None:
    named = {"licence_number": society(call)["number"]}
    application = window.approved(PERMIT, {**window.answers(PERMIT), **named})
    permit = window.licence(application["decision"]["result_id"])
    registration = window.licence(application["licence_id"])
    assert permit.grant.holder == registration.grant.holder
    assert permit.grant.holder.registration_number == named["licence_number"]


def test_nobody_applies_in_the_name_of_one_for_which_they_do_not_act(
    window: Window, call: Caller
) -> None:
    other = call(ADMINISTRATOR, "record_association", a_society(2))
    entity = {"name": "جمعية الغدير", "registration_number": other["number"]}
    for code in (PERMIT, "nursery.first_licence"):
        answers = {**window.answers(code)}
        request = window.request(code, answers, applicant={**APPLICANT, "entity": entity})
        with pytest.raises(Conflict, match="licence_not_fit") as refused:
            call(CITIZEN, "draft_application", request)
        (error,) = refused.value.errors
        where = "/applicant/entity/registration_number"
        assert (error.pointer, error.params["fault"]) == (where, "not_acted_for")


def test_by_the_number_of_an_entity_nobody_finds_out_which_licences_there_are(
    window: Window, call: Caller
) -> None:
    """A home may be one that nobody is to find."""
    answers = window.answers("nursery.first_licence")
    for number in (window.number_of("care.home_licence"), "HOM-2026-009999"):
        stranger = somebody("stranger-1", "citizen", governorates=(), national_number="9882054321")
        entity = {"name": "جمعية الغدير", "registration_number": number}
        applicant = {**APPLICANT, "national_number": stranger.national_number, "entity": entity}
        request = window.request("nursery.first_licence", answers, applicant=applicant)
        assert call(stranger, "draft_application", request)["state"] == "draft"


def test_its_registration_is_as_old_as_it_is_and_bears_its_number(call: Caller) -> None:
    made = society(call, variant="foreign_branch")
    shown = licence(call, made)
    assert (shown["number"], shown["issued_on"]) == (made["number"], made["registered_on"])
    assert (shown["service"], shown["application_id"]) == ("society.foreign_branch", None)


def test_no_series_is_disturbed_by_it(window: Window, call: Caller) -> None:
    with pytest.raises(Conflict, match="licence_number_reserved"):
        society(call, number="SOC-2026-000001")
    society(call)
    assert window.number_of("society.registration") == "SOC-2026-000001"


REPLACEMENT = "society.replacement_certificate"
BARE = "0197f3a2-5c1e-5b7a-9c55-2f6d1f0a8e77"


def bare(call: Caller, number: str = "1234/2010") -> str:
    """One that was brought in before registrations followed associations: it has none."""
    registration = a_registration(
        number=number,
        place=Place("JO-AM", None, None),
        representatives=(Representative(CITIZEN.subject, None),),
        application_id=None,
    )
    with use(Context(ADMINISTRATOR)):
        licensing(call).associations.register.register(BARE, registration, "administrator-1")
    return BARE


def test_one_without_a_registration_is_given_its_own_with_its_next_change(
    window: Window, call: Caller
) -> None:
    with_board(call, bare(call), valid_from="2026-11-22")
    kept = call(SUPERVISOR, "get_association", {"association_id": BARE})
    shown = licence(call, kept)
    assert (shown["number"], shown["state"], shown["issued_on"]) == (
        *("1234/2010", "valid"),
        "2026-11-22",
    )
    answers = {**window.answers(REPLACEMENT), "licence_number": "1234/2010"}
    assert window.approved(REPLACEMENT, answers)["state"] == "approved"
    report = {**window.answers("society.bylaws_amendment"), "licence_number": "1234/2010"}
    window.approved("society.bylaws_amendment", report)
    kept = call(SUPERVISOR, "get_association", {"association_id": BARE})
    assert len(kept["bylaws"]) == 1, "its services find it by its registration"


def test_what_it_is_given_is_what_it_is(call: Caller) -> None:
    stopped = {"association_id": bare(call), "measure": "suspension", "reason": "مخالفة مالية."}
    kept = call(SUPERVISOR, "take_association_measure", stopped)
    assert licence(call, kept)["state"] == "suspended"
    again = {"association_id": BARE, "competent_ministry": "culture", "reason": "غاياتها ثقافية."}
    changed = call(SUPERVISOR, "change_competent_ministry", again)
    assert changed["licence_id"] == kept["licence_id"], "once"


def test_a_number_that_is_not_free_does_not_stand_in_the_way(call: Caller) -> None:
    with_board(call, bare(call, number="SOC-2026-000001"), valid_from="2026-11-22")
    kept = call(SUPERVISOR, "get_association", {"association_id": BARE})
    assert (kept["licence_id"], len(kept["boards"])) == (None, 1)


def test_one_that_is_dissolved_is_given_none(call: Caller) -> None:
    asked = {
        "association_id": bare(call),
        "ground": "own_decision",
        "reason": "قرار الهيئة العامة.",
        "committee": ["آمال الخطيب"],
    }
    assert call(COLLEAGUE, "dissolve_association", asked)["licence_id"] is None


def bylaws(document_id: str) -> dict[str, Any]:
    article = {"number": 1, "heading": "الاسم", "text": "تسمى الجمعية جمعية السنابل."}
    return {"document_id": document_id, "effective_on": "2020-05-01", "articles": [article]}


def test_its_bylaws_are_a_document_that_there_is_and_belong_to_it(call: Caller) -> None:
    counter = Counter(call, ADMINISTRATOR)
    loose = counter.ready(kind="bylaws")
    made = society(call, bylaws=bylaws(loose))
    assert made["bylaws"][0]["document_id"] == loose
    record = counter.read(loose, who=SUPERVISOR)["record"]
    assert (record["kind"], record["id"]) == ("association", made["id"])
    assert counter.content(loose, who=CITIZEN), "who acts for it reads it"
    for unusable in (loose, BARE, Counter(call, CITIZEN).ready(kind="bylaws")):
        with pytest.raises(Conflict) as refused:
            society(call, number="2/2020", bylaws=bylaws(unusable))
        assert [each.pointer for each in refused.value.errors] == ["/bylaws/document_id"]


def test_who_acts_for_it_now_reads_its_bylaws(call: Caller) -> None:
    counter = Counter(call, ADMINISTRATOR)
    document_id = counter.ready(kind="bylaws")
    made = society(call, bylaws=bylaws(document_id))
    other = somebody("chair-9", "citizen", governorates=())
    named = {"association_id": made["id"], "representatives": [{"subject": other.subject}]}
    call(SUPERVISOR, "name_representatives", named)
    assert counter.content(document_id, who=other)
    with pytest.raises(NotFound):
        counter.content(document_id, who=CITIZEN)


def test_the_branch_of_a_foreign_society_may_be_brought_in_without_a_parent(
    window: Window, call: Caller
) -> None:
    assert society(call, variant="foreign_branch")["parent"] is None


def test_the_branch_of_a_foreign_society_says_whose(window: Window, call: Caller) -> None:
    parent = {"name": "Hand in Hand", "country": "Norway", "number": "NO-12"}
    made = society(call, variant="foreign_branch", parent=parent)
    assert made["parent"] == {**parent, "registered_on": None, "bylaws_document_id": None}
    with pytest.raises(Conflict, match="association_parent_unfit"):
        society(call, number="2/2020", parent=parent)
