"""The consents of one place: of its holder, and of those who care for or are the people seen."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from services.licensing.domain.access import Actor
from services.licensing.domain.cameras.access import holds, must_work
from services.licensing.domain.cameras.events import ConsentEnded, ConsentEvent, ConsentGiven
from services.licensing.domain.cameras.place import LicensedPlace
from services.licensing.domain.cameras.refusals import (
    ConsentLater,
    ConsentMissing,
    ConsentOver,
    ConsentPaperMissing,
    ConsentTooLong,
    ConsentUnknown,
    TooManyConsents,
)
from services.licensing.domain.cameras.rules import HOLDER, CameraRules

WITHDRAWN, LEFT = "withdrawn", "left"
"""A consent that was withdrawn stands against every viewing, until who withdrew it consents anew or
has left the place."""
MOST = 2000
"""Consents that are kept of one place: a bound against mistakes."""


@dataclass(frozen=True)
class Terms:
    """What is consented to: by whom (`file` is the place's own reference to them, never a name;
    nothing for the holder), on which signed paper, for which purposes, from when until when."""

    party: str
    file: str | None
    paper: str | None
    purposes: tuple[str, ...]
    given_on: date
    until: date


@dataclass(frozen=True)
class Ended:
    """How a consent ended: when, noted by whom."""

    how: str
    at: datetime
    by: str


@dataclass(frozen=True)
class Consent:
    """One consent, who recorded it, and how it ended."""

    id: str
    terms: Terms
    recorded_by: str
    ended: Ended | None = None

    def holds_on(self, purpose: str, day: date) -> bool:
        """Whether it allows looking for this purpose on that day."""
        terms = self.terms
        return (
            self.ended is None
            and purpose in terms.purposes
            and terms.given_on <= day <= terms.until
        )

    @property
    def giver(self) -> tuple[str, str | None]:
        return self.terms.party, self.terms.file


@dataclass
class PlaceConsents:
    """The aggregate: one for each licence. Opening a viewing holds it, ending a consent changes it,
    so that neither passes the other by."""

    id: str
    version: int
    place: LicensedPlace
    consents: list[Consent] = field(default_factory=list)
    events: list[ConsentEvent] = field(default_factory=list)

    @property
    def governorate(self) -> str:
        return self.place.governorate

    @property
    def owners(self) -> frozenset[str]:
        return self.place.owners

    def give(
        self, consent_id: str, terms: Terms, rules: CameraRules, actor: Actor, today: date
    ) -> None:
        """The holder gives their own consent; staff record what was signed."""
        own = terms.party == HOLDER and holds(actor, self.owners)
        if not own:
            must_work(actor, self.governorate, "clerk", "supervisor")
            if terms.paper is None:
                raise ConsentPaperMissing(pointer="/paper")
        if terms.party != HOLDER and terms.file is None:
            raise ConsentPaperMissing(pointer="/file")
        _must_fit(terms, rules, today)
        if len(self.consents) >= MOST:
            raise TooManyConsents(most=MOST)
        file = None if terms.party == HOLDER else terms.file
        self.consents.append(Consent(consent_id, replace(terms, file=file), actor.subject))
        self.events.append(ConsentGiven(self.place.id, terms.party))

    def end(self, consent_id: str, how: str, actor: Actor, at: datetime) -> None:
        """From now on nothing rests on it. Who withdrew may also be noted to have left."""
        consent = self._consent(consent_id)
        if not (consent.terms.party == HOLDER and holds(actor, self.owners)):
            must_work(actor, self.governorate, "clerk", "supervisor")
        if consent.ended is not None and (consent.ended.how, how) != (WITHDRAWN, LEFT):
            raise ConsentOver(pointer="/consent_id")
        ended = replace(consent, ended=Ended(how, at, actor.subject))
        self.consents[self.consents.index(consent)] = ended
        self.events.append(ConsentEnded(self.place.id, consent.terms.party, how))

    def pass_on(self, place: LicensedPlace, at: datetime) -> None:
        """The place has another holder: who held it has left, and with them what they said."""
        self.place = place
        self.consents = [
            replace(each, ended=Ended(LEFT, at, "system")) if _is_of_holder(each) else each
            for each in self.consents
        ]
        self.events.append(ConsentEnded(place.id, HOLDER, LEFT))

    def move(self, place: LicensedPlace, at: datetime) -> None:
        """The place is elsewhere: who consented did so to cameras of the old address, and consents
        anew. Who withdrew stands against it as before."""
        self.place = place
        parties = sorted({each.terms.party for each in self.consents if each.ended is None})
        self.consents = [
            each if each.ended else replace(each, ended=Ended(LEFT, at, "system"))
            for each in self.consents
        ]
        self.events.extend(ConsentEnded(place.id, party, LEFT) for party in parties)

    def last_day(self, parties: Iterable[str], purpose: str, day: date) -> date:
        """Until when all of these consent. Raises `ConsentMissing` where one does not."""
        return min(self._last_day(party, purpose, day) for party in parties)

    def _last_day(self, party: str, purpose: str, day: date) -> date:
        of_party = [each for each in self.consents if each.terms.party == party]
        standing = [each for each in of_party if each.holds_on(purpose, day)]
        given = {each.giver for each in standing}
        objects = any(
            each.ended is not None and each.ended.how == WITHDRAWN and each.giver not in given
            for each in of_party
        )
        if objects or not standing:
            raise ConsentMissing(party=party)
        return max(each.terms.until for each in standing)

    def _consent(self, consent_id: str) -> Consent:
        found = next((each for each in self.consents if each.id == consent_id), None)
        if found is None:
            raise ConsentUnknown(id=consent_id)
        return found


def _is_of_holder(consent: Consent) -> bool:
    """Whether it, or its withdrawal, still counts for the holder."""
    left = consent.ended is not None and consent.ended.how == LEFT
    return consent.terms.party == HOLDER and not left


def _must_fit(terms: Terms, rules: CameraRules, today: date) -> None:
    """Raises `PurposeUnknown`, `ConsentLater`, `ConsentTooLong`."""
    for at, purpose in enumerate(terms.purposes):
        rules.must_know_purpose(purpose, f"/purposes/{at}")
    if terms.given_on > today:
        raise ConsentLater(pointer="/given_on")
    latest = terms.given_on + timedelta(days=rules.consenting.longest_days)
    if not terms.given_on <= terms.until <= latest:
        raise ConsentTooLong(pointer="/until", latest=latest.isoformat())
