"""The election of one union's board: from its announcement to the board."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from services.licensing.domain.access import Actor
from services.licensing.domain.associations.association import Association
from services.licensing.domain.elections import events, refusals
from services.licensing.domain.elections.results import Results, results
from services.licensing.domain.elections.rules import ElectionRules, Schedule
from services.licensing.domain.elections.two_persons import Entry, TwoPersons


class Phase(StrEnum):
    """In this order; `void` where nobody could vote, or nobody stood."""

    ANNOUNCED = "announced"
    LISTING = "listing"
    LISTED = "listed"
    NOMINATING = "nominating"
    NOMINATED = "nominated"
    SETTLING = "settling"
    FINAL = "final"
    COUNTING = "counting"
    COUNTED = "counted"
    CONFIRMED = "confirmed"
    VOID = "void"


CUT_OFF, NOMINATIONS_OPEN, NOMINATIONS_CLOSE = "cut_off", "nominations_open", "nominations_close"
OBJECTIONS_CLOSE, POLLS_CLOSE = "objections_close", "polls_close"
STEPS: Mapping[Phase, tuple[str, Phase]] = {
    Phase.ANNOUNCED: (CUT_OFF, Phase.LISTING),
    Phase.LISTED: (NOMINATIONS_OPEN, Phase.NOMINATING),
    Phase.NOMINATING: (NOMINATIONS_CLOSE, Phase.NOMINATED),
    Phase.NOMINATED: (OBJECTIONS_CLOSE, Phase.SETTLING),
    Phase.FINAL: (POLLS_CLOSE, Phase.COUNTING),
}
"""What the time itself does, and where it leads."""
ENDED = (Phase.CONFIRMED, Phase.VOID)
"""Nothing more happens."""
DECIDING = (Phase.LISTED, Phase.NOMINATING, Phase.NOMINATED, Phase.SETTLING)
"""While lists can still change."""


@dataclass(frozen=True)
class CentreShare:
    """How many voters of this election are on the list of a centre; whether its count stands."""

    code: str
    voters: int
    confirmed: bool = False


@dataclass(frozen=True)
class Board:
    """Who was seated, until when, and who confirmed it."""

    candidacies: tuple[str, ...]
    valid_from: date
    valid_until: date
    by: str


@dataclass
class Election:
    """The aggregate. This constructor restores; `announce` makes a new one.

    `lost`: societies that were dissolved after the cut-off; `struck`: their candidates on the final
    list, whose votes count for nothing.
    """

    id: str
    version: int
    date_id: str
    union_id: str
    governorate: str
    schedule: Schedule
    seats: int
    votes_per_voter: int
    nominations_per_society: int
    announced_by: str
    phase: Phase = Phase.ANNOUNCED
    eligible: int | None = None
    excluded: int | None = None
    candidates: tuple[str, ...] = ()
    centres: tuple[CentreShare, ...] = ()
    results: Results | None = None
    lot: TwoPersons[tuple[str, ...]] = field(default_factory=TwoPersons)
    board: Board | None = None
    lost: tuple[str, ...] = ()
    struck: tuple[str, ...] = ()
    events: list[events.ElectionEvent] = field(default_factory=list)

    @classmethod
    def announce(
        cls,
        election_id: str,
        date_id: str,
        union: Association,
        schedule: Schedule,
        rules: ElectionRules,
        by: Actor,
        members: tuple[str, ...],
    ) -> Election:
        """The union votes on the national date; its `members` are told."""
        made = cls(
            id=election_id,
            version=0,
            date_id=date_id,
            union_id=union.id,
            governorate=union.governorate,
            schedule=schedule,
            seats=rules.seats,
            votes_per_voter=rules.votes_per_voter,
            nominations_per_society=rules.nominations_per_society,
            announced_by=by.subject,
        )
        made.events.append(
            events.ElectionAnnounced(
                election_id, date_id, union.id, schedule.polling_on, schedule.cut_off, members
            )
        )
        return made

    def must_be(self, *phases: Phase) -> None:
        """Raises `WrongPhase`."""
        if self.phase not in phases:
            raise refusals.WrongPhase(phase=self.phase.value)

    def postpone(self, schedule: Schedule, members: tuple[str, ...]) -> None:
        """Along with the national date."""
        if self.phase is not Phase.ANNOUNCED:
            raise refusals.CutOffPassed(date=self.schedule.cut_off.isoformat())
        self.schedule = schedule
        self.events.append(
            events.ElectionPostponed(
                self.id, self.union_id, schedule.polling_on, schedule.cut_off, members
            )
        )

    @property
    def next_step(self) -> str | None:
        """What the time does next, where it is the time that does it."""
        return STEPS[self.phase][0] if self.phase in STEPS else None

    def pass_step(self, step: str) -> None:
        """A window opens or closes. One that was passed before is not passed again."""
        if self.next_step == step:
            self._enter(STEPS[self.phase][1])

    def list_frozen(self, eligible: int, excluded: int) -> None:
        """Who may vote is known, as things stood at the cut-off."""
        self.must_be(Phase.LISTING)
        self.eligible, self.excluded, self.phase = eligible, excluded, Phase.LISTED
        self.events.append(events.ListClosed(self.id, self.union_id, eligible, excluded))

    def must_take_nominations(self, today: date) -> None:
        """Raises `NominationsShut`, also before the time has noted that they are."""
        within = self.schedule.nominations_from <= today <= self.schedule.nominations_until
        if self.phase is not Phase.NOMINATING or not within:
            raise refusals.NominationsShut(
                opens_on=self.schedule.nominations_from.isoformat(),
                closes_on=self.schedule.nominations_until.isoformat(),
            )

    def must_take_objections(self, about_voter: bool, today: date) -> None:
        """Raises `ObjectionsShut`."""
        schedule = self.schedule
        last = (
            schedule.voter_objections_until if about_voter else schedule.candidate_objections_until
        )
        phases = DECIDING[:3] if about_voter else DECIDING[2:3]
        if self.phase not in phases or today > last:
            raise refusals.ObjectionsShut(date=last.isoformat())

    def finalise(self, candidates: tuple[str, ...], voters: Mapping[str, int]) -> None:
        """The lists are final: these candidates, and so many voters by centre.

        Where there is nobody to vote, or nobody to vote for, the election is void.
        """
        self.must_be(Phase.SETTLING)
        self.candidates = candidates
        self.centres = tuple(CentreShare(code, voters[code]) for code in sorted(voters))
        self._enter(Phase.FINAL if candidates and self.centres else Phase.VOID)

    def confirm_centre(self, code: str) -> bool:
        """The count of a centre stands; whether it was the last one."""
        self.must_be(Phase.COUNTING)
        self.centres = tuple(
            replace(each, confirmed=each.confirmed or each.code == code) for each in self.centres
        )
        self.events.append(events.CentreConfirmed(self.id, self.union_id, code))
        return all(each.confirmed for each in self.centres)

    def count(self, votes: Mapping[str, int]) -> None:
        """All centres have counted: the results follow."""
        self.must_be(Phase.COUNTING)
        self._work_out(votes)
        self._enter(Phase.COUNTED)

    def lose(self, society_id: str, candidacies: Sequence[str]) -> None:
        """A society was dissolved, and these candidates of its with it.

        Who stands on a final list stays on the ballot; their votes count for nothing. Where results
        are known they follow anew, and a lot is drawn again. Nobody is left: the election is void.
        """
        if self.phase in ENDED or society_id in self.lost:
            return
        self.lost = (*self.lost, society_id)
        self.events.append(events.SocietyLost(self.id, self.union_id, society_id))
        final = [each for each in candidacies if each in self.candidates]
        if not final:
            return
        self.struck = tuple(sorted({*self.struck, *final}))
        if set(self.struck) == set(self.candidates):
            self._enter(Phase.VOID)
        elif self.results is not None:
            self._work_out({each.candidacy_id: each.votes for each in self.results.tallies})

    def call_off(self) -> None:
        """Its union was dissolved."""
        if self.phase not in ENDED:
            self._enter(Phase.VOID)

    def _work_out(self, votes: Mapping[str, int]) -> None:
        standing = {each: count for each, count in votes.items() if each not in self.struck}
        self.results, self.lot = results(standing, self.seats), TwoPersons()

    def draw_lot(self, entry: Entry[tuple[str, ...]], *, settles: bool) -> None:
        """Whom the lot drew among those who are tied, as two persons saw it."""
        self.must_be(Phase.COUNTED)
        drawn, found = set(entry.value), self.results
        if found is None or len(drawn) != found.open_seats or not drawn or drawn - set(found.tied):
            raise refusals.LotUnfit()
        entry = replace(entry, value=tuple(sorted(drawn)))
        self.lot = self.lot.settle(entry) if settles else self.lot.enter(entry)
        self.events.append(events.LotRecorded(self.id, self.union_id, self.lot.state))

    def confirm(
        self, by: Actor, valid_from: date, valid_until: date, voters: tuple[str, ...]
    ) -> tuple[str, ...]:
        """The results stand; answers whose candidacies are the board. `voters` and candidates are
        told. Raises `LotWanted`."""
        self.must_be(Phase.COUNTED)
        found = self.results
        if found is None or (found.open_seats and self.lot.value is None):
            raise refusals.LotWanted()
        seated = (*found.elected, *(self.lot.value or ()))
        self.board = Board(seated, valid_from, valid_until, by.subject)
        self.phase = Phase.CONFIRMED
        self.events.append(
            events.ResultsConfirmed(
                self.id,
                self.union_id,
                len(seated),
                valid_from,
                valid_until,
                voters,
                self.candidates,
            )
        )
        return seated

    def _enter(self, phase: Phase) -> None:
        self.phase = phase
        self.events.append(events.ElectionAdvanced(self.id, self.union_id, phase.value))
