"""What can be looked at, by whom, and how much of it. Reading answers is in the audit log."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from services.registry.app.absence import logging_absence
from services.registry.app.pages import known_page
from services.registry.app.ports import NOBODY, Audit, Hidden, Unseen, View
from services.registry.app.surveys.ports import (
    Listing,
    Progress,
    Questionnaires,
    Researchers,
    Rounds,
    Visits,
    Wanted,
)
from services.registry.app.surveys.progress import counted
from services.registry.app.surveys.shapes import question_shape
from services.registry.domain.access import Actor
from services.registry.domain.surveys.access import (
    AUDITOR,
    RESEARCHER,
    SUPERVISOR,
    must_read,
    must_see_round,
    reach,
)
from services.registry.domain.surveys.questionnaire import Questionnaire
from services.registry.domain.surveys.refusals import SurveyNotYours, VisitUnknown
from services.registry.domain.surveys.researcher import Researcher
from services.registry.domain.surveys.survey_round import SurveyRound
from services.registry.domain.surveys.visit import Visit

Filters = Mapping[str, str | None]


@dataclass(frozen=True)
class Lists:
    """Lists of each kind of record."""

    questionnaires: Listing
    researchers: Listing
    rounds: Listing
    visits: Listing


@dataclass(frozen=True)
class Shows:
    """How records are shown."""

    researcher: Callable[[Researcher], View]
    round: Callable[[SurveyRound], View]
    visit: Callable[[Visit], View]
    questionnaire: Callable[[Questionnaire], View]


@dataclass(frozen=True)
class Reading:
    """Queries over surveys. Nothing here changes anything."""

    questionnaires: Questionnaires
    researchers: Researchers
    rounds: Rounds
    visits: Visits
    lists: Lists
    shows: Shows
    progress_of: Progress
    audit: Audit
    hidden: Hidden
    unseen: Unseen

    def questionnaire(self, questionnaire_id: str, actor: Actor) -> View:
        must_read(actor)
        return self.shows.questionnaire(self.questionnaires.load(questionnaire_id))

    def questionnaire_version(self, questionnaire_id: str, number: int, actor: Actor) -> View:
        """A published version, as a device needs it."""
        must_read(actor)
        questionnaire = self.questionnaires.load(questionnaire_id)
        made = questionnaire.as_published(number)
        return {
            "id": questionnaire_id,
            "version": number,
            "title": vars(questionnaire.title).copy(),
            "questions": [question_shape(each) for each in made.questions],
            "published_by": made.published_by,
            "published_on": made.published_on.isoformat(),
        }

    def find_questionnaires(self, after: str | None, limit: int, actor: Actor) -> View:
        must_read(actor)
        return self.lists.questionnaires(Wanted(), after, limit)

    def researcher(self, researcher_id: str, actor: Actor) -> View:
        """One researcher; they see themselves."""
        must_read(actor)
        known = self.researchers.load(researcher_id)
        within = AUDITOR in actor.roles or (
            SUPERVISOR in actor.roles and bool(actor.governorates & set(known.governorates))
        )
        if not within and known.subject != actor.subject:
            raise SurveyNotYours()
        return self.shows.researcher(known)

    def find_researchers(
        self, filters: Filters, after: str | None, limit: int, actor: Actor
    ) -> View:
        """Those who work where the actor does; a researcher finds themselves."""
        must_read(actor)
        equals = _given(filters)
        if not actor.roles & {AUDITOR, SUPERVISOR}:
            return self.lists.researchers(
                Wanted({**equals, "subject": actor.subject}), after, limit
            )
        return self.lists.researchers(_within(equals, actor), after, limit)

    def round(self, round_id: str, actor: Actor) -> View:
        known = self.rounds.load(round_id)
        must_see_round(actor, known.governorates)
        return {**self.shows.round(known), "progress": self.progress_of(round_id)}

    def find_rounds(self, filters: Filters, after: str | None, limit: int, actor: Actor) -> View:
        """Rounds with visits where the actor works."""
        must_read(actor)
        equals = _given(filters)
        wanted = (
            Wanted(equals)
            if AUDITOR in actor.roles
            else Wanted(equals, {"governorate": sorted(actor.governorates)})
        )
        page = self.lists.rounds(wanted, after, limit)
        return {
            **page,
            "items": [{**each, "progress": self.progress_of(each["id"])} for each in page["items"]],
        }

    def visit(self, visit_id: str, actor: Actor) -> View:
        """One visit with its records; auditors see that there are records, not the answers."""
        must_read(actor)
        with logging_absence(self.audit, "survey_visit", visit_id):
            visit = self.visits.load(visit_id)
        if self.hidden([visit.household_id], actor):
            self.audit.record("survey_visit.read_refused", "survey_visit", visit_id)
            raise VisitUnknown(id=visit_id)
        whole = SUPERVISOR in actor.roles and visit.place.governorate in actor.governorates
        if not whole and RESEARCHER in actor.roles:
            own = self._own_id(actor)
            whole = own is not None and own == visit.researcher_id
        if not whole and AUDITOR not in actor.roles:
            self.audit.record("survey_visit.read_refused", "survey_visit", visit_id)
            raise SurveyNotYours()
        self.audit.record("survey_visit.read", "survey_visit", visit_id)
        view = self.shows.visit(visit)
        return view if whole else {**view, "records": [_bare(each) for each in view["records"]]}

    def find_visits(self, filters: Filters, after: str | None, limit: int, actor: Actor) -> View:
        """Visits without what was answered; a researcher finds only their own."""
        must_read(actor)
        equals = _given(filters)
        if actor.roles & {AUDITOR, SUPERVISOR}:
            return self._listed(_within(equals, actor), after, limit, actor)
        own = self._own_id(actor)
        if own is None or equals.get("researcher", own) != own:
            return NOBODY
        return self._listed(Wanted({**equals, "researcher": own}), after, limit, actor)

    def _listed(self, wanted: Wanted, after: str | None, limit: int, actor: Actor) -> View:
        def read(after: str | None, limit: int) -> View:
            return self.lists.visits(wanted, after, limit)

        page = known_page(read, lambda items: self._seen(items, actor), after, limit)
        protected = self.hidden({each["household_id"] for each in page["items"]})
        if shown := [each["id"] for each in page["items"] if each["household_id"] in protected]:
            self.audit.record("survey_visit.list", "survey_visit", shown)
        return {
            **page,
            "items": [
                {name: value for name, value in each.items() if name != "records"}
                for each in page["items"]
            ],
        }

    def _seen(self, items: Sequence[View], actor: Actor) -> list[View]:
        """Without the visits to households that were protected since they were planned."""
        hidden = self.hidden({each["household_id"] for each in items}, actor)
        return [each for each in items if each["household_id"] not in hidden]

    def progress(self, round_id: str, by: str, actor: Actor) -> View:
        """How the visits of a round stand, within the actor's reach; see `progress.counted`.

        Those of homes that were hidden since are not counted: beside the list they would show.
        """
        known = self.rounds.load(round_id)
        must_see_round(actor, known.governorates)
        unseen = self.unseen(actor)
        if actor.roles & {AUDITOR, SUPERVISOR}:
            tally = self.visits.tally(round_id, reach(actor), without=unseen)
        else:
            own = self._own_id(actor)
            tally = []
            if own is not None:
                tally = self.visits.tally(round_id, researcher_id=own, without=unseen)
        return {"round_id": round_id, "by": by, **counted(tally, by)}

    def _own_id(self, actor: Actor) -> str | None:
        own = self.researchers.of_subject(actor.subject)
        return None if own is None else own.id


def _bare(record: View) -> View:
    return {**record, "answers": None, "location": None, "note": None}


def _given(filters: Filters) -> dict[str, str]:
    return {key: value for key, value in filters.items() if value is not None}


def _within(equals: dict[str, str], actor: Actor) -> Wanted:
    """The filters, narrowed to the actor's reach; raises for a governorate beyond it."""
    governorates = reach(actor)
    if governorates is None:
        return Wanted(equals)
    if "governorate" in equals:
        if equals["governorate"] not in governorates:
            raise SurveyNotYours()
        return Wanted(equals)
    return Wanted(equals, {"governorate": sorted(governorates)})
