"""What can be looked at: licences by who may see them, a little of each by everybody."""

from __future__ import annotations

import hashlib
from base64 import b64encode
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from services.licensing.app.licensed.ports import (
    ByCode,
    Licences,
    Log,
    Printing,
    PublicKeys,
    Register,
    Sought,
)
from services.licensing.app.narrowing import wanted
from services.licensing.app.ports import Calendar, Listing, View
from services.licensing.domain.access import Actor, must_see
from services.licensing.domain.licences.checking import (
    Verified,
    awaits_renewal,
    state_on,
    verified,
)
from services.licensing.domain.licences.course import LicenceState
from services.licensing.domain.licences.licence import Licence
from services.licensing.domain.licences.refusals import NotValid

_KIND = "licence"


@dataclass(frozen=True)
class Reading:
    """Queries of holders, staff and auditors; each is in the audit log."""

    licences: Licences
    show: Callable[[Licence], View]
    list_licences: Listing
    printing: Printing
    calendar: Calendar
    audit: Log

    def licence(self, licence_id: str, actor: Actor) -> View:
        licence = self._seen(licence_id, actor)
        self.audit.record("licence.read", _KIND, licence_id)
        return self.show(licence)

    def find(
        self, filters: Mapping[str, str | None], after: str | None, limit: int, actor: Actor
    ) -> View:
        page = self.list_licences(wanted(filters, actor), after, limit)
        if shown := [each["id"] for each in page["items"]]:
            self.audit.record("licence.list", _KIND, shown)
        return page

    def certificate(self, licence_id: str, language: str, actor: Actor) -> View:
        """The certificate as a file of one part; only of what is valid today."""
        licence = self._seen(licence_id, actor)
        if state_on(licence, self.calendar.today()) is not LicenceState.VALID:
            raise NotValid()
        printed = self.printing(licence, language)
        self.audit.record("licence.certificate", _KIND, licence_id)
        return {
            "name": f"{licence.number.replace('/', '-')}-{language}.pdf",
            "media_type": "application/pdf",
            "size": len(printed),
            "sha256": hashlib.sha256(printed).hexdigest(),
            "parts": 1,
            "data": b64encode(printed).decode(),
        }

    def _seen(self, licence_id: str, actor: Actor) -> Licence:
        licence = self.licences.load(licence_id)
        must_see(actor, licence)
        return licence


@dataclass(frozen=True)
class PublicReading:
    """What everybody may know, without saying who they are."""

    by_code: ByCode
    register: Register
    public_keys: PublicKeys
    calendar: Calendar

    def check(self, code: str) -> View:
        """One of four words, and nothing that helps to find other codes.

        Of what is valid beyond its printed end it is said why.
        """
        licence, today = self.by_code(code), self.calendar.today()
        outcome = Verified.UNKNOWN if licence is None else verified(licence, code, today)
        awaits = licence is not None and awaits_renewal(licence, today)
        return {
            "outcome": outcome.value,
            "awaiting_renewal": outcome is Verified.VALID and awaits,
        }

    def find(self, sought: Sought, after: str | None, limit: int) -> View:
        return self.register(sought, after, limit)

    def keys(self) -> View:
        return {"keys": [dict(each) for each in self.public_keys()]}
