"""What the registry can be asked about payments. Nothing here changes anything."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from services.registry.app.files.ports import FileStore, StoredFile
from services.registry.app.pages import Fetch, known_page
from services.registry.app.payments.hiding import Hiding
from services.registry.app.payments.ports import (
    Batches,
    Lists,
    Payments,
    Progress,
    Recoveries,
    ReportedRows,
    Wanted,
)
from services.registry.app.payments.shown import open_batch, open_list, uncounted
from services.registry.app.ports import Audit, View
from services.registry.domain.access import Actor
from services.registry.domain.payments import access
from services.registry.domain.payments.confirmation import RECEIVING, Confirmations, ReportedRow
from services.registry.domain.payments.facts import Claim
from services.registry.domain.payments.refusals import (
    FileWithdrawn,
    NoFileYet,
    PaymentsNotYours,
    RecoveryUnknown,
)

_OF_HOLDING = ("findings", "held_because", "allowed")

Hides = Callable[[Sequence[View], Actor], set[str]]
"""Which of these, by id, are kept from the actor."""


@dataclass(frozen=True)
class Find:
    """A page of what has these keys."""

    keys: Mapping[str, str]
    after: str | None = None
    limit: int = 20


class PaymentQueries:
    """Reading lists, payments, files and confirmations, each within the reach of who asks."""

    def __init__(
        self,
        lists: Lists,
        payments: Payments,
        batches: Batches,
        recoveries: Recoveries,
        hiding: Hiding,
        reported: ReportedRows,
        missing: Callable[[Confirmations], list[int]],
        files: FileStore,
        progress: Progress,
        audit: Audit,
    ) -> None:
        self._lists = lists
        self._payments = payments
        self._batches = batches
        self._recoveries = recoveries
        self._hiding = hiding
        self._reported = reported
        self._missing = missing
        self.files = files
        self._progress = progress
        self._audit = audit

    def payment_list(self, list_id: str, actor: Actor) -> View:
        """One list with its totals, its checks and how far it is."""
        access.may_read_lists(actor)
        view, progress = self._lists.view(list_id), self._progress.of("payment_list", list_id)
        if access.may_know_protected(actor):
            return {**view, "progress": progress}
        return {**open_list(view), "progress": uncounted(progress)}

    def find_lists(self, query: Find, actor: Actor) -> View:
        """A page of lists."""
        access.may_read_lists(actor)
        page = self._lists.find(Wanted(query.keys, {}), query.after, query.limit)
        whole = access.may_know_protected(actor)
        items = page["items"] if whole else [open_list(each) for each in page["items"]]
        return {**page, "items": [{**each, "progress": None} for each in items]}

    def find_payments(self, query: Find, actor: Actor) -> View:
        """A page of payments, in the audit log; households under protection are shown to few."""
        places = access.places_to_read(actor)
        asked = query.keys.get("governorate")
        if places is not None and asked is not None and asked not in places:
            raise PaymentsNotYours()
        keys = dict(query.keys)
        if not access.may_know_protected(actor):
            keys["shown"] = "yes"
        any_of = {} if places is None else {"governorate": sorted(places)}

        def read(after: str | None, limit: int) -> View:
            return self._payments.find(Wanted(keys, any_of), after, limit)

        page = self._page("payment", read, self._hidden_payments, query, actor)
        if access.may_know_protected(actor):
            return page
        # Why one is held would say of a complete record that its number is somebody else's; so
        # nobody else is told of any.
        return {
            **page,
            "items": [{**each, **dict.fromkeys(_OF_HOLDING)} for each in page["items"]],
        }

    def payment(self, payment_id: str, actor: Actor) -> View:
        """One payment, as who pays it sees it; in the audit log."""
        access.may_pay(actor)
        view = self._payments.view(payment_id)
        self._audit.record("read", "payment", payment_id)
        return view

    def file(self, list_id: str, part: int, actor: Actor) -> StoredFile:
        """The file for the provider, one part of which is read: once in the audit log."""
        access.may_take_out(actor)
        payment_list = self._lists.get_companion(list_id)
        file = payment_list.file
        if file is None:
            raise NoFileYet()
        if not payment_list.has_valid_file:
            raise FileWithdrawn()
        if part == 0:
            self._audit.record("download", "payment_list", list_id)
        return self.files.described(file.id)

    def confirmations(self, batch_id: str, actor: Actor) -> View:
        """One batch of the provider's, with what was reported of its lines; payments of households
        under protection are neither shown nor counted to those who may not know of them."""
        access.may_read_lists(actor)
        view, missing = self._batches.view(batch_id), list[int]()
        if view["status"] == RECEIVING:
            missing = self._missing(self._batches.load(batch_id))
        progress = self._progress.of("payment_confirmations", batch_id)
        if not access.may_know_protected(actor):
            told = {each["payment_id"] for each in view["reported"]}
            view = open_batch(view, self._hiding.hidden(told, actor))
            progress = uncounted(progress)
        return {**view, "missing": missing, "progress": progress}

    def reported_rows(
        self, batch_id: str, after: int, limit: int, actor: Actor
    ) -> list[ReportedRow]:
        """The rows of a provider's file that had no effect, and why."""
        access.may_read_lists(actor)
        self._batches.load(batch_id)
        return self._hiding.rows(partial(self._reported.page, batch_id), after, limit, actor)

    def recovery(self, recovery_id: str, actor: Actor) -> View:
        """One recovery, with its parts."""
        access.may_read_lists(actor)
        view = self._recoveries.view(recovery_id)
        if self._hidden_claims([view], actor):
            self._audit.record("read_refused", "recovery", recovery_id)
            raise RecoveryUnknown(id=recovery_id)
        self._audit.record("read", "recovery", recovery_id)
        return view

    def find_recoveries(self, query: Find, actor: Actor) -> View:
        """A page of recoveries: of a household, of an emergency, in a status."""
        access.may_read_lists(actor)

        def read(after: str | None, limit: int) -> View:
            return self._recoveries.find(Wanted(query.keys, {}), after, limit)

        return self._page("recovery", read, self._hidden_claims, query, actor)

    def _page(self, kind: str, read: Fetch, hides: Hides, query: Find, actor: Actor) -> View:
        """What the actor may see of a list, full pages of it, each once in the audit log."""

        def seen(items: Sequence[View]) -> list[View]:
            hidden = hides(items, actor)
            return [each for each in items if each["id"] not in hidden]

        page = known_page(read, seen, query.after, query.limit)
        if page["items"]:
            self._audit.record("list", kind, [each["id"] for each in page["items"]])
        return page

    def _hidden_payments(self, items: Sequence[View], actor: Actor) -> set[str]:
        return self._hiding.hidden([each["id"] for each in items], actor)

    def _hidden_claims(self, items: Sequence[View], actor: Actor) -> set[str]:
        """Those of households where somebody is under protection now."""
        return self._hiding.hidden_claims([_claim(each) for each in items], actor)


def _claim(view: View) -> Claim:
    """Whose money it is, to be asked who receives it now."""
    return Claim(view["id"], view["household_id"], view.get("person_id"), None)
