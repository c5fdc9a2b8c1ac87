"""Handlers of what supervisors and the registry do about associations, and of what falls due."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from services.licensing.app.associations import commands
from services.licensing.app.associations.following import Following
from services.licensing.app.associations.ports import Associations, Audit, Papers, Rules
from services.licensing.app.associations.register import AssociationRegister
from services.licensing.app.ports import NewId, Together, View
from services.licensing.domain.access import Actor
from services.licensing.domain.associations import access, boards, measures, refusals, watching
from services.licensing.domain.associations.association import Association
from services.licensing.domain.associations.parts import UNION, Board
from services.licensing.domain.associations.registering import Registration
from services.licensing.domain.contact import NOBODY


@dataclass(frozen=True)
class Supervision:
    """Keeps associations after they are registered. Answers are views."""

    register: AssociationRegister
    following: Following
    associations: Associations
    together: Together
    audit: Audit
    papers: Papers
    rules: Rules
    today: Callable[[], date]
    new_id: NewId
    new_licence_id: NewId
    registered_with: Callable[[str], str]

    def record(self, command: commands.RecordAssociation, actor: Actor) -> View:
        """One of the register before this one is brought in, and its registration with it: every
        service is about that. One that says which licence it has is given no other."""
        access.may_record(actor)
        if command.registration.licence_id is not None:
            with self.together():
                return self._entered(self.new_id(), command.registration, command.bylaws, actor)
        licence_id = self.new_licence_id()
        association_id = self.registered_with(licence_id)
        registration = replace(command.registration, licence_id=licence_id)
        with self.together():
            view = self._entered(association_id, registration, command.bylaws, actor)
            self.following.registered(association_id, registration, actor.subject)
            return view

    def _entered(
        self,
        association_id: str,
        registration: Registration,
        bylaws: commands.FirstBylaws | None,
        actor: Actor,
    ) -> View:
        self.audit.record("association.record", "association", association_id)
        named = _documents(registration, bylaws)
        self.papers.must_be_usable(named, actor)
        said = () if bylaws is None else (bylaws.articles, bylaws.document_id, bylaws.effective_on)
        view = self.register.register(association_id, registration, actor.subject, *said)
        if named:
            made = self.associations.get_companion(association_id)
            self.papers.attach(named, made, actor)
        return view

    def take_measure(self, command: commands.TakeMeasure, actor: Actor) -> View:
        """Where it is stopped or goes on by it, so does its registration."""
        today = self.today()
        with self.together():
            made = self._get(command.association_id, actor)
            before = made.state
            measures.take(made, command.measure, command.reason, actor, today, self.rules(today))
            view = self._kept(made, actor)
            if made.state is not before:
                self.following.stood(made)
            return view

    def dissolve(self, command: commands.DissolveAssociation, actor: Actor) -> View:
        """Its registration and what it had begun end with it: memberships, elections, proposals,
        grants."""
        today = self.today()
        with self.together():
            made = self._get(command.association_id, actor)
            measures.dissolve(
                made,
                command.ground,
                command.reason,
                command.committee,
                actor,
                today,
                self.rules(today),
            )
            self.audit.record("association.dissolve", "association", made.id)
            view = self.associations.save(made)
            self.following.dissolved(made, command.reason, actor)
            return view

    def change_ministry(self, command: commands.ChangeMinistry, actor: Actor) -> View:
        today = self.today()
        with self.together():
            made = self._get(command.association_id, actor)
            made.change_ministry(
                command.competent_ministry, command.reason, actor, today, self.rules(today)
            )
            return self._kept(made, actor)

    def record_board(self, command: commands.RecordBoard, actor: Actor) -> View:
        """What a society elected; a union's board comes from its election, but for the first."""
        today = self.today()
        board = Board(command.members, command.valid_from, command.valid_until, today)
        with self.together():
            made = self._get(command.association_id, actor)
            if command.correction is not None:
                boards.correct(made, board, command.correction, actor, today, self.rules(today))
                self.audit.record("association.correct_board", "association", made.id)
            elif made.kind == UNION and made.seated:
                raise refusals.BoardByElection()
            else:
                boards.seat(made, board, self.rules(today))
            return self._kept(made, actor)

    def name_representatives(self, command: commands.NameRepresentatives, actor: Actor) -> View:
        """Its registration is theirs from now on, and no more of those before."""
        contact = command.contact or NOBODY
        with self.together():
            made = self._get(command.association_id, actor)
            made.name_representatives(command.representatives, contact, actor, self.today())
            self.audit.record("association.name_representatives", "association", made.id)
            view = self._kept(made, actor)
            self.following.represented(made, actor.subject)
            return view

    def record_contact(self, command: commands.RecordContact, actor: Actor) -> View:
        """Who is written to for it: said by who acts for it, or by the office."""
        with self.together():
            made = self.associations.get(
                command.association_id, partial(access.may_keep_contact, actor)
            )
            made.record_contact(command.contact, actor.subject, self.today())
            self.audit.record("association.record_contact", "association", made.id)
            return self._kept(made, actor)

    def look_again(self, association_id: str) -> None:
        today, made = self.today(), self.associations.get(association_id)
        watching.look_again(made, self.rules(today), today)
        self.associations.save(made)

    def note_overdue(self, association_id: str, year: int) -> None:
        today, made = self.today(), self.associations.get(association_id)
        made.note_overdue(year, self.rules(today), today)
        self.associations.save(made)

    def expire_board(self, association_id: str) -> None:
        made = self.associations.get(association_id)
        boards.expire(made, self.today())
        self.associations.save(made)

    def lapse_warning(self, association_id: str) -> None:
        made = self.associations.get(association_id)
        measures.lapse(made, self.today())
        self.associations.save(made)

    def _kept(self, made: Association, actor: Actor) -> View:
        self.following.changed(made, self.new_licence_id, actor.subject)
        return self.associations.save(made)

    def _get(self, association_id: str, actor: Actor) -> Association:
        return self.associations.get(association_id, partial(access.may_supervise, actor))


def _documents(registration: Registration, bylaws: commands.FirstBylaws | None) -> dict[str, str]:
    """Those that the record of one that is brought in names, and where it does."""
    parent = registration.parent
    named = {
        "/bylaws/document_id": None if bylaws is None else bylaws.document_id,
        "/parent/bylaws_document_id": None if parent is None else parent.bylaws_document_id,
    }
    return {document: pointer for pointer, document in named.items() if document is not None}
