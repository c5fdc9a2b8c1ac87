"""Families that apply for programmes and live with them, through the gateway."""

from __future__ import annotations

import random

import requests

from tests.support.benefits import declare, done, stepped
from tests.support.registry import another_person, household, national_number
from tests.support.servers import server_url
from tests.support.waiting import eventually
from tests.support.window import Visitor


def received(to: str) -> list[str]:
    """The texts of the messages that this number got."""
    answer = requests.get(server_url("KANAF_MESSAGES_URL"), {"to": to}, timeout=10)
    return [each["text"] for each in answer.json()]


class Family:
    """A household of so many adults with a telephone of its own, that declared these facts.

    `born`: when its head was.
    """

    def __init__(
        self,
        language: str = "ar",
        size: int = 1,
        governorate: str = "JO-AM",
        born: str = "1985-03-17",
        **facts: int,
    ) -> None:
        self.clerk = Visitor("clerk", governorate)
        self.language, self.governorate = language, governorate
        self.number = national_number()
        self.mobile = f"+96279{random.randrange(10**7):07d}"
        contact = {"mobile": self.mobile, "email": None, "language": language}
        place = {"governorate": governorate, "district": None, "details": None}
        head, *others = (
            done(self.clerk.post("/v1/persons", each))["id"]
            for each in (
                another_person(self.number, contact=contact, address=place, birth_date=born),
                *(another_person(address=place) for _ in range(size - 1)),
            )
        )
        self.head = head
        home = household(head, *others, address=place)
        self.id = done(self.clerk.post("/v1/households", home))["id"]
        self.visitor = Visitor("citizen", national_number=self.number, language=language)
        self.declares(**facts)

    def declares(self, **facts: int) -> None:
        """They come to the counter and say what has changed."""
        declare(self.clerk, self.id, **facts)

    def applies(self, programme_id: str, **rest: str) -> str:
        """Their application from home; answers its address."""
        asked = {"programme_id": programme_id, "household_id": self.id, **rest}
        return f"/v1/enrolments/{done(self.visitor.post('/v1/enrolments', asked))['id']}"

    def enrolled_in(self, programme_id: str) -> str:
        """An application that went all its way; answers its address."""
        path = self.applies(programme_id)
        done(stepped(Visitor("caseworker", self.governorate), path, "assess"))
        done(stepped(Visitor("supervisor", self.governorate), path, "approve", {}))
        return path

    def reads(self, path: str) -> str:
        """What is explained to them at home, in their language."""
        paragraphs = done(self.visitor.get(f"{path}/explanation"))["paragraphs"]
        return "\n".join(each[self.language] for each in paragraphs)

    def is_told(self, text: str) -> None:
        """Wait for a message with this text."""
        eventually(lambda: any(text in each for each in received(self.mobile)), what=text)
