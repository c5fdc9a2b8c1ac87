"""Visits of one family that tell its profile what it has."""

from __future__ import annotations

from typing import Any

from tests.support.surveys import RESEARCHER, Office, brought, decide, question

QUESTIONS = [
    question("income", "money", least=0, most=10**9, indicator="earned_income_fils"),
    question("car", "yes_no", indicator="owns_car"),
    question("rooms", "whole", least=0, most=50, indicator="rooms"),
]
Found = tuple[int, bool, int]
POOR, RICH = (0, False, 1), (900_000, True, 9)


class Field:
    """An open round with one family, whose visits say what its profile is told."""

    def __init__(self, office: Office) -> None:
        self.office = office
        office.researcher()
        self.family = office.family()
        asked = office.questionnaire(QUESTIONS)
        self.round_id = office.open(self.family, questionnaire_id=asked)

    def bring(self, found: Found, day: int, **changes: Any) -> dict[str, Any]:
        """A visit of this day of November that found this."""
        answers = zip(("income", "car", "rooms"), found, strict=True)
        visit = brought(
            self.round_id,
            self.family,
            started_at=f"2026-11-{day}T09:00:00.000Z",
            ended_at=f"2026-11-{day}T09:35:00.000Z",
            answers=[{"question": code, "value": value} for code, value in answers],
            **changes,
        )
        self.office.upload(visit)
        return visit

    def decide(self, number: int, accept: bool = True) -> Any:
        visit = self.office.visit(self.round_id, self.family)
        return decide(self.office, visit, number, accept)

    def facts(self) -> list[dict[str, Any]]:
        asked = {"household_id": self.family}
        return list(self.office.ask("get_profile", asked, RESEARCHER)["facts"])

    def standing(self) -> Found:
        """What the profile says now; each of it once."""
        (income,), (car,), (rooms,) = (
            [
                each
                for each in self.facts()
                if each["indicator"] == name and each["withdrawn"] is None
            ]
            for name in ("earned_income_fils", "owns_car", "rooms")
        )
        return income["number"], car["flag"], rooms["number"]

    def income_counted(self) -> str:
        asked = {"household_id": self.family, "rules": "cash_support"}
        return str(self.office.ask("assess_household", asked, RESEARCHER)["reasons"][0]["en"])
