"""What the gateway can call about societies and unions, and what falls due on them."""

from __future__ import annotations

from typing import Any

from chassis.context import current
from chassis.rpc.server import Application, command, query
from chassis.timers import due
from contracts.rpc.licensing import associations as contract
from contracts.rpc.licensing import memberships
from contracts.rpc.problems import read
from services.licensing.app.licensing import Licensing
from services.licensing.entrypoints.reading import associations as reading
from services.licensing.entrypoints.reading import pages

Data = dict[str, Any]


class AssociationMethods:
    """Part of `LicensingService`: `application` is what the bootstrap wired."""

    application: Licensing = Application()

    @command
    def record_association(self, request: Data) -> Data:
        asked = reading.record_association(request)
        return self.application.associations.supervision.record(asked, current().actor)

    @command
    def take_association_measure(self, request: Data) -> Data:
        asked = reading.take_measure(request)
        return self.application.associations.supervision.take_measure(asked, current().actor)

    @command
    def dissolve_association(self, request: Data) -> Data:
        asked = reading.dissolve(request)
        return self.application.associations.supervision.dissolve(asked, current().actor)

    @command
    def change_competent_ministry(self, request: Data) -> Data:
        asked = reading.change_ministry(request)
        return self.application.associations.supervision.change_ministry(asked, current().actor)

    @command
    def record_board(self, request: Data) -> Data:
        asked = reading.record_board(request)
        return self.application.associations.supervision.record_board(asked, current().actor)

    @command
    def name_representatives(self, request: Data) -> Data:
        asked = reading.name_representatives(request)
        supervision = self.application.associations.supervision
        return supervision.name_representatives(asked, current().actor)

    @command
    def record_association_contact(self, request: Data) -> Data:
        asked = reading.record_contact(request)
        return self.application.associations.supervision.record_contact(asked, current().actor)

    @command
    def record_membership(self, request: Data) -> Data:
        asked = reading.record_membership(request)
        return self.application.associations.memberships.record(asked, current().actor)

    @command
    def record_dues(self, request: Data) -> Data:
        asked = reading.record_dues(request)
        return self.application.associations.memberships.record_dues(asked, current().actor)

    @command
    def withdraw_dues(self, request: Data) -> Data:
        asked = reading.withdraw_dues(request)
        return self.application.associations.memberships.withdraw_dues(asked, current().actor)

    @command
    def end_membership(self, request: Data) -> Data:
        asked = reading.end_membership(request)
        return self.application.associations.memberships.end(asked, current().actor)

    @query
    def get_association(self, request: Data) -> Data:
        asked = read(contract.AssociationRef, request)
        return self.application.associations.queries.association(
            asked["association_id"], current().actor
        )

    @query
    def find_associations(self, request: Data) -> Data:
        page = pages.page(read(contract.FindAssociations, request))
        return self.application.associations.queries.find(*page, current().actor)

    @query
    def get_association_standing(self, request: Data) -> Data:
        asked = reading.standing(request)
        return self.application.associations.queries.standing(*asked, current().actor)

    @query
    def get_bylaws(self, request: Data) -> Data:
        asked = read(contract.GetBylaws, request)
        return self.application.associations.queries.bylaws(**asked, actor=current().actor)

    @query
    def compare_bylaws(self, request: Data) -> Data:
        asked = read(contract.CompareBylaws, request)
        return self.application.associations.queries.compare_bylaws(**asked, actor=current().actor)

    @query
    def get_association_codes(self, request: Data) -> Data:
        read(contract.GetAssociationCodes, request)
        return self.application.associations.queries.codes()

    @query
    def get_membership(self, request: Data) -> Data:
        asked = read(memberships.MembershipRef, request)
        return self.application.associations.queries.membership(
            asked["membership_id"], current().actor
        )

    @query
    def find_memberships(self, request: Data) -> Data:
        page = pages.page(read(memberships.FindMemberships, request))
        return self.application.associations.queries.find_memberships(*page, current().actor)

    @due("associations", "report_due_")
    def report_due(self, association_id: str, timer: str) -> None:
        year = int(timer.rpartition("_")[2])
        self.application.associations.supervision.note_overdue(association_id, year)

    @due("associations", "board_expired")
    def association_board_expired(self, association_id: str, timer: str) -> None:
        self.application.associations.supervision.expire_board(association_id)

    @due("associations", "warning_lapsed")
    def association_warning_lapsed(self, association_id: str, timer: str) -> None:
        self.application.associations.supervision.lapse_warning(association_id)

    @due("associations", "look_")
    def association_looked_at(self, association_id: str, timer: str) -> None:
        self.application.associations.supervision.look_again(association_id)

    @due("memberships", "dues_")
    def membership_dues_due(self, membership_id: str, timer: str) -> None:
        self.application.associations.memberships.tell_dues(membership_id)
