"""What a family reads of its own money: what was paid for which month, what was set off and why.

Never why a payment is held: that can tell of other people. Nor where anybody lives.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Protocol

from services.registry.app.pages import known_page
from services.registry.app.payments.ports import Lists, Payments, Recoveries, Wanted
from services.registry.app.ports import Audit, View
from services.registry.domain.access import Actor
from services.registry.domain.payments.payment import LISTED, PAID, RETURNED
from services.registry.domain.payments.recovery import OPEN, Recovery
from services.registry.domain.payments.refusals import PaymentsNotYours

PREPARING, ON_ITS_WAY = "preparing", "on_its_way"
RETURNED_FOR_GOOD = "returned_for_good"
EMERGENCY_CANCELLED, GIVEN_BACK = "emergency_cancelled", "given_back"

Say = Callable[[str], View]
"""A code with what it says in both languages."""


class FamilyReach(Protocol):
    """Whose household it is, as decided for enrolments."""

    def is_of_family(self, actor: Actor, household_id: str) -> bool: ...

    def known(self, actor: Actor, items: Sequence[View]) -> Sequence[View]: ...


class Names(Protocol):
    """What programmes and emergencies are called."""

    def __call__(self, sources: Iterable[View], /) -> Mapping[str, View]:
        """By their ids, in both languages."""
        ...

    def called_off(self, sources: Iterable[View], /) -> Collection[str]:
        """The ids of those that pay nothing any more, because they were called off."""
        ...


@dataclass(frozen=True)
class FamilyMoney:
    """Pages for a citizen, of the household they belong to; each once in the audit log."""

    lists: Lists
    payments: Payments
    recoveries: Recoveries
    reach: FamilyReach
    names: Names
    say: Say
    audit: Audit

    def find_payments(self, household_id: str, after: str | None, limit: int, actor: Actor) -> View:
        """What the household was paid, or is about to be. Raises `PaymentsNotYours`."""
        self._must_be_theirs(actor, household_id)
        fetch = partial(self.payments.find, Wanted({"household": household_id}, {}))
        page = known_page(fetch, partial(self.reach.known, actor), after, limit)
        return {**page, "items": self._payments(self._written_down("payment", page))}

    def find_recoveries(
        self, household_id: str, after: str | None, limit: int, actor: Actor
    ) -> View:
        """What is set off from the household's payments, and how much is still to be."""
        self._must_be_theirs(actor, household_id)

        def known(items: Sequence[View]) -> Sequence[View]:
            return self.reach.known(actor, [{**each, "person_id": None} for each in items])

        fetch = partial(self.recoveries.find, Wanted({"household": household_id}, {}))
        page = known_page(fetch, known, after, limit)
        return {**page, "items": self._recoveries(self._written_down("recovery", page))}

    def _must_be_theirs(self, actor: Actor, household_id: str) -> None:
        """The same answer whether it is another one's or none at all."""
        if not self.reach.is_of_family(actor, household_id):
            raise PaymentsNotYours()

    def _written_down(self, kind: str, page: View) -> Sequence[View]:
        items: Sequence[View] = page["items"]
        if items:
            self.audit.record("list", kind, [each["id"] for each in items])
        return items

    def _payments(self, items: Sequence[View]) -> list[View]:
        lists = {each["list_id"] for each in items}
        issued = {each for each in lists if self.lists.get_companion(each).has_valid_file}
        debts = {each["recovery_id"] for each in items if each["recovery_id"] is not None}
        recoveries = {each: self.recoveries.known(each) for each in debts}
        names = self.names(each["source"] for each in items)
        back = [each["source"] for each in items if each["status"] == RETURNED]
        called_off = self.names.called_off(back)
        return [
            self._payment(
                each,
                _stands(each, issued, called_off),
                names,
                recoveries.get(each["recovery_id"]),
            )
            for each in items
        ]

    def _payment(
        self,
        item: View,
        stands: str,
        names: Mapping[str, View],
        recovery: Recovery | None,
    ) -> View:
        paid = item["amount_fils"]
        # What was held or withdrawn was not less: nothing was set off with it.
        off = item["offset_fils"] if item["status"] in (LISTED, PAID, RETURNED) else 0
        whole = None if paid is None else paid + item["offset_fils"]
        return {
            **_copied(item, "id", "version", "source", "person_id", "owed_because"),
            "name": names.get(item["source"]["id"]),
            "month": item["for_month"] or item["month"],
            "whole_fils": whole,
            "set_off_fils": off,
            "amount_fils": whole if whole is None else whole - off,
            "set_off_because": self.say(_why(recovery, item["id"])) if off else None,
            "recovery_id": item["recovery_id"] if off else None,
            "state": self.say(stands),
            "settled_on": item["settled_on"],
        }

    def _recoveries(self, items: Sequence[View]) -> list[View]:
        names = self.names(each["source"] for each in items)
        return [self._recovery(each, names) for each in items]

    def _recovery(self, item: View, names: Mapping[str, View]) -> View:
        left = item["amount_fils"] - item["taken_fils"] if item["status"] == OPEN else 0
        return {
            **_copied(item, "id", "version", "source", "payment_id", "amount_fils", "opened_on"),
            "name": names.get(item["source"]["id"]),
            "because": self.say(EMERGENCY_CANCELLED),
            "percent": item["policy"]["percent"],
            "set_off_fils": item["taken_fils"],
            "given_back_fils": item["owed_fils"],
            "left_fils": left,
            "state": self.say(item["status"]),
        }


def _copied(item: View, *names: str) -> View:
    return {name: item[name] for name in names}


def _stands(item: View, issued: Collection[str], called_off: Collection[str]) -> str:
    """How a payment stands; what came back is paid once more unless nothing is paid any more."""
    status = str(item["status"])
    if status == LISTED:
        return ON_ITS_WAY if item["list_id"] in issued else PREPARING
    if status == RETURNED and item["source"]["id"] in called_off:
        return RETURNED_FOR_GOOD
    return status


def _why(recovery: Recovery | None, payment_id: str) -> str:
    owed = () if recovery is None else recovery.owed
    given_back = any(each.payment_id == payment_id for each in owed)
    return GIVEN_BACK if given_back else EMERGENCY_CANCELLED
