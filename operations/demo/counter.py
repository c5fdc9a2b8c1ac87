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
from operations.failure import Failure
from operations.local.issuer.tokens import Person

_GOVERNORATE = "JO-AM"


@dataclass(frozen=True)
class Answer:
    """What the gateway answered."""

    status: int
    body: dict[str, Any]
    etag: str | None
    milliseconds: float

    @property
    def id(self) -> str:
        return str(self.body["id"])


class Desk:
    """One person of the story, signed in, in front of one gateway."""

    def __init__(self, gateway: str, person: Person, narrator: Narrator, language: str = "ar"):
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
    ) -> Answer:
        """Ask, show what came back, and insist that it is what the story expects."""
        headers = {} if etag is None else {"If-Match": etag}
        if method in ("POST", "PUT"):
            headers["Idempotency-Key"] = key or str(uuid.uuid4())
        began = time.perf_counter()
        response = self._request(method, path, body, headers, query)
        answer = Answer(
            response.status_code,
            response.json(),
            response.headers.get("ETag"),
            (time.perf_counter() - began) * 1000,
        )
        self._narrator.asked(method, path, answer.status, answer.milliseconds)
        if answer.status != expect:
            raise Failure(
                f"{method} {path} answered {answer.status}, not {expect}: {answer.body}",
                "kanaf status; kanaf logs gateway",
            )
        return answer

    def _request(
        self,
        method: str,
        path: str,
        body: Mapping[str, Any] | None,
        headers: Mapping[str, str],
        query: Mapping[str, str] | None,
    ) -> requests.Response:
        try:
            return self._session.request(
                method,
                f"{self._gateway}{path}",
                json=body,
                headers=headers,
                params=query,
                timeout=30,
            )
        except requests.RequestException as error:
            raise Failure(f"no answer from {self._gateway}: {error}", "make up") from error


class Centre:
    """The people of the story, each at a desk of their own."""

    def __init__(self, gateway: str, narrator: Narrator) -> None:
        def desk(role: str, subject: str, language: str = "ar") -> Desk:
            person = Person(
                subject=subject,
                roles=(role,),
                centre="JO-AM-01",
                governorates=(_GOVERNORATE,),
            )
            return Desk(gateway, person, narrator, language)

        self.clerk = desk("clerk", "clerk-huda")
        self.other_clerk = desk("clerk", "clerk-omar", "en")
        self.founder = desk("citizen", f"citizen-{uuid.uuid4().hex[:8]}")
        self.inspector = desk("inspector", "inspector-rania")
        self.supervisor = desk("supervisor", "supervisor-yousef")
        self.caseworker = desk("caseworker", "caseworker-lina")
        self.stranger = desk("caseworker", "caseworker-of-another-case", "en")
        self.administrator = desk("administrator", "administrator-1", "en")
