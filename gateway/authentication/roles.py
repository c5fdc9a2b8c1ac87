"""The roles a token may carry. Services decide again, record by record."""

from __future__ import annotations

CITIZEN = "citizen"
CLERK = "clerk"
CASEWORKER = "caseworker"
INSPECTOR = "inspector"
SUPERVISOR = "supervisor"
ADMINISTRATOR = "administrator"
PARTNER = "partner"
AUDITOR = "auditor"
OPERATOR = "operator"
REVIEWER = "reviewer"
"""Somebody, often from outside of the ministry, who scores proposals for grants."""

ROLES = frozenset(
    {
        CITIZEN,
        CLERK,
        CASEWORKER,
        INSPECTOR,
        SUPERVISOR,
        ADMINISTRATOR,
        PARTNER,
        AUDITOR,
        OPERATOR,
        REVIEWER,
    }
)
"""Every role there is; others in a token are ignored."""
