"""Somebody of whom there is everything that the audit log tells of, and what the log says."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import contracts
from chassis.context import Context, use
from tests.support.privacy import SUPERVISOR, ask_for, consent, copied
from tests.support.programmes import Office
from tests.support.registry import HELPER, citizen, national_number, protect, register, settle

GOLDEN = Path(contracts.__file__).parent / "golden" / "rpc" / "registry"


class Known:
    """A woman with a child, an application, a rejected one with its grievance, a consent, a
    request and a probable duplicate; when she is protected, hidden from all but a caseworker and
    supervisors of hers."""

    def __init__(self, office: Office, *, protected: bool) -> None:
        registry, self.number = office.registry, national_number()
        self.id = register(registry, number=self.number)["id"]
        self.home = settle(registry, self.id, register(registry, sex="male")["id"])
        register(registry)
        with use(Context(HELPER)):
            registry.duplicates.detection.detect(self.id)
        aid, other = office.programme(), office.programme()
        self.programme = aid["id"]
        self.enrolment = office.applied(aid, self.home)["id"]
        office.do("assess_enrolment", SUPERVISOR, enrolment_id=self.enrolment)
        rejected = {"enrolment_id": office.applied(other, self.home)["id"]}
        why = {"reason_code": "documents_missing"}
        office.do("reject_enrolment", SUPERVISOR, **rejected, **why)
        text = {"text": "الوثائق مكتملة."}
        filed = office.do("file_grievance", citizen(self.number), **rejected, **text)
        self.grievance = filed["id"]
        self.consent = consent(registry, self.id)["id"]
        self.request = ask_for(registry, self.id, "objection", purpose="statistics")["id"]
        asked = {"person_id": self.id, "status": "open"}
        self.pair = office.do("find_duplicates", SUPERVISOR, **asked)["items"][0]["id"]
        if protected:
            protect(registry, self.id, HELPER, knowers=[SUPERVISOR.subject])
        self.copy = copied(registry, self.id, HELPER)

    def asked(self, method: str) -> dict[str, Any]:
        """What each query asks."""
        person, household = {"person_id": self.id}, {"household_id": self.home["id"]}
        requests: dict[str, dict[str, Any]] = {
            "get_sensitive_facts": {**person, "purpose": "care"},
            "find_persons": {"national_number": self.number},
            "get_household": household,
            "get_household_history": household,
            "get_profile": household,
            "get_duplicate": {"duplicate_id": self.pair},
            "get_privacy_request": {"request_id": self.request},
            "get_consent": {"consent_id": self.consent},
            "get_data_copy": {"copy_id": self.copy},
            "get_enrolment": {"enrolment_id": self.enrolment},
            "explain_enrolment": {"enrolment_id": self.enrolment},
            "find_enrolments": household,
            "find_grievances": household,
            "rank_applications": {"programme_id": self.programme},
            "get_grievance": {"grievance_id": self.grievance},
        }
        return requests.get(method, person)

    def told(self, method: str) -> dict[str, Any]:
        """What each command is told: its golden sample, of her."""
        sample: dict[str, Any] = json.loads((GOLDEN / f"{method}.json").read_text("utf-8"))
        hers = {
            "household_id": self.home["id"],
            "enrolment_id": self.enrolment,
            "grievance_id": self.grievance,
            "person_id": self.id,
            "consent_id": self.consent,
            "request_id": self.request,
        }
        return {name: hers.get(name, said) for name, said in sample["request"].items()}


def logged(office: Office) -> list[str]:
    audit: Any = office.house.audit
    return [each["action"] for each in audit.entries]
