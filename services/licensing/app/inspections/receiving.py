"""Reports come in: one by one, and in batches from devices that were offline."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from services.licensing.app.inspections.assigning import Assigning
from services.licensing.app.inspections.commands import (
    BroughtReport,
    ReportInspection,
    UnreadableReport,
    UploadReports,
)
from services.licensing.app.inspections.ports import (
    Calendar,
    EachByItself,
    Identify,
    Inspections,
    Photographs,
    Reports,
    Rules,
    Undisturbed,
    Uploads,
)
from services.licensing.app.ports import NewId, Together, View
from services.licensing.domain.access import Actor, must_have_role
from services.licensing.domain.inspections.access import must_inspect
from services.licensing.domain.inspections.entries import WAITING, Entry
from services.licensing.domain.inspections.inspection import Inspection
from services.licensing.domain.inspections.refusals import CorrectsNothing, InspectionNotPlanned
from services.licensing.domain.inspections.report import Clock, Content, Report
from services.licensing.domain.inspections.upload import Became, ErrorAt, Receipt, Upload
from services.licensing.domain.inspections.words import State

REFUSING = frozenset({"not_found", "conflict", "forbidden", "invalid"})
"""Kinds of refusals that concern one report and will not pass when it is sent again."""
PASSING = "unavailable"
UNREADABLE = "invalid_request"
OUT_OF_TIME = "inspection_upload_out_of_time"
HasTime = Callable[[], bool]


@dataclass(frozen=True)
class Receiving:
    """Keeps what inspectors found. A report is never lost: what clashes waits for a supervisor."""

    inspections: Inspections
    reports: Reports
    uploads: Uploads
    assigning: Assigning
    photographs: Photographs
    together: Together
    undisturbed: Undisturbed[Receipt]
    each_by_itself: EachByItself
    rules: Rules
    calendar: Calendar
    identify: Identify
    new_report_id: NewId
    new_upload_id: NewId
    show_upload: Callable[[Upload], View]

    def report(self, command: ReportInspection, actor: Actor) -> View:
        """With a connection: what clashes is refused at once, to be looked at again."""
        with self.together():
            inspection = self.inspections.get(
                command.inspection_id, lambda known: must_inspect(actor, known.governorate)
            )
            if inspection.state not in (State.ASSIGNED, State.VISITED):
                raise InspectionNotPlanned(state=inspection.state.value)
            counting = inspection.entries.counting
            counts = None if counting is None else counting.report_id
            if command.content.corrects != counts:
                raise CorrectsNothing(pointer="/corrects")
            brought = BroughtReport(0, self.new_report_id(), command.inspection_id, command.content)
            self._keep(inspection, brought, None, 0, actor)
            return self.inspections.save(inspection)

    def receive(self, command: UploadReports, actor: Actor, has_time: HasTime) -> View:
        """Each by itself: one that is refused keeps none of the others from being kept.

        The same batch under the same key is answered the same; what was deferred of it is looked
        at then. Raises `NotAnInspector`.
        """
        must_have_role(actor, "inspector")
        self.assigning.must_know(actor.subject)
        upload_id = self.new_upload_id()
        self._refuse_repeated(upload_id)
        ahead = int((command.sent_at - self.calendar.now()).total_seconds())
        with self.each_by_itself():
            receipts = tuple(
                self._one(each, command.device_id, ahead, actor, has_time)
                for each in command.reports
            )
        upload = Upload(upload_id, command.device_id, actor.subject, receipts)
        upload.keep()
        return self.uploads.add(upload) if upload.is_final else self.show_upload(upload)

    def _refuse_repeated(self, upload_id: str) -> None:
        """A batch that was answered is answered the same; the store knows it by its key."""
        try:
            self.uploads.get(upload_id)
        except Exception as error:
            if getattr(error, "kind", None) != "not_found":
                raise

    def _one(
        self,
        brought: BroughtReport | UnreadableReport,
        device_id: str,
        ahead: int,
        actor: Actor,
        has_time: HasTime,
    ) -> Receipt:
        if isinstance(brought, UnreadableReport):
            refused = Became.REFUSED
            return Receipt(brought.report_id, refused, code=UNREADABLE, errors=brought.errors)
        if not has_time():
            return _receipt(brought, Became.DEFERRED, OUT_OF_TIME)
        try:
            return self.undisturbed(lambda: self._bring(brought, device_id, ahead, actor))
        except Exception as error:
            if getattr(error, "kind", None) not in (*REFUSING, PASSING):
                raise
            return _refused(brought, error)

    def _bring(self, brought: BroughtReport, device_id: str, ahead: int, actor: Actor) -> Receipt:
        with self.together():
            inspection = self.inspections.get_companion(brought.inspection_id)
            entry, repeated = self._keep(inspection, brought, device_id, ahead, actor)
            self.inspections.save(inspection)
        entries = inspection.entries
        waits = entries.standing(entry) == WAITING
        became = Became.WAITING if waits else Became.ACCEPTED
        return Receipt(
            brought.report_id,
            Became.REPEATED if repeated else became,
            inspection.id,
            flags=entries.flags(entry),
        )

    def _keep(
        self,
        inspection: Inspection,
        brought: BroughtReport,
        device_id: str | None,
        ahead: int,
        actor: Actor,
    ) -> tuple[Entry, bool]:
        """The report in short, and whether it was there already."""
        inspection.must_belong_to(actor.subject)
        content = brought.content
        report_id = self._identified(brought)
        if (known := inspection.entries.known(report_id)) is not None:
            return known, True
        content.must_fit(inspection.checklist)
        record = f"inspection/{inspection.id}"
        self.photographs.must_be_usable(content.documents, record, actor)
        now, tolerance = self.calendar.now(), self.rules(self.calendar.today()).clock_tolerance
        clock = Clock.of(content, ahead, now, tolerance)
        report = Report(
            id=report_id,
            report_id=brought.report_id,
            inspection_id=inspection.id,
            governorate=inspection.governorate,
            by=actor.subject,
            device_id=device_id,
            received_at=now,
            clock_off_seconds=clock.off_seconds,
            content=content,
        )
        report.keep()
        entry = inspection.receive(report, clock)
        self.reports.add(report)
        self.photographs.attach(content.documents, record, inspection.governorate, actor)
        return entry, False

    def _identified(self, brought: BroughtReport) -> str:
        """By content: what was changed on the device is another report, and kept beside."""
        content: Content = brought.content
        parts = brought.inspection_id, brought.report_id, content.fingerprint()
        return self.identify("inspection_report", *parts)


def _receipt(brought: BroughtReport, became: Became, code: str) -> Receipt:
    return Receipt(brought.report_id, became, brought.inspection_id, code=code)


def _refused(brought: BroughtReport, error: Exception) -> Receipt:
    """What concerns this report alone, said of it."""
    passing = getattr(error, "kind", None) == PASSING
    return Receipt(
        brought.report_id,
        Became.DEFERRED if passing else Became.REFUSED,
        brought.inspection_id,
        code=getattr(error, "code", UNREADABLE),
        params=dict(getattr(error, "params", {})),
        errors=tuple(
            ErrorAt(f"/reports/{brought.at}{each.pointer}", each.code, dict(each.params))
            for each in getattr(error, "errors", ())
        ),
    )
