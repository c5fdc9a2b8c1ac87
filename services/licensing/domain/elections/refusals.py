"""Why elections say no."""

from __future__ import annotations

from services.licensing.domain.refusals import Refusal


class PollingDayUnfit(Refusal):
    """Polls are on one weekday, and late enough for all that comes before."""

    kind, code = "conflict", "election_polling_day"


class CutOffPassed(Refusal):
    """The lists are frozen: the date stays."""

    kind, code = "conflict", "election_cut_off_passed"


class WrongPhase(Refusal):
    """The election is not where this is done."""

    kind, code = "conflict", "election_wrong_phase"


class NominationsShut(Refusal):
    """Nominations are taken within their days."""

    kind, code = "conflict", "election_nominations_shut"


class SocietyDoesNotVote(Refusal):
    """The society is not an eligible voter of this election."""

    kind, code = "conflict", "election_society_does_not_vote"


class TooManyNominations(Refusal):
    """The society has nominated as many as it may."""

    kind, code = "conflict", "election_too_many_nominations"


class CandidacyNotInState(Refusal):
    """The candidacy is not where this is done."""

    kind, code = "conflict", "candidacy_not_in_state"


class ConsentNotYours(Refusal):
    """The person themselves consents, or staff who have the signed paper."""

    kind, code = "forbidden", "candidacy_consent_not_yours"


class NominatorMayNotCheck(Refusal):
    """Who took part in a nomination does not check it."""

    kind, code = "forbidden", "candidacy_nominator_may_not_check"


class ObjectionsShut(Refusal):
    """Objections are taken within their days."""

    kind, code = "conflict", "election_objections_shut"


class ObjectionPointless(Refusal):
    """What the objection asks for is so already, or there is nobody it could be about."""

    kind, code = "conflict", "election_objection_pointless"


class ObjectionNotYours(Refusal):
    """Members of the union and who stands for election object."""

    kind, code = "forbidden", "election_objection_not_yours"


class PartialPerson(Refusal):
    """Who filed an objection, or made the list it is about, does not decide on it."""

    kind, code = "forbidden", "election_partial_person"


class NothingToEnter(Refusal):
    """It was entered and confirmed, or waits for a supervisor."""

    kind, code = "conflict", "election_nothing_to_enter"


class SettlementWanted(Refusal):
    """Two have entered it and differ: a third one settles it, and says so."""

    kind, code = "conflict", "election_settlement_wanted"


class AnotherConfirms(Refusal):
    """What one person entered, another one enters once more."""

    kind, code = "forbidden", "election_another_confirms"


class NothingToSettle(Refusal):
    """The two entries do not differ."""

    kind, code = "conflict", "election_nothing_to_settle"


class StillOpen(Refusal):
    """Objections or nominations are still to be decided."""

    kind, code = "conflict", "election_still_open"


class CountDoesNotAddUp(Refusal):
    """The numbers of a centre cannot be right."""

    kind, code = "conflict", "election_count_does_not_add_up"


class CandidatesDiffer(Refusal):
    """Votes are entered for every candidate of the final list, each once."""

    kind, code = "conflict", "election_candidates_differ"


class LotUnfit(Refusal):
    """The lot draws from those who are tied, as many as there are seats left."""

    kind, code = "conflict", "election_lot_unfit"


class LotWanted(Refusal):
    """Candidates are tied for the last seats: the lot decides first."""

    kind, code = "conflict", "election_lot_wanted"


class ReasonWanted(Refusal):
    """Who refuses a candidate, or decides between two that differ, says why."""

    kind, code = "conflict", "election_reason_wanted"
