"""Writing the file of an approved list in the background, after a last look at who changed."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Sequence

from services.registry.app.batches import in_batches
from services.registry.app.files.ports import FileStore
from services.registry.app.payments.ports import Claims, Lists, Payees, Payments, Rules
from services.registry.app.payments.preparing import BATCH, add_up
from services.registry.app.payments.recovering import Recovering
from services.registry.app.ports import Run
from services.registry.domain.payments import checks
from services.registry.domain.payments.facts import Payee, Sum
from services.registry.domain.payments.payment import LISTED, Payment
from services.registry.domain.payments.payment_list import APPROVED, File, PaymentList

BOM = "\ufeff"
COLUMNS = (
    "record", "payment_id", "household_id", "payee_name", "document_kind", "document_number",
    "mobile", "month", "amount_fils", "amount_jod",
)  # fmt: skip
"""Nothing of where somebody lives: who is under protection could be told by what is missing."""

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


class NotWhatWasApproved(Exception):
    """The payments of a list are not those whose checksum was approved: nothing is issued."""

    code = "payment_list_altered"


class Issuing:
    """The work `issue`: never more than was approved, less where somebody is no longer entitled."""

    def __init__(
        self,
        lists: Lists,
        payments: Payments,
        claims: Claims,
        payees: Payees,
        recovering: Recovering,
        files: FileStore,
        rules: Rules,
        identify: Callable[[str, str], str],
    ) -> None:
        self._lists = lists
        self._payments = payments
        self._claims = claims
        self._payees = payees
        self._recovering = recovering
        self._files = files
        self._rules = rules
        self._identify = identify

    def issue(self, list_id: str, run: Run) -> None:
        """Hold back who changed since, and write the file."""
        payment_list = self._lists.get_companion(list_id)
        if payment_list.status != APPROVED or payment_list.totals is None:
            return
        found = add_up(self._payments.of_list(list_id), already=0)
        if found.sha256 != payment_list.totals.sha256:
            raise NotWhatWasApproved
        total = payment_list.totals.listed.count
        self._hold_back(payment_list, run, total)
        issued = _sum(each for each in self._payments.of_list(list_id) if each.status == LISTED)
        name = f"payments-{payment_list.month}-{list_id}.csv"
        # The same id however often it is written: a run that was cut off leaves no second file.
        stored = self._files.write(
            name,
            "text/csv",
            self._chunks(payment_list, issued),
            owner=f"payment_list/{list_id}",
            file_id=self._identify(list_id, "file"),
            rows=issued.count,
        )
        for each in self._payments.of_list(list_id):
            self._recovering.settle(each)
        run.reached(total, total)
        payment_list = self._lists.get_companion(list_id)
        payment_list.issue(File(stored.id, name, stored.size, stored.sha256, issued))
        self._lists.save(payment_list)

    def _hold_back(self, payment_list: PaymentList, run: Run, total: int) -> None:
        """Keep out who was suspended, died, was merged or dissolved since the list was prepared."""
        done = int(run.checkpoint.get("looked", 0))
        after = run.checkpoint.get("after")
        rules = self._rules(payment_list.opened.on)
        for batch in in_batches(self._payments.of_list(payment_list.id, after), BATCH):
            payees = self._payees_of(batch)
            standing = set(
                self._claims.standing(payment_list.source, [each.claim.id for each in batch])
            )
            for each in batch:
                payee = payees.get(each.claim.id)
                found = checks.findings(each.source, each.claim, payee, rules)
                if each.claim.id not in standing and each.claim.again_of is None:
                    found = (*found, checks.NO_LONGER_STANDS)
                if found and each.status == LISTED:
                    each.hold(found)
                    self._payments.save(each)
            done += len(batch)
            run.reached(done, total, after=batch[-1].id, looked=done)

    def _chunks(self, payment_list: PaymentList, issued: Sum) -> Iterator[bytes]:
        yield (BOM + _csv([COLUMNS])).encode()
        going = (e for e in self._payments.of_list(payment_list.id) if e.status == LISTED)
        for batch in in_batches(going, BATCH):
            payees = self._payees_of(batch)
            yield _csv(_row(each, payees[each.claim.id]) for each in batch).encode()
        totals = (
            "total", payment_list.id, issued.count, "", "", "", "", payment_list.month,
            issued.total_fils, jod(issued.total_fils),
        )  # fmt: skip
        yield _csv([totals]).encode()

    def _payees_of(self, batch: Sequence[Payment]) -> dict[str, Payee]:
        return dict(self._payees.of([each.claim for each in batch]))


def jod(fils: int) -> str:
    """Fils as dinars with three places."""
    return f"{fils // 1000}.{fils % 1000:03d}"


def _row(payment: Payment, payee: Payee) -> Sequence[object]:
    return (
        "payment", payment.id, payment.claim.household_id, _cell(payee.name or ""),
        payee.document_kind, _cell(payee.document_number or ""),
        (payee.mobile or "").replace("+", "00"), payment.month,
        payment.amount_fils, jod(payment.amount_fils),
    )  # fmt: skip


def _cell(text: str) -> str:
    """A text that a spreadsheet does not take for a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def _csv(rows: Iterable[Sequence[object]]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerows(rows)
    return text.getvalue()


def _sum(payments: Iterable[Payment]) -> Sum:
    found = Sum()
    for each in payments:
        found = found.plus(each.amount_fils)
    return found
