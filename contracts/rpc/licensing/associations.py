"""What licensing is asked and answers about societies, unions and memberships."""

from __future__ import annotations

from typing import Any

from contracts.rpc import fields
from contracts.rpc.base import Answer, Method, Methods, PageAnswer, PageRequest, Record, Request
from contracts.rpc.licensing.association_parts import (
    CODE,
    GROUNDS,
    KINDS,
    STATES,
    TAKEN_MEASURES,
    VARIANTS,
    AssociationBoardMemberSchema,
    AssociationBoardSchema,
    AssociationCodeSchema,
    AssociationContactEntrySchema,
    AssociationContactSchema,
    AssociationDissolutionSchema,
    AssociationFounderSchema,
    AssociationMeasureSchema,
    AssociationMoveSchema,
    AssociationNameSchema,
    AssociationNumber,
    AssociationParentSchema,
    AssociationRenamingSchema,
    AssociationReportSchema,
    AssociationRepresentativeSchema,
    BoardCorrectionSchema,
    BylawsArticleChangeSchema,
    BylawsArticleSchema,
    BylawsVersionSchema,
    CompetentMinistrySchema,
    FirstBylawsSchema,
    StandingCriterionSchema,
    Year,
)
from contracts.rpc.people import AddressSchema, WrittenName


def _code(**rest: Any) -> fields.Text:
    return fields.Text(longest=60, pattern=CODE, **rest)


def _reason() -> fields.Paragraph:
    return fields.Paragraph(required=True, metadata={"example": "لم تُقدَّم التقارير المالية."})


class RecordAssociation(Request):
    """A society or a union that was registered before there was this system.

    A society names its variant and its founders, a union the societies that founded it. The branch
    of a foreign society may name its parent; older registers may not have it.
    """

    kind = fields.Choice(KINDS, required=True, metadata={"example": "society"})
    variant = fields.Choice(
        VARIANTS, load_default=None, allow_none=True, metadata={"example": "ordinary"}
    )
    number = AssociationNumber(required=True)
    name = fields.Nested(AssociationNameSchema, required=True)
    place = fields.Nested(AddressSchema, required=True)
    competent_ministry = _code(required=True, metadata={"example": "social_development"})
    goals = fields.Several(fields.Text(longest=300), most=20, load_default=list)
    founders = fields.Several(fields.Nested(AssociationFounderSchema), most=500, load_default=list)
    founder_societies = fields.Several(
        fields.Identifier(), most=200, distinct=True, load_default=list
    )
    representatives = fields.Several(
        fields.Nested(AssociationRepresentativeSchema), most=10, load_default=list
    )
    registered_on = fields.Day(required=True)
    licence_id = fields.Identifier(load_default=None, allow_none=True)
    bylaws = fields.Nested(FirstBylawsSchema, load_default=None, allow_none=True)
    contact = fields.Nested(AssociationContactSchema, load_default=None, allow_none=True)
    parent = fields.Nested(AssociationParentSchema, load_default=None, allow_none=True)


class AssociationRef(Request):
    """One society or union."""

    association_id = fields.Identifier(required=True)


class FindAssociations(PageRequest):
    """Those that the caller may see; filters add up. Newest first."""

    kind = fields.Choice(KINDS, load_default=None, allow_none=True)
    variant = fields.Choice(VARIANTS, load_default=None, allow_none=True)
    state = fields.Choice(STATES, load_default=None, allow_none=True)
    governorate = fields.Governorate(load_default=None, allow_none=True)
    competent_ministry = _code(load_default=None, allow_none=True)
    number = AssociationNumber(load_default=None, allow_none=True)


class DayOfStanding(Request):
    """On which day: today, unless said."""

    day = fields.Day(load_default=None, allow_none=True)


class StandingFilters(DayOfStanding):
    """As a member of which union: by itself, unless said."""

    union_id = fields.Identifier(load_default=None, allow_none=True)


class GetAssociationStanding(StandingFilters):
    """The same, saying of which association."""

    association_id = fields.Identifier(required=True)


class AssociationStanding(Answer):
    """How an association stood at the end of a day, criterion by criterion."""

    association_id = fields.Identifier(required=True)
    union_id = fields.Identifier(required=True, allow_none=True)
    day = fields.Day(required=True)
    good = fields.Flag(required=True)
    because = fields.Several(fields.Nested(StandingCriterionSchema), required=True)


