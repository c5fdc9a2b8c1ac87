"""Licensing serves what its contract says, and every refusal of its has words."""

from __future__ import annotations

import inspect

from chassis.rpc.server import Command, Query
from contracts.refusals import names, texts
from contracts.rpc.licensing import METHODS
from services.licensing.domain import refusals
from services.licensing.entrypoints.service import LicensingService

KINDS = {"command": Command, "query": Query}


def test_every_method_of_the_contract_is_served_as_it_says() -> None:
    served = {
        name: type(entry)
        for name, method in inspect.getmembers(LicensingService, inspect.isfunction)
        for entry in getattr(method, "nameko_entrypoints", ())
        if isinstance(entry, Command | Query)
    }
    assert served == {name: KINDS[each.kind] for name, each in METHODS.items() if name != "ping"}


def test_every_refusal_has_words() -> None:
    codes = {
        each.code
        for _, each in inspect.getmembers(refusals, inspect.isclass)
        if issubclass(each, refusals.Refusal) and each is not refusals.Refusal
    }
    codes |= {"application_not_found", "licence_not_found", "licence_number_taken"}
    assert codes <= texts().keys()
    assert names(texts()["nursery_too_many_places"]["ar"].detail) == {"most"}
