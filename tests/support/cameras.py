"""The central camera room, with the people who work in it and those who are seen by it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from chassis.identifiers import new_id
from contracts.rpc.licensing import METHODS
from services.licensing.adapters.between.cameras import CameraPlaces
from services.licensing.adapters.licensed.licences import LICENCES
from services.licensing.bootstrap import cameras, wire
from services.licensing.bootstrap.house import House
from services.licensing.domain.places import Place
from services.licensing.entrypoints.service import LicensingService
from tests.support.calling import Caller, somebody
from tests.support.licences import CLERK, Issuer

INSPECTOR = somebody("inspector-1", "inspector")
OPERATOR = somebody("operator-4", "camera_operator")
OTHER_OPERATOR = somebody("operator-5", "camera_operator")
OPERATOR_OF_IRBID = somebody("operator-9", "camera_operator", governorates=("JO-IR",))
HOLDER = somebody("citizen-1", "citizen", governorates=(), national_number="9852012345")
PURPOSES = ["complaint", "emergency"]


@dataclass
class Inspections:
    """Inspections that were opened, in memory."""

    opened: list[dict[str, Any]] = field(default_factory=list)
    cancelled: list[tuple[str, str]] = field(default_factory=list)
    begun: bool = False

    def open(
        self, about_licence_id: str, place: Place, purpose: str, due_on: date, because_id: str
    ) -> str:
        inspection_id = new_id()
        self.opened.append(
            {
                "id": inspection_id,
                "about": about_licence_id,
                "governorate": place.governorate,
                "purpose": purpose,
                "due_on": due_on,
                "because": because_id,
            }
        )
        return inspection_id

    def call_off(self, inspection_id: str, reason: str) -> bool:
        if self.begun:
            return False
        self.cancelled.append((inspection_id, reason))
        return True


class Room:
    """The camera room on this house; `licence` is of a private nursery in Amman."""

    def __init__(self, house: House) -> None:
        self.house = house
        self.inspections = Inspections()
        places = CameraPlaces(house.store(LICENCES), house.calendar.today)
        room = cameras.wire(house, places, self.inspections)
        licensing = replace(wire(house), cameras=room)
        self.ask = Caller(LicensingService, licensing, METHODS)
        self.issuer = Issuer(licensing.licences.issuing, house.together)
        self.licence_id: str = self.issuer().id

    def do(self, actor: Any, method: str, **request: Any) -> dict[str, Any]:
        """As the gateway asks it; `version` and `key` go along as they do there."""
        more = {name: request.pop(name) for name in ("version", "key") if name in request}
        return self.ask(actor, method, request, **more)

    def registered(self, area: str = "playroom", **different: Any) -> dict[str, Any]:
        """A camera that hangs there and was not checked yet."""
        request = {
            "licence_id": self.licence_id,
            "area": area,
            "purpose": "سلامة الأطفال",
            "stream_reference": f"cam-{new_id()}",
            **different,
        }
        return self.do(CLERK, "register_camera", **request)

    def camera(self, area: str = "playroom") -> str:
        """The id of an active camera."""
        camera_id: str = self.registered(area)["id"]
        self.checked(camera_id)
        return camera_id

    def checked(self, camera_id: str, outcome: str = "passed") -> dict[str, Any]:
        found = {"camera_id": camera_id, "outcome": outcome, "findings": "كشف على التركيب"}
        return self.do(INSPECTOR, "check_camera", **found)

    def consent(
        self, party: str = "holder", file: str | None = None, **different: Any
    ) -> dict[str, Any]:
        """A clerk records a consent; the place's consents after that."""
        today = self.house.calendar.today()
        request = {
            "licence_id": self.licence_id,
            "party": party,
            "file": file,
            "paper": "نموذج 4",
            "purposes": PURPOSES,
            "given_on": today.isoformat(),
            "until": today.replace(year=today.year + 1).isoformat(),
            **different,
        }
        return self.do(CLERK, "give_camera_consent", **request)

    def consented(self) -> list[str]:
        """Holder and guardians consent; the ids of both consents."""
        self.consent()
        kept = self.consent("guardians", "ملف 17")
        return [each["id"] for each in kept["consents"]]

    def watched(self) -> str:
        """An active camera in the playroom, which holder and guardians consent to."""
        self.consented()
        return self.camera()

    @property
    def logged(self) -> list[tuple[str, str]]:
        """What the audit log in memory says: what was done, and by whom."""
        audit: Any = self.house.audit
        return [(each["action"], each["actor"]) for each in audit.entries]

    def withdraw(self, consent_id: str, how: str = "withdrawn", actor: Any = CLERK) -> Any:
        request = {"licence_id": self.licence_id, "consent_id": consent_id, "how": how}
        return self.do(actor, "end_camera_consent", **request)

    def view(self, camera_id: str, actor: Any = OPERATOR, **different: Any) -> dict[str, Any]:
        """An operator opens a viewing."""
        request = {
            "camera_id": camera_id,
            "purpose": "complaint",
            "reason": "شكوى من غياب المشرفة",
            **different,
        }
        return self.do(actor, "open_camera_viewing", **request)

    def flagged(self, camera_id: str, actor: Any = OPERATOR, **different: Any) -> dict[str, Any]:
        """An operator reports what they saw in the last quarter of an hour."""
        now = self.house.clock.now().replace(microsecond=0)
        begins = now - timedelta(minutes=15)
        request = {
            "camera_id": camera_id,
            "begins_at": begins.strftime("%Y-%m-%dT%H:%M:%SZ"),
            "ends_at": now.strftime("%Y-%m-%dT%H:%M:%SZ"),
            "kind": "unattended_children",
            "urgency": "ordinary",
            "text": "أطفال بلا مشرفة",
            "marks": [{"reference": "REC-0417", "seconds": 1260}],
            **different,
        }
        return self.do(actor, "flag_camera_incident", **request)
