"""One e-service of the ministry, in one of its versions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from services.licensing.domain.catalogue.conditions import Answers, Case, Conditions, first_of, hold
from services.licensing.domain.catalogue.fields import Choice
from services.licensing.domain.catalogue.form import Form
from services.licensing.domain.catalogue.steps import Silence, Step, Term
from services.licensing.domain.inspections.checklist import Checklist
from services.licensing.domain.licences.renewal import Meanwhile
from services.licensing.domain.words import Words


class Party(StrEnum):
    """Who may apply: for themselves, for somebody with an authorisation, for a legal entity."""

    PERSON = "person"
    DELEGATE = "delegate"
    ENTITY = "entity"


class Effect(StrEnum):
    """What an approval brings about.

    `issue`: a new licence, registration or permit. `renew`, `replace`, `amend`: of the licence
    that the application names. `surrender`: its holder gives that licence back; `transfer`: it
    goes on under another holder. `join`: a society joins a union. `accept`: nothing is issued,
    what was handed in is on file. `inspect`: the place that a complaint names is visited.
    """

    ISSUE = "issue"
    RENEW = "renew"
    REPLACE = "replace"
    AMEND = "amend"
    SURRENDER = "surrender"
    TRANSFER = "transfer"
    JOIN = "join"
    ACCEPT = "accept"
    INSPECT = "inspect"


NAMING_A_LICENCE = frozenset(Effect) - {Effect.ISSUE}


@dataclass(frozen=True)
class Paper:
    """A document that is wanted, and what it may be. `most_bytes` bounds its size.

    `kinds`: as which kinds of documents it may have been handed in; of a version that is older
    than kinds any.
    """

    code: str
    words: Words
    required: bool
    types: tuple[str, ...]
    most_bytes: int
    when: Conditions = ()
    must_be_valid: bool = False
    kinds: tuple[str, ...] = ()


@dataclass(frozen=True)
class Bar:
    """What the law does not allow to be applied for, and the words in which that is said."""

    code: str
    when: Conditions
    words: Words


@dataclass(frozen=True)
class Derived:
    """A value that follows from the answers: the first case that holds."""

    code: str
    label: Words
    cases: tuple[Case[Choice], ...]
    public: bool = False
    printed: bool = False

    def value(self, answers: Answers) -> Choice | None:
        return first_of(self.cases, answers)


@dataclass(frozen=True)
class About:
    """The licence that an application is about: of which services, in which states.

    `opens_days`: so many days before its end at the earliest. `holders_only`: only its holder
    applies; a complaint comes from anybody. `years_held`: it was issued so long ago. `variant`: the
    field that the licence answers itself, by what kind of its service it is. `held_by`: the field
    in which somebody else says who holds it; it is looked up only when that is granted, and must be
    theirs, so that who applies learns nothing of it by its number.
    """

    field: str
    services: tuple[str, ...]
    states: tuple[str, ...]
    opens_days: int | None = None
    holders_only: bool = True
    years_held: int = 0
    variant: str | None = None
    held_by: str | None = None


@dataclass(frozen=True)
class NewHolder:
    """The fields that say who is to hold a licence. `entity`, `registration_number`: for whom the
    person speaks, where that is asked and answered."""

    name: str
    national_number: str
    mobile: str
    email: str | None = None
    entity: str | None = None
    registration_number: str | None = None


@dataclass(frozen=True)
class Outcome:
    """What is issued. `years`, `months`: of validity; without both it has no end.

    `months_from`: the field that says for how many months. `registers`: what record is begun or
    changed beside the licence. `into`: the field that names the union which a society joins.
    `unlisted`: when it stands in no public register; any of them. `while_decided`: what a licence
    is between its end and the decision about its renewal. `ends_on`: the field with the day on
    which a licence that is given back ends. `holder`: who is to hold one that is passed on.
    """

    effect: Effect
    kind: str
    series: str
    title: Words
    years: int | None = None
    renewal_opens_days: int = 0
    lapses_after_months: int | None = None
    reminder_days: tuple[int, ...] = ()
    registers: str | None = None
    into: str | None = None
    months: int | None = None
    months_from: str | None = None
    unlisted: tuple[Conditions, ...] = ()
    while_decided: Meanwhile = Meanwhile.EXPIRED
    ends_on: str | None = None
    holder: NewHolder | None = None

    @property
    def ends(self) -> bool:
        """Whether what is issued has an end."""
        return (self.years, self.months, self.months_from) != (None, None, None)


@dataclass(frozen=True)
class Appeal:
    """Whether a rejection can be contested: within so many days, decided by whom, until when."""

    within_days: int
    roles: tuple[str, ...]
    term: Term


@dataclass(frozen=True)
class Source:
    """Where a part of a version stands, and whether nobody has confirmed it as law."""

    part: str
    source: str
    assumption: bool


@dataclass(frozen=True)
class ServiceVersion:
    """An e-service as it is from `effective_from` on. Who applied under it stays under it.

    `fingerprint` is that of its data: an application keeps to the version with its own, whatever
    a file says later.
    """

    code: str
    effective_from: date
    fingerprint: str
    words: Words
    instructions: Words
    parties: tuple[Party, ...]
    form: Form
    name_field: str | None
    place_field: str | None
    variant_field: str | None
    papers: tuple[Paper, ...]
    fees: tuple[Case[int], ...]
    steps: tuple[Step, ...]
    term: Term | None
    silence: Silence
    completion: Term
    reasons: Mapping[str, Words]
    outcome: Outcome
    appeal: Appeal | None = None
    about: About | None = None
    checklists: tuple[Case[Checklist], ...] = ()
    bars: tuple[Bar, ...] = ()
    derived: tuple[Derived, ...] = ()
    sources: tuple[Source, ...] = ()

    def step(self, code: str) -> Step:
        """The step of this code. Raises `LookupError`."""
        for each in self.steps:
            if each.code == code:
                return each
        raise LookupError(code)

    def papers_for(self, answers: Answers) -> list[Paper]:
        """The documents that these answers call for."""
        return [each for each in self.papers if hold(each.when, answers)]

    def fee(self, answers: Answers) -> int:
        """What is to be paid, in fils."""
        return first_of(self.fees, answers) or 0

    def checklist(self, answers: Answers) -> Checklist | None:
        """What an inspector looks at."""
        return first_of(self.checklists, answers)

    def follows(self, code: str, answers: Answers) -> str | None:
        """The code of the value of this name that follows from the answers, if any does."""
        known = next((each.value(answers) for each in self.derived if each.code == code), None)
        return None if known is None else known.code

    def bars_of(self, answers: Answers) -> list[Bar]:
        """What stands in the way of such an application, by law."""
        return [each for each in self.bars if hold(each.when, answers)]
