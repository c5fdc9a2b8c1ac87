"""Licensing serves what its contract says, and every refusal of its has words."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Iterator

from chassis.rpc.server import Command, Query
from contracts.refusals import names, texts
from contracts.rpc.licensing import METHODS
from services.licensing import domain
from services.licensing.adapters.associations.store import MEMBERSHIPS
from services.licensing.domain.refusals import Refusal
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


def test_every_refusal_of_every_area_has_words() -> None:
    for module in pkgutil.walk_packages(domain.__path__, f"{domain.__name__}."):
        importlib.import_module(module.name)
    codes = {each.code for each in kinds_of(Refusal)}
    codes |= {"application_not_found", "licence_not_found", "licence_number_taken"}
    codes |= set(MEMBERSHIPS.unique.values())
    assert len(codes) > 100
    assert codes <= texts().keys()
    assert names(texts()["too_many_tasks"]["ar"].detail) == {"most"}


def kinds_of(refusal: type[Refusal]) -> Iterator[type[Refusal]]:
    """Its kinds, and theirs, that have a code."""
    for each in refusal.__subclasses__():
        if hasattr(each, "code"):
            yield each
        yield from kinds_of(each)
