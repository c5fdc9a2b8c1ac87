"""A person whose every fact is a text that nobody else has, and who used every part of the system.

They came by file, were corrected, registered twice and merged, lived alone, applied, were paid,
visited, written to, copied and taken out in files.
"""

from __future__ import annotations

import random
import string
import time
from typing import Any

from tests.e2e.registry.test_files import send, step
from tests.support.benefits import done, reached, stepped
from tests.support.fieldwork import Survey, just_now
from tests.support.importing import as_csv, as_xlsx
from tests.support.registry import national_number
from tests.support.surveys import question
from tests.support.twice import merge, pair_of
from tests.support.waiting import eventually
from tests.support.window import Visitor

_ARABIC = "بتثجخدرزسشصضطظغفقكلمن"
AT_HOME = {"governorate": "JO-AM", "district": None, "subdistrict": None}
HEADINGS = ("national number", "first", "father", "family", "latin first", "latin family",
            "birth date", "sex", "mobile", "email", "governorate", "details", "household",
            "relation")  # fmt: skip


def latin_word() -> str:
    return "Zq" + "".join(random.choices(string.ascii_lowercase, k=12))


def arabic_word() -> str:
    return "ظغ" + "".join(random.choices(_ARABIC, k=12))


class Marks:
    """The texts, by the category of the law that they belong to."""

    def __init__(self) -> None:
        self.of: dict[str, list[str]] = {}

    def note(self, category: str, text: str, found_by: str | None = None) -> str:
        """Remember it; `found_by` is the part of it that stays the same however it is written."""
        self.of.setdefault(category, []).append(found_by or text)
        return text

    @property
    def all(self) -> set[str]:
        return {mark for each in self.of.values() for mark in each}

    def mobile(self) -> str:
        number = f"79{random.randrange(10**7):07d}"
        return self.note("contact", f"0{number}", number)

    def email(self) -> str:
        return self.note("contact", f"{latin_word().lower()}@example.jo")

    def latin(self) -> str:
        return self.note("latin_name", latin_word())

    def street(self) -> str:
        return self.note("address_details", f"شارع {arabic_word()}")

    def words(self, category: str) -> str:
        """Somebody's own words about something."""
        return self.note(category, f"قالوا {arabic_word()}")


