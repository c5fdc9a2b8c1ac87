"""What the records of societies and unions are made of."""

from __future__ import annotations

from typing import Any, ClassVar

from marshmallow import ValidationError, validates_schema

from contracts.rpc import fields
from contracts.rpc.base import Strict
from contracts.rpc.licensing.words import PrintedNumber, as_people_type
from contracts.rpc.people import AddressSchema, WrittenName
from contracts.rpc.problems import Problem

KINDS = ("society", "union")
VARIANTS = ("ordinary", "private", "closed", "foreign_branch")
STATES = ("active", "suspended", "dissolved")
TAKEN_MEASURES = ("warning", "warning_remedied", "suspension", "resumption")
MEASURES = (*TAKEN_MEASURES, "warning_lapsed")
GROUNDS = (
    "second_violation",
    "not_remedied",
    "inactive",
    "no_board",
    "foreign_donations",
    "own_decision",
)
ENDINGS = ("left", "expelled")
ENDED = (*ENDINGS, "dissolved")
CHANGES = ("same", "added", "removed", "changed")
CODE = r"^[a-z]+(?:_[a-z]+)*$"
FILS = 10**12
_SIGN = "(?:[A-Z]|[0-9])"
ASSOCIATION_NUMBER = f"{_SIGN}(?:(?:{_SIGN}|[/-]){{0,28}}{_SIGN})?"


class AssociationNumber(PrintedNumber):
    """The number in the registry of associations, as it is printed."""

    longest = 30
    pattern = as_people_type(f"^{ASSOCIATION_NUMBER}$")
    problem = "malformed_association_number"
    sample = "SOC-AM-2026-000001"


class Year(fields.Whole):
    """A calendar year."""

    def __init__(self, **rest: Any) -> None:
        super().__init__(**{"least": 1900, "most": 2099, "metadata": {"example": 2026}, **rest})


class AssociationContactSchema(Strict):
    """Who is written to for an association: by mobile, e-mail, both or neither."""

    name = WrittenName(required=True)
    mobile = fields.Mobile(load_default=None, allow_none=True)
    email = fields.Email(load_default=None, allow_none=True)
    language = fields.Language(load_default="ar")


class AssociationContactEntrySchema(Strict):
    """A contact as it was recorded; none where nobody was written to."""

    contact = fields.Nested(AssociationContactSchema, required=True, allow_none=True)
    on = fields.Day(required=True)
    by = fields.Text(required=True, allow_none=True, metadata={"example": "clerk-1"})


class AssociationMoveSchema(Strict):
    """The headquarters moved, by the decision on an application."""

    place = fields.Nested(AddressSchema, required=True)
    former_place = fields.Nested(AddressSchema, required=True)
    on = fields.Day(required=True)
    application_id = fields.Identifier(required=True, allow_none=True)


class AssociationNameSchema(Strict):
    """What it is called."""

    ar = fields.Text(required=True, longest=200, metadata={"example": "جمعية السنابل الخيرية"})
    en = fields.Text(
        load_default=None,
        allow_none=True,
        longest=200,
        metadata={"example": "Sanabel Charity"},
    )


class AssociationRenamingSchema(Strict):
    """It was given another name, by the decision on an application."""

    name = fields.Nested(AssociationNameSchema, required=True)
    former_name = fields.Nested(AssociationNameSchema, required=True)
    on = fields.Day(required=True)
    application_id = fields.Identifier(required=True, allow_none=True)


class AssociationParentSchema(Strict):
    """الجمعية الأم: the foreign body whose branch it is."""

    name = fields.Text(required=True, longest=200, metadata={"example": "Hand in Hand"})
    country = fields.Text(required=True, longest=200, metadata={"example": "Norway"})
    number = fields.Text(required=True, longest=200, metadata={"example": "NO-12"})
    registered_on = fields.Day(load_default=None, allow_none=True)
    bylaws_document_id = fields.Identifier(load_default=None, allow_none=True)


class AssociationFounderSchema(Strict):
    """Who founded it; the number is protected."""

    name = WrittenName(required=True)
    national_number = fields.NationalNumber(load_default=None, allow_none=True)


