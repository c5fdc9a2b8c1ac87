"""Protected persons and households."""

from __future__ import annotations

from contracts.rpc import fields
from contracts.rpc.base import Request, Strict

REASONS = ("violence", "child_protection", "witness", "other")


class ProtectionSchema(Strict):
    """Shown to those who need to know; for everybody else the record does not exist."""

    reason = fields.Choice(REASONS, required=True)
    knowers = fields.Several(
        fields.Text(longest=100),
        fewest=1,
        most=20,
        distinct=True,
        required=True,
        metadata={"description": "Subjects of the staff who need to know.", "example": ["cw-3"]},
    )
    centre = fields.Text(
        required=True,
        allow_none=True,
        longest=60,
        metadata={"description": "Whose supervisors know it too.", "example": "amman-1"},
    )


class ProtectPersonBody(Request):
    """Hide a person, and the household they are in, from whom it does not concern."""

    reason = fields.Choice(REASONS, required=True)
    knowers = fields.Several(
        fields.Text(longest=100),
        most=19,
        distinct=True,
        load_default=list,
        metadata={"description": "Beside who protects.", "example": ["caseworker-3"]},
    )
    centre = fields.Text(
        load_default=None,
        allow_none=True,
        longest=60,
        metadata={"description": "Whose supervisors know it too.", "example": "amman-1"},
    )
    with_household = fields.Flag(
        load_default=False,
        metadata={
            "description": "Protect the household, and everybody in it, as well. Without it, what "
            "is still seen of the household follows when the person heads it, or when only "
            "children of the household and protected persons live there beside them: it would "
            "tell where they are."
        },
    )


class ProtectPerson(ProtectPersonBody):
    """The same, saying whom."""

    person_id = fields.Identifier(required=True)


class LiftProtectionBody(Request):
    """Let the record exist for everybody again."""

    with_household = fields.Flag(
        load_default=False,
        metadata={
            "description": "The household, and everybody in it, as well. Without it, who lives "
            "with others in a household that stays hidden is refused (409 `home_stays_protected`): "
            "their record would say where it is. They split off first."
        },
    )


class LiftProtection(LiftProtectionBody):
    """The same, saying whose."""

    person_id = fields.Identifier(required=True)
