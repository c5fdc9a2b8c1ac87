"""One day at an integrated social services centre, from the first family to the last figure."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

from operations.demo import nursery, people, witnesses
from operations.demo.counter import Answer, Centre
from operations.demo.narrator import Narrator
from operations.demo.setting import Setting
from operations.demo.witnesses import awaited, show_messages


def tell(setting: Setting, narrator: Narrator) -> None:
    """Tell it all. Raises `Failure` where the system does not do as the story says."""
    centre = Centre(setting.gateway, narrator)
    mother = _a_family_is_registered(setting, narrator, centre)
    _nobody_is_registered_twice_or_overwritten(narrator, centre, mother)
    narrator.step("A data-sharing agreement with another ministry is recorded")
    narrator.seen("ministry", f"may read {setting.ministry.queue}, with an account of its own")
    licence = nursery.is_licensed(setting, narrator, centre)
    _the_ministry_sees_it(setting, narrator, licence)
    _a_child_finds_a_family(setting, narrator, centre)
    _the_operator_looks(setting, narrator)
    narrator.ended()


def _a_family_is_registered(setting: Setting, narrator: Narrator, centre: Centre) -> Answer:
    narrator.step("Amal comes to the counter with her two children, and is registered")
    request = people.mother()
    key = str(uuid.uuid4())
    mother = centre.clerk.ask("POST", "/v1/persons", request, key=key, expect=201)
    narrator.seen("counter", f"person {mother.id}, number {mother.body['identity']['number']}")
    again = centre.clerk.ask("POST", "/v1/persons", request, key=key, expect=201)
    narrator.seen("counter", f"the same request again: same person, {again.id == mother.id}")
    children = [
        centre.clerk.ask("POST", "/v1/persons", child, expect=201)
        for child in (
            people.child("ليان", "female", "2016"),
            people.child("كرم", "male", "2019-08"),
        )
    ]
    household = {
        "head_id": mother.id,
        "members": [{"person_id": child.id, "relation": "child"} for child in children],
        "address": request["address"],
    }
    centre.clerk.ask("POST", "/v1/households", household, expect=201)
    for address in (mother.body["contact"]["mobile"], mother.body["contact"]["email"]):
        show_messages(setting.messages, narrator, "Amal", address)
    return mother


def _nobody_is_registered_twice_or_overwritten(
    narrator: Narrator, centre: Centre, mother: Answer
) -> None:
    narrator.step("At the next window somebody tries her number, and an old form comes back")
    twin = {**people.mother(), "identity": mother.body["identity"]}
    refused = centre.clerk.ask("POST", "/v1/persons", twin, expect=409)
    narrator.seen("counter", refused.body["title"])
    path = f"/v1/persons/{mother.id}"
    change = {"contact": {**mother.body["contact"], "mobile": people.mobile()}}
    changed = centre.clerk.ask("PATCH", path, change, etag=mother.etag, expect=200)
    stale = centre.other_clerk.ask("PATCH", path, change, etag=mother.etag, expect=412)
    narrator.seen("counter", f"{stale.body['title']} (version is {changed.body['version']} now)")
    found = centre.clerk.ask("GET", "/v1/persons", query={"name": "امال الخطيب"}, expect=200)
    narrator.seen("counter", f"found as امال الخطيب: {len(found.body['items'])} on the first page")


def _the_ministry_sees_it(setting: Setting, narrator: Narrator, licence: dict[str, Any]) -> None:
    narrator.step("Another ministry reads its own feed: licences, by its agreement, and no more")
    event = witnesses.read_feed(
        setting.ministry.amqp_url,
        setting.ministry.queue,
        lambda event: event["data"].get("licence_id") == licence["id"],
    )
    narrator.seen("ministry", f"{event['type']}  {event['data'].get('number')}")


def _a_child_finds_a_family(setting: Setting, narrator: Narrator, centre: Centre) -> None:
    narrator.step("Two children need a home; the approved family has room for one")
    mobile = people.mobile()
    family = centre.caseworker.ask("POST", "/v1/carer-families", people.carers(mobile), expect=201)
    girl, boy = (
        centre.caseworker.ask("POST", "/v1/cases", people.foundling(sex), expect=201)
        for sex in ("female", "male")
    )
    placement = {
        "family_id": family.id,
        "court_decision": people.decision("J"),
        "started_on": str(date.today()),
    }
    placed = centre.caseworker.ask(
        "POST", f"/v1/cases/{girl.id}/placements", placement, etag=girl.etag, expect=200
    )
    full = centre.caseworker.ask(
        "POST", f"/v1/cases/{boy.id}/placements", placement, etag=boy.etag, expect=409
    )
    narrator.seen("counter", full.body["title"])
    closed = centre.stranger.ask("GET", f"/v1/cases/{girl.id}", expect=403)
    narrator.seen("counter", closed.body["title"])
    phone = people.international(mobile)
    show_messages(setting.messages, narrator, "the family", phone, at_least=2)
    placement_id = placed.body["placements"][-1]["id"]
    centre.caseworker.ask(
        "POST",
        f"/v1/cases/{girl.id}/placements/{placement_id}/end",
        {"ended_on": str(date.today()), "reason_code": "returned_to_family"},
        etag=placed.etag,
        expect=200,
    )
    narrator.seen("counter", "she is back with her own family; the place is free again")


def _the_operator_looks(setting: Setting, narrator: Narrator) -> None:
    narrator.step("The operator looks at the figures")
    for program, name, words in (
        ("gateway", "kanaf_http_requests_total", "requests answered"),
        ("relay-registry", "kanaf_events_published_total", "events of the registry published"),
        ("notifications", "kanaf_messages_total", "deliveries to people"),
        ("notifications", "kanaf_events_parked_total", "events parked"),
    ):
        value = witnesses.metric(setting.metrics, program, name)
        narrator.seen("operator", f"{value:.0f} {words}  ({name})")
    awaited(
        "empty outbox",
        lambda: witnesses.metric(setting.metrics, "relay-registry", "kanaf_outbox_pending") == 0,
    )
    narrator.seen("operator", "0 events wait in the registry's outbox  (kanaf_outbox_pending)")
