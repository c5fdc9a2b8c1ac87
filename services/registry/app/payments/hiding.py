"""Which payments are kept from whoever may not know of households under protection."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from services.registry.app.payments.ports import ClaimsOf, Payees
from services.registry.domain.access import Actor
from services.registry.domain.payments import access
from services.registry.domain.payments.checks import who_receives
from services.registry.domain.payments.confirmation import ReportedRow
from services.registry.domain.payments.facts import Claim
from services.registry.domain.payments.rules import PaymentRules

Page = Callable[[int, int], list[ReportedRow]]
"""The reported rows after a row, of so many at most."""


@dataclass(frozen=True)
class Hiding:
    """Asks where everybody lives and who is protected now, many at once."""

    claims_of: ClaimsOf
    payees: Payees
    rules: Callable[[], PaymentRules]

    def hidden_claims(self, claims: Collection[Claim], actor: Actor) -> set[str]:
        """Of these claims, by id, those of households in which somebody is under protection, or
        whose money somebody receives for them who is."""
        if access.may_know_protected(actor) or not claims:
            return set()
        rules, payees = self.rules(), self.payees.of(claims)
        receive = {each: who_receives(payee, rules) for each, payee in payees.items()}
        return {each for each, payee in receive.items() if payee is not None and payee.protected}

    def hidden(self, payment_ids: Collection[str], actor: Actor) -> set[str]:
        """The same of payments; also those that were hidden when they were listed."""
        if access.may_know_protected(actor) or not payment_ids:
            return set()
        known = self.claims_of(payment_ids)
        then = {each for each, (_, protected) in known.items() if protected}
        return then | self.hidden_claims([claim for claim, _ in known.values()], actor)

    def rows(self, page: Page, after: int, limit: int, actor: Actor) -> list[ReportedRow]:
        """As many rows as are asked for, however many are passed over between them."""
        shown: list[ReportedRow] = []
        while len(shown) < limit:
            found = page(after, limit)
            shown += self._open_rows(found, actor)
            if len(found) < limit:
                break
            after = found[-1].row
        return shown[:limit]

    def _open_rows(self, rows: Sequence[ReportedRow], actor: Actor) -> list[ReportedRow]:
        told = {each.payment_id for each in rows if each.payment_id is not None}
        hidden = self.hidden(told, actor)
        return [each for each in rows if each.payment_id not in hidden]
