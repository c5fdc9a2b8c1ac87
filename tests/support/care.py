"""Carer families and children's cases, for tests."""

from __future__ import annotations

from typing import Any

from tests.support.calling import Caller, somebody

CASEWORKER = somebody("caseworker-1", "caseworker", centre="amman-1")
SUPERVISOR = somebody("supervisor-1", "supervisor", centre="amman-1")
AUDITOR = somebody("auditor-1", "auditor", governorates=())


def a_family(**different: Any) -> dict[str, Any]:
    """A request to register an approved family with two places in Amman."""
    return {
        "carers": ["آمال عبد الله الخطيب"],
        "contact": {"mobile": "0791234567", "language": "ar"},
        "place": {"governorate": "JO-AM"},
        "capacity": 2,
        "approval": {"number": "2026/118", "date": "2026-09-01"},
        "court_approval": {"number": "2026/77", "date": "2026-10-12"},
        **different,
    }


def a_case(**different: Any) -> dict[str, Any]:
    """A request to open the case of a foundling in Amman."""
    return {
        "child": {"name": "سليم", "birth_date": "2024-03", "sex": "male"},
        "legal_situation": "both_parents_unknown",
        "risk_level": "medium",
        "governorate": "JO-AM",
        **different,
    }


def registered(call: Caller, **different: Any) -> str:
    """The id of a registered family."""
    answer: str = call(CASEWORKER, "register_family", a_family(**different))["id"]
    return answer


def opened(call: Caller, **different: Any) -> str:
    """The id of a case that its caseworker has opened."""
    answer: str = call(CASEWORKER, "open_case", a_case(**different))["id"]
    return answer


def a_placement(case_id: str, family_id: str, **different: Any) -> dict[str, Any]:
    """A request to place the child since 20 November 2026."""
    return {
        "case_id": case_id,
        "family_id": family_id,
        "court_decision": {"number": "2026/93", "date": "2026-11-15"},
        "started_on": "2026-11-20",
        **different,
    }


def placed(call: Caller, case_id: str, family_id: str, **different: Any) -> dict[str, Any]:
    """The case after its caseworker has placed the child."""
    return call(CASEWORKER, "place_child", a_placement(case_id, family_id, **different))


def an_end(case: dict[str, Any], **different: Any) -> dict[str, Any]:
    """A request to end the case's newest placement on 22 November 2026."""
    return {
        "case_id": case["id"],
        "placement_id": case["placements"][-1]["id"],
        "ended_on": "2026-11-22",
        "reason_code": "returned_to_family",
        **different,
    }
