"""The counter's side of the gateway: somebody with a token who asks, and is shown the answer."""

from __future__ import annotations

import time
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import requests

from operations.commands.token import signed
from operations.demo.narrator import Narrator
from operations.demo.people import national_number
from operations.failure import Failure
from operations.local.issuer.tokens import Person

_GOVERNORATE = "JO-AM"


@dataclass(frozen=True)
class Answer:
    """What the gateway answered."""

    status: int
    body: dict[str, Any]
    etag: str | None

    @property
    def id(self) -> str:
        return str(self.body["id"])


class Desk:
    """One person of the story, signed in, in front of one gateway."""

    def __init__(self, gateway: str, person: Person, narrator: Narrator, language: str = "ar"):
        self.subject = person.subject
        self._gateway = gateway
        self._narrator = narrator
        self._session = requests.Session()
        self._session.trust_env = False
        self._session.headers.update(
            {"Authorization": f"Bearer {signed(person)}", "Accept-Language": language}
        )

    def ask(
        self,
        method: str,
        path: str,
        body: Mapping[str, Any] | None = None,
        *,
        expect: int,
        key: str | None = None,
        etag: str | None = None,
        query: Mapping[str, str] | None = None,
        content: bytes | None = None,
        quietly: bool = False,
    ) -> Answer:
        """Ask, show what came back, and insist that it is what the story expects.

        `content` is sent as it is; what is asked `quietly` is only shown when it goes wrong.
        """
        headers = {} if etag is None else {"If-Match": etag}
        if method in ("POST", "PUT"):
            headers["Idempotency-Key"] = key or str(uuid.uuid4())
        if content is not None:
            headers["Content-Type"] = "application/octet-stream"
        began = time.perf_counter()
        response = self._request(
            method, path, json=body, headers=headers, params=query, data=content
        )
        milliseconds = (time.perf_counter() - began) * 1000
        if not quietly or response.status_code != expect:
            self._narrator.asked(method, path, response.status_code, milliseconds)
        if response.status_code != expect:
            raise Failure(
                f"{method} {path} answered {response.status_code}, not {expect}: {response.text}",
                "kanaf status; kanaf logs gateway",
            )
        return Answer(response.status_code, response.json(), response.headers.get("ETag"))

    def download(self, path: str) -> bytes:
        """The file that is there."""
        response = self._request("GET", path)
        self._narrator.asked("GET", path, response.status_code, response.elapsed.microseconds / 1e3)
        if response.status_code != 200:
            raise Failure(f"{path} is not to be had: {response.text}", "kanaf logs licensing")
        return response.content

    def _request(self, method: str, path: str, **what: Any) -> requests.Response:
        try:
            return self._session.request(method, f"{self._gateway}{path}", timeout=30, **what)
        except requests.RequestException as error:
            raise Failure(f"no answer from {self._gateway}: {error}", "make up") from error


class Centre:
    """The people of the story, each at a desk of their own."""

    def __init__(self, gateway: str, narrator: Narrator) -> None:
        def desk(role: str, subject: str, language: str = "ar", number: str | None = None) -> Desk:
            person = Person(
                subject=subject,
                roles=(role,),
                centre="JO-AM-01",
                governorates=(_GOVERNORATE,),
                national_number=number,
            )
            return Desk(gateway, person, narrator, language)

        self.clerk = desk("clerk", "clerk-huda")
        self.other_clerk = desk("clerk", "clerk-omar", "en")
        self.founders_number = national_number("9902")
        founder = f"citizen-{uuid.uuid4().hex[:8]}"
        self.founder = desk("citizen", founder, number=self.founders_number)
        self.inspector = desk("inspector", f"inspector-rania-{uuid.uuid4().hex[:8]}")
        self.supervisor = desk("supervisor", "supervisor-yousef")
        self.caseworker = desk("caseworker", "caseworker-lina")
        self.stranger = desk("caseworker", "caseworker-of-another-case", "en")
        self.administrator = desk("administrator", "administrator-1", "en")
