"""How elections and what belongs to them are kept, found and shown."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from functools import partial

from chassis.calendar import ZONE, start_of
from chassis.documents.kind import Criteria, Kind, Store, Timer
from chassis.plain import aggregate_of, state_of
from services.licensing.adapters.elections.events import publish
from services.licensing.app.elections import shapes
from services.licensing.domain.associations.rules import day_after
from services.licensing.domain.elections import election as steps
from services.licensing.domain.elections.candidacy import CONSENTED, Candidacy
from services.licensing.domain.elections.centre_count import CentreCount
from services.licensing.domain.elections.election import Election, Phase
from services.licensing.domain.elections.national_date import ElectionDate
from services.licensing.domain.elections.objection import Objection
from services.licensing.domain.elections.two_persons import CONFIRMED
from services.licensing.domain.elections.voters import VoterList

STEP, DATE_HELD = "step_", "held"


def _steps(made: Election) -> list[Timer]:
    """What the time does next. A window's last day is meant as a whole."""
    step, schedule = made.next_step, made.schedule
    if step is None:
        return []
    due = {
        steps.CUT_OFF: lambda: start_of(day_after(schedule.cut_off)),
        steps.NOMINATIONS_OPEN: lambda: start_of(schedule.nominations_from),
        steps.NOMINATIONS_CLOSE: lambda: start_of(day_after(schedule.nominations_until)),
        steps.OBJECTIONS_CLOSE: lambda: start_of(day_after(schedule.candidate_objections_until)),
        steps.POLLS_CLOSE: lambda: datetime.combine(
            schedule.polling_on, schedule.closes, ZONE
        ).astimezone(UTC),
    }
    return [Timer(f"{STEP}{step}", due[step]())]


def _held(made: ElectionDate) -> list[Timer]:
    """The end of the polling day."""
    if made.running is None:
        return []
    return [Timer(DATE_HELD, start_of(day_after(made.schedule.polling_on)))]


DATES: Kind[ElectionDate] = Kind(
    service="licensing",
    name="election_date",
    collection="election_dates",
    to_state=state_of,
    from_state=partial(aggregate_of, ElectionDate),
    to_view=shapes.show_date,
    publish=publish,
    keys=lambda made: {"running": made.running, "state": made.state},
    unique={"running": "election_date_running"},
    timers=_held,
    indexes=(("state",),),
)

ELECTIONS: Kind[Election] = Kind(
    service="licensing",
    name="election",
    collection="elections",
    to_state=state_of,
    from_state=partial(aggregate_of, Election),
    to_view=shapes.show_election,
    publish=publish,
    keys=lambda made: {
        "date_id": made.date_id,
        "union_id": made.union_id,
        "governorate": made.governorate,
        "phase": made.phase.value,
    },
    timers=_steps,
    work=lambda made: ["list"] if made.phase is Phase.LISTING else [],
    indexes=(("date_id",), ("union_id",), ("phase",)),
    watched={"phase": (Phase.LISTING.value, Phase.SETTLING.value, Phase.COUNTED.value)},
)

VOTER_LISTS: Kind[VoterList] = Kind(
    service="licensing",
    name="voter_list",
    collection="voter_lists",
    to_state=state_of,
    from_state=partial(aggregate_of, VoterList),
    to_view=shapes.show_list,
    publish=publish,
)

CANDIDACIES: Kind[Candidacy] = Kind(
    service="licensing",
    name="candidacy",
    collection="candidacies",
    to_state=state_of,
    from_state=partial(aggregate_of, Candidacy),
    to_view=shapes.show_candidacy,
    publish=publish,
    keys=lambda made: {
        "person": made.person,
        "election_id": made.election_id,
        "society_id": made.society_id,
        "state": made.state,
        "readers": sorted(made.readers),
    },
    unique={"person": "candidacy_person_stands"},
    indexes=(("election_id", "state"),),
)

OBJECTIONS: Kind[Objection] = Kind(
    service="licensing",
    name="election_objection",
    collection="election_objections",
    to_state=state_of,
    from_state=partial(aggregate_of, Objection),
    to_view=shapes.show_objection,
    publish=publish,
    keys=lambda made: {
        "election_id": made.election_id,
        "state": made.state,
        "governorate": made.governorate,
        "matter": made.matter,
    },
    unique={"matter": "election_objection_filed"},
    indexes=(("election_id", "state"),),
)

COUNTS: Kind[CentreCount] = Kind(
    service="licensing",
    name="centre_count",
    collection="centre_counts",
    to_state=state_of,
    from_state=partial(aggregate_of, CentreCount),
    to_view=shapes.show_count,
    publish=publish,
    keys=lambda made: {
        "election_id": made.election_id,
        "governorate": made.governorate,
        "state": made.state,
    },
    indexes=(("election_id",), ("governorate", "state")),
)


class KeptCandidacies:
    """Who stands in an election, and what is still undecided about it."""

    def __init__(self, candidacies: Store[Candidacy], objections: Store[Objection]) -> None:
        self._candidacies = candidacies
        self._objections = objections

    def of(self, election_id: str) -> Iterator[Candidacy]:
        return self._candidacies.each(Criteria(equals={"election_id": election_id}))

    def of_society(self, election_id: str, society_id: str) -> list[Candidacy]:
        wanted = {"election_id": election_id, "society_id": society_id}
        return list(self._candidacies.each(Criteria(equals=wanted)))

    def undecided(self, election_id: str) -> bool:
        """Whether a nomination waits to be checked, or an objection to be decided."""
        waiting = Criteria(equals={"election_id": election_id, "state": CONSENTED})
        decided = Criteria(equals={"state": CONFIRMED})
        open_ = Criteria(equals={"election_id": election_id}, but_not=(decided,))
        return bool(self._candidacies.count(waiting) or self._objections.count(open_))
