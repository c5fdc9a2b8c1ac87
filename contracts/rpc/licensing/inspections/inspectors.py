"""Inspectors (مفتشون): where they work, what they have, and which places are not for them."""

from __future__ import annotations

from typing import Any, ClassVar

from marshmallow import ValidationError, validates_schema

from contracts.rpc import fields
from contracts.rpc.base import Method, Methods, PageAnswer, PageRequest, Record, Request, Strict
from contracts.rpc.licensing.inspections.words import Login
from contracts.rpc.problems import Problem

MOST_GOVERNORATES = 12


class EnlistInspector(Request):
    """Somebody to be put on the list of inspectors."""

    subject = Login(required=True)
    governorates = fields.Several(
        fields.Governorate(), fewest=1, most=MOST_GOVERNORATES, distinct=True, required=True
    )


class AmendInspectorBody(Request):
    """Other governorates, or whether they work."""

    class Meta(Request.Meta):
        json_schema: ClassVar[dict[str, Any]] = {"minProperties": 1}

    governorates = fields.Several(
        fields.Governorate(), fewest=1, most=MOST_GOVERNORATES, distinct=True
    )
    active = fields.Flag()

    @validates_schema
    def _names_a_change(self, data: dict[str, Any], **_: Any) -> None:
        if not data.keys() - {"inspector_id"}:
            raise ValidationError(Problem("nothing_to_change"))


class AmendInspector(AmendInspectorBody):
    """The same, saying who."""

    class Meta(Request.Meta):
        json_schema: ClassVar[dict[str, Any]] = {"minProperties": 2}

    inspector_id = fields.Identifier(required=True)


class DeclareConflictBody(Request):
    """A place that is not for them, by its licence or application, and why."""

    about_id = fields.Identifier(required=True)
    reason = fields.Paragraph(required=True, metadata={"example": "صاحبة الحضانة من أقاربي."})


class DeclareConflict(DeclareConflictBody):
    """The same, saying for whom."""

    inspector_id = fields.Identifier(required=True)


class OneInspector(Request):
    """One inspector."""

    inspector_id = fields.Identifier(required=True)


class FindInspectors(PageRequest):
    """Inspectors of your governorates. Newest first."""

    governorate = fields.Governorate(load_default=None, allow_none=True)


class InterestConflictSchema(Strict):
    """A place that is not for them."""

    about_id = fields.Identifier(required=True)
    reason = fields.Paragraph(required=True)
    declared_on = fields.Day(required=True)


class Inspector(Record):
    """An inspector. `open`: the inspections they have."""

    subject = Login(required=True)
    governorates = fields.Several(fields.Governorate(), required=True)
    active = fields.Flag(required=True)
    conflicts = fields.Several(fields.Nested(InterestConflictSchema), most=10_000, required=True)
    open = fields.Several(fields.Identifier(), most=10_000, required=True)
    given_at = fields.Moment(required=True, allow_none=True)


class InspectorPage(PageAnswer):
    """One page of inspectors."""

    items = fields.Several(fields.Nested(Inspector), required=True)


METHODS: Methods = {
    "enlist_inspector": Method("command", EnlistInspector, Inspector),
    "amend_inspector": Method("command", AmendInspector, Inspector),
    "declare_inspector_conflict": Method("command", DeclareConflict, Inspector),
    "get_inspector": Method("query", OneInspector, Inspector),
    "find_inspectors": Method("query", FindInspectors, InspectorPage),
}
