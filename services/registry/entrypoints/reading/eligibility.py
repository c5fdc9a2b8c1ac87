"""Requests about eligibility as the desk understands them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from contracts.rpc.problems import read
from contracts.rpc.registry import eligibility as contract
from contracts.rpc.registry import recomputations
from services.registry.app.eligibility.recomputing import StartRecomputation
from services.registry.app.eligibility.shapes import value_of
from services.registry.domain.eligibility.facts import Told
from services.registry.domain.eligibility.indicators import Value
from services.registry.domain.eligibility.refusals import IndicatorTwice

Request = dict[str, Any]


def declare_facts(request: Request) -> tuple[str, Mapping[str, Value]]:
    data = read(contract.DeclareFacts, request)
    facts = {each["indicator"]: value_of(each) for each in data["facts"]}
    if len(facts) < len(data["facts"]):
        raise IndicatorTwice()
    return data["household_id"], facts


def withdraw_facts(request: Request) -> tuple[str, Told, str]:
    data = read(contract.WithdrawFacts, request)
    on = None if data["on"] is None else date.fromisoformat(data["on"])
    told = Told(data["source_id"], frozenset(data["indicators"]), on)
    return data["household_id"], told, data["note"]


def get_profile(request: Request) -> str:
    return str(read(contract.GetProfile, request)["household_id"])


def assess_household(request: Request) -> tuple[str, str | None, str, date | None]:
    data = read(contract.AssessHousehold, request)
    day = None if data["on"] is None else date.fromisoformat(data["on"])
    return data["household_id"], data["person_id"], data["rules"], day


def rules_on_day(request: Request) -> date | None:
    day = read(contract.RulesOnDay, request)["on"]
    return None if day is None else date.fromisoformat(day)


def start_recomputation(request: Request) -> StartRecomputation:
    data = read(recomputations.StartRecomputation, request)
    return StartRecomputation(
        data["programme_id"],
        tuple(sorted(data["governorates"])),
        None if data["on"] is None else date.fromisoformat(data["on"]),
        data["note"],
    )


def recomputation(request: Request) -> str:
    return str(read(recomputations.OneRecomputation, request)["recomputation_id"])


def find_recomputations(request: Request) -> tuple[str | None, str | None, int]:
    data = read(recomputations.FindRecomputations, request)
    return data["programme_id"], data["after"], data["limit"]


def find_recomputed_households(request: Request) -> tuple[str, str | None, str | None, int]:
    data = read(recomputations.FindRecomputedHouseholds, request)
    return data["recomputation_id"], data["outcome"], data["after"], data["limit"]
