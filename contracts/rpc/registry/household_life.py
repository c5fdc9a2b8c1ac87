"""What the registry is told of the life of households."""

from __future__ import annotations

from typing import Any, ClassVar

from marshmallow import ValidationError, validates_schema

from contracts.rpc import fields
from contracts.rpc.base import Method, Methods, Request, Strict
from contracts.rpc.decisions import DatedDecisionSchema
from contracts.rpc.people import HomeSchema, NameSchema
from contracts.rpc.problems import Problem
from contracts.rpc.registry.households import (
    RELATIONS,
    DwellingSchema,
    Household,
    MemberSchema,
    SuccessionSchema,
)
from contracts.rpc.registry.person_facts import SEXES, GuardianSchema, IdentitySchema


class Happened(Request):
    """On which day it happened."""

    on = fields.Day(required=True)
    note = fields.Text(load_default=None, allow_none=True, longest=300)


def _successor(description: str) -> fields.Nested:
    return fields.Nested(
        SuccessionSchema,
        load_default=None,
        allow_none=True,
        metadata={"description": description},
    )


_WHEN_HEAD_GOES = "Needed when the head goes and others stay."


class SplitBody(Happened):
    """Who leaves, under whose head, and where they live now."""

    head_id = fields.Identifier(required=True)
    members = fields.Several(fields.Nested(MemberSchema), most=100, load_default=list)
    address = fields.Nested(HomeSchema, required=True)
    dwelling = fields.Nested(DwellingSchema, load_default=None, allow_none=True)
    successor = _successor(_WHEN_HEAD_GOES)


class DivorceBody(SplitBody):
    """Who leaves (`head_id`, with `members`), and who stays (`spouse_id`)."""

    spouse_id = fields.Identifier(required=True)


class JoinBody(Happened):
    """Which household comes, and what each of its persons is to the head here."""

    other_household_id = fields.Identifier(required=True)
    members = fields.Several(fields.Nested(MemberSchema), fewest=1, most=100, required=True)


class MoveBody(Happened):
    """Where the household lives now."""

    address = fields.Nested(HomeSchema, required=True)
    dwelling = fields.Nested(DwellingSchema, load_default=None, allow_none=True)


class DeathBody(Happened):
    """Who died."""

    person_id = fields.Identifier(required=True)
    successor = _successor(_WHEN_HEAD_GOES)


class MarriageBody(Happened):
    """Who of the household married whom; the spouse comes to live here, or does so already."""

    person_id = fields.Identifier(required=True)
    spouse_id = fields.Identifier(required=True)
    relation = fields.Choice(
        RELATIONS,
        load_default=None,
        allow_none=True,
        metadata={
            "description": "What the spouse is to the head of the household. Needed when it is not"
            " the head who marries somebody who comes; of two who live here, where what the spouse"
            " was to the head is no longer true."
        },
    )
    court_permission = fields.Nested(
        DatedDecisionSchema,
        load_default=None,
        allow_none=True,
        metadata={
            "description": "إذن المحكمة الشرعية: needed when one of the two is not of age to marry."
        },
    )
    successor = _successor("Needed when the spouse headed a household in which others stay.")


class NewbornSchema(Strict):
    """A child who is registered with the birth; address and day are those of the birth."""

    name = fields.Nested(NameSchema, required=True)
    sex = fields.Choice(SEXES, required=True)
    identity = fields.Nested(
        IdentitySchema,
        load_default=lambda: {"kind": "none", "number": None},
        metadata={"description": "Where the child has a document already; none otherwise."},
    )
    guardian = fields.Nested(GuardianSchema, load_default=None, allow_none=True)


class BirthBody(Happened):
    """Who was born: children to be registered with it, or one who was registered before."""

    class Meta(Request.Meta):
        json_schema: ClassVar[dict[str, Any]] = {
            "oneOf": [{"required": ["children"]}, {"required": ["person_id"]}]
        }

    children = fields.Several(
        fields.Nested(NewbornSchema),
        fewest=1,
        most=9,
        metadata={"description": "Twins and more are registered at once, or none of them."},
    )
    person_id = fields.Identifier(metadata={"description": "A child who is registered already."})
    relation = fields.Choice(
        RELATIONS,
        load_default="child",
        metadata={"description": "What they are to the head of the household."},
    )

    @validates_schema
    def _names_the_born_once(self, data: dict[str, Any], **_: Any) -> None:
        if ("children" in data) is ("person_id" in data):
            raise ValidationError(Problem("children_or_person"))


class _Of(Strict):
    """In which household."""

    household_id = fields.Identifier(required=True)


class Split(SplitBody, _Of):
    """The same, saying in which household."""


class Divorce(DivorceBody, _Of):
    """The same, saying in which household."""


class Join(JoinBody, _Of):
    """The same, saying which household they join."""


class Move(MoveBody, _Of):
    """The same, saying which household."""


class Death(DeathBody, _Of):
    """The same, saying in which household."""


class Marriage(MarriageBody, _Of):
    """The same, saying in which household."""


class Birth(BirthBody, _Of):
    """The same, saying in which household."""


METHODS: Methods = {
    "split_household": Method("command", Split, Household),
    "divorce_in_household": Method("command", Divorce, Household),
    "join_households": Method("command", Join, Household),
    "move_household": Method("command", Move, Household),
    "record_death": Method("command", Death, Household),
    "record_marriage": Method("command", Marriage, Household),
    "record_birth": Method("command", Birth, Household),
}
