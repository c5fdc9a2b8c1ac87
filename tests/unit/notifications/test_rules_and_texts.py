"""Every event is either told or silent, and what is told can be said in both languages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from chassis.settings import SettingError
from contracts.catalogue import CATALOGUE
from contracts.rpc.notifications import PARTY
from services.notifications.adapters import rules
from services.notifications.adapters.sharing import SERVICES
from services.notifications.adapters.texts import Templates
from services.notifications.app.ports import Refused
from services.notifications.domain.contact import Channel
from services.notifications.domain.message import Fact
from services.notifications.domain.rules import HOLDER, Rule, event_name, parties_of
from tests.support.notifications import NOON, PERSON, RULES, SHARING, an_event

IN_FORCE = RULES.at(NOON)
ARABIC = re.compile("[\u0600-\u06ff]")
FACTS: dict[str, Fact] = {
    "number": "NUR-2026-000123",
    "valid_from": "2026-11-22",
    "expires_on": "2027-11-22",
    "days_left": 30,
    "about_kind": "licence",
    "object_until": "2026-12-07",
    "programme_ar": "برنامج كرامة للمعونة الشهرية",
    "programme_en": "Karamah monthly aid",
    "position": 12,
    "started_on": "2026-11-22",
    "effective_on": "2026-12-01",
    "until": "2027-01-21",
    "kind": "licence",
    "lapsed_on": "2027-12-22",
    "suspended_on": "2027-02-01",
    "reinstated_on": "2027-03-01",
    "revoked_on": "2027-05-10",
    "replaced_on": "2027-04-01",
    "amended_on": "2027-05-02",
    "ends_on": "2027-08-01",
    "surrendered_on": "2027-08-01",
    "passed_on": "2027-05-02",
    "changed_on": "2027-05-02",
    "review_on": "2027-11-22",
    "ended_on": "2026-12-31",
    "answer_by": "2026-12-13",
    "what": "taken",
    "reference": "2026000000181",
    "amount_fils": 25_500,
    "purpose_ar": "رسم ترخيص حضانة",
    "purpose_en": "Fee for a nursery licence",
    "due_on": "2026-12-22",
    "complete_by": "2027-01-05",
    "appeal_by": "2026-12-22",
    "receipt": "RCP-AM-2026-000001",
    "finding": "failed",
    "goes_on": True,
    "step": "fee",
    "on": "2026-11-22",
    "because_ar": "تقرير سنوي مستحق لم يُقبل، لا هيئة إدارية ضمن مدتها",
    "because_en": "an annual report that was due is missing; no board within its term",
    "year": 2026,
    "valid_until": "2029-11-21",
    "remedy_by": "2027-01-21",
    "claims_until": "2026-12-22",
    "joined_on": "2026-11-22",
    "polling_on": "2027-03-06",
    "cut_off": "2027-01-05",
    "objections_until": "2027-01-15",
    "state": "accepted",
    "fils": 30_000_000,
    "report_due_on": "2027-01-21",
}
LONGEST_SMS = {"ar": 201, "en": 306}
"""Three parts of an Arabic SMS (67 characters each), two of an English one (153)."""

OF_MONEY = (
    "registry.payment.topped_up",
    "registry.payment.came_back",
    "registry.recovery.opened",
    "registry.recovery.changed",
)
"""They go to who receives the money: also a guardian, who may live in another household."""


def fields_of(event: str) -> frozenset[str]:
    return next(each.fields for each in SHARING.events if each.name == event)


def test_every_event_is_either_told_or_silent() -> None:
    known = {
        event_name(type_)
        for type_, entry in CATALOGUE.items()
        if entry.service in SERVICES and entry.classification != "personal"
    }
    assert known == IN_FORCE.rules.keys() | IN_FORCE.silent


@pytest.mark.parametrize("rule", IN_FORCE.rules.values(), ids=IN_FORCE.rules)
def test_a_rule_uses_fields_that_its_event_has(rule: Rule) -> None:
    for each in (rule, *rule.also):
        fields = {field for kind, field in each.parties if (kind, field) != HOLDER}
        if HOLDER in each.parties:
            fields |= {"application_id", "taken_over"}
        assert fields | {*each.says, *each.when, *each.unless} <= fields_of(each.event)


@pytest.mark.parametrize("rule", IN_FORCE.rules.values(), ids=IN_FORCE.rules)
def test_whom_a_rule_tells_can_be_looked_for_and_shown(rule: Rule) -> None:
    for each in (rule, *rule.also):
        for named in each.parties:
            of = {named[1]: PERSON, "application_id": PERSON}
            for data in (of, {**of, "taken_over": True}):
                assert all(re.fullmatch(PARTY, party) for party in parties_of(named, data))


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize("channel", list(Channel))
@pytest.mark.parametrize("rule", IN_FORCE.rules.values(), ids=IN_FORCE.rules)
def test_a_text_says_what_its_rule_brings_and_needs_nothing_else(
    rule: Rule, channel: Channel, language: str
) -> None:
    facts = {name: FACTS[name] for name in rule.says}
    text = Templates().render(rule.event, channel, language, "آمال", facts)
    assert bool(ARABIC.search(text.body.replace("آمال", ""))) is (language == "ar")
    assert (text.subject is None) is (channel is Channel.SMS)
    assert "{" not in text.body + (text.subject or "")
    if channel is Channel.SMS:
        assert len(text.body) <= LONGEST_SMS[language]
        assert "\n" not in text.body
        assert "آمال" not in text.body
    else:
        assert "آمال" in text.body


@pytest.mark.parametrize("event", ["child_placed", "placement_ended"])
@pytest.mark.parametrize("language", ["ar", "en"])
def test_a_message_about_a_placement_names_neither_child_nor_case(
    event: str, language: str
) -> None:
    rule = IN_FORCE.rules[f"alternative_care.case.{event}"]
    assert rule.says == ()
    for channel in Channel:
        text = Templates().render(rule.event, channel, language, "", {})
        said = text.body + (text.subject or "")
        assert not re.search("child|placement|طفل|احتضان", said)


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize("what", ["taken", "waived", "came_back"])
@pytest.mark.parametrize("event", OF_MONEY)
def test_a_message_about_money_fits_whoever_receives_it_for_somebody_else(
    event: str, what: str, language: str
) -> None:
    for channel in Channel:
        text = Templates().render(event, channel, language, "", {"what": what})
        assert ("من تستلمون عنه" if language == "ar" else "someone you receive") in text.body
        said = f"{text.subject} {text.body}"
        assert not re.search("household|your (later )?payment|أسرتكم", said)
        if channel is Channel.SMS:
            assert len(text.body) <= LONGEST_SMS[language]


SAID = {
    "licensing.oversight.advanced": {"step": ["objection_closed"]},
    "licensing.corrective_action.advanced": {"step": ["refused", "extended"]},
    "licensing.candidacy.advanced": {"state": ["accepted", "refused", "withdrawn", "struck"]},
    "licensing.grant_proposal.advanced": {
        "what": [
            *("received", "ineligible", "reserve", "declined", "lapsed"),
            *("appeal_upheld", "appeal_refused"),
        ]
    },
    "licensing.grant.advanced": {
        "what": [
            *("signed", "payment_held", "report_accepted", "report_returned", "report_refused"),
            *("change_approved", "change_refused", "cancelled", "ended", "settled"),
        ]
    },
}
"""Events of several things, each in words of its own."""


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize("event", SAID)
def test_each_thing_that_is_told_has_words_of_its_own(event: str, language: str) -> None:
    ((field, values),) = SAID[event].items()
    assert not set(values) & set(IN_FORCE.rules[event].unless.get(field, ()))
    texts = {
        Templates().render(event, Channel.SMS, language, "", {field: each}).body
        for each in [*values, "something_new"]
    }
    assert len(texts) == len(values) + 1
    assert all(len(each) <= LONGEST_SMS[language] for each in texts)


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize("channel", list(Channel))
@pytest.mark.parametrize(
    "event", [each for each, rule in IN_FORCE.rules.items() if "about_kind" in rule.says]
)
def test_of_a_place_that_is_to_be_licensed_the_application_is_named(
    event: str, channel: Channel, language: str
) -> None:
    facts = {name: FACTS[name] for name in IN_FORCE.rules[event].says}
    asked = Templates().render(event, channel, language, "", {**facts, "about_kind": "application"})
    licensed = Templates().render(event, channel, language, "", facts)
    before = {name: fact for name, fact in facts.items() if name != "about_kind"}
    queued = Templates().render(event, channel, language, "", before)
    assert asked == queued, "what was queued before there were words for licences"
    assert asked.body != licensed.body
    if channel is Channel.SMS:
        assert max(len(asked.body), len(licensed.body)) <= LONGEST_SMS[language]


ENDS = {
    "licensing.licence.issued": ("21 November 2027", "22 November 2027"),
    "licensing.licence.renewed": ("21 November 2027", "22 November 2027"),
    "licensing.licence.renewal_due": ("21 November 2027", "22 November 2027"),
    "licensing.licence.expired": ("21 November 2027", "22 November 2027"),
    "licensing.licence.suspended": ("20 January 2027", "21 January 2027"),
    "licensing.licence.surrender_accepted": ("31 July 2027", "1 August 2027"),
}
"""The last day, which people read, and the day after it, which the event names."""


@pytest.mark.parametrize("channel", list(Channel))
@pytest.mark.parametrize("event", ENDS)
def test_until_when_something_is_good_is_said_by_its_last_day(event: str, channel: Channel) -> None:
    said = Templates().render(event, channel, "en", "", FACTS).body
    last, after = ENDS[event]
    assert last in said
    assert f" {after}" not in said


def test_numbers_and_dates_read_right_in_arabic() -> None:
    said = Templates().render("licensing.licence.renewal_due", Channel.SMS, "ar", "", FACTS).body
    assert "21 تشرين الثاني 2027" in said
    assert "30 يومًا" in said
    issued = Templates().render("licensing.licence.issued", Channel.SMS, "ar", "", FACTS).body
    assert "\u200eNUR-2026-000123\u200e" in issued


@pytest.mark.parametrize(
    ("language", "days", "said"),
    [
        ("ar", 1, "يوم"),
        ("ar", 2, "يومان"),
        ("ar", 7, "7 أيام"),
        ("en", 1, "1 day"),
        ("en", 60, "60 days"),
    ],
)
def test_days_are_counted_as_the_language_counts(language: str, days: int, said: str) -> None:
    facts = {**FACTS, "days_left": days}
    text = Templates().render("licensing.licence.renewal_due", Channel.SMS, language, "", facts)
    assert said in text.body


def test_an_unknown_language_is_answered_in_arabic() -> None:
    said = Templates().render("registry.person.registered", Channel.SMS, "fr", "", {})
    assert ARABIC.search(said.body)


def test_a_missing_fact_is_noticed() -> None:
    with pytest.raises(Refused, match="text_unrenderable"):
        Templates().render("licensing.licence.expired", Channel.SMS, "ar", "", {})


def test_a_name_cannot_run_as_a_template() -> None:
    name = "{{ ''.__class__ }}"
    text = Templates().render("registry.person.registered", Channel.EMAIL, "en", name, {})
    assert name in text.body


def changed(tmp_path: Path, **changes: object) -> Path:
    document = yaml.safe_load(rules.FILE.read_text("utf-8"))
    document["versions"][0].update(changes)
    file = tmp_path / "messages.yaml"
    file.write_text(yaml.safe_dump(document), "utf-8")
    return file


@pytest.mark.parametrize(
    "changes",
    [
        {"source": ""},
        {"assumption": "perhaps"},
        {"effective_from": "soon"},
        {"channels": ["pigeon"]},
        {"tell": {"registry.person.registered": {"party": "somebody"}}},
        {"tell": {"registry.person.registered": {"party": "a.b/{c}", "who": "all"}}},
        {"tell": {"registry.person.registered": {"party": ["a.b/{c}", "somebody"]}}},
        {"tell": {"registry.person.registered": {"party": []}}},
        {"tell": {"registry.person.amended": {"party": "registry.person/{person_id}"}}},
        {"patience": {"retry_after_seconds": [10, 1]}},
    ],
    ids=lambda changes: next(iter(changes)),
)
def test_rules_that_cannot_be_used_are_refused(tmp_path: Path, changes: dict[str, object]) -> None:
    with pytest.raises(SettingError):
        rules.load(changed(tmp_path, **changes))


def test_the_rules_of_the_day_of_the_event_hold(tmp_path: Path) -> None:
    document = yaml.safe_load(rules.FILE.read_text("utf-8"))
    (first,) = document["versions"]
    later = {**first, "effective_from": NOON.date().replace(year=2030), "tell": {}}
    file = tmp_path / "messages.yaml"
    file.write_text(yaml.safe_dump({"versions": [later, first]}), "utf-8")
    loaded = rules.load(file)
    assert loaded.notices(an_event())
    assert not loaded.notices(an_event(occurred_at=NOON.replace(year=2031)))
    assert loaded.notices(an_event(occurred_at=NOON.replace(year=2000)))
