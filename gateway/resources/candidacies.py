"""Who stands for the board of a union, and objections to the lists."""

from __future__ import annotations

from typing import Any

from flask import Response

from contracts.rpc.licensing import candidacies as contract
from gateway import answers
from gateway.authentication.roles import CITIZEN, CLERK, SUPERVISOR
from gateway.calls import ask, change, command
from gateway.listings import query_of
from gateway.resource import Resource
from gateway.resources.associations import READERS, SERVICE

candidacies = Resource(
    "candidacies", __name__, description="Candidates of unions' elections, and objections."
)


@candidacies.operation(
    "POST",
    "/v1/candidacies",
    roles=(CITIZEN, CLERK),
    body=contract.NominateCandidate(),
    answer=contract.Candidacy,
    status=201,
    arabic="ترشيح شخص لهيئة الاتحاد",
    examples="licensing.nominate_candidate",
)
def nominate_candidate(body: dict[str, Any]) -> Response:
    """Nominate a person for a union's board

    By a society that may vote, on the days for it; the person has still to agree.
    """
    view = command(SERVICE, "nominate_candidate", body)
    return answers.created(view, f"/v1/candidacies/{view['id']}")


@candidacies.operation(
    "GET",
    "/v1/candidacies",
    roles=READERS,
    query=query_of(contract.FindCandidacies),
    answer=contract.CandidacyPage,
    arabic="البحث عن ترشيحات",
    examples="licensing.find_candidacies",
)
def find_candidacies(query: dict[str, Any]) -> Response:
    """Find candidacies

    Before a person has agreed to stand, the election office, the society that nominated and the
    person find theirs; from then on everybody does, without numbers, logins or reasons.
    """
    return answers.page(SERVICE, "find_candidacies", query)


@candidacies.operation(
    "GET",
    "/v1/candidacies/<uuid:candidacy_id>",
    roles=READERS,
    answer=contract.Candidacy,
    arabic="قراءة ترشيح",
    examples="licensing.get_candidacy",
)
def get_candidacy(candidacy_id: str) -> Response:
    """Read a candidacy"""
    return answers.record(ask(SERVICE, "get_candidacy", {"candidacy_id": candidacy_id}))


@candidacies.operation(
    "POST",
    "/v1/candidacies/<uuid:candidacy_id>/consent",
    roles=(CITIZEN, CLERK, SUPERVISOR),
    body=contract.ConsentToCandidacyBody(),
    answer=contract.Candidacy,
    conditional=True,
    arabic="الموافقة على الترشيح",
    examples="licensing.consent_to_candidacy",
)
def consent_to_candidacy(body: dict[str, Any], candidacy_id: str) -> Response:
    """Agree to a nomination

    By the person; staff record a signed paper.
    """
    return _change("consent_to_candidacy", {**body, "candidacy_id": candidacy_id})


@candidacies.operation(
    "POST",
    "/v1/candidacies/<uuid:candidacy_id>/check",
    roles=(SUPERVISOR,),
    body=contract.CheckCandidacyBody(),
    answer=contract.Candidacy,
    conditional=True,
    arabic="تدقيق ترشيح",
    examples="licensing.check_candidacy",
)
def check_candidacy(body: dict[str, Any], candidacy_id: str) -> Response:
    """Accept or refuse a nomination"""
    return _change("check_candidacy", {**body, "candidacy_id": candidacy_id})


@candidacies.operation(
    "POST",
    "/v1/candidacies/<uuid:candidacy_id>/withdrawal",
    roles=(CITIZEN, CLERK),
    answer=contract.Candidacy,
    conditional=True,
    arabic="سحب ترشيح",
    examples="licensing.withdraw_candidacy",
)
def withdraw_candidacy(candidacy_id: str) -> Response:
    """Withdraw a nomination, until the lists are final"""
    return _change("withdraw_candidacy", {"candidacy_id": candidacy_id})


@candidacies.operation(
    "POST",
    "/v1/election-objections",
    roles=(CITIZEN, CLERK),
    body=contract.FileElectionObjection(),
    answer=contract.ElectionObjection,
    status=201,
    arabic="الاعتراض على قائمة",
    examples="licensing.file_objection",
)
def file_objection(body: dict[str, Any]) -> Response:
    """Object to the list of voters or of candidates

    By a member society, or by the person it is about.
    """
    view = command(SERVICE, "file_objection", body)
    return answers.created(view, f"/v1/election-objections/{view['id']}")


@candidacies.operation(
    "GET",
    "/v1/election-objections",
    roles=READERS,
    query=query_of(contract.FindElectionObjections),
    answer=contract.ElectionObjectionPage,
    arabic="البحث عن اعتراضات",
    examples="licensing.find_objections",
)
def find_objections(query: dict[str, Any]) -> Response:
    """Find objections"""
    return answers.page(SERVICE, "find_objections", query)


@candidacies.operation(
    "GET",
    "/v1/election-objections/<uuid:objection_id>",
    roles=READERS,
    answer=contract.ElectionObjection,
    arabic="قراءة اعتراض",
    examples="licensing.get_objection",
)
def get_objection(objection_id: str) -> Response:
    """Read an objection"""
    return answers.record(ask(SERVICE, "get_objection", {"objection_id": objection_id}))


@candidacies.operation(
    "POST",
    "/v1/election-objections/<uuid:objection_id>/ruling",
    roles=(SUPERVISOR,),
    body=contract.DecideElectionObjectionBody(),
    answer=contract.ElectionObjection,
    conditional=True,
    arabic="البت في اعتراض",
    examples="licensing.decide_objection",
)
def decide_objection(body: dict[str, Any], objection_id: str) -> Response:
    """Rule on an objection

    Two persons who agree decide it; a third one settles it where they differ.
    """
    request = {**body, "objection_id": objection_id}
    return answers.changed(
        change(
            SERVICE, "decide_objection", request, seen_by="get_objection", identity="objection_id"
        )
    )


def _change(method: str, request: dict[str, Any]) -> Response:
    return answers.changed(
        change(SERVICE, method, request, seen_by="get_candidacy", identity="candidacy_id")
    )
