"""One application for one service with one end in view, and what everybody sees of it."""

from __future__ import annotations

import itertools
import threading
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

import requests

from services.licensing.domain.catalogue.service import ServiceVersion
from tests.faults.system import System
from tests.support.sample_parts import Answers
from tests.support.service_samples import HELD_DAYS, NumberOf, sound_answers
from tests.support.service_window import Window
from tests.support.services import every_service
from tests.support.waiting import eventually
from tests.support.window import Visitor
from tests.walks.agenda import Script, Until
from tests.walks.clockwork import Clockwork

FOUNDERS = 5
"""So many licences of one service are named side by side at most: the societies of a union."""
APPLICANT = "licensing.application"
"""Who is told of an application, and by it of its licence."""


@dataclass
class Stock:
    """Licences that are only named, such as a union that is joined: the same for all cases."""

    window: Window = field(default_factory=Window)
    _numbers: dict[str, list[str]] = field(default_factory=dict)
    _begins: Iterator[int] = field(default_factory=itertools.count)
    _lock: threading.RLock = field(default_factory=threading.RLock)

    def numbers(self) -> NumberOf:
        """For one application, which names none of them twice; the next one begins with another."""
        given: dict[str, Iterator[int]] = {}
        begin = next(self._begins)

        def number_of(code: str) -> str:
            at = next(given.setdefault(code, itertools.count(begin))) % FOUNDERS
            with self._lock:
                known = self._numbers.setdefault(code, [])
                while len(known) <= at:
                    known.append(self.window.number_of(code, self.numbers()))
                return known[at]

        return number_of