class WhichBylaws(Request):
    """Which version of the bylaws."""

    number = fields.Whole(
        required=True, least=1, most=1000, from_text=True, metadata={"example": 1}
    )


class GetBylaws(WhichBylaws):
    """The same, saying of which association."""

    association_id = fields.Identifier(required=True)


class Bylaws(Answer):
    """A version of bylaws with its texts."""

    version_of = fields.Identifier(required=True)
    number = fields.Whole(required=True, least=1, most=1000, metadata={"example": 1})
    document_id = fields.Identifier(required=True, allow_none=True)
    effective_on = fields.Day(required=True)
    recorded_on = fields.Day(required=True)
    application_id = fields.Identifier(required=True, allow_none=True)
    articles = fields.Several(fields.Nested(BylawsArticleSchema), most=300, required=True)


class CompareBylaws(AssociationRef):
    """Two versions of an association's bylaws."""

    earlier = fields.Whole(
        required=True, least=1, most=1000, from_text=True, metadata={"example": 1}
    )
    later = fields.Whole(required=True, least=1, most=1000, from_text=True, metadata={"example": 2})


class BylawsComparison(Answer):
    """Two versions article by article; words in reading order, to be set in `direction`."""

    association_id = fields.Identifier(required=True)
    earlier = fields.Whole(required=True, least=1, most=1000, metadata={"example": 1})
    later = fields.Whole(required=True, least=1, most=1000, metadata={"example": 2})
    direction = fields.Choice(("rtl",), required=True, metadata={"example": "rtl"})
    articles = fields.Several(fields.Nested(BylawsArticleChangeSchema), most=600, required=True)


class TakeAssociationMeasureBody(Request):
    """A warning or a suspension, or the end of one, and why."""

    measure = fields.Choice(TAKEN_MEASURES, required=True, metadata={"example": "warning"})
    reason = _reason()


class TakeAssociationMeasure(TakeAssociationMeasureBody):
    """The same, saying of which association."""

    association_id = fields.Identifier(required=True)


class DissolveAssociationBody(Request):
    """On which ground, why, and who winds it up (لجنة التصفية)."""

    ground = fields.Choice(GROUNDS, required=True, metadata={"example": "not_remedied"})
    reason = _reason()
    committee = fields.Several(WrittenName(), fewest=1, most=10, required=True)


class DissolveAssociation(DissolveAssociationBody):
    """The same, saying which association."""

    association_id = fields.Identifier(required=True)


class ChangeCompetentMinistryBody(Request):
    """Which ministry is competent from now on, and why."""

    competent_ministry = _code(required=True, metadata={"example": "culture"})
    reason = _reason()


class ChangeCompetentMinistry(ChangeCompetentMinistryBody):
    """The same, saying of which association."""

    association_id = fields.Identifier(required=True)


class RecordBoardBody(Request):
    """Who was elected, and for which days; the last one is of the term.

    With a `correction` it takes the place of the last board, which was recorded wrongly.
    """

    members = fields.Several(
        fields.Nested(AssociationBoardMemberSchema), fewest=1, most=50, required=True
    )
    valid_from = fields.Day(required=True)
    valid_until = fields.Day(required=True, metadata={"example": "2029-11-21"})
    correction = fields.Nested(BoardCorrectionSchema, load_default=None, allow_none=True)


class RecordBoard(RecordBoardBody):
    """The same, saying of which association."""

    association_id = fields.Identifier(required=True)


class NameRepresentativesBody(Request):
    """Who acts for it from now on, instead of those before, who are written to no more."""

    representatives = fields.Several(
        fields.Nested(AssociationRepresentativeSchema), fewest=1, most=10, required=True
    )
    contact = fields.Nested(AssociationContactSchema, load_default=None, allow_none=True)


class RecordAssociationContactBody(Request):
    """Who is written to for it from now on, and how."""

    name = WrittenName(required=True)
    mobile = fields.Mobile(load_default=None, allow_none=True)
    email = fields.Email(load_default=None, allow_none=True)
    language = fields.Language(load_default="ar")


class RecordAssociationContact(RecordAssociationContactBody):
    """The same, saying for which association."""

    association_id = fields.Identifier(required=True)


