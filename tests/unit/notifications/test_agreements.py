"""What a ministry may see: only what its agreement says, and never personal data."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from chassis.clock import FixedClock
from chassis.context import Command, Context, use
from chassis.documents.errors import AlreadyDone
from chassis.documents.memory import MemoryDatabase, MemoryStore
from chassis.errors import Stale
from services.notifications.adapters.agreements import (
    AGREEMENT,
    RememberedAgreements,
    StoredAgreements,
)
from services.notifications.adapters.memory import MemoryFeeds
from services.notifications.app.agreements import RecordAgreements
from services.notifications.app.commands import RecordAgreement
from services.notifications.app.feeds import FeedPartners
from services.notifications.app.queries import LookAtAgreements
from services.notifications.domain import refusals
from services.notifications.domain.agreement import Classification, Terms
from services.notifications.domain.patterns import matches
from tests.support.notifications import NOON, SHARING, an_actor, an_event, terms

LICENCE = an_event(
    "licensing.licence.issued",
    {"licence_id": "l", "number": "N-1", "place": {"governorate": "JO-AM", "district": None}},
)
TODAY = NOON.date()
ADMINISTRATOR = an_actor("administrator")


class Ministry:
    """Agreements, feeds and what passes by, in memory."""

    def __init__(self) -> None:
        clock = FixedClock(NOON)
        self.store = MemoryStore(MemoryDatabase(), AGREEMENT, clock)
        self.stored = StoredAgreements(self.store)
        self.in_force = RememberedAgreements(self.stored, seconds=3600)
        self.feeds = MemoryFeeds()
        self.look = LookAtAgreements(self.stored)
        self._record = RecordAgreements(self.stored, self.in_force, self.feeds, SHARING)
        self._feed = FeedPartners(self.in_force, self.feeds, clock)

    def record(
        self, agreed: Terms, version: int | None = None, key: str = "", actor: Any = ADMINISTRATOR
    ) -> dict[str, Any]:
        command = Command(key or repr((agreed, version)), repr(agreed), version)
        with use(Context(actor=ADMINISTRATOR, command=command)):
            return self._record.record(RecordAgreement("education", agreed, version), actor)

    def passes(
        self, event: Any = LICENCE, classification: Classification = Classification.GENERAL
    ) -> list[dict[str, Any]]:
        """What the partner's stream holds after this event."""
        envelope = {
            "specversion": "1.0",
            "id": event.id,
            "type": f"kanaf.{event.name}.v1",
            "actor": "clerk-17",
            "correlationid": "c",
            "data": event.data,
        }
        self._feed.feed(event, classification, envelope)
        return self.feeds.streams.get("education", [])


@pytest.mark.parametrize(
    ("pattern", "name", "covered"),
    [
        ("licensing.licence.*", "licensing.licence.issued", True),
        ("licensing.licence.*", "licensing.application.approved", False),
        ("licensing.#", "licensing.application.approved", True),
        ("#", "registry.person.registered", True),
        ("*.person.*", "registry.person.registered", True),
        ("*.*", "registry.person.registered", False),
        ("#.registered", "registry.person.registered", True),
        ("licensing.licence", "licensing.licence.issued", False),
    ],
)
def test_patterns_mean_what_they_mean_to_the_broker(pattern: str, name: str, covered: bool) -> None:
    assert matches(pattern, name) is covered


@pytest.mark.parametrize(
    ("agreed", "refusal"),
    [
        (terms(events=("licensing.circus.*",)), refusals.PatternUnknown),
        (terms(events=("registry.person.contact_recorded",)), refusals.EventNotShareable),
        (terms(events=("alternative_care.case.*",)), refusals.ProtectedEventNotNamed),
        (terms(events=("notifications.agreement.recorded",)), refusals.PatternUnknown),
        (terms(protected_events=("alternative_care.case.*",)), refusals.NotAProtectedEvent),
        (terms(protected_events=("licensing.licence.issued",)), refusals.NotAProtectedEvent),
        (
            terms(protected_events=("registry.person.contact_recorded",)),
            refusals.NotAProtectedEvent,
        ),
        (terms(fields=("mobile",)), refusals.FieldUnknown),
        (terms(governorates=("JO-XX",)), refusals.GovernorateUnknown),
        (terms(valid_until=date(2025, 1, 1)), refusals.ValidityReversed),
    ],
)
def test_terms_that_cannot_be_agreed_on_are_refused(
    agreed: Terms, refusal: type[refusals.Refusal]
) -> None:
    ministry = Ministry()
    with pytest.raises(refusal):
        ministry.record(agreed)
    assert ministry.feeds.streams == {}


def test_an_agreed_event_is_in_the_feed_without_who_did_it() -> None:
    ministry = Ministry()
    ministry.record(terms())
    (event,) = ministry.passes()
    assert event["data"] == LICENCE.data
    assert event["id"] == LICENCE.id
    assert not {"actor", "correlationid", "causationid"} & event.keys()


