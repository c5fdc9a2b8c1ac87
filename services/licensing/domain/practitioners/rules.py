"""The rules of the register of practitioners: dated data, see `rules/practitioners.yaml`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from services.licensing.domain.practitioners.parts import PractitionerKind
from services.licensing.domain.words import Words

PRACTITIONER = "practitioner"
"""What a service says that it registers (`outcome.registers`)."""
NAME, SPECIALISM, REGISTERED_ON = PUBLIC = ("name", "specialism", "registered_on")
"""What everybody may be told beside class and standing."""


@dataclass(frozen=True)
class PractitionerClass:
    """A class of practitioners: `services` whose licences are of it, `specialism` and `education`
    the answers that say for what, and with which qualification."""

    code: str
    words: Words
    kind: PractitionerKind
    services: tuple[str, ...]
    specialism: str | None
    education: tuple[str, ...]


@dataclass(frozen=True)
class PublicRules:
    """What everybody is told of one practitioner, by what they name."""

    number: frozenset[str]
    number_and_name: frozenset[str]
    certificate: frozenset[str]
    words_of_name: int


@dataclass(frozen=True)
class PractitionerRules:
    """The rules of a day. `hours`, `courses`: the answers that tell of training; `leaving`: the
    reasons for which a licence is ended by its holder's own wish."""

    series: str
    classes: Mapping[str, PractitionerClass]
    hours: str
    courses: str
    leaving: frozenset[str]
    public: PublicRules

    def class_of(self, service: str) -> PractitionerClass | None:
        """Of which class licences of this service are."""
        return next((each for each in self.classes.values() if service in each.services), None)

    def words_of(self, class_code: str) -> Words:
        """What a class is called; one that the law knows no more by its code."""
        known = self.classes.get(class_code)
        return Words(class_code, class_code) if known is None else known.words
