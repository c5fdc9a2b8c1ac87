"""Who objects to a purpose is not in its files, and is not read for it, until they lift it."""

from __future__ import annotations

from typing import Any

import pytest

from tests.e2e.registry.test_privacy import acted, done, exported
from tests.support.long import english
from tests.support.registry import another_person, national_number
from tests.support.window import Visitor

PLACE = "JO-BA"
DEAF = {"kind": "hearing", "degree": "severe"}


class Objector:
    """Somebody who objects from home to a use of their data, which a supervisor grants."""

    def __init__(self, language: str) -> None:
        address = {"governorate": PLACE, "district": None, "details": None}
        self.clerk = Visitor("clerk", PLACE, language=language)
        self.number = national_number()
        body = another_person(self.number, address=address, disabilities=[DEAF])
        self.id = done(self.clerk.post("/v1/persons", body), 201)["id"]
        self.path = f"/v1/persons/{self.id}"
        self.visitor = Visitor("citizen", national_number=self.number, language=language)

    def objects(self, purpose: str, outcome: str = "granted") -> str:
        """The address of the request, decided so."""
        asked = {
            "person_id": self.id,
            "kind": "objection",
            "text": "لا أوافق على هذا الاستعمال.",
            "purpose": purpose,
        }
        filed = done(self.visitor.post("/v1/privacy-requests", asked), 201)
        path = f"/v1/privacy-requests/{filed['id']}"
        body = {"outcome": outcome, "reason": "للمعترض حق فيه"}
        done(acted(Visitor("supervisor", PLACE), path, "decide", body))
        return path

    def is_in_a_file_for(self, purpose: str) -> bool:
        reader, file = exported(purpose, PLACE)
        answer = reader.get(file)
        assert answer.status_code == 200, answer.text
        return self.id in answer.text


@pytest.mark.parametrize(
    ("language", "planning"), [("ar", "تخطيط الخدمات"), english("en", "Planning services")]
)
def test_who_objects_is_left_out_of_files_for_that_purpose_alone(
    language: str, planning: str
) -> None:
    somebody = Objector(language)
    assert somebody.is_in_a_file_for("service_planning")
    path = somebody.objects("service_planning")
    told: dict[str, Any] = done(somebody.visitor.get(path))
    assert told["in_force"]
    assert planning in told["decision"]["answer"][language]
    assert not somebody.is_in_a_file_for("service_planning")
    assert somebody.is_in_a_file_for("data_quality")
    assert done(somebody.clerk.get(somebody.path))["id"] == somebody.id, "a counter still serves"

    stranger = Visitor("citizen", national_number=national_number())
    seen = somebody.visitor.get(path).headers["ETag"]
    assert stranger.post(f"{path}/lift", based_on=seen).status_code == 403
    assert done(acted(somebody.visitor, path, "lift"))["status"] == "lifted"
    assert somebody.is_in_a_file_for("service_planning")


@pytest.mark.parametrize(
    ("language", "title"), [("ar", "اعتراض على هذا الغرض"), english("en", "Objected to")]
)
def test_what_is_sensitive_is_not_shown_for_a_purpose_objected_to(
    language: str, title: str
) -> None:
    somebody = Objector(language)
    path = somebody.objects("complaint")
    refused = somebody.clerk.get(f"{somebody.path}/sensitive", purpose="complaint")
    assert (refused.status_code, refused.json()["title"]) == (403, title)
    shown = somebody.clerk.get(f"{somebody.path}/sensitive", purpose="care")
    assert done(shown)["disabilities"] == [DEAF]
    done(acted(somebody.visitor, path, "lift"))
    shown = somebody.clerk.get(f"{somebody.path}/sensitive", purpose="complaint")
    assert done(shown)["disabilities"] == [DEAF]


def test_an_objection_that_was_refused_changes_nothing() -> None:
    somebody = Objector("ar")
    path = somebody.objects("complaint", outcome="refused")
    assert not done(somebody.visitor.get(path))["in_force"]
    shown = somebody.clerk.get(f"{somebody.path}/sensitive", purpose="complaint")
    assert done(shown)["disabilities"] == [DEAF]
