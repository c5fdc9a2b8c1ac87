"""What the handlers and the work of payments need from outside."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from services.registry.app.ports import View
from services.registry.domain.payments.confirmation import Confirmations, ReportedRow
from services.registry.domain.payments.course import Course, MonthRules
from services.registry.domain.payments.facts import Claim, Payee, Source
from services.registry.domain.payments.payment import Payment
from services.registry.domain.payments.payment_list import PaymentList
from services.registry.domain.payments.recovery import Recovery
from services.registry.domain.payments.rules import PaymentRules


@dataclass(frozen=True)
class Wanted:
    """Which documents of a list: keys that equal a value, keys among several."""

    equals: Mapping[str, str]
    any_of: Mapping[str, Sequence[str]]


class Lists(Protocol):
    """Where payment lists are kept; one at a time is prepared of a programme and month."""

    def get(self, list_id: str, admit: Callable[[PaymentList], None]) -> PaymentList: ...

    def get_companion(self, list_id: str) -> PaymentList: ...

    def add(self, payment_list: PaymentList) -> View: ...

    def save(self, payment_list: PaymentList) -> View: ...

    def view(self, list_id: str) -> View: ...

    def find(self, wanted: Wanted, after: str | None, limit: int) -> View: ...


class Payments(Protocol):
    """Where payments are kept; what is due is kept once, whatever the concurrency."""

    def add_many(self, payments: Iterable[Payment]) -> object:
        """Keep these; one that is there already, or whose due another has, is passed over."""
        ...

    def get_companion(self, payment_id: str) -> Payment:
        """To be changed. Raises what has the kind `not_found`."""
        ...

    def get(self, payment_id: str, admit: Callable[[Payment], None]) -> Payment: ...

    def known(self, payment_id: str) -> Payment | None: ...

    def save(self, payment: Payment) -> View: ...

    def of_list(self, list_id: str, after: str | None = None) -> Iterator[Payment]:
        """All of a list, by id."""
        ...

    def save_if_free(self, payment: Payment) -> bool:
        """Keep a change, unless another payment has what would be due by it."""
        ...

    def view(self, payment_id: str) -> View: ...

    def received(self, receipts: Collection[str]) -> Iterator[Payment]:
        """Those by which somebody receives any of this: see `domain.payments.receipts`."""
        ...

    def having(self, claimed: Collection[str]) -> Iterator[Payment]:
        """Those that have any of what is due, or counted, once."""
        ...

    def allowed(self, allowances: Collection[str]) -> Iterator[Payment]:
        """Those by which a person allowed any of this."""
        ...

    def returned(self, source_id: str, after: str | None) -> Iterator[Payment]:
        """Those whose money came back, by id."""
        ...

    def parts_owed(self, source_id: str, after: str | None) -> Iterator[Payment]:
        """Those of which what was set off is given back, by id."""
        ...

    def of_claims(self, claims: Collection[Claim]) -> Iterator[Payment]:
        """What was ever listed of these claims, also beside other claims of their households."""
        ...

    def count(self, list_id: str) -> int: ...

    def find(self, wanted: Wanted, after: str | None, limit: int) -> View: ...


class Recoveries(Protocol):
    """Where recoveries are kept."""

    def get(self, recovery_id: str, admit: Callable[[Recovery], None]) -> Recovery: ...

    def get_companion(self, recovery_id: str) -> Recovery: ...

    def known(self, recovery_id: str) -> Recovery | None: ...

    def open_of(self, household_ids: Sequence[str]) -> Mapping[str, Sequence[Recovery]]:
        """The open ones of these households, the oldest first, to be changed."""
        ...

    def add_many(self, recoveries: Iterable[Recovery]) -> object:
        """Keep these; one that is there already is passed over."""
        ...

    def save(self, recovery: Recovery) -> View: ...

    def view(self, recovery_id: str) -> View: ...

    def find(self, wanted: Wanted, after: str | None, limit: int) -> View: ...


class Batches(Protocol):
    """Where the provider's confirmations are kept; a reference is taken once."""

    def get(self, batch_id: str, admit: Callable[[Confirmations], None]) -> Confirmations: ...

    def get_companion(self, batch_id: str) -> Confirmations: ...

    def load(self, batch_id: str) -> Confirmations: ...

    def add(self, batch: Confirmations) -> View: ...

    def save(self, batch: Confirmations) -> View: ...

    def view(self, batch_id: str) -> View: ...


class ReportedRows(Protocol):
    """Where it is kept which rows of a provider's file had no effect, and why."""

    def put(self, batch_id: str, rows: Sequence[ReportedRow]) -> None:
        """Keep these; again, they take their place."""
        ...

    def page(self, batch_id: str, after: int, limit: int) -> list[ReportedRow]:
        """Those after this row, in their order."""
        ...


class Claims(Protocol):
    """Who is to be paid by a source: enrolments, or the targets of an emergency."""

    def of(
        self, source: Source, month: str, after: str | None, rules: MonthRules
    ) -> Iterator[Claim]:
        """Those that run and are paid for this month (`yyyy-mm`), by claim id, from after this one
        on."""
        ...

    def former(
        self, source: Source, month: str, after: str | None, rules: MonthRules
    ) -> Iterator[Claim]:
        """Those that run no more, and are paid for this month all the same; in the same order. Of
        an emergency, persons who are no longer of a household that is on its list."""
        ...

    def standing(
        self, source: Source, month: str, claims: Sequence[Claim], rules: MonthRules
    ) -> Mapping[str, int | None]:
        """Those of these that are paid for this month as is known now, with their amounts."""
        ...


@dataclass(frozen=True)
class Corrected:
    """Whose enrolment it is, and its course with what was contested rightly."""

    claim: Claim
    course: Course


class Corrections(Protocol):
    """Enrolments of which an amount was contested rightly."""

    def of(self, source: Source) -> Sequence[str]:
        """Those of a programme, in order."""
        ...

    def courses(self, enrolment_ids: Sequence[str]) -> Mapping[str, Corrected]:
        """Those of these that are paid."""
        ...


class Payees(Protocol):
    """Who receives the money: the heads of households."""

    def of(self, claims: Collection[Claim]) -> Mapping[str, Payee]:
        """By claim id; of what is a person's own, where that person lives now."""
        ...

    def named(self, person_ids: Collection[str]) -> Mapping[str, Payee]:
        """These persons by their id, to be written down: nothing of where they live."""
        ...


class ClaimsOf(Protocol):
    """Whose money payments are."""

    def __call__(self, payment_ids: Collection[str], /) -> Mapping[str, tuple[Claim, bool]]:
        """By the id of the payment, of those that there are, a claim under that id; and whether
        the household was under protection when it was listed, or whoever it names is now."""
        ...


class RecordsOf(Protocol):
    """The records that are of one person, since merges."""

    def __call__(self, person_ids: Collection[str], /) -> Mapping[str, tuple[str, ...]]:
        """For each of these the others."""
        ...

    def staying(self, person_ids: Collection[str]) -> Mapping[str, str]:
        """For each of these the record that stays."""
        ...


class Rules(Protocol):
    """The rules of a day."""

    def __call__(self, day: date, /) -> PaymentRules: ...


class Progress(Protocol):
    """How far background work is."""

    def of(self, kind: str, aggregate_id: str) -> dict[str, Any] | None: ...


class Programmes(Protocol):
    """Which programmes there are."""

    def must_pay(self, programme_id: str) -> None:
        """Raise what has the kind `not_found`; `ProgrammePaysNothing` for one without money."""
        ...


class Together(Protocol):
    """Changes that happen together or not at all."""

    def __call__(self) -> AbstractContextManager[None]: ...
