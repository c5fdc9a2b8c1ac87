"""What the registry is asked and answers about programmes and their places."""

from __future__ import annotations

from typing import Any, ClassVar

from marshmallow import ValidationError, validates_schema

from contracts.rpc import fields
from contracts.rpc.base import (
    Answer,
    Method,
    Methods,
    Nothing,
    PageAnswer,
    PageRequest,
    Record,
    Request,
)
from contracts.rpc.problems import Problem
from contracts.rpc.registry.programmes import words

_COMES = {"description": "`first_come`: admitted at once, while there are places."}
_RULES = {"description": "The eligibility rules that apply.", "example": "cash_support"}
_QUOTA = {"description": "How many places there are.", "example": 5000}
_REVIEW = {"description": "Months until an enrolment is reviewed.", "example": 12}


def _governorates(**rest: Any) -> fields.Several:
    return fields.Several(
        fields.Governorate(),
        most=12,
        distinct=True,
        metadata={"description": "Where it is for; none: everywhere."},
        **rest,
    )


class MakeProgramme(Request):
    """A programme to be announced, under one of the four pillars."""

    name = fields.Nested(words.Bilingual, required=True)
    pillar = fields.Choice(words.PILLARS, required=True)
    kind = fields.Choice(words.KINDS, required=True)
    beneficiary = fields.Choice(words.BENEFICIARIES, required=True)
    opens_on = fields.Day(required=True)
    closes_on = fields.Day(load_default=None, allow_none=True)
    governorates = _governorates(load_default=list)
    quota = fields.Whole(
        least=1, most=1_000_000, load_default=None, allow_none=True, metadata=_QUOTA
    )
    rules = words.code(load_default=None, allow_none=True, metadata=_RULES)
    amount_fils = words.amount(load_default=None, allow_none=True)
    visit_required = fields.Flag(load_default=False)
    admission = fields.Choice(words.ADMISSIONS, load_default="decided", metadata=_COMES)
    review_every_months = fields.Whole(
        least=1, most=120, load_default=None, allow_none=True, metadata=_REVIEW
    )


class ChangeProgrammeBody(Request):
    """Terms of a programme that change; what is not named stays."""

    class Meta(Request.Meta):
        json_schema: ClassVar[dict[str, Any]] = {"minProperties": 1}

    name = fields.Nested(words.Bilingual)
    opens_on = fields.Day()
    closes_on = fields.Day(allow_none=True)
    governorates = _governorates()
    quota = fields.Whole(least=1, most=1_000_000, metadata=_QUOTA)
    rules = words.code(allow_none=True, metadata=_RULES)
    amount_fils = words.amount(allow_none=True)
    visit_required = fields.Flag()
    review_every_months = fields.Whole(least=1, most=120, allow_none=True, metadata=_REVIEW)

    @validates_schema
    def _names_a_change(self, data: dict[str, Any], **_: Any) -> None:
        if not data.keys() - {"programme_id"}:
            raise ValidationError(Problem("nothing_to_change"))


class ChangeProgramme(ChangeProgrammeBody):
    """The same, saying which programme."""

    class Meta(Request.Meta):
        json_schema: ClassVar[dict[str, Any]] = {"minProperties": 2}

    programme_id = fields.Identifier(required=True)


class GetProgramme(Request):
    """One programme."""

    programme_id = fields.Identifier(required=True)


class FindProgrammes(PageRequest):
    """Programmes, newest first. `governorate` finds those that are for it."""

    pillar = fields.Choice(words.PILLARS, load_default=None, allow_none=True)
    kind = fields.Choice(words.KINDS, load_default=None, allow_none=True)
    status = fields.Choice(words.OPENINGS, load_default=None, allow_none=True)
    governorate = fields.Governorate(load_default=None, allow_none=True)


class Programme(Record):
    """A programme. `status` says whether it takes applications."""

    name = fields.Nested(words.Bilingual, required=True)
    pillar = fields.Choice(words.PILLARS, required=True)
    kind = fields.Choice(words.KINDS, required=True)
    beneficiary = fields.Choice(words.BENEFICIARIES, required=True)
    opens_on = fields.Day(required=True)
    closes_on = fields.Day(required=True, allow_none=True)
    governorates = _governorates(required=True)
    quota = fields.Whole(least=1, most=1_000_000, required=True, allow_none=True)
    rules = words.code(required=True, allow_none=True)
    amount_fils = words.amount(required=True, allow_none=True)
    visit_required = fields.Flag(required=True)
    admission = fields.Choice(words.ADMISSIONS, required=True)
    review_every_months = fields.Whole(least=1, most=120, required=True, allow_none=True)
    status = fields.Choice(words.OPENINGS, required=True)
    made_by = fields.Text(required=True)
    made_on = fields.Day(required=True)


class ProgrammePage(PageAnswer):
    """One page of programmes."""

    items = fields.Several(fields.Nested(Programme), required=True)


class Places(Answer):
    """The places of a programme: never more taken than there are; the others wait in line.

    The numbers are null for whom they would tell, beside the list of enrolments, how many of the
    enrolled are protected: auditors, and staff of all the programme's governorates. There is no
    version: it would count the places that were given, and nothing is based on it.
    """

    id = fields.Identifier(required=True)
    programme_id = fields.Identifier(required=True)
    quota = fields.Whole(least=0, most=1_000_000, required=True)
    has_room = fields.Flag(
        required=True,
        metadata={"description": "A place is free, and nobody waits: who comes now gets one."},
    )
    taken = fields.Whole(least=0, most=1_000_000, required=True, allow_none=True)
    free = fields.Whole(least=0, most=1_000_000, required=True, allow_none=True)
    waiting = fields.Whole(least=0, most=100_000_000, required=True, allow_none=True)


class SuspensionReason(words.Because):
    """A reason to suspend: for how many days at most, and what follows when nobody acts."""

    longest_days = fields.Whole(least=1, most=3660, required=True)
    then = fields.Choice(("resume", "exit"), required=True)


class ProgrammeLists(Answer):
    """The codes in force today, with what they say to people."""

    cross_check_bodies = fields.Several(fields.Nested(words.Because), required=True)
    rejection_reasons = fields.Several(fields.Nested(words.Because), required=True)
    suspension_reasons = fields.Several(fields.Nested(SuspensionReason), required=True)
    exit_reasons = fields.Several(fields.Nested(words.Because), required=True)
    graduation_reasons = fields.Several(fields.Nested(words.Because), required=True)
    emergency_reasons = fields.Several(fields.Nested(words.Because), required=True)
    grievance_days = fields.Whole(least=1, most=3660, required=True)
    grievance_working_days = fields.Whole(least=1, most=3660, required=True)


METHODS: Methods = {
    "make_programme": Method("command", MakeProgramme, Programme),
    "change_programme": Method("command", ChangeProgramme, Programme),
    "get_programme": Method("query", GetProgramme, Programme),
    "get_programme_places": Method("query", GetProgramme, Places),
    "get_programme_lists": Method("query", Nothing, ProgrammeLists),
    "find_programmes": Method("query", FindProgrammes, ProgrammePage),
}
