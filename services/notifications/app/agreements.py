"""Making agreements with ministries."""

from __future__ import annotations

from dataclasses import dataclass

from services.notifications.app.commands import RecordAgreement
from services.notifications.app.ports import Agreements, AgreementsInForce, Feeds, View
from services.notifications.domain.access import Actor, may_record_agreements
from services.notifications.domain.agreement import Agreement, Sharing
from services.notifications.domain.refusals import VersionRequired, VersionStale


@dataclass(frozen=True)
class RecordAgreements:
    """Keeps the agreements; each partner's stream is there before its agreement holds."""

    agreements: Agreements
    in_force: AgreementsInForce
    feeds: Feeds
    sharing: Sharing

    def record(self, command: RecordAgreement, actor: Actor) -> View:
        """Make or replace the agreement; answers its view.

        Raises `VersionRequired` when it exists and the caller does not say which version is
        replaced, `VersionStale` when there is none to replace, and what `Terms.check` raises.
        """
        may_record_agreements(actor)
        command.terms.check(self.sharing)
        self.feeds.declare(command.partner)
        view = self._store(command)
        self.in_force.reload()
        return view

    def _store(self, command: RecordAgreement) -> View:
        agreement = self.agreements.find(command.partner)
        if agreement is None:
            if command.expected_version is not None:
                raise VersionStale(current=0, expected=command.expected_version)
            return self.agreements.add(
                Agreement.record(command.partner, command.terms, self.sharing)
            )
        if command.expected_version is None:
            raise VersionRequired(partner=command.partner)
        agreement.replace(command.terms, self.sharing)
        return self.agreements.save(agreement)
