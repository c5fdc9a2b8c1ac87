"""Why the registry refuses what is asked of probable duplicates."""

from __future__ import annotations

from services.registry.domain.refusals import Refusal


class DuplicateNotYours(Refusal):
    """The pair is outside the caller's role or governorates."""

    kind = "forbidden"
    code = "duplicate_not_yours"


class DuplicateNotFound(Refusal):
    """For those who need not know of a protected person, the pair does not exist."""

    kind = "not_found"
    code = "duplicate_not_found"


class RestrictedNotMerged(Refusal):
    """A restricted record is kept as it is: merged, it would be used again."""

    kind = "conflict"
    code = "restricted_not_merged"


class ProtectedNotMerged(Refusal):
    """A protected record stays by itself: a merge could show what it hides."""

    kind = "conflict"
    code = "protected_not_merged"


class DuplicateDecided(Refusal):
    """Somebody has decided on this pair already."""

    kind = "conflict"
    code = "duplicate_decided"


class NoLongerAlike(Refusal):
    """The two were amended since: there is no question any more."""

    kind = "conflict"
    code = "records_no_longer_alike"


class NotMerged(Refusal):
    """Only a merge can be undone."""

    kind = "conflict"
    code = "duplicate_not_merged"


class NotOfThisPair(Refusal):
    """The survivor is one of the two."""

    kind = "conflict"
    code = "survivor_not_of_pair"


class RecordMergedElsewhere(Refusal):
    """One of the two has been merged with a third record."""

    kind = "conflict"
    code = "record_merged_elsewhere"


class ErasureUnderWay(Refusal):
    """One of the two was erased, and the other record of theirs is being: parted before that, it
    would keep what is to be forgotten."""

    kind = "conflict"
    code = "erasure_under_way"


class MergedFurther(Refusal):
    """The record that stayed was merged itself later: the last merge is undone first."""

    kind = "conflict"
    code = "merged_further"


class NumberHeldSince(Refusal):
    """A number that goes back to one of the two was given to a third record meanwhile."""

    kind = "conflict"
    code = "number_held_since_merge"


class NumberHeldElsewhere(Refusal):
    """The same, of a record that the caller may not read."""

    kind = "conflict"
    code = "number_held_elsewhere_since_merge"


class NumberHeldBySurvivor(Refusal):
    """A number that goes back to the other record was given to the one that stayed meanwhile."""

    kind = "conflict"
    code = "number_held_by_survivor"


class GuardianAndWard(Refusal):
    """One of the two is the other's guardian: nobody is their own."""

    kind = "conflict"
    code = "merge_of_guardian_and_ward"


class TwoHouseholds(Refusal):
    """The two are in different households, and nobody is in two."""

    kind = "conflict"
    code = "merge_of_two_households"


class MatchingNotYours(Refusal):
    """Looking these places through is outside the caller's role or governorates."""

    kind = "forbidden"
    code = "matching_not_yours"


class MatchingEnded(Refusal):
    """It has come to its end, or to the one that somebody made for it."""

    kind = "conflict"
    code = "matching_ended"