class Traced:
    """See above. What they asked for is finished when this is made."""

    def __init__(self) -> None:
        self.marks = Marks()
        self.clerk, self.supervisor = Visitor("clerk"), Visitor("supervisor")
        self.number = self.marks.note("identity", national_number())
        self.first, self.family = (self.marks.note("name", arabic_word()) for _ in "12")
        self.mobile = self.marks.mobile()
        self.id = self._comes_by_file()
        self.path = f"/v1/persons/{self.id}"
        self.visitor = Visitor("citizen", national_number=self.number)
        self.home = str(done(self.clerk.get("/v1/households", person_id=self.id))["items"][0]["id"])
        self._is_amended()
        self._asks_for_a_correction()
        self.twin = self._is_registered_twice()
        self._gets_help()
        self._is_visited()
        self._takes_a_copy()
        for of, form in (("persons", "csv"), ("persons", "xlsx"), ("households", "csv")):
            self._is_taken_out(of, form)
        self._is_in_another_file()

    def _row(self) -> tuple[str, ...]:
        note = self.marks
        return (
            self.number, self.first, "محمد", self.family, note.latin(), note.latin(),
            "1985-03-17", "female", self.mobile, note.email(), "JO-AM", note.street(),
            "1", "head",
        )  # fmt: skip

    def _comes_by_file(self) -> str:
        import_id = send(self.supervisor, as_csv([self._row()], HEADINGS))
        step(self.supervisor, import_id, "check", "checked")
        loaded = step(self.supervisor, import_id, "load", "loaded")
        assert loaded["loaded"]["persons"] == 1, loaded
        (found,) = done(self.clerk.get("/v1/persons", national_number=self.number))["items"]
        return str(found["id"])

    def _is_in_another_file(self) -> None:
        """Which nobody goes on with: their row is refused, as they are registered."""
        import_id = send(self.supervisor, as_xlsx([self._row()], HEADINGS), "again.xlsx")
        step(self.supervisor, import_id, "check", "checked")

    def _is_amended(self) -> None:
        note = self.marks
        card = {"kind": "unhcr", "number": note.note("identity", f"881-{latin_word()}")}
        changes: list[dict[str, Any]] = [
            {"contact": {"mobile": self.mobile, "email": note.email(), "language": "en"}},
            {"address": {**AT_HOME, "details": note.street()}},
            {"disabilities": [{"kind": "autism", "degree": "severe"}], "other_documents": [card],
             "reason": {"kind": "change", "note": note.words("changes")}},
            {"name": self._named(), "reason": {"kind": "change", "note": note.words("changes")}},
        ]  # fmt: skip
        for each in changes:
            done(
                self.clerk.patch(
                    self.path, each, based_on=self.clerk.get(self.path).headers["ETag"]
                )
            )
        path = f"/v1/households/{self.home}"
        for address in ({**AT_HOME, "details": note.street()} for _ in "12"):
            moved = {"on": time.strftime("%Y-%m-%d"), "address": address,
                     "note": note.words("household")}  # fmt: skip
            done(stepped(self.clerk, path, "move", moved))

    def _named(self) -> dict[str, Any]:
        parts = {"father": None, "grandfather": None}
        return {
            "arabic": {"first": self.first, "family": self.family, **parts},
            "latin": {"first": self.marks.latin(), "family": self.marks.latin(), **parts},
        }

    def _asks_for_a_correction(self) -> None:
        note = self.marks
        changes = {
            "contact": {"mobile": note.mobile(), "email": note.email(), "language": "en"},
            "name": self._named(),
            "address": {**AT_HOME, "details": note.street()},
            "disabilities": [{"kind": "autism", "degree": "mild"}],
        }
        self._granted("correction", changes=changes)

    def _granted(self, kind: str, **more: Any) -> dict[str, Any]:
        asked = {"person_id": self.id, "kind": kind, "text": self.marks.words("requests"), **more}
        path = (
            f"/v1/privacy-requests/{done(self.visitor.post('/v1/privacy-requests', asked))['id']}"
        )
        decision = {"outcome": "granted", "reason": self.marks.words("requests")}
        return done(stepped(self.supervisor, path, "decide", decision))

    def _is_registered_twice(self) -> str:
        """And the second record is merged into the first."""
        note, card = self.marks, {"kind": "unhcr", "number": self.marks.of["identity"][1]}
        again = {
            "identity": {"kind": "none", "number": None},
            "other_documents": [card],
            "name": {"arabic": None, "latin": self._named()["latin"]},
            "birth_date": "1985-03-17",
            "sex": "female",
            "contact": {"mobile": note.mobile(), "email": note.email(), "language": "en"},
            "address": {**AT_HOME, "details": note.street()},
        }
        twin = str(done(self.clerk.post("/v1/persons", again))["id"])
        done(merge(self.supervisor, pair_of(self.supervisor, twin, self.id), self.id))
        return twin

    def _gets_help(self) -> None:
        note, one, two = self.marks, Visitor("administrator"), Visitor("administrator")
        terms = {"name": {"ar": "معونة", "en": "Aid"}, "pillar": "karamah", "kind": "cash",
                 "beneficiary": "household", "opens_on": "2020-01-01", "amount_fils": 86_500,
                 "visit_required": False}  # fmt: skip
        programme = done(one.post("/v1/programmes", terms))["id"]
        asked = {"programme_id": programme, "household_id": self.home,
                 "note": note.words("enrolments")}  # fmt: skip
        path = f"/v1/enrolments/{done(self.visitor.post('/v1/enrolments', asked))['id']}"
        done(stepped(self.supervisor, path, "approve", {"note": note.words("enrolments")}))
        opened = {"programme_id": programme, "month": time.strftime("%Y-%m")}
        payments = f"/v1/payment-lists/{done(one.post('/v1/payment-lists', opened))['id']}"
        reached(one, payments, "prepared")
        done(stepped(two, payments, "approve"))
        assert reached(one, payments, "issued")["file"]["issued"]["count"] == 1
        end = {"outcome": "exited", "reason_code": "own_request", "note": note.words("enrolments")}
        done(stepped(self.supervisor, path, "end", end))
        objection = {"enrolment_id": path.rpartition("/")[2], "text": note.words("grievances")}
        done(self.visitor.post("/v1/grievances", objection))

        def told() -> bool:
            sent = done(self.supervisor.get("/v1/messages", party=self.party, state="sent"))
            return len(sent["items"]) >= 2

        eventually(told, within=60, what="messages are sent by both channels")

    @property
    def party(self) -> str:
        return f"registry.person/{self.id}"

    def _is_visited(self) -> None:
        survey = Survey()
        asked = survey.open(self.home, questions=[question("said", "text")])
        answers = [{"question": "said", "value": self.marks.words("surveys")}]
        visit = just_now(asked, self.home, answers=answers, note=self.marks.words("surveys"))
        (result,) = survey.upload(visit)
        assert result["became"] in ("accepted", "review"), result

    def _takes_a_copy(self) -> None:
        asked = {"person_id": self.id, "language": "ar"}
        path = f"/v1/data-copies/{done(self.visitor.post('/v1/data-copies', asked))['id']}"
        reached(self.visitor, path, "ready")

    def _is_taken_out(self, of: str, form: str) -> None:
        asked = {"of": of, "format": form, "purpose": "service_planning", "governorate": "JO-AM"}
        path = f"/v1/exports/{done(self.supervisor.post('/v1/exports', asked))['id']}"
        reached(self.supervisor, path, "ready", within=120)

    def is_erased(self) -> dict[str, Any]:
        """An erasure that was asked for from home and granted; answers what was decided."""
        decision: dict[str, Any] = self._granted("erasure")["decision"]
        return decision
