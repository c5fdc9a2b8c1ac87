"""Who sees which message's state; nobody sees a text or an address."""

from __future__ import annotations

import json

import pytest

from chassis.audit import MemoryAudit
from chassis.context import Context, use
from contracts.rpc import notifications as contract
from services.notifications.app.ports import Wanted
from services.notifications.app.queries import LookAtMessages
from services.notifications.app.views import to_view
from services.notifications.domain import refusals
from services.notifications.domain.contact import Channel
from services.notifications.domain.message import State
from tests.support.notifications import PERSON, Office, a_contact, an_actor, an_event

FAMILY = f"alternative_care.family/{PERSON}"


@pytest.fixture
def office() -> Office:
    """Amal of Amman was told of her registration."""
    office = Office()
    office.notify.record_contact(a_contact())
    office.notify.tell(an_event())
    office.deliver()
    return office


def looking(office: Office) -> LookAtMessages:
    return LookAtMessages(office.messages, office.contacts, MemoryAudit(office.clock))


def test_a_supervisor_sees_messages_of_the_own_governorates(office: Office) -> None:
    supervisor = an_actor("supervisor", governorates=frozenset({"JO-AM"}))
    message = looking(office).get(office.message().id, supervisor)
    assert message.state is State.SENT


def test_a_message_of_another_governorate_is_as_if_it_were_not_there(office: Office) -> None:
    supervisor = an_actor("supervisor", governorates=frozenset({"JO-IR"}))
    with pytest.raises(refusals.MessageNotFound):
        looking(office).get(office.message().id, supervisor)
    assert looking(office).find(Wanted(), None, 20, supervisor).items == []


@pytest.mark.parametrize("role", ["auditor", "operator"])
def test_auditors_and_operators_see_all_states(office: Office, role: str) -> None:
    assert len(looking(office).find(Wanted(), None, 20, an_actor(role)).items) == 2


@pytest.mark.parametrize("role", ["citizen", "clerk", "caseworker", "administrator", "partner"])
def test_others_see_no_messages(office: Office, role: str) -> None:
    with pytest.raises(refusals.Forbidden):
        looking(office).get(office.message().id, an_actor(role))
    with pytest.raises(refusals.Forbidden):
        looking(office).find(Wanted(), None, 20, an_actor(role))


def test_a_view_holds_what_the_contract_says_and_nothing_personal(office: Office) -> None:
    view = to_view(office.message())
    assert contract.Message().load(view) == view
    shown = json.dumps(view, ensure_ascii=False)
    assert "+962791234567" not in shown
    assert "آمال" not in shown
    assert "السجل" not in shown


@pytest.mark.parametrize("role", ["auditor", "operator", "supervisor"])
def test_who_is_not_to_be_found_has_no_messages_until_they_may_be_found_again(
    office: Office, role: str
) -> None:
    """Where she went would be told by what she is told."""
    actor = an_actor(role, governorates=frozenset({"JO-AM"}))
    message = office.message().id
    office.notify.record_contact(a_contact(sequence=7, mobile=None, email=None, confidential=True))
    elsewhere = {"person_id": PERSON, "place": {"governorate": "JO-IR"}}
    later = an_event(data=elsewhere, id="later", sequence=8)
    office.notify.tell(later)
    office.deliver()
    assert looking(office).find(Wanted(), None, 20, actor).items == []
    assert looking(office).find(Wanted(party=f"registry.person/{PERSON}"), None, 20, actor) == (
        looking(office).find(Wanted(party="registry.person/nobody"), None, 20, actor)
    )
    with pytest.raises(refusals.MessageNotFound):
        looking(office).get(message, actor)
    told = [each for each in office.messages.all() if each.notice.event_id == "later"]
    assert {each.state for each in told} == {State.SKIPPED}

    office.notify.record_contact(a_contact(sequence=9))
    assert looking(office).get(message, actor).id == message


def test_messages_are_found_by_state_channel_party_and_event(office: Office) -> None:
    def count(wanted: Wanted) -> int:
        return len(looking(office).find(wanted, None, 20, an_actor("auditor")).items)

    assert count(Wanted(state=State.SENT)) == 1
    assert count(Wanted(channel=Channel.EMAIL)) == 1
    assert count(Wanted(party="registry.person/nobody")) == 0
    assert count(Wanted(template="registry.person.registered")) == 2


def test_looking_at_a_message_about_a_placement_is_written_down() -> None:
    office = Office()
    office.notify.record_contact(a_contact(party=FAMILY))
    event = an_event("alternative_care.case.child_placed", {"family_id": PERSON}, protected=True)
    office.notify.tell(event)
    audit = MemoryAudit(office.clock)
    actor = an_actor("auditor")
    with use(Context(actor=actor)):
        page = LookAtMessages(office.messages, office.contacts, audit).find(
            Wanted(), None, 20, actor
        )
    assert {entry["record_id"] for entry in audit.entries} == {each.id for each in page.items}
    assert len(page.items) == 2
