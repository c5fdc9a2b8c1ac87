"""Researchers (باحثون ميدانيون): where they work and what they were trained in."""

from __future__ import annotations

from typing import Any, ClassVar

from marshmallow import ValidationError, validates_schema

from contracts.rpc import fields
from contracts.rpc.base import (
    Method,
    Methods,
    PageAnswer,
    PageRequest,
    Record,
    Request,
    Strict,
)
from contracts.rpc.people import WrittenName
from contracts.rpc.problems import Problem
from contracts.rpc.registry.surveys.values import AreaSchema


class EnlistResearcher(Request):
    """Somebody to be put on the list of researchers."""

    subject = fields.Text(
        required=True,
        longest=120,
        metadata={"description": "`sub` of their token.", "example": "caseworker-7"},
    )
    name = WrittenName(required=True)
    areas = fields.Several(fields.Nested(AreaSchema), fewest=1, most=100, required=True)


class AmendResearcherBody(Request):
    """Other areas, or whether they work."""

    class Meta(Request.Meta):
        json_schema: ClassVar[dict[str, Any]] = {"minProperties": 1}

    areas = fields.Several(fields.Nested(AreaSchema), fewest=1, most=100)
    active = fields.Flag()

    @validates_schema
    def _names_a_change(self, data: dict[str, Any], **_: Any) -> None:
        if not data.keys() - {"researcher_id"}:
            raise ValidationError(Problem("nothing_to_change"))


class AmendResearcher(AmendResearcherBody):
    """The same, saying who."""

    class Meta(Request.Meta):
        json_schema: ClassVar[dict[str, Any]] = {"minProperties": 2}

    researcher_id = fields.Identifier(required=True)


class TrainResearcherBody(Request):
    """A training that was passed."""

    course = fields.Text(required=True, metadata={"example": "استبيان الأسر ٢٠٢٦"})
    passed_on = fields.Day(required=True)


class TrainResearcher(TrainResearcherBody):
    """The same, saying by whom."""

    researcher_id = fields.Identifier(required=True)


class GetResearcher(Request):
    """One researcher."""

    researcher_id = fields.Identifier(required=True)


class FindResearchers(PageRequest):
    """Researchers of a governorate. Newest first."""

    governorate = fields.Governorate(load_default=None, allow_none=True)


class TrainingSchema(Strict):
    """A training that was passed, and how long it holds."""

    course = fields.Text(required=True)
    passed_on = fields.Day(required=True)
    valid_until = fields.Day(required=True)


class Researcher(Record):
    """A researcher."""

    subject = fields.Text(required=True)
    name = WrittenName(required=True)
    areas = fields.Several(fields.Nested(AreaSchema), required=True)
    active = fields.Flag(required=True)
    trainings = fields.Several(fields.Nested(TrainingSchema), most=1000, required=True)
    trained_until = fields.Day(
        required=True,
        allow_none=True,
        metadata={"description": "Until when they may be given visits; null: not trained."},
    )


class ResearcherPage(PageAnswer):
    """One page of researchers."""

    items = fields.Several(fields.Nested(Researcher), required=True)


METHODS: Methods = {
    "enlist_researcher": Method("command", EnlistResearcher, Researcher),
    "amend_researcher": Method("command", AmendResearcher, Researcher),
    "train_researcher": Method("command", TrainResearcher, Researcher),
    "get_researcher": Method("query", GetResearcher, Researcher),
    "find_researchers": Method("query", FindResearchers, ResearcherPage),
}
