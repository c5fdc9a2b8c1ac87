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
    }
)
"""Every role there is; others in a token are ignored."""
