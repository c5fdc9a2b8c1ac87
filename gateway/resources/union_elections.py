"""The national date, and the elections of unions from the list of voters to the board."""

from __future__ import annotations

from typing import Any

from flask import Response

from contracts.rpc.licensing import elections as contract
from gateway import answers
from gateway.authentication.roles import ADMINISTRATOR, SUPERVISOR
from gateway.calls import ask, change, command
from gateway.listings import query_of
from gateway.resource import Resource
from gateway.resources.associations import READERS, SERVICE

CONCLUDERS = (SUPERVISOR, ADMINISTRATOR)

union_elections = Resource("union-elections", __name__, description="Elections of unions' boards.")


@union_elections.operation(
    "POST",
    "/v1/election-dates",
    roles=(ADMINISTRATOR,),
    body=contract.AnnounceElectionDate(),
    answer=contract.ElectionDate,
    status=201,
    arabic="إعلان الموعد الموحد للانتخابات",
    examples="licensing.announce_election_date",
)
def announce_election_date(body: dict[str, Any]) -> Response:
    """Announce the one date on which all unions vote

    Every active union has its election on it.
    """
    view = command(SERVICE, "announce_election_date", body)
    return answers.created(view, f"/v1/election-dates/{view['id']}")


@union_elections.operation(
    "GET",
    "/v1/election-dates",
    roles=READERS,
    query=query_of(contract.FindElectionDates),
    answer=contract.ElectionDatePage,
    arabic="مواعيد الانتخابات",
    examples="licensing.find_election_dates",
)
def find_election_dates(query: dict[str, Any]) -> Response:
    """Find national dates"""
    return answers.page(SERVICE, "find_election_dates", query)


@union_elections.operation(
    "GET",
    "/v1/election-dates/<uuid:date_id>",
    roles=READERS,
    answer=contract.ElectionDate,
    arabic="قراءة موعد انتخابات",
    examples="licensing.get_election_date",
)
def get_election_date(date_id: str) -> Response:
    """Read a national date"""
    return answers.record(ask(SERVICE, "get_election_date", {"date_id": date_id}))


@union_elections.operation(
    "POST",
    "/v1/election-dates/<uuid:date_id>/postponement",
    roles=(ADMINISTRATOR,),
    body=contract.PostponeElectionDateBody(),
    answer=contract.ElectionDate,
    conditional=True,
    arabic="تأجيل الموعد الموحد",
    examples="licensing.postpone_election_date",
)
def postpone_election_date(body: dict[str, Any], date_id: str) -> Response:
    """Postpone the national date

    As long as the cut-off day is not over; all elections move along.
    """
    request = {**body, "date_id": date_id}
    return answers.changed(
        change(
            SERVICE,
            "postpone_election_date",
            request,
            seen_by="get_election_date",
            identity="date_id",
        )
    )


@union_elections.operation(
    "GET",
    "/v1/union-elections",
    roles=READERS,
    query=query_of(contract.FindElections),
    answer=contract.ElectionPage,
    arabic="البحث عن انتخابات الاتحادات",
    examples="licensing.find_elections",
)
def find_elections(query: dict[str, Any]) -> Response:
    """Find elections of unions"""
    return answers.page(SERVICE, "find_elections", query)


@union_elections.operation(
    "GET",
    "/v1/union-elections/<uuid:election_id>",
    roles=READERS,
    answer=contract.Election,
    arabic="قراءة انتخاب اتحاد",
    examples="licensing.get_election",
)
def get_election(election_id: str) -> Response:
    """Read where the election of a union stands"""
    return answers.record(ask(SERVICE, "get_election", {"election_id": election_id}))


@union_elections.operation(
    "GET",
    "/v1/union-elections/<uuid:election_id>/voters",
    roles=READERS,
    query=query_of(contract.ListVotersFilters),
    answer=contract.VoterPage,
    arabic="جدول الناخبين مع الأسباب",
    examples="licensing.list_voters",
)
def list_voters(query: dict[str, Any], election_id: str) -> Response:
    """Read the list of voters

    Each member society with its criteria at the cut-off: for the committee, the union, and those
    who are on it.
    """
    return answers.page(SERVICE, "list_voters", query, election_id=election_id)


@union_elections.operation(
    "GET",
    "/v1/union-elections/<uuid:election_id>/voters/verification",
    roles=READERS,
    answer=contract.VoterListCheck,
    arabic="إعادة احتساب جدول الناخبين",
    examples="licensing.verify_voters",
)
def verify_voters(election_id: str) -> Response:
    """Compute the list of voters anew

    It is the same as on the day it was frozen, or the societies that differ are named.
    """
    return answers.facts(ask(SERVICE, "verify_voters", {"election_id": election_id}))


@union_elections.operation(
    "POST",
    "/v1/union-elections/<uuid:election_id>/final-lists",
    roles=CONCLUDERS,
    answer=contract.Election,
    conditional=True,
    arabic="اعتماد القوائم النهائية",
    examples="licensing.finalise_election_lists",
)
def finalise_election_lists(election_id: str) -> Response:
    """Make the lists final

    When no nomination and no objection is open; each centre's count begins with it.
    """
    return _change("finalise_election_lists", {"election_id": election_id})


@union_elections.operation(
    "POST",
    "/v1/union-elections/<uuid:election_id>/lot",
    roles=(SUPERVISOR,),
    body=contract.RecordLotBody(),
    answer=contract.Election,
    conditional=True,
    arabic="تدوين القرعة بين المتساوين",
    examples="licensing.record_lot",
)
def record_lot(body: dict[str, Any], election_id: str) -> Response:
    """Record the lot among those who are tied

    Two persons record it; a third one decides where they differ.
    """
    return _change("record_lot", {**body, "election_id": election_id})


@union_elections.operation(
    "POST",
    "/v1/union-elections/<uuid:election_id>/results",
    roles=CONCLUDERS,
    answer=contract.Election,
    conditional=True,
    arabic="اعتماد نتائج الانتخاب",
    examples="licensing.confirm_election_results",
)
def confirm_election_results(election_id: str) -> Response:
    """Confirm the results

    The union has its board with them.
    """
    return _change("confirm_election_results", {"election_id": election_id})


def _change(method: str, request: dict[str, Any]) -> Response:
    return answers.changed(
        change(SERVICE, method, request, seen_by="get_election", identity="election_id")
    )
