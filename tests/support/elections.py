"""Elections of unions, for tests: one union, its societies, and everybody it takes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from chassis.clock import FixedClock
from chassis.context import Actor, Context, use
from tests.support.associations import (
    ADMINISTRATOR,
    CLERK,
    COLLEAGUE,
    OTHER_CLERK,
    SUPERVISOR,
    THIRD,
    chair,
    licensing,
    orderly,
    pay,
    union_of,
)
from tests.support.calling import Caller, somebody
from tests.support.work import OneRun

POLLING_ON = "2027-03-06"
STEPS = {
    "cut_off": datetime(2027, 1, 6, 12, tzinfo=UTC),
    "nominations_open": datetime(2027, 1, 20, 12, tzinfo=UTC),
    "nominations_close": datetime(2027, 1, 31, 12, tzinfo=UTC),
    "objections_close": datetime(2027, 2, 7, 12, tzinfo=UTC),
    "polls_close": datetime(2027, 3, 6, 16, tzinfo=UTC),
}


def candidate(number: int) -> Actor:
    """The person whom the society of this number nominates."""
    return somebody(
        f"candidate-{number}", "citizen", governorates=(), national_number=f"97510123{number:02}"
    )


@dataclass
class Polls:
    """An election on its way, on a clock that moves when told."""

    call: Caller
    clock: FixedClock
    union_id: str = ""
    societies: list[str] = field(default_factory=list)
    date_id: str = ""
    election_id: str = ""

    @classmethod
    def announced(cls, call: Caller, clock: FixedClock, societies: int = 5) -> Polls:
        """A union of orderly societies whose dues are paid, and the national date."""
        members = [orderly(call, number) for number in range(1, societies + 1)]
        made = cls(call, clock, union_of(call, members), members)
        for each in members:
            pay(call, made.union_id, each, 2026, 2027)
        told = call(ADMINISTRATOR, "announce_election_date", {"polling_on": POLLING_ON})
        made.date_id = told["id"]
        (made.election_id,) = told["elections"]
        return made

    def election(self) -> dict[str, Any]:
        return self.call(ADMINISTRATOR, "get_election", {"election_id": self.election_id})

    def phase(self) -> str:
        return str(self.election()["phase"])

    def step(self, name: str) -> None:
        """The time comes for this, and does it."""
        self.at(STEPS[name])
        with use(Context(Actor.system("timers"))):
            self.call.service.election_step(self.election_id, f"step_{name}")

    def at(self, moment: datetime) -> None:
        """It is this moment."""
        self.clock.advance(moment - self.clock.now())

    def list(self) -> None:
        """What is done in the background."""
        work = licensing(self.call).elections.work["election.list"]
        with use(Context(Actor.system("work"))):
            work(self.election_id, OneRun())

    def listed(self) -> Polls:
        self.step("cut_off")
        self.list()
        return self

    def nominating(self) -> Polls:
        self.listed()
        self.step("nominations_open")
        return self

    def nominate(self, number: int) -> str:
        """The society of this number nominates its candidate, who agrees."""
        asked = {
            "election_id": self.election_id,
            "society_id": self.societies[number - 1],
            "name": "سمير العمري",
            "national_number": candidate(number).national_number,
        }
        made = self.call(chair(number), "nominate_candidate", asked)
        self.call(candidate(number), "consent_to_candidacy", {"candidacy_id": made["id"]})
        return str(made["id"])

    def accepted(self, *numbers: int) -> list[str]:
        """Candidacies that the committee has accepted."""
        made = [self.nominate(each) for each in numbers]
        for each in made:
            check = {"candidacy_id": each, "accepted": True}
            self.call(SUPERVISOR, "check_candidacy", check)
        return made

    def settling(self, *numbers: int) -> list[str]:
        """All windows are closed; these societies have candidates."""
        self.nominating()
        made = self.accepted(*numbers)
        self.step("nominations_close")
        self.step("objections_close")
        return made

    def counting(self, *numbers: int) -> list[str]:
        """The polls have closed."""
        made = self.settling(*numbers)
        self.call(SUPERVISOR, "finalise_election_lists", {"election_id": self.election_id})
        self.step("polls_close")
        return made

    def count_id(self) -> str:
        """The one centre at which these societies vote."""
        asked = {"election_id": self.election_id}
        (found,) = self.call(ADMINISTRATOR, "find_centre_counts", asked)["items"]
        return str(found["id"])

    def counted(self, votes: Mapping[str, int], spoiled: int = 0) -> None:
        """Two persons enter the same."""
        for who in (CLERK, OTHER_CLERK):
            self.call(who, "enter_centre_count", self.numbers(votes, spoiled))

    def numbers(self, votes: Mapping[str, int], spoiled: int = 0) -> dict[str, Any]:
        """The request of one person."""
        came = sum(votes.values()) + spoiled
        return {
            "count_id": self.count_id(),
            "count": {
                "registered": came,
                "came": came,
                "spoiled": spoiled,
                "votes": [
                    {"candidacy_id": each, "votes": number} for each, number in votes.items()
                ],
            },
        }


COMMITTEE = (COLLEAGUE, THIRD)
