"""The ministry's holidays, on which the deadlines in working days rest."""

from __future__ import annotations

from typing import Any

from flask import Response

from contracts.rpc.registry.programmes import holidays as contract
from gateway import answers
from gateway.authentication.roles import ADMINISTRATOR
from gateway.calls import ask, change
from gateway.resource import Resource
from gateway.resources.persons import SERVICE
from gateway.resources.programmes import EVERYBODY

holidays = Resource("holidays", __name__, description="Days on which offices are closed.")


@holidays.operation(
    "GET",
    "/v1/holidays/<int(min=2020,max=2099):year>",
    roles=EVERYBODY,
    answer=contract.Holidays,
    arabic="عطل السنة",
    examples="registry.get_holidays",
)
def get_holidays(year: str) -> Response:
    """Read the holidays of a year"""
    return answers.record(ask(SERVICE, "get_holidays", {"year": int(year)}))


@holidays.operation(
    "PUT",
    "/v1/holidays/<int(min=2020,max=2099):year>",
    roles=(ADMINISTRATOR,),
    body=contract.RecordHolidaysBody(),
    answer=contract.Holidays,
    conditional=True,
    arabic="تدوين عطل السنة",
    examples="registry.record_holidays",
)
def record_holidays(body: dict[str, Any], year: str) -> Response:
    """Record the holidays of a year

    They take the place of those known before. Deadlines that were already promised stay.
    """
    request = {**body, "year": int(year)}
    return answers.changed(
        change(SERVICE, "record_holidays", request, seen_by="get_holidays", identity="year")
    )
