"""What the gateway can call about the elections of unions, and what the time does."""

from __future__ import annotations

from typing import Any

from chassis.context import current
from chassis.rpc.server import Application, command, query
from chassis.timers import due
from contracts.rpc.licensing import candidacies
from contracts.rpc.licensing import elections as contract
from contracts.rpc.problems import read
from services.licensing.app.licensing import Licensing
from services.licensing.entrypoints.reading import elections as reading
from services.licensing.entrypoints.reading import pages

Data = dict[str, Any]


class ElectionMethods:
    """Part of `LicensingService`: `application` is what the bootstrap wired."""

    application: Licensing = Application()

    @command
    def announce_election_date(self, request: Data) -> Data:
        asked = reading.announce(request)
        return self.application.elections.calendar.announce(asked, current().actor)

    @command
    def postpone_election_date(self, request: Data) -> Data:
        asked = reading.postpone(request)
        return self.application.elections.calendar.postpone(asked, current().actor)

    @command
    def nominate_candidate(self, request: Data) -> Data:
        asked = reading.nominate(request)
        return self.application.elections.candidates.nominate(asked, current().actor)

    @command
    def consent_to_candidacy(self, request: Data) -> Data:
        asked = reading.agree(request)
        return self.application.elections.candidates.agree(asked, current().actor)

    @command
    def check_candidacy(self, request: Data) -> Data:
        asked = reading.examine(request)
        return self.application.elections.candidates.examine(asked, current().actor)

    @command
    def withdraw_candidacy(self, request: Data) -> Data:
        asked = reading.withdraw(request)
        return self.application.elections.candidates.withdraw(asked, current().actor)

    @command
    def file_objection(self, request: Data) -> Data:
        asked = reading.file_objection(request)
        return self.application.elections.objections.file(asked, current().actor)

    @command
    def decide_objection(self, request: Data) -> Data:
        asked = reading.decide(request)
        return self.application.elections.objections.decide(asked, current().actor)

    @command
    def finalise_election_lists(self, request: Data) -> Data:
        asked = reading.finalise(request)
        return self.application.elections.objections.finalise(asked, current().actor)

    @command
    def enter_centre_count(self, request: Data) -> Data:
        asked = reading.enter_count(request)
        return self.application.elections.counting.enter(asked, current().actor)

    @command
    def record_lot(self, request: Data) -> Data:
        asked = reading.draw_lot(request)
        return self.application.elections.counting.draw_lot(asked, current().actor)

    @command
    def confirm_election_results(self, request: Data) -> Data:
        asked = reading.confirm(request)
        return self.application.elections.counting.confirm(asked, current().actor)

    @query
    def get_election_date(self, request: Data) -> Data:
        asked = read(contract.ElectionDateRef, request)
        return self.application.elections.queries.date(asked["date_id"], current().actor)

    @query
    def find_election_dates(self, request: Data) -> Data:
        page = pages.page(read(contract.FindElectionDates, request))
        return self.application.elections.queries.find("dates", *page, current().actor)

    @query
    def get_election(self, request: Data) -> Data:
        asked = read(contract.ElectionRef, request)
        return self.application.elections.queries.election(asked["election_id"], current().actor)

    @query
    def find_elections(self, request: Data) -> Data:
        page = pages.page(read(contract.FindElections, request))
        return self.application.elections.queries.find("elections", *page, current().actor)

    @query
    def list_voters(self, request: Data) -> Data:
        asked = reading.voters(request)
        return self.application.elections.queries.voters(*asked, current().actor)

    @query
    def verify_voters(self, request: Data) -> Data:
        asked = read(contract.ElectionRef, request)
        return self.application.elections.queries.verify(asked["election_id"], current().actor)

    @query
    def get_candidacy(self, request: Data) -> Data:
        asked = read(candidacies.CandidacyRef, request)
        return self.application.elections.queries.candidacy(asked["candidacy_id"], current().actor)

    @query
    def find_candidacies(self, request: Data) -> Data:
        page = pages.page(read(candidacies.FindCandidacies, request))
        return self.application.elections.queries.find_candidacies(*page, current().actor)

    @query
    def get_objection(self, request: Data) -> Data:
        asked = read(candidacies.ElectionObjectionRef, request)
        return self.application.elections.queries.objection(asked["objection_id"], current().actor)

    @query
    def find_objections(self, request: Data) -> Data:
        page = pages.page(read(candidacies.FindElectionObjections, request))
        return self.application.elections.queries.find_objections(*page, current().actor)

    @query
    def get_centre_count(self, request: Data) -> Data:
        asked = read(contract.CentreCountRef, request)
        return self.application.elections.queries.count(asked["count_id"], current().actor)

    @query
    def find_centre_counts(self, request: Data) -> Data:
        page = pages.page(read(contract.FindCentreCounts, request))
        return self.application.elections.queries.find_counts(*page, current().actor)

    @due("elections", "step_")
    def election_step(self, election_id: str, timer: str) -> None:
        self.application.elections.calendar.pass_step(election_id, timer.removeprefix("step_"))

    @due("election_dates", "held")
    def election_date_held(self, date_id: str, timer: str) -> None:
        self.application.elections.calendar.hold(date_id)