def test_what_was_not_agreed_is_not_in_the_feed() -> None:
    ministry = Ministry()
    ministry.record(terms())
    assert ministry.passes(an_event("registry.person.registered")) == []


@pytest.mark.parametrize("pattern", ["#", "*.*.*", "alternative_care.#"])
def test_no_pattern_brings_a_protected_event(pattern: str) -> None:
    ministry = Ministry()
    ministry.record(terms(events=(pattern,)))
    event = an_event("alternative_care.case.opened", {"case_id": "c", "governorate": "JO-AM"})
    assert ministry.passes(event, Classification.PROTECTED) == []


def test_a_protected_event_is_shared_when_it_is_named() -> None:
    ministry = Ministry()
    ministry.record(terms(protected_events=("alternative_care.case.opened",)))
    event = an_event("alternative_care.case.opened", {"case_id": "c", "governorate": "JO-AM"})
    assert len(ministry.passes(event, Classification.PROTECTED)) == 1


def test_personal_events_are_in_no_feed_even_if_they_came_by() -> None:
    ministry = Ministry()
    ministry.record(terms(events=("#",)))
    event = an_event("registry.person.contact_recorded", {"mobile": "+962791234567"})
    assert ministry.passes(event, Classification.PERSONAL) == []


@pytest.mark.parametrize(
    ("governorates", "seen"), [((), 1), (("JO-AM",), 1), (("JO-IR",), 0), (("JO-AM", "JO-IR"), 1)]
)
def test_only_the_agreed_governorates_are_shared(governorates: tuple[str, ...], seen: int) -> None:
    ministry = Ministry()
    ministry.record(terms(governorates=governorates))
    assert len(ministry.passes()) == seen


def test_an_event_of_no_known_place_is_outside_any_list_of_governorates() -> None:
    ministry = Ministry()
    ministry.record(terms(governorates=("JO-AM",)))
    assert ministry.passes(an_event("licensing.licence.expired", {"licence_id": "l"})) == []


def test_only_the_agreed_fields_are_shared() -> None:
    ministry = Ministry()
    ministry.record(terms(fields=("licence_id", "expires_on")))
    (event,) = ministry.passes()
    assert event["data"] == {"licence_id": "l"}


@pytest.mark.parametrize(
    ("agreed", "holds"),
    [
        (terms(valid_from=TODAY), True),
        (terms(valid_from=TODAY.replace(day=23)), False),
        (terms(valid_until=TODAY), True),
        (terms(valid_until=TODAY.replace(day=21)), False),
        (terms(revoked=True), False),
    ],
)
def test_an_agreement_holds_from_its_first_to_its_last_day(agreed: Terms, holds: bool) -> None:
    ministry = Ministry()
    ministry.record(agreed)
    assert bool(ministry.passes()) is holds


def test_nothing_more_is_written_once_an_agreement_is_revoked() -> None:
    ministry = Ministry()
    ministry.record(terms())
    ministry.passes()
    ministry.record(terms(revoked=True), version=1)
    assert len(ministry.passes()) == 1


def test_the_stream_is_there_as_soon_as_the_agreement_is() -> None:
    ministry = Ministry()
    view = ministry.record(terms())
    assert view["feed"] == "feed.education"
    assert ministry.feeds.streams == {"education": []}


def test_replacing_an_agreement_needs_the_version_that_is_replaced() -> None:
    ministry = Ministry()
    ministry.record(terms())
    with pytest.raises(refusals.VersionRequired):
        ministry.record(terms(revoked=True))
    with pytest.raises(Stale):
        ministry.record(terms(revoked=True), version=7)
    assert ministry.record(terms(revoked=True), version=1)["version"] == 2


def test_there_is_no_version_to_replace_where_there_is_no_agreement() -> None:
    with pytest.raises(refusals.VersionStale):
        Ministry().record(terms(), version=1)


def test_a_repeated_command_has_one_effect_and_the_same_answer() -> None:
    ministry = Ministry()
    answer = ministry.record(terms(), key="k")
    with pytest.raises(AlreadyDone) as done:
        ministry.record(terms(), key="k")
    assert done.value.answer == answer
    assert len(ministry.store.published) == 1


@pytest.mark.parametrize("role", ["clerk", "supervisor", "partner", "auditor", "operator"])
def test_only_administrators_record_agreements(role: str) -> None:
    with pytest.raises(refusals.Forbidden):
        Ministry().record(terms(), actor=an_actor(role))


def test_a_partner_sees_its_own_agreement_and_no_other() -> None:
    ministry = Ministry()
    ministry.record(terms())
    assert ministry.look.get("education", an_actor("partner", partner="education"))["version"] == 1
    with pytest.raises(refusals.Forbidden):
        ministry.look.get("education", an_actor("partner", partner="health"))
    with pytest.raises(refusals.Forbidden):
        ministry.look.find(None, 20, an_actor("partner", partner="education"))
