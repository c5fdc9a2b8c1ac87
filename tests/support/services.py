"""Every service of the catalogue for tests: sound answers, and how an application comes through."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from itertools import count
from typing import Any

import pytest

from chassis.errors import Conflict
from chassis.rules import DatedRules
from services.licensing.adapters.catalogue.reader import Kept
from services.licensing.adapters.catalogue.services import FileForms, load
from services.licensing.app.licensing import Licensing
from services.licensing.domain.applications.application import Application
from services.licensing.domain.catalogue.service import Effect, Party, ServiceVersion
from services.licensing.domain.licences.licence import Licence
from services.licensing.settings import CATALOGUE
from tests.support.applying import (
    APPLICANT,
    CITIZEN,
    CLERK,
    SUPERVISOR,
    a_request,
    inspected,
    open_steps,
    paid,
)
from tests.support.calling import Caller, somebody
from tests.support.sample_parts import Answers
from tests.support.service_samples import HELD_DAYS, NumberOf, sound_answers

SAMPLED_ON = date(2026, 11, 22)


@cache
def files() -> Mapping[str, DatedRules[Kept]]:
    return load([CATALOGUE])


@cache
def every_service() -> Mapping[str, ServiceVersion]:
    """Every service that comes with the product, in its newest version."""
    return {code: dated.versions[-1][1].version for code, dated in files().items()}


def kind_of(service: str, paper: str) -> str:
    """As what a document is sent in that serves as this paper of a service."""
    (wanted,) = (each for each in every_service()[service].papers if each.code == paper)
    return wanted.kinds[0]


def of_effect(*effects: Effect) -> list[str]:
    """The codes of the services whose approval brings one of these about."""
    return [code for code, each in every_service().items() if each.outcome.effect in effects]


def table() -> str:
    """All services as the page for the ministry lists them."""
    lines = ["| file | service | الخدمة | what comes of it | within |", "|---|---|---|---|---|"]
    for code, service in every_service().items():
        outcome, term = service.outcome, service.term
        issued = f" `{outcome.series}`" if outcome.effect is Effect.ISSUE else ""
        days = "" if term is None else f"{term.days} {'working ' if term.working else ''}days"
        silent = f", silence: {service.silence.value}" if service.silence.value != "nothing" else ""
        words = service.words
        cells = (f"`{code}`", words.en, words.ar, f"{outcome.effect.value}{issued}", days + silent)
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)


def papers_of(service: ServiceVersion, answers: Mapping[str, Any]) -> list[str]:
    """The codes of the documents that must be there with these answers."""
    kept = FileForms().understood(service.form, answers)
    return [each.code for each in service.papers_for(kept) if each.required]


def entity_for(service: ServiceVersion) -> dict[str, Any]:
    """What an applicant says beside who they are: for whom, where nobody applies for oneself."""
    if Party.PERSON in service.parties:
        return {}
    return {"entity": {"name": "جمعية البر", "registration_number": "12"}}


HEIR = somebody("heir-1", "citizen", governorates=(), national_number="9872012345")
OF_HEIR = {**APPLICANT, "name": "رنا سليم حداد", "national_number": HEIR.national_number}


def is_of_the_dead(service: ServiceVersion) -> bool:
    """Whoever holds the licence applies no more: an heir does."""
    return service.about is not None and service.about.held_by is not None


def any_number() -> NumberOf:
    """Numbers as they are written, of licences that nobody holds."""
    running = count(1)
    return lambda service: f"{every_service()[service].outcome.series}-2026-{next(running):06}"


def sample(code: str, today: date = SAMPLED_ON) -> Answers:
    """Answers to the form alone."""
    return sound_answers(code, any_number(), today)


@dataclass
class Told:
    """What other areas were told of approvals."""

    registered: list[tuple[str, Application, Licence | None]] = field(default_factory=list)
    further: list[tuple[Effect, Application, Licence | None]] = field(default_factory=list)


def telling(licensing: Licensing, told: Told) -> Licensing:
    """Licensing that writes into these lists what it tells other areas of approvals."""
    area = licensing.applications
    effects: Any = area.deciding.outcomes

    def registering(what: str) -> Any:
        def heard(application: Application, service: ServiceVersion, licence: Any) -> None:
            told.registered.append((what, application, licence))
            if what in effects.registering:
                effects.registering[what](application, service, licence)

        return heard

    def further(effect: Effect) -> Any:
        def heard(application: Application, service: ServiceVersion, licence: Any) -> None:
            told.further.append((effect, application, licence))
            if effect in effects.further:
                effects.further[effect](application, service, licence)

        return heard

    outcomes = replace(
        effects,
        registering={each: registering(each) for each in ("society", "union", "practitioner")},
        further={each: further(each) for each in (Effect.JOIN, Effect.ACCEPT, Effect.INSPECT)},
    )
    deciding = replace(area.deciding, outcomes=outcomes)
    return replace(licensing, applications=replace(area, deciding=deciding))


@dataclass
class Window:
    """The ministry's window, from filling in a form to the decision."""

    call: Caller
    licensing: Licensing
    advance: Callable[[int], None]

    def request(self, code: str, answers: Mapping[str, Any], **rest: Any) -> Any:
        """What is filled in, with the documents that these answers call for."""
        service = every_service().get(code) or self._service(code)
        applicant = OF_HEIR if is_of_the_dead(service) else {**APPLICANT, **entity_for(service)}
        rest = {"applicant": applicant, **rest}
        return a_request(code, answers, *papers_of(service, answers), **rest)

    def filed(self, code: str, answers: Mapping[str, Any]) -> str:
        """The id of an application that a citizen has handed in, or an heir.

        What a licence answers itself, the draft shows; it may call for further documents.
        """
        request = self.request(code, answers)
        who = HEIR if is_of_the_dead(every_service().get(code) or self._service(code)) else CITIZEN
        drafted = self.call(who, "draft_application", request)
        asked = {"application_id": drafted["id"]}
        complete = self.request(code, drafted["answers"])
        if complete["papers"] != request["papers"]:
            del complete["service"]
            self.call(who, "fill_application", {**asked, **complete})
        self.call(who, "submit_application", asked)
        return str(drafted["id"])

    def led(self, application_id: str, but: Sequence[str] = ("decision",)) -> dict[str, Any]:
        """Take every step until nothing but these is open."""
        while True:
            application = self.call(CLERK, "get_application", {"application_id": application_id})
            ahead = [
                each
                for each in application["steps"]
                if each["progress"] == "open" and each["code"] not in but
            ]
            if not ahead:
                return application
            for step in ahead:
                self._take(application_id, step)

    def approved(self, code: str, answers: Mapping[str, Any]) -> dict[str, Any]:
        """From the form to the approval."""
        application_id = self.filed(code, answers)
        assert open_steps(self.led(application_id)) == {"decision"}
        return self.call(SUPERVISOR, "approve_application", {"application_id": application_id})

    def number_of(self, code: str) -> str:
        """The number of a licence that this service issues, once every step is done."""
        answers = sound_answers(code, self.number_of, self._today)
        return str(self.approved(code, answers)["decision"]["number"])

    def answers(self, code: str) -> Answers:
        """Sound answers about licences that were issued long enough ago."""
        answers = sound_answers(code, self.number_of, self._today)
        self.advance(HELD_DAYS.get(code, 0))
        return answers

    def licence(self, licence_id: str) -> Licence:
        """As it is stored."""
        outcomes: Any = self.licensing.applications.deciding.outcomes
        found: Licence = outcomes.issuing.licences.load(licence_id)
        return found

    def _take(self, application_id: str, step: Mapping[str, Any]) -> None:
        of_step = {"application_id": application_id, "step": step["code"]}
        if step["kind"] == "check":
            self.call(CLERK, "find_complete", of_step)
        elif step["kind"] == "payment":
            paid(self.licensing, application_id)
        elif step["kind"] == "inspection":
            inspected(self.licensing, application_id)
        elif step["kind"] == "review":
            self.call(CLERK, "review_application", {**of_step, "positive": True})
        else:
            handling = self.call(
                CLERK, "get_application_handling", {"application_id": application_id}
            )
            body = next(each["body"] for each in handling["steps"] if each["code"] == step["code"])
            partner = replace(somebody(body, "partner", governorates=()), partner=body)
            self.call(partner, "answer_for_body", {**of_step, "positive": True})

    def _service(self, code: str) -> ServiceVersion:
        return self.licensing.applications.services.on(code, self._today)

    @property
    def _today(self) -> date:
        return self.licensing.applications.drafting.now().today


def refused(window: Window, code: str, answers: Any) -> Conflict:
    """Why such an application is not taken."""
    with pytest.raises(Conflict) as refusal:
        window.filed(code, answers)
    return refusal.value


def faults(refusal: Conflict) -> set[tuple[str, str]]:
    return {(each.pointer, each.code) for each in refusal.errors}
