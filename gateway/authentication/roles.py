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
CAMERA_OPERATOR = "camera_operator"

PAYMENT_PROVIDER = "payment_provider"
"""No token carries it: it is given to who signs a request as a provider."""
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
        CAMERA_OPERATOR,
        REVIEWER,
    }
)
"""Every role that a token may carry; others in it are ignored."""