class NameRepresentatives(NameRepresentativesBody):
    """The same, saying for which association."""

    association_id = fields.Identifier(required=True)


class Association(Record):
    """A society or a union. Founders, representatives and contacts are `null` for who may not know
    them."""

    kind = fields.Choice(KINDS, required=True, metadata={"example": "society"})
    variant = fields.Choice(
        VARIANTS, required=True, allow_none=True, metadata={"example": "ordinary"}
    )
    state = fields.Choice(STATES, required=True, metadata={"example": "active"})
    number = AssociationNumber(required=True)
    name = fields.Nested(AssociationNameSchema, required=True)
    place = fields.Nested(AddressSchema, required=True)
    goals = fields.Several(fields.Text(longest=300), most=20, required=True)
    founders = fields.Several(
        fields.Nested(AssociationFounderSchema), most=500, required=True, allow_none=True
    )
    representatives = fields.Several(
        fields.Nested(AssociationRepresentativeSchema), most=10, required=True, allow_none=True
    )
    contact = fields.Nested(AssociationContactSchema, required=True, allow_none=True)
    contacts = fields.Several(
        fields.Nested(AssociationContactEntrySchema), most=1000, required=True, allow_none=True
    )
    moves = fields.Several(fields.Nested(AssociationMoveSchema), most=1000, required=True)
    renamings = fields.Several(fields.Nested(AssociationRenamingSchema), most=1000, required=True)
    parent = fields.Nested(AssociationParentSchema, required=True, allow_none=True)
    licence_id = fields.Identifier(required=True, allow_none=True)
    application_id = fields.Identifier(required=True, allow_none=True)
    registered_on = fields.Day(required=True)
    recorded_on = fields.Day(required=True)
    competent_ministry = _code(required=True, metadata={"example": "social_development"})
    ministries = fields.Several(fields.Nested(CompetentMinistrySchema), most=1000, required=True)
    report_year = Year(required=True)
    report_due_by = fields.Day(required=True, metadata={"example": "2027-03-31"})
    overdue_years = fields.Several(Year(), most=200, required=True)
    reports = fields.Several(fields.Nested(AssociationReportSchema), most=200, required=True)
    bylaws = fields.Several(fields.Nested(BylawsVersionSchema), most=1000, required=True)
    boards = fields.Several(fields.Nested(AssociationBoardSchema), most=1000, required=True)
    measures = fields.Several(fields.Nested(AssociationMeasureSchema), most=1000, required=True)
    dissolution = fields.Nested(AssociationDissolutionSchema, required=True, allow_none=True)


class AssociationPage(PageAnswer):
    """One page of associations."""

    items = fields.Several(fields.Nested(Association), required=True)


class GetAssociationCodes(Request):
    """The lists in force."""


class AssociationCodes(Answer):
    """Codes and how they are called."""

    competent_ministry = fields.Several(fields.Nested(AssociationCodeSchema), required=True)
    specialisation = fields.Several(fields.Nested(AssociationCodeSchema), required=True)
    field = fields.Several(fields.Nested(AssociationCodeSchema), required=True)
    target_group = fields.Several(fields.Nested(AssociationCodeSchema), required=True)
    grounds = fields.Several(fields.Choice(GROUNDS), required=True)


METHODS: Methods = {
    "record_association": Method("command", RecordAssociation, Association),
    "get_association": Method("query", AssociationRef, Association),
    "find_associations": Method("query", FindAssociations, AssociationPage),
    "get_association_standing": Method("query", GetAssociationStanding, AssociationStanding),
    "get_bylaws": Method("query", GetBylaws, Bylaws),
    "compare_bylaws": Method("query", CompareBylaws, BylawsComparison),
    "take_association_measure": Method("command", TakeAssociationMeasure, Association),
    "dissolve_association": Method("command", DissolveAssociation, Association),
    "change_competent_ministry": Method("command", ChangeCompetentMinistry, Association),
    "record_board": Method("command", RecordBoard, Association),
    "name_representatives": Method("command", NameRepresentatives, Association),
    "record_association_contact": Method("command", RecordAssociationContact, Association),
    "get_association_codes": Method("query", GetAssociationCodes, AssociationCodes),
}
