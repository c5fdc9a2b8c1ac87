"""The registry's RPC methods are those of the contract, and take the words of the contract."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import contracts
from chassis.context import Actor, Context, to_header
from chassis.rpc import dispatch
from chassis.rpc.server import Command, Query
from contracts.refusals import texts
from contracts.rpc.registry import METHODS
from contracts.rpc.registry.persons import WARNINGS
from services.registry.app.application import Registry
from services.registry.domain import refusals
from services.registry.domain.persons.identity import (
    BORNE_BY_ANOTHER,
    SEX_DIFFERS,
    UNFIT_AT_HOME,
    YEAR_DIFFERS,
)
from services.registry.entrypoints.service import RegistryService
from tests.support.registry import CLERK, household, person

GOLDEN = Path(contracts.__file__).parent / "golden" / "rpc" / "registry"
SERVED = {name: method for name, method in METHODS.items() if name != "ping"}

Ask = Callable[..., dict[str, Any]]


def golden(method: str) -> dict[str, Any]:
    sample: dict[str, Any] = json.loads((GOLDEN / f"{method}.json").read_text("utf-8"))
    return sample


def entrypoint(method: str) -> Command | Query:
    (found,) = getattr(RegistryService, method).nameko_entrypoints
    assert isinstance(found, Command | Query)
    return found


@pytest.fixture
def ask(registry: Registry) -> Ask:
    service = RegistryService()
    service.application = registry

    def ask(method: str, request: Any, actor: Actor = CLERK, key: str | None = None) -> Any:
        header = to_header(Context(actor, deadline=time.time() + 5, command_key=key))
        body = json.dumps({"args": [], "kwargs": {"request": request}})
        call = dispatch.read(
            "registry", method, body, header, "m-1", changes=METHODS[method].kind == "command"
        )
        reply: dict[str, Any] = json.loads(getattr(service, method)(call))
        return reply

    return ask


@pytest.mark.parametrize("method", SERVED)
def test_every_method_of_the_contract_is_served_as_its_kind(method: str) -> None:
    expected = Command if SERVED[method].kind == "command" else Query
    assert type(entrypoint(method)) is expected


def test_nothing_is_served_that_the_contract_does_not_know() -> None:
    methods = {name: getattr(RegistryService, name) for name in dir(RegistryService)}
    served = {
        name
        for name, found in methods.items()
        if any(
            isinstance(each, Command | Query) for each in getattr(found, "nameko_entrypoints", ())
        )
    }
    assert served == set(SERVED)


def test_the_golden_registration_is_answered_like_the_golden_answer(ask: Ask) -> None:
    reply = ask("register_person", golden("register_person")["request"])
    expected = golden("register_person")["answer"]
    assert reply["error"] is None
    assert {**reply["result"], "id": expected["id"]} == expected


def test_a_household_is_registered_read_amended_and_found(ask: Ask) -> None:
    head = ask("register_person", person(), key="k-1")["result"]["id"]
    home = ask("register_household", household(head))["result"]
    assert ask("get_household", {"household_id": home["id"]})["result"] == home
    amended = ask(
        "amend_household",
        {"household_id": home["id"], "address": {"governorate": "JO-AM", "details": "الطابق ٢"}},
    )["result"]
    assert amended["version"] == 2
    assert ask("find_households", {"person_id": head})["result"]["items"] == [amended]


def test_a_repeated_request_gets_the_first_answer(ask: Ask) -> None:
    request = person()
    first = ask("register_person", request, key="k-1")
    assert ask("register_person", request, key="k-1") == first


def test_the_same_key_for_something_else_is_refused(ask: Ask) -> None:
    ask("register_person", person(), key="k-1")
    error = ask("register_person", person(), key="k-1")["error"]
    assert error["value"] == "idempotency_key_reused"


def test_a_request_that_does_not_fit_is_refused_field_by_field(ask: Ask) -> None:
    error = ask("register_person", {**person(), "sex": "unknown", "extra": 1})["error"]
    (wire,) = error["exc_args"]
    assert wire["kind"] == "invalid"
    assert {each["pointer"]: each["code"] for each in wire["errors"]} == {
        "/sex": "unknown_choice",
        "/extra": "unknown_field",
    }


def every_refusal() -> list[str]:
    kinds = [*refusals.Refusal.__subclasses__()]
    codes = [kind.code for kind in kinds]
    codes += ["national_number_taken", "person_in_other_household"]
    return [*codes, "person_not_found", "household_not_found"]


@pytest.mark.parametrize("code", every_refusal())
def test_every_refusal_is_said_in_both_languages(code: str) -> None:
    assert set(texts()[code]) == {"ar", "en"}


def test_every_warning_is_one_of_the_contract() -> None:
    assert set(WARNINGS) == {YEAR_DIFFERS, SEX_DIFFERS, BORNE_BY_ANOTHER, UNFIT_AT_HOME}
