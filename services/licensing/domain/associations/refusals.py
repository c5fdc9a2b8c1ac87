"""Why the registry of associations says no."""

from __future__ import annotations

from services.licensing.domain.refusals import Refusal


class FoundersOutOfBounds(Refusal):
    """A society of this variant has fewer or more founders than the law allows."""

    kind, code = "conflict", "association_founders_out_of_bounds"


class FoundersTooFew(Refusal):
    """A society of this variant has fewer founders than the law wants; there is no upper bound."""

    kind, code = "conflict", "association_founders_too_few"


class FounderTwice(Refusal):
    """One person founds a society once."""

    kind, code = "conflict", "association_founder_twice"


class TooFewFounderSocieties(Refusal):
    """A union is founded by more societies."""

    kind, code = "conflict", "union_founders_too_few"


class VariantUnfit(Refusal):
    """A society has a variant, and a union has none."""

    kind, code = "conflict", "association_variant_unfit"


class ParentUnfit(Refusal):
    """The branch of a foreign society may name its parent, and nothing else may."""

    kind, code = "conflict", "association_parent_unfit"


class ParentYounger(Refusal):
    """The branch of a foreign society was registered before its parent was."""

    kind, code = "conflict", "association_parent_younger"


class RepresentativeTwice(Refusal):
    """One person acts for an association once."""

    kind, code = "conflict", "association_representative_twice"


class NameTaken(Refusal):
    """Another association that was not dissolved is called so, as names are compared."""

    kind, code = "conflict", "association_name_taken"


class NotAUnion(Refusal):
    """Societies join unions, and nothing else."""

    kind, code = "conflict", "association_not_a_union"


class NotASociety(Refusal):
    """Societies join unions; unions do not."""

    kind, code = "conflict", "association_not_a_society"


class MinistryUnknown(Refusal):
    """No ministry of the list has this code."""

    kind, code = "conflict", "competent_ministry_unknown"


class MinistryUnchanged(Refusal):
    """It is the competent ministry already."""

    kind, code = "conflict", "competent_ministry_unchanged"


class AssociationNotActive(Refusal):
    """A suspended or dissolved association does not do this."""

    kind, code = "conflict", "association_not_active"


class AssociationDissolved(Refusal):
    """Nothing more is changed about a dissolved one."""

    kind, code = "conflict", "association_dissolved"


class DayAhead(Refusal):
    """What is recorded lies in the future."""

    kind, code = "conflict", "association_day_ahead"


class ReportAccepted(Refusal):
    """The report of this year was accepted before."""

    kind, code = "conflict", "association_report_accepted"


class ReportYearOpen(Refusal):
    """The year is not over, or it lies before the society."""

    kind, code = "conflict", "association_report_year"


class ForeignAboveIncome(Refusal):
    """More came from abroad than came in."""

    kind, code = "conflict", "association_foreign_above_income"


class ClassUnknown(Refusal):
    """A class of the report's form is not in the list in force."""

    kind, code = "conflict", "association_class_unknown"


class BylawsNumbering(Refusal):
    """Articles are numbered upwards, each number once."""

    kind, code = "conflict", "bylaws_numbering"


class BylawsBeforeAssociation(Refusal):
    """Its first bylaws take effect before it was registered."""

    kind, code = "conflict", "bylaws_before_association"


class BylawsVersionUnknown(Refusal):
    """The bylaws have no such version."""

    kind, code = "not_found", "bylaws_version_not_found"


class MeasureUnfit(Refusal):
    """The measure does not follow from how the association stands."""

    kind, code = "conflict", "association_measure_unfit"


class GroundUnmet(Refusal):
    """The ground for dissolution is not there."""

    kind, code = "conflict", "association_ground_unmet"


class AnotherMustDissolve(Refusal):
    """Who warned or suspended it does not dissolve it."""

    kind, code = "forbidden", "association_another_dissolves"


class BoardTerm(Refusal):
    """A board's term is longer than the rules allow, or ends before it begins."""

    kind, code = "conflict", "board_term_unfit"


class BoardBeforeAssociation(Refusal):
    """A board's term begins before the association was registered."""

    kind, code = "conflict", "board_term_before_association"


class BoardTermAhead(Refusal):
    """A board's term begins later than a board is recorded ahead."""

    kind, code = "conflict", "board_term_ahead"


class BoardTwice(Refusal):
    """One person sits on a board once."""

    kind, code = "conflict", "board_member_twice"


class BoardByElection(Refusal):
    """The board of a union comes from its election."""

    kind, code = "conflict", "board_by_election"


class NoBoardToCorrect(Refusal):
    """No board stands in the record that could have been recorded wrongly."""

    kind, code = "conflict", "board_none_to_correct"


class BoardUnchanged(Refusal):
    """The correction says of the board what the record says of it already."""

    kind, code = "conflict", "board_correction_same"


class MembershipEnded(Refusal):
    """The society has left the union."""

    kind, code = "conflict", "membership_already_ended"


class DuesPaid(Refusal):
    """The dues of this year were recorded before."""

    kind, code = "conflict", "membership_dues_paid"


class DuesNotPaid(Refusal):
    """No dues of this year stand in the record: none were recorded, or they were withdrawn."""

    kind, code = "conflict", "membership_dues_not_paid"


class DuesYear(Refusal):
    """Dues are of a year of the membership, at most of the one that follows this one."""

    kind, code = "conflict", "membership_dues_year"


class DuesOutOfBounds(Refusal):
    """No union has such dues."""

    kind, code = "conflict", "membership_dues_out_of_bounds"


class MinistryMayNotJoin(Refusal):
    """Societies of this ministry do not join unions under the rules in force."""

    kind, code = "conflict", "membership_ministry"


class NotAMember(Refusal):
    """The society never was in this union."""

    kind, code = "not_found", "membership_not_found_in_union"
