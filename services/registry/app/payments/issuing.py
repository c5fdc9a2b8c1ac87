"""Writing the file of an approved list in the background, after a last look at who changed."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from services.registry.app.batches import in_batches
from services.registry.app.files.ports import FileStore
from services.registry.app.payments.looking import Looked, Looking
from services.registry.app.payments.ports import Lists, Payees, Payments, Rules
from services.registry.app.payments.preparing import BATCH, add_up
from services.registry.app.payments.recovering import Recovering
from services.registry.app.ports import Run, Today
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
        looking: Looking,
        payees: Payees,
        recovering: Recovering,
        files: FileStore,
        rules: Rules,
        identify: Callable[[str, str], str],
        today: Today,
    ) -> None:
        self._lists = lists
        self._payments = payments
        self._looking = looking
        self._payees = payees
        self._recovering = recovering
        self._files = files
        self._rules = rules
        self._identify = identify
        self._today = today

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
        file = File(stored.id, name, stored.size, stored.sha256, issued, self._today())
        payment_list.issue(file)
        self._lists.save(payment_list)

    def _hold_back(self, payment_list: PaymentList, run: Run, total: int) -> None:
        """Look once more at who was suspended, died, was merged, divided or dissolved, what is due
        to them and who receives it, since the list was prepared."""
        done = int(run.checkpoint.get("looked", 0))
        after = run.checkpoint.get("after")
        for batch in in_batches(self._payments.of_list(payment_list.id, after), BATCH):
            listed = {each.id: each for each in batch if each.status == LISTED}
            for looked in self._look_at(payment_list, listed):
                self._decide(listed[looked.payment_id], looked)
            done += len(batch)
            run.reached(done, total, after=batch[-1].id, looked=done)

    def _look_at(self, payment_list: PaymentList, listed: Mapping[str, Payment]) -> list[Looked]:
        rules = self._rules(payment_list.opened.on)
        claims = {each.id: each.claim for each in listed.values()}
        due_now = self._looking.due_now(payment_list, list(claims.values()), rules)
        first = min(listed, default="")

        def decided(other: Payment) -> bool:
            """Of two on this list that exclude one another, the one that is looked at first goes
            on: those behind it do not count yet."""
            return other.list_id != payment_list.id or other.id < first

        return self._looking.at(payment_list, claims, due_now, rules, decided)

    def _decide(self, payment: Payment, looked: Looked) -> None:
        """Hold it for what was found, or let it go to whoever heads the household now."""
        found = looked.findings
        if not found and not self._recovering.stands(payment):
            # What was set off from it is not to be any more: it is due as a whole.
            found = (checks.AMOUNT_CHANGED,)
        if found or looked.payee is None:
            payment.hold(found)
            self._payments.save(payment)
            return
        payment.redirect(looked.payee.person_id, looked.payee.ward_id)
        if not self._payments.save_if_free(payment):
            # In this moment another list has somebody's money of this month for the same payee.
            payment = self._payments.get_companion(payment.id)
            payment.hold((checks.PAID_ELSEWHERE,))
            self._payments.save(payment)

    def _chunks(self, payment_list: PaymentList, issued: Sum) -> Iterator[bytes]:
        yield (BOM + _csv([COLUMNS])).encode()
        going = (e for e in self._payments.of_list(payment_list.id) if e.status == LISTED)
        for batch in in_batches(going, BATCH):
            # Whom the second look decided on, whatever becomes of the household while this is
            # written: a payment names who is in the file.
            payees = self._payees.named({each.payee_id for each in batch if each.payee_id})
            yield _csv(_row(each, payees[each.payee_id or ""]) for each in batch).encode()
        totals = (
            "total", payment_list.id, issued.count, "", "", "", "", payment_list.month,
            issued.total_fils, jod(issued.total_fils),
        )  # fmt: skip
        yield _csv([totals]).encode()


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
