"""Why the registry refuses what is asked of households."""

from __future__ import annotations

from services.registry.domain.refusals import Refusal


class HouseholdNotYours(Refusal):
    """The household is outside the caller's role or governorates."""

    kind = "forbidden"
    code = "household_not_yours"


class MemberNotYours(Refusal):
    """A person who would come here, or change with the household, lives where others serve."""

    kind = "forbidden"
    code = "member_not_yours"


class HeadIsMember(Refusal):
    """The head stands among the other members."""

    kind = "conflict"
    code = "head_is_member"
    at = "/members"


class MemberTwice(Refusal):
    """The same person stands twice among the members."""

    kind = "conflict"
    code = "member_twice"
    at = "/members"


class NotAMember(Refusal):
    """Who should leave does not belong to the household."""

    kind = "conflict"
    code = "not_a_member"


class HeadCannotLeave(Refusal):
    """A household cannot be without its head."""

    kind = "conflict"
    code = "head_cannot_leave"


class HouseholdTooLarge(Refusal):
    """More members than a household can have."""

    kind = "conflict"
    code = "household_too_large"


class MemberNotRegistered(Refusal):
    """A member is not a person of this registry."""

    kind = "conflict"
    code = "member_not_registered"


class InOtherHousehold(Refusal):
    """They live in another household, by a record that was merged into theirs."""

    kind = "conflict"
    code = "person_in_other_household"


class HouseholdUnknown(Refusal):
    """For who asks, there is no such household: answered like one that does not exist."""

    kind = "not_found"
    code = "household_not_found"


class Dissolved(Refusal):
    """Nobody belongs to the household any more."""

    kind = "conflict"
    code = "household_dissolved"


class SuccessorMissing(Refusal):
    """The head is gone and others stay: somebody must head them."""

    kind = "conflict"
    code = "successor_missing"
    at = "/successor"


class SuccessionUnfit(Refusal):
    """The succession does not name exactly those who stay, or the head has not gone."""

    kind = "conflict"
    code = "succession_unfit"
    at = "/successor"


class NobodyStays(Refusal):
    """Everybody would leave."""

    kind = "conflict"
    code = "nobody_stays"


class HappensInFuture(Refusal):
    """The day lies after today."""

    kind = "conflict"
    code = "happens_in_future"
    at = "/on"


class BirthDiffers(Refusal):
    """The day of birth is another one than the child's record says."""

    kind = "conflict"
    code = "birth_differs"
    at = "/on"


class NotAlive(Refusal):
    """A person whose death is recorded cannot join or marry."""

    kind = "conflict"
    code = "not_alive"


class RelationsUnfit(Refusal):
    """Not everybody who comes, or somebody else, is named with a relation to the head."""

    kind = "conflict"
    code = "relations_unfit"
    at = "/members"


class SameHousehold(Refusal):
    """A household cannot join itself."""

    kind = "conflict"
    code = "same_household"


class HouseholdNotProtected(Refusal):
    """Who is protected does not come into a household that everybody can see."""

    kind = "conflict"
    code = "household_not_protected"


class SpousesOfOneSex(Refusal):
    """Two men or two women are no spouses."""

    kind = "conflict"
    code = "spouses_of_one_sex"


class MarriedToSelf(Refusal):
    """Who marries is named as the spouse, too."""

    kind = "conflict"
    code = "married_to_self"
    at = "/spouse_id"


class SpousesAlready(Refusal):
    """The household says of the two that they are married to each other."""

    kind = "conflict"
    code = "spouses_already"
    at = "/spouse_id"


class TooCloselyRelated(Refusal):
    """By what the two are to the head of their household, they are close kin of each other."""

    kind = "conflict"
    code = "too_closely_related"
    at = "/spouse_id"


class TooYoungToMarry(Refusal):
    """One of the two cannot have married on that day, or be married yet, even by a court."""

    kind = "conflict"
    code = "too_young_to_marry"
    at = "/on"


class CourtPermissionMissing(Refusal):
    """One of the two was not of age: the court's permission is needed."""

    kind = "conflict"
    code = "court_permission_missing"
    at = "/court_permission"


class CourtPermissionLater(Refusal):
    """The court permitted it only after it had happened."""

    kind = "conflict"
    code = "court_permission_later"
    at = "/court_permission/date"


class TooManySpouses(Refusal):
    """One of them is married to as many as one may be."""

    kind = "conflict"
    code = "too_many_spouses"


class MarriageRelationUnfit(Refusal):
    """Only who marries the head is the head's spouse; of others it is said what they are."""

    kind = "conflict"
    code = "marriage_relation_unfit"
    at = "/relation"


class NotSpouses(Refusal):
    """By what the household says, the two were not married to each other."""

    kind = "conflict"
    code = "not_spouses"
    at = "/spouse_id"


class HappensBeforeBirth(Refusal):
    """The day lies before the birth of somebody to whom it happened."""

    kind = "conflict"
    code = "happens_before_birth"
    at = "/on"


class BeforeComing(Refusal):
    """The day lies before the one on which they came to live here."""

    kind = "conflict"
    code = "happens_before_coming"
    at = "/on"


class BeforeMarriage(Refusal):
    """The divorce is dated before the marriage of the two."""

    kind = "conflict"
    code = "divorce_before_marriage"
    at = "/on"


class FormerMarriageLater(Refusal):
    """One of them was married to as many as one may be on that day: it ended later."""

    kind = "conflict"
    code = "former_marriage_later"
    at = "/on"


class BirthRelationUnfit(Refusal):
    """Nobody is born as somebody's spouse, parent or grandparent."""

    kind = "conflict"
    code = "birth_relation_unfit"
    at = "/relation"


class ParentTooYoung(Refusal):
    """Who is named as parent or grandparent was not born yet, or was a child."""

    kind = "conflict"
    code = "parent_too_young"
    at = "/on"


class BornBeforeParent(Refusal):
    """A child or grandchild was born before who is named as parent or grandparent."""

    kind = "conflict"
    code = "born_before_parent"
