"""What an approved application gives: to whom, for what, and on which terms."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from services.licensing.domain.licences.term import Terms
from services.licensing.domain.places import Place
from services.licensing.domain.words import Words


class GrantKind(StrEnum):
    """A licence to do something, the registration of a body, or a certificate of something."""

    LICENCE = "licence"
    REGISTRATION = "registration"
    CERTIFICATE = "certificate"


class HolderKind(StrEnum):
    PERSON = "person"
    ENTITY = "entity"


@dataclass(frozen=True)
class Represented:
    """By its own record an association said who acts for it, while this was the latest application
    about the licence."""

    association_id: str
    application_id: str


@dataclass(frozen=True)
class Holder:
    """Whose it is, with the name as written, and the logins that act for them.

    `national_numbers`: of those who act for a body, beside its logins. `taken_over_by`: the
    application by which it was passed on to them, which another made. Of what was passed on before
    this was kept it is unknown: they were reached as its applicant, and still are. `represented`:
    an association whose own record says who acts for it.
    """

    name: str
    kind: HolderKind
    national_number: str | None
    registration_number: str | None
    logins: frozenset[str]
    national_numbers: frozenset[str] = frozenset()
    taken_over_by: str | None = None
    represented: Represented | None = None


@dataclass(frozen=True)
class Fact:
    """Something to be known of what is licensed, such as its capacity.

    `public` facts stand in the register that everybody reads, `printed` ones on the certificate.
    """

    code: str
    label: Words
    value: Words
    public: bool
    printed: bool


@dataclass(frozen=True)
class Licensed:
    """The place or body that is licensed."""

    name_ar: str
    name_en: str | None
    place: Place
    facts: tuple[Fact, ...] = ()


@dataclass(frozen=True)
class Grant:
    """What an application gives. `series` begins the number, `variant` is a kind of the service's.

    `service` is the code of the service in the catalogue, `title` what the certificate is called.
    What is not `listed` stands in no public register: a shelter, or a person's own practice.
    `under`: the registration by which it was permitted, as a society is permitted to collect.
    """

    application_id: str
    service: str
    kind: GrantKind
    series: str
    title: Words
    variant: str | None
    holder: Holder
    licensed: Licensed
    terms: Terms
    listed: bool = True
    under: str | None = None


@dataclass(frozen=True)
class Series:
    """Numbers run by prefix and year, from 1, without a gap."""

    prefix: str
    year: int

    @property
    def code(self) -> str:
        return f"{self.prefix}-{self.year}"

    def number(self, running: int) -> str:
        """The number printed on the certificate, like `NUR-2026-000001`."""
        return f"{self.code}-{running:06}"
