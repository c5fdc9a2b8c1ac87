"""What an association is, the licence of its registration is; neither contradicts the other."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from chassis.clock import FixedClock
from chassis.context import Context, use
from chassis.documents.memory import MemoryDatabase
from chassis.errors import Conflict, Forbidden
from services.licensing.adapters.between.associations import association_of
from services.licensing.domain.associations import parts
from services.licensing.domain.associations.registering import Registration
from services.licensing.domain.licences.grant import GrantKind
from services.licensing.domain.licences.licence import Licence
from tests.support.associations import ADMINISTRATOR, COLLEAGUE, SUPERVISOR, licensing, society
from tests.support.calling import Caller, somebody
from tests.support.falling_due import fire_due
from tests.support.inspections import INSPECTOR, enlisted, planned
from tests.support.licences import ANYBODY, ENDLESS, UNSAFE, a_grant, a_nursery
from tests.support.licences import Issuer as Licences

WORDS = {"ar": "خولفت الشروط.", "en": "Conditions were breached."}


@pytest.fixture
def licence(call: Caller, database: MemoryDatabase) -> Licence:
    issuing = licensing(call).licences.issuing
    grant = a_grant(
        service="society.registration",
        kind=GrantKind.REGISTRATION,
        series="SOC",
        variant="ordinary",
        licensed=a_nursery(name_ar="جمعية السنابل", name_en="Sanabel"),
        terms=ENDLESS,
    )
    return Licences(issuing, database.together)(**vars(grant))


@pytest.fixture
def made(call: Caller, licence: Licence) -> str:
    """The society that was registered with this licence, as its application does it."""
    association_id = association_of(licence.id)
    registration = Registration(
        kind=parts.SOCIETY,
        variant=parts.Variant.ORDINARY,
        number=licence.number,
        name_ar=licence.grant.licensed.name_ar,
        name_en=licence.grant.licensed.name_en,
        place=licence.grant.licensed.place,
        competent_ministry="social_development",
        goals=("رعاية الأسر",),
        founders=tuple(parts.Founder("آمال الخطيب", f"98510001{each:02}") for each in range(7)),
        representatives=(parts.Representative("chair-1", None),),
        registered_on=date(2026, 11, 22),
        application_id=licence.grant.application_id,
        licence_id=licence.id,
    )
    with use(Context(SUPERVISOR)):
        licensing(call).associations.register.register(association_id, registration, "clerk-1")
    return association_id


@pytest.fixture
def permit(call: Caller, database: MemoryDatabase, licence: Licence) -> Licence:
    """What it is permitted under its registration."""
    issuing = licensing(call).licences.issuing
    grant = a_grant(
        service="society.fundraising_permit",
        kind=GrantKind.CERTIFICATE,
        series="FUN",
        variant=None,
        under=licence.id,
    )
    return Licences(issuing, database.together)(**vars(grant))


def measure(call: Caller, association_id: str, kind: str) -> None:
    asked = {"association_id": association_id, "measure": kind, "reason": "مخالفة مالية."}
    call(SUPERVISOR, "take_association_measure", asked)


def dissolve(call: Caller, association_id: str) -> None:
    asked = {
        "association_id": association_id,
        "ground": "own_decision",
        "reason": "قرار الهيئة العامة.",
        "committee": ["آمال الخطيب"],
    }
    call(COLLEAGUE, "dissolve_association", asked)


def represented(call: Caller, association_id: str) -> None:
    named = {
        "association_id": association_id,
        "representatives": [{"subject": "chair-2", "national_number": None}],
        "contact": None,
    }
    call(SUPERVISOR, "name_representatives", named)


def verified(call: Caller, licence: Licence) -> Any:
    return call(ANYBODY, "check_certificate", {"code": licence.certificate.code})["outcome"]


def kept(call: Caller, licence: Licence) -> Licence:
    return licensing(call).licences.issuing.licences.load(licence.id)


def told(database: MemoryDatabase, licence: Licence) -> list[tuple[str, str | None]]:
    """What was told of the licence since it was issued, and why."""
    pending = database.collections["licences"][licence.id]["pending"]
    return [(each["type"].split(".")[3], each["data"].get("reason_code")) for each in pending][1:]


def test_with_its_dissolution_its_registration_is_revoked(
    call: Caller, database: MemoryDatabase, licence: Licence, made: str
) -> None:
    assert verified(call, licence) == "valid"
    dissolve(call, made)
    assert verified(call, licence) == "expired"
    step = kept(call, licence).course[-1]
    assert step.reason is not None
    assert (step.what, step.by, step.reason.code) == (
        "revoked",
        COLLEAGUE.subject,
        "association_dissolved",
    )
    assert told(database, licence) == [("revoked", "association_dissolved")]
    places = call(ANYBODY, "find_licensed_places", {"number": licence.number})["items"]
    assert [each["state"] for each in places] == ["expired"]


def test_nobody_is_sent_to_a_society_that_is_dissolved(
    call: Caller, licence: Licence, made: str
) -> None:
    enlisted(call, INSPECTOR)
    ahead = planned(call, licence.id)["id"]
    dissolve(call, made)
    view = call(SUPERVISOR, "get_inspection", {"inspection_id": ahead})
    assert view["state"] == "cancelled"
    assert view["cancellation"]["reason"] == "association_dissolved"


def test_it_is_suspended_and_goes_on_as_the_society_does(
    call: Caller, database: MemoryDatabase, licence: Licence, made: str
) -> None:
    measure(call, made, "warning")
    assert verified(call, licence) == "valid"
    measure(call, made, "suspension")
    assert verified(call, licence) == "suspended"
    measure(call, made, "resumption")
    assert verified(call, licence) == "valid"
    assert told(database, licence) == [
        ("suspended", "association_suspended"),
        ("reinstated", "association_resumed"),
    ]


@pytest.mark.parametrize("method", ["suspend_licence", "revoke_licence"])
def test_no_counter_stops_or_ends_the_registration_of_a_society(
    call: Caller, licence: Licence, made: str, method: str
) -> None:
    asked = {
        "licence_id": licence.id,
        "reason_code": "conditions_breached",
        "text": WORDS,
    }
    with pytest.raises(Conflict, match="licence_follows_association"):
        call(SUPERVISOR, method, asked)
    assert verified(call, licence) == "valid"


def test_nor_does_a_counter_lift_what_stops_the_society(
    call: Caller, licence: Licence, made: str
) -> None:
    measure(call, made, "suspension")
    asked = {
        "licence_id": licence.id,
        "reason_code": "corrected",
        "text": WORDS,
    }
    with pytest.raises(Conflict, match="licence_follows_association"):
        call(SUPERVISOR, "reinstate_licence", asked)
    assert verified(call, licence) == "suspended"


def test_nor_does_what_inspectors_find(call: Caller, licence: Licence, made: str) -> None:
    asked = {
        "licence_id": licence.id,
        "measure": "immediate_suspension",
        "reason_code": "danger_to_life",
        "reason": WORDS,
    }
    with pytest.raises(Conflict, match="licence_follows_association"):
        call(SUPERVISOR, "take_measure", asked)
    assert verified(call, licence) == "valid"


def test_what_was_stopped_before_is_brought_to_where_the_society_is(
    call: Caller, database: MemoryDatabase, licence: Licence, made: str
) -> None:
    with use(Context(SUPERVISOR)), database.together():
        licensing(call).licences.oversight.suspend(licence.id, UNSAFE, "supervisor-1")
    dissolve(call, made)
    assert verified(call, licence) == "expired"


def test_what_it_was_permitted_is_in_force_while_its_registration_is(
    call: Caller, database: MemoryDatabase, permit: Licence, made: str
) -> None:
    measure(call, made, "suspension")
    assert verified(call, permit) == "suspended"
    asked = {"licence_id": permit.id, "reason_code": "corrected", "text": WORDS}
    with pytest.raises(Conflict, match="licence_follows_association"):
        call(SUPERVISOR, "reinstate_licence", asked)
    measure(call, made, "resumption")
    assert verified(call, permit) == "valid"
    dissolve(call, made)
    assert verified(call, permit) == "expired"
    assert told(database, permit) == [
        ("suspended", "association_suspended"),
        ("reinstated", "association_resumed"),
        ("revoked", "association_dissolved"),
    ]


def test_what_a_counter_stopped_goes_on_when_the_counter_says_so(
    call: Caller, permit: Licence, made: str
) -> None:
    stopped = {"licence_id": permit.id, "reason_code": "conditions_breached", "text": WORDS}
    call(SUPERVISOR, "suspend_licence", stopped)
    measure(call, made, "suspension")
    measure(call, made, "resumption")
    assert verified(call, permit) == "suspended"
    call(SUPERVISOR, "reinstate_licence", {**stopped, "reason_code": "corrected"})
    assert verified(call, permit) == "valid"


def test_what_a_counter_stopped_for_some_days_does_not_go_on_while_the_society_is_suspended(
    call: Caller, clock: FixedClock, database: MemoryDatabase, permit: Licence, made: str
) -> None:
    stopped = {"licence_id": permit.id, "reason_code": "conditions_breached", "text": WORDS}
    call(SUPERVISOR, "suspend_licence", {**stopped, "until": "2026-12-01"})
    measure(call, made, "suspension")
    clock.advance(timedelta(days=30))
    fire_due(database, "licences", clock, {"due_": call.service.licence_due})
    assert verified(call, permit) == "suspended"
    measure(call, made, "resumption")
    call(SUPERVISOR, "reinstate_licence", {**stopped, "reason_code": "corrected"})
    assert verified(call, permit) == "valid"


def test_a_stop_that_is_over_today_does_not_let_a_permit_go_on(
    call: Caller, clock: FixedClock, database: MemoryDatabase, permit: Licence, made: str
) -> None:
    stopped = {"licence_id": permit.id, "reason_code": "conditions_breached", "text": WORDS}
    call(SUPERVISOR, "suspend_licence", {**stopped, "until": "2026-12-01"})
    clock.at = clock.at.replace(month=12, day=1)
    measure(call, made, "suspension")
    fire_due(database, "licences", clock, {"due_": call.service.licence_due})
    assert verified(call, permit) == "suspended"


def test_of_what_is_theirs_the_association_hears_from_then_on(
    call: Caller, database: MemoryDatabase, permit: Licence, made: str
) -> None:
    represented(call, made)
    stopped = {"licence_id": permit.id, "reason_code": "conditions_breached", "text": WORDS}
    call(SUPERVISOR, "suspend_licence", stopped)
    pending = database.collections["licences"][permit.id]["pending"]
    assert [each["data"]["association_id"] for each in pending] == [None, made, made]


def test_no_other_association_is_brought_in_with_its_licence(
    call: Caller, licence: Licence, made: str
) -> None:
    with pytest.raises(Conflict, match="association_licence_taken"):
        society(call, licence_id=licence.id)


def test_what_had_ended_by_itself_is_left_as_it_is(
    call: Caller, clock: FixedClock, database: MemoryDatabase, permit: Licence, made: str
) -> None:
    clock.at = clock.at.replace(year=clock.at.year + 3)
    dissolve(call, made)
    assert told(database, permit) == []


def test_who_acts_for_it_holds_what_it_was_permitted(
    call: Caller, permit: Licence, made: str
) -> None:
    represented(call, made)
    new, former = (
        somebody(each, "citizen", governorates=())
        for each in ("chair-2", *sorted(permit.grant.holder.logins))
    )
    assert call(new, "show_licence", {"licence_id": permit.id})
    with pytest.raises(Forbidden):
        call(former, "show_licence", {"licence_id": permit.id})


def test_who_has_no_licence_of_ours_is_dissolved_alone(call: Caller) -> None:
    made = society(call, licence_id="0197f3a2-5c1e-5b7a-9c55-2f6d1f0a7e99")
    dissolve(call, made)
    asked = {"association_id": made}
    assert call(ADMINISTRATOR, "get_association", asked)["state"] == "dissolved"


def test_a_licence_that_is_no_registration_is_nobody_elses(
    call: Caller, database: MemoryDatabase
) -> None:
    """Whoever brings in a society by hand may be mistaken about its licence."""
    issuing = licensing(call).licences.issuing
    nursery = Licences(issuing, database.together)()
    dissolve(call, society(call, licence_id=nursery.id))
    assert verified(call, nursery) == "valid"
