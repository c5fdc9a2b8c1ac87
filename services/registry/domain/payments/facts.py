"""What a payment is made from: where the claim comes from, who asks for it, who receives it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

PROGRAMME, EMERGENCY = "programme", "emergency"
MONEY_CAME_BACK, PART_GIVEN_BACK = "money_came_back", "part_given_back"
RAN_IN_MONTH, REST_OF_MONTH = "ran_in_month", "rest_of_month"


@dataclass(frozen=True)
class Source:
    """What the money is paid for: a programme of the ministry, or an emergency."""

    kind: str
    id: str


@dataclass(frozen=True)
class Claim:
    """One household's (or one person's) claim on a list.

    `again_of`: money that came back. `once`: what is claimed is paid a single time, not monthly.
    `also` are other records of that person, merged with theirs: what one of them is paid, all are.
    `for_month` (`yyyy-mm`) is the month of money that came back: it is listed in a later one.
    `back_of`: the payment from which a part was set off that was not to be, and is given back.
    `former`: the enrolment ran in the month that is listed, and runs no more.
    `rest_of`: the payment by which `for_month` was paid too little; `paid_fils` were paid so far.
    `counted`: for which persons it is, where an emergency gives an amount for each.
    """

    id: str
    household_id: str
    person_id: str | None
    amount_fils: int | None
    again_of: str | None = None
    attempt: int = 1
    once: bool = False
    also: tuple[str, ...] = ()
    for_month: str | None = None
    back_of: str | None = None
    former: bool = False
    rest_of: str | None = None
    paid_fils: int = 0
    counted: tuple[str, ...] = ()

    @property
    def owed(self) -> bool:
        """Whether it is owed beside the money of the list's month."""
        return (self.again_of or self.back_of or self.rest_of) is not None

    @property
    def owed_because(self) -> tuple[str, ...]:
        """Why it is owed, by code; nothing of an enrolment that runs and is paid its month."""
        found = {
            RAN_IN_MONTH: self.former and not self.owed,
            PART_GIVEN_BACK: self.back_of is not None,
            REST_OF_MONTH: self.rest_of is not None,
            MONEY_CAME_BACK: self.again_of is not None,
        }
        return tuple(code for code, so in found.items() if so)


@dataclass(frozen=True)
class Payee:
    """Who receives the money: the head of the household, as the registry knows them now.

    `status` is that of the person's record: active, deceased, merged, erased. `household_id` is
    the household whose head it is: of what is a person's own, the one where they live now. Who
    lives in none stands here for themself. `beneficiary` is the status of that person's record.
    `family` are all who live in that household, the payee as well. A `minor` is not paid in their
    own name: of the `guardians` on record, the first who can receives it for them (`ward_id`).
    """

    person_id: str
    status: str
    name: str | None
    document_kind: str | None
    document_number: str | None = field(repr=False, default=None)
    mobile: str | None = field(repr=False, default=None)
    governorate: str | None = None
    protected: bool = False
    household_id: str | None = None
    dissolved: bool = False
    beneficiary: str | None = None
    family: tuple[str, ...] = ()
    minor: bool = False
    guardians: tuple[Payee, ...] = ()
    ward_id: str | None = None

    @property
    def whose(self) -> str:
        """Who receives it, be it by their guardian's hands."""
        return self.ward_id or self.person_id

    def through(self, guardian: Payee) -> Payee:
        """The same money, handed to their guardian; who is hidden hides it."""
        return replace(
            self,
            person_id=guardian.person_id,
            name=guardian.name,
            document_kind=guardian.document_kind,
            document_number=guardian.document_number,
            mobile=guardian.mobile,
            minor=False,
            guardians=(),
            protected=self.protected or guardian.protected,
            ward_id=self.person_id,
        )


@dataclass(frozen=True)
class Sum:
    """How many payments, and how much in fils."""

    count: int = 0
    total_fils: int = 0

    def plus(self, amount_fils: int) -> Sum:
        return Sum(self.count + 1, self.total_fils + amount_fils)


@dataclass(frozen=True)
class Totals:
    """What is on a list: to be paid, per governorate, and what was held for which reason.

    `already` were claims that another list has for this month; `sha256` is of what is to be paid.
    """

    listed: Sum
    governorates: Mapping[str, Sum]
    held: Sum
    findings: Mapping[str, int]
    already: int
    sha256: str
