"""What applications need of documents, fees and inspections."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from services.licensing.app.applications.ports import PaperFacts, Raised
from services.licensing.app.documents.attaching import Documents
from services.licensing.app.fees.billing import Billing
from services.licensing.app.inspections.parting import Parting
from services.licensing.app.inspections.planning import Planning
from services.licensing.app.ports import WorkingDaysAfter
from services.licensing.domain.access import Actor
from services.licensing.domain.applications.application import Application
from services.licensing.domain.catalogue.service import Effect, ServiceVersion
from services.licensing.domain.documents.facts import RecordRef
from services.licensing.domain.fees.events import About as Billed
from services.licensing.domain.inspections.checklist import Checklist, ChecklistCopy
from services.licensing.domain.inspections.words import APPLICATION, About, Purpose
from services.licensing.domain.words import Words

KIND = "application"
ENDED = "application_ended"
INSPECTION_WORKING_DAYS = 30
"""For steps that have no term of their own: by then it is surely due. A bound, no rule of law."""

Identify = Callable[..., str]


@dataclass(frozen=True)
class PapersOfDocuments:
    """See `app.applications.ports.Papers`."""

    documents: Documents

    def usable(
        self, document_ids: Sequence[str], application: Application | None, actor: Actor
    ) -> Mapping[str, PaperFacts]:
        record_key = None if application is None else _record(application).key
        named_by = {} if application is None else application.named_by
        known = self.documents.usable(document_ids, actor, record_key=record_key, named_by=named_by)
        return {
            each: PaperFacts(facts.kind, facts.media_type, facts.size, facts.expires_on)
            for each, facts in known.items()
        }

    def attach(self, document_ids: Sequence[str], application: Application, actor: Actor) -> None:
        record = _record(application)
        for each in dict.fromkeys(document_ids):
            self.documents.attach(each, record, actor, named_by=application.named_by.get(each))
        self.documents.reattach(record)

    def share(self, application: Application) -> None:
        self.documents.reattach(_record(application))


@dataclass(frozen=True)
class BillsOfFees:
    """See `app.applications.ports.Bills`."""

    billing: Callable[[], Billing]
    identify: Identify

    def raise_for(
        self,
        application: Application,
        step: str,
        amount_fils: int,
        purpose: Words,
        due: date | None,
    ) -> Raised:
        bill_id = self.identify("bill", application.id, step, str(application.version))
        bill = self.billing().raise_bill(
            bill_id,
            Billed(KIND, application.id),
            application.owners,
            application.governorate,
            amount_fils,
            purpose,
            due,
        )
        return Raised(bill.id, bill.patience_hours)

    def move_due(self, bill_id: str, due: date | None) -> None:
        self.billing().move_due(bill_id, due)

    def cancel(self, bill_id: str) -> None:
        self.billing().cancel_bill(bill_id)

    def share(self, application: Application) -> None:
        self.billing().hand_on(application.id, application.owners)


@dataclass(frozen=True)
class InspectionsOfPlanning:
    """See `app.applications.ports.Inspections`. `holders`: whose a licence is, and
    stays until the transaction has ended: it may be passed on while a visit opens."""

    planning: Callable[[], Planning]
    parting: Callable[[], Parting]
    holders: Callable[[str], frozenset[str]]
    today: Callable[[], date]
    working_days_after: WorkingDaysAfter

    def open_for(
        self,
        application: Application,
        service: ServiceVersion,
        step: str,
        checklist: Checklist,
        due: date | None,
    ) -> str:
        renews = service.outcome.effect is Effect.RENEW
        return self.planning().open(
            About(KIND, application.id, None, tuple(sorted(self._hosts(application)))),
            copy_of(service, checklist),
            Purpose.RENEWAL if renews else Purpose.FIRST,
            application.content.place,
            due or self.working_days_after(self.today(), INSPECTION_WORKING_DAYS),
            f"{APPLICATION}/{application.id}/{step}/{application.version}",
            by="system:applications",
            announced=True,
        )

    def move_due(self, inspection_id: str, due: date | None) -> None:
        self.planning().move_due(inspection_id, due)

    def cancel(self, inspection_id: str) -> None:
        self.planning().cancel(inspection_id, ENDED, "system:applications")

    def share(self, application: Application) -> None:
        self.parting().pass_on(application.id, self._hosts(application))

    def _hosts(self, application: Application) -> frozenset[str]:
        """Who reads of the visits for it. Where a licence is known to be is its holder's to know,
        and not of who acts for them: it may be a place that nobody is to find."""
        licence_id = application.content.licence_id
        return application.owners if licence_id is None else self.holders(licence_id)


def copy_of(service: ServiceVersion, checklist: Checklist) -> ChecklistCopy:
    """The checklist as the service has it; its version is the day it took effect."""
    return ChecklistCopy(service.code, int(service.effective_from.strftime("%Y%m%d")), checklist)


def _record(application: Application) -> RecordRef:
    return RecordRef(KIND, application.id, application.governorate, application.owners)