class AssociationRepresentativeSchema(Strict):
    """Who acts for it: by login, by national number, or by both."""

    class Meta(Strict.Meta):
        json_schema: ClassVar[dict[str, Any]] = {
            "anyOf": [
                {"required": ["subject"], "properties": {"subject": {"type": "string"}}},
                {
                    "required": ["national_number"],
                    "properties": {"national_number": {"type": "string"}},
                },
            ]
        }

    subject = fields.Text(
        load_default=None, allow_none=True, longest=100, metadata={"example": "citizen-7"}
    )
    national_number = fields.NationalNumber(load_default=None, allow_none=True)

    @validates_schema
    def _somebody(self, data: dict[str, Any], **_: Any) -> None:
        if data.get("subject") is None and data.get("national_number") is None:
            raise ValidationError(Problem("representative_missing"))


class CompetentMinistrySchema(Strict):
    """الوزارة المختصة from a day on."""

    code = fields.Text(required=True, longest=60, pattern=CODE)
    on = fields.Day(required=True)
    by = fields.Text(required=True, allow_none=True)
    reason = fields.Paragraph(required=True, allow_none=True)


class BylawsArticleSchema(Strict):
    """One article of bylaws."""

    number = fields.Whole(required=True, least=1, most=1000, metadata={"example": 1})
    heading = fields.Text(required=True, longest=200, metadata={"example": "اسم الجمعية"})
    text = fields.Paragraph(
        required=True, longest=4000, metadata={"example": "تسمى الجمعية جمعية السنابل الخيرية."}
    )


class FirstBylawsSchema(Strict):
    """The bylaws as they were when it came into this system."""

    document_id = fields.Identifier(load_default=None, allow_none=True)
    effective_on = fields.Day(required=True)
    articles = fields.Several(fields.Nested(BylawsArticleSchema), fewest=1, most=300, required=True)


class BylawsVersionSchema(Strict):
    """A version of the bylaws, and how many articles it has."""

    number = fields.Whole(required=True, least=1, most=1000, metadata={"example": 1})
    document_id = fields.Identifier(required=True, allow_none=True)
    articles = fields.Whole(required=True, least=1, most=300, metadata={"example": 12})
    effective_on = fields.Day(required=True)
    recorded_on = fields.Day(required=True)
    application_id = fields.Identifier(required=True, allow_none=True)


class BylawsPieceSchema(Strict):
    """Words in a row that stayed, were added or were removed."""

    kind = fields.Choice(CHANGES[:3], required=True, metadata={"example": "same"})
    text = fields.Text(required=True, shortest=0, longest=10_000, pattern=r"^[\s\S]*$")


class BylawsArticleChangeSchema(Strict):
    """What became of an article; pieces stand where something was changed."""

    number = fields.Whole(required=True, least=1, most=1000, metadata={"example": 1})
    change = fields.Choice(CHANGES, required=True, metadata={"example": "changed"})
    before = fields.Nested(BylawsArticleSchema, required=True, allow_none=True)
    after = fields.Nested(BylawsArticleSchema, required=True, allow_none=True)
    heading = fields.Several(fields.Nested(BylawsPieceSchema), most=10_000, required=True)
    text = fields.Several(fields.Nested(BylawsPieceSchema), most=10_000, required=True)


class ReportFiguresSchema(Strict):
    """Money of a year, in fils."""

    income_fils = fields.Whole(required=True, least=0, most=FILS, metadata={"example": 45_000_000})
    expenditure_fils = fields.Whole(
        required=True, least=0, most=FILS, metadata={"example": 41_500_000}
    )
    foreign_donations_fils = fields.Whole(
        required=True, least=0, most=FILS, metadata={"example": 0}
    )


class ReportClassificationSchema(Strict):
    """How the form of the annual report classifies a society."""

    specialisation = fields.Text(required=True, longest=60, pattern=CODE)
    field = fields.Text(required=True, longest=60, pattern=CODE)
    goals = fields.Paragraph(required=True)
    activities = fields.Paragraph(required=True)
    target_group = fields.Text(required=True, longest=60, pattern=CODE)


