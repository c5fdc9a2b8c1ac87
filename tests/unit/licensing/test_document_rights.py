"""Who may know of a document, and how it comes to belong to a record."""

from __future__ import annotations

from dataclasses import replace

import pytest

from chassis.context import Actor, Context, use
from chassis.errors import NotFound
from services.licensing.domain.documents.facts import RecordRef
from services.licensing.domain.documents.refusals import NotUsable
from tests.support.calling import Caller, somebody
from tests.support.documents import (
    APPLICANT,
    AUDITOR,
    CLERK,
    COUPLE,
    ELSEWHERE,
    RECORD,
    STRANGER,
    Counter,
    a_pdf,
)
from tests.support.documents import refused_with as code

OTHER = RecordRef("application", "0197f3a2-5c1e-5b7a-9c55-2f6d1f0a8e02", "JO-AM", frozenset())


@pytest.fixture
def counter(call: Caller) -> Counter:
    return Counter(call)


def test_before_it_is_attached_only_its_sender_and_auditors_know_of_it(counter: Counter) -> None:
    document_id = counter.ready()
    for other in (COUPLE, CLERK, STRANGER, somebody("partner-1", "partner")):
        for ask in (counter.read, counter.content):
            told = code(lambda ask=ask, other=other: ask(document_id, who=other), NotFound)
            assert told == "document_not_found"
        with pytest.raises(NotFound):
            Counter(counter.call, other).put(document_id, 0, b"x")
        with pytest.raises(NotFound):
            Counter(counter.call, other).complete(document_id)
    counter.read(document_id)
    assert counter.audited() == []
    counter.read(document_id, AUDITOR)
    counter.content(document_id, who=AUDITOR)
    assert counter.audited() == [
        ("auditor-1", "document.read"),
        ("auditor-1", "document.content_read"),
    ]


def test_who_may_see_the_record_may_see_its_documents(counter: Counter) -> None:
    document_id = counter.ready()
    counter.attach(document_id)
    for mine in (APPLICANT, COUPLE):
        assert counter.content(document_id, who=mine)["size"] == len(a_pdf())
    assert counter.audited() == []
    assert counter.content(document_id, who=CLERK)["size"]
    assert counter.audited() == [("clerk-1", "document.content_read")]
    for other in (STRANGER, ELSEWHERE, somebody("caseworker-1", "caseworker")):
        with pytest.raises(NotFound):
            counter.read(document_id, other)


def test_lists_show_what_each_may_know(counter: Counter) -> None:
    document_id = counter.ready()
    loose = counter.announce(b"x")["id"]
    counter.attach(document_id)

    def listed(who: Actor, **query: str) -> list[str]:
        found = counter.call(who, "find_documents", query)["items"]
        return [each["id"] for each in found]

    of_record = {"record": RECORD.key}
    assert sorted(listed(APPLICANT)) == sorted([document_id, loose])
    for who in (APPLICANT, COUPLE, CLERK, AUDITOR):
        assert listed(who, **of_record) == [document_id]
    for who in (STRANGER, ELSEWHERE):
        assert listed(who, **of_record) == []
    assert listed(CLERK) == []
    assert counter.audited() == [("auditor-1", "document.read")]


def test_a_document_belongs_to_one_record(counter: Counter) -> None:
    document_id = counter.ready()
    counter.attach(document_id)
    version = counter.read(document_id)["version"]
    counter.attach(document_id)
    shown = counter.read(document_id)
    assert shown["version"] == version
    assert shown["record"] == {"kind": "application", "id": RECORD.id}
    with pytest.raises(Exception, match="document_attached_elsewhere"):
        counter.attach(document_id, OTHER)
    with pytest.raises(Exception, match="document_not_found"):
        Counter(counter.call, STRANGER).attach(document_id, OTHER)


def test_what_cannot_be_used_is_named_where_it_stands(counter: Counter) -> None:
    ready, sent, taken = counter.ready(), counter.sent(a_pdf())["id"], counter.ready()
    counter.attach(taken, OTHER)
    foreign = Counter(counter.call, STRANGER).ready()
    nowhere = "0197f3a2-5c1e-5b7a-9c55-2f6d1f0a9999"
    shelf = counter.area.shelf
    facts = shelf.must_be_usable([ready], APPLICANT)[ready]
    assert shelf.usable([sent, ready, foreign, nowhere], APPLICANT) == {ready: facts}
    assert (facts.kind, facts.state, facts.size) == ("non_conviction", "ready", len(a_pdf()))
    with pytest.raises(NotUsable) as refused:
        shelf.must_be_usable(
            [ready, sent, taken, foreign, nowhere], APPLICANT, pointer="/documents/plan"
        )
    assert [(each.pointer, each.code) for each in refused.value.errors] == [
        ("/documents/plan/1", "document_at_other_step"),
        ("/documents/plan/2", "document_attached_elsewhere"),
        ("/documents/plan/3", "document_not_found"),
        ("/documents/plan/4", "document_not_found"),
    ]
    assert shelf.must_be_usable([taken], CLERK, record_key=OTHER.key).keys() == {taken}


def test_new_owners_of_a_record_see_its_documents_and_the_former_do_not(counter: Counter) -> None:
    document_id = counter.ready()
    counter.attach(document_id)
    moved = RecordRef("application", RECORD.id, "JO-IR", frozenset({"national:9852012399"}))
    with use(Context(CLERK)):
        counter.area.shelf.reattach(moved)
    for now in (STRANGER, ELSEWHERE, APPLICANT):
        assert counter.read(document_id, now)["id"] == document_id
    for no_more in (COUPLE, CLERK):
        with pytest.raises(NotFound):
            counter.read(document_id, no_more)


@pytest.mark.parametrize("kind", ["inspection", "corrective_action"])
def test_what_belongs_to_an_inspection_is_not_read_at_the_counter(
    counter: Counter, kind: str
) -> None:
    document_id = counter.ready()
    counter.attach(document_id, replace(RECORD, kind=kind, owners=frozenset()))
    asked = {"record": f"{kind}/{RECORD.id}", "limit": 10}
    for ask in (counter.read, counter.content):
        told = code(lambda ask=ask: ask(document_id, who=CLERK), NotFound)
        assert told == "document_not_found"
    assert counter.call(CLERK, "find_documents", asked)["items"] == []
    inspector = somebody("inspector-1", "inspector")
    assert counter.content(document_id, who=inspector)["size"]
    assert len(counter.call(inspector, "find_documents", asked)["items"]) == 1