@dataclass
class Case:
    """`service` × `outcome`. Everybody whom it takes is there for it alone."""

    code: str
    outcome: str
    system: System
    clock: Clockwork
    stock: Stock
    window: Window = field(default_factory=Window)
    successor: Window = field(default_factory=Window)
    """To whom a licence is passed on."""
    deceased: Window = field(default_factory=Window)
    """Who held the licence that an heir asks about."""

    @property
    def held_by(self) -> Window:
        """Who holds the licence that it is about: mostly who applies."""
        about = self.service.about
        return self.window if about is None or about.held_by is None else self.deceased

    @property
    def name(self) -> str:
        return f"{self.code} {self.outcome}"

    @property
    def service(self) -> ServiceVersion:
        return every_service()[self.code]

    def answers(self) -> Answers:
        """Sound ones, under a name that nobody else has; the licence that it is about is new."""
        about, named = self.service.about, self.stock.numbers()

        def number_of(code: str) -> str:
            if about is None or code not in about.services:
                return named(code)
            return self.held_by.number_of(code, self.stock.numbers())

        answers = sound_answers(self.code, number_of, self.clock.today())
        field = self.service.name_field or ""
        if isinstance(name := answers.get(field), dict):
            answers[field] = {**name, "ar": f"{name['ar']} {self.window.number}"}
        if (asked := self.service.outcome.holder) is not None:
            answers[asked.national_number] = self.successor.number
            answers[asked.mobile] = self.successor.mobile
        if about is not None and about.held_by is not None:
            answers[about.held_by] = self.deceased.number
        return answers

    def begun(self, answers: Answers) -> Script:
        """Wait until the licence that it is about is old enough."""
        held = HELD_DAYS.get(self.code, 0)
        if not held:
            return
        ends_on = self.licence(answers)["expires_on"]
        day = self.clock.today() + timedelta(days=held)
        yield Until(day, None if ends_on is None else date.fromisoformat(ends_on))

    def licence(self, answers: Answers) -> dict[str, Any]:
        """The one that the answers name."""
        about = self.service.about
        assert about is not None
        found = self.window.supervisor.get("/v1/licences", number=answers[about.field]).json()
        (one,) = found["items"]
        return dict(one)

    def seen(self, application: requests.Response) -> dict[str, Any]:
        return dict(self.window.seen(application).json())

    def told(self, record_id: str, party: str = APPLICANT) -> Counter[str]:
        """Of which events the applicant has read in an SMS, and how often; or who else is told."""
        asked = {"party": f"{party}/{record_id}", "channel": "sms", "limit": 100}
        found = self.window.supervisor.get("/v1/messages", **asked).json()["items"]
        assert {each["state"] for each in found} <= {"sent", "queued", "sending"}, found
        sent = [each["template"] for each in found if each["state"] == "sent"]
        return Counter(each.removeprefix("licensing.") for each in sent)

    def is_told(self, application: requests.Response, *notices: str) -> None:
        """Wait until each of these has come; once."""
        self.is_told_of(application.json()["id"], dict.fromkeys(notices, 1))

    def is_told_of(
        self, record_id: str, notices: Mapping[str, int], party: str = APPLICANT
    ) -> None:
        """The same, so often."""

        def came() -> bool:
            told = self.told(record_id, party)
            assert all(told[each] == number for each, number in notices.items()), told
            return True

        eventually(came, within=60, every=0.3, what=f"{dict(notices)}")

    def events(self, subject: str) -> list[dict[str, Any]]:
        """All that was published of a record, in its order."""
        journal = self.system.mongo["kanaf_licensing"]["journal"]
        found = [each["event"] for each in journal.find({"event.subject": subject}, {"event": 1})]
        return sorted(found, key=lambda each: int(each["sequence"]))

    def told_of(self, subject: str, kind: str, **data: Any) -> int:
        """How many events of this kind there are of a record, with such data."""
        return sum(
            f".{kind}.v" in each["type"] and data.items() <= each["data"].items()
            for each in self.events(subject)
        )

    def is_once(self, subject: str, kind: str, **data: Any) -> None:
        """Wait for the one event of this kind."""
        eventually(
            lambda: self.told_of(subject, kind, **data) == 1,
            within=60,
            what=f"one {kind} with {data} among {self.events(subject)}",
        )

    def codes(self, licence_id: str) -> list[str]:
        """What stands on its certificates, the first one first."""
        kept = self.system.mongo["kanaf_licensing"]["licences"].find_one({"_id": licence_id})
        assert kept is not None
        return [str(each["code"]) for each in kept["state"]["certificates"]]

    def checked(self, code: str) -> str:
        """What everybody learns who scans a certificate."""
        answer = anybody(f"{self.system.gateway}/verify/{code}")
        return str(answer.json()["outcome"])

    def listed(self, licence: dict[str, Any]) -> list[str]:
        """How it stands in the public register, if it stands there."""
        asked = {"name": licence["licensed"]["name"]["ar"], "limit": 100}
        found = anybody(f"{self.system.gateway}/v1/licensed-places", **asked).json()["items"]
        return [each["state"] for each in found if each["number"] == licence["number"]]

    def tasks(self, who: Visitor, application: requests.Response) -> list[dict[str, Any]]:
        """What waits for somebody of this application."""
        waiting = who.get("/v1/tasks", limit=100).json()["waiting"]
        return [each for each in waiting if each["application_id"] == application.json()["id"]]


def anybody(url: str, **query: Any) -> requests.Response:
    """Asked without a token."""
    return requests.get(url, params=query, headers={"Accept": "application/json"}, timeout=15)


def refused(answer: requests.Response, status: int, *codes: str) -> None:
    """It was not done, for one of these reasons."""
    assert answer.status_code == status, (answer.status_code, answer.text)
    assert not codes or answer.json()["code"] in codes, answer.text


def open_steps(application: dict[str, Any], but: Collection[str] = ()) -> list[dict[str, Any]]:
    """The steps whose turn it is."""
    return [
        each
        for each in application["steps"]
        if each["progress"] == "open" and each["kind"] not in but
    ]


def said(application: dict[str, Any]) -> Counter[str]:
    """What stands in the timeline, and how often."""
    return Counter(each["what"] for each in application["timeline"])