class AssociationReportSchema(Strict):
    """التقرير السنوي of a year."""

    year = Year(required=True)
    recorded_on = fields.Day(required=True)
    figures = fields.Nested(ReportFiguresSchema, required=True)
    classification = fields.Nested(ReportClassificationSchema, required=True)
    application_id = fields.Identifier(required=True, allow_none=True)
    foreign_funded = fields.Flag(required=True)


class AssociationBoardMemberSchema(Strict):
    """A member of a board; in a union, for which society."""

    name = WrittenName(required=True)
    national_number = fields.NationalNumber(load_default=None, allow_none=True)
    society_id = fields.Identifier(load_default=None, allow_none=True)


class AssociationWithdrawalSchema(Strict):
    """What was recorded wrongly counts no more from a day on."""

    by = fields.Text(required=True, allow_none=True, metadata={"example": "supervisor-1"})
    on = fields.Day(required=True)
    reason = fields.Paragraph(required=True)


class BoardCorrectionSchema(Strict):
    """The last board was recorded wrongly, and why; the one that is recorded takes its place."""

    reason = fields.Paragraph(required=True, metadata={"example": "سُجّلت أسماء هيئة سابقة خطأً."})


class AssociationBoardSchema(Strict):
    """الهيئة الإدارية, from the first to the last day of its term."""

    members = fields.Several(fields.Nested(AssociationBoardMemberSchema), most=100, required=True)
    valid_from = fields.Day(required=True)
    valid_until = fields.Day(required=True, metadata={"example": "2029-11-21"})
    recorded_on = fields.Day(required=True)
    election_id = fields.Identifier(required=True, allow_none=True)
    expired = fields.Flag(required=True)
    withdrawal = fields.Nested(AssociationWithdrawalSchema, required=True, allow_none=True)


class AssociationMeasureSchema(Strict):
    """A measure, or the end of one."""

    kind = fields.Choice(MEASURES, required=True, metadata={"example": "warning"})
    reason = fields.Paragraph(required=True)
    by = fields.Text(required=True, allow_none=True, metadata={"example": "supervisor-1"})
    on = fields.Day(required=True)
    remedy_by = fields.Day(required=True, allow_none=True)


class AssociationDissolutionSchema(Strict):
    """How it was dissolved, who winds it up, and until when claims are taken."""

    ground = fields.Choice(GROUNDS, required=True, metadata={"example": "not_remedied"})
    reason = fields.Paragraph(required=True)
    by = fields.Text(required=True, allow_none=True, metadata={"example": "supervisor-2"})
    on = fields.Day(required=True)
    committee = fields.Several(WrittenName(), most=10, required=True)
    claims_until = fields.Day(required=True, metadata={"example": "2026-12-22"})


class CriterionWordsSchema(Strict):
    """A text in both languages."""

    ar = fields.Paragraph(required=True)
    en = fields.Paragraph(required=True)


class StandingCriterionSchema(Strict):
    """One criterion of good standing, whether it is met, and how that is said."""

    code = fields.Text(required=True, longest=60, pattern=CODE, metadata={"example": "dues_paid"})
    met = fields.Flag(required=True)
    words = fields.Nested(CriterionWordsSchema, required=True)


class AssociationCodeSchema(CriterionWordsSchema):
    """A code and how it is called."""

    code = fields.Text(required=True, longest=60, pattern=CODE)


class MembershipDueSchema(Strict):
    """The dues of a year, good until its last day."""

    year = Year(required=True)
    amount_fils = fields.Whole(required=True, least=0, most=FILS, metadata={"example": 25_000})
    paid_on = fields.Day(required=True)
    until = fields.Day(required=True, metadata={"example": "2026-12-31"})
    recorded_on = fields.Day(required=True)
    by = fields.Text(required=True, allow_none=True, metadata={"example": "citizen-7"})
    withdrawal = fields.Nested(AssociationWithdrawalSchema, required=True, allow_none=True)


class MembershipEndingSchema(Strict):
    """How a membership ended."""

    kind = fields.Choice(ENDED, required=True, metadata={"example": "left"})
    reason = fields.Paragraph(required=True)
    on = fields.Day(required=True)
    by = fields.Text(required=True, allow_none=True, metadata={"example": "clerk-1"})
