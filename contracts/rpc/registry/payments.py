"""What the registry is asked and answers about payments. Money in fils: 1,000 are one dinar."""

from __future__ import annotations

from contracts.rpc import fields
from contracts.rpc.base import Method, Methods, PageAnswer, PageRequest, Record, Request, Strict
from contracts.rpc.files import MOST_PARTS, FilePart, PartOfFile, Sha256
from contracts.rpc.registry.files import (
    ENCODINGS,
    FORMATS,
    MOST_ROWS,
    BeginImport,
    FileName,
    PartBody,
)
from contracts.rpc.registry.money import (
    Code,
    Fils,
    Month,
    PaymentProgressSchema,
    PaymentStepSchema,
    PaymentSumSchema,
)

LIST_STATUSES = ("preparing", "prepared", "approved", "issued", "withdrawing", "cancelled")
PAYMENT_STATUSES = ("listed", "held", "paid", "returned", "withdrawn")
MOST_LINES = 5_000
CONFIRMATION_STATUSES = ("receiving", "applying", "applied", "unreadable", "cancelled")


class PaymentSourceSchema(Strict):
    """What is paid for: a programme, or an emergency."""

    kind = fields.Choice(("programme", "emergency"), required=True)
    id = fields.Identifier(required=True)


class PaymentTotalsSchema(Strict):
    """What is on the list, and what was held back for which reason."""

    listed = fields.Nested(PaymentSumSchema, required=True)
    governorates = fields.Dict(
        keys=fields.Governorate(),
        values=fields.Nested(PaymentSumSchema),
        required=True,
        metadata={
            "description": "To be paid, by governorate; without households under protection."
        },
    )
    held = fields.Nested(PaymentSumSchema, required=True)
    findings = fields.Dict(
        keys=Code(),
        values=fields.Whole(least=1, most=10_000_000),
        required=True,
        metadata={"description": "How many are held for which reason."},
    )
    already = fields.Whole(
        required=True,
        least=0,
        most=10_000_000,
        metadata={"description": "Claims that another list of this month has already."},
    )
    sha256 = Sha256(required=True)


class PaymentFileSchema(Strict):
    """The file for the payment provider."""

    id = fields.Identifier(required=True)
    name = fields.Text(required=True, metadata={"example": "payments-2026-11.csv"})
    size = fields.Whole(required=True, least=0, most=2**53)
    sha256 = Sha256(required=True)
    issued = fields.Nested(PaymentSumSchema, required=True)


class OpenPaymentList(Request):
    """The list of a programme and month, to be prepared in the background."""

    programme_id = fields.Identifier(required=True)
    month = Month(required=True)


class PaymentListRef(Request):
    """One list."""

    list_id = fields.Identifier(required=True)


class CancelPaymentListBody(Request):
    """Why a list is called off."""

    reason = fields.Paragraph(required=True)


class CancelPaymentList(CancelPaymentListBody):
    """The same, saying which list."""

    list_id = fields.Identifier(required=True)


class FindPaymentLists(PageRequest):
    """Lists of a programme or emergency, of a month, in a status. Newest first."""

    source_id = fields.Identifier(load_default=None, allow_none=True)
    month = Month(load_default=None, allow_none=True)
    status = fields.Choice(LIST_STATUSES, load_default=None, allow_none=True)


class PaymentList(Record):
    """A payment list with its totals and checks."""

    source = fields.Nested(PaymentSourceSchema, required=True)
    month = Month(required=True)
    status = fields.Choice(LIST_STATUSES, required=True)
    rules = fields.Day(required=True, metadata={"description": "The version of the rules used."})
    opened = fields.Nested(PaymentStepSchema, required=True)
    approval = fields.Nested(PaymentStepSchema, required=True, allow_none=True)
    totals = fields.Nested(PaymentTotalsSchema, required=True, allow_none=True)
    file = fields.Nested(PaymentFileSchema, required=True, allow_none=True)
    cancellation = fields.Nested(PaymentStepSchema, required=True, allow_none=True)
    withdrawn = fields.Nested(PaymentSumSchema, required=True, allow_none=True)
    to_follow_up = fields.Nested(
        PaymentSumSchema,
        required=True,
        allow_none=True,
        metadata={"description": "What had been paid when the list was cancelled."},
    )
    progress = fields.Nested(PaymentProgressSchema, allow_none=True)


class PaymentListPage(PageAnswer):
    """One page of lists."""

    items = fields.Several(fields.Nested(PaymentList), required=True)


class PaymentListFile(PartOfFile):
    """One part of a list's file."""

    list_id = fields.Identifier(required=True)


class FindPayments(PageRequest):
    """Payments of a list or of a household, in a status. Newest first."""

    list_id = fields.Identifier(load_default=None, allow_none=True)
    household_id = fields.Identifier(load_default=None, allow_none=True)
    status = fields.Choice(PAYMENT_STATUSES, load_default=None, allow_none=True)
    governorate = fields.Governorate(load_default=None, allow_none=True)


class Payment(Record):
    """A payment on a list."""

    list_id = fields.Identifier(required=True)
    source = fields.Nested(PaymentSourceSchema, required=True)
    month = Month(required=True)
    claim_id = fields.Text(required=True, metadata={"description": "The enrolment or target."})
    household_id = fields.Identifier(required=True)
    person_id = fields.Identifier(required=True, allow_none=True)
    payee_id = fields.Identifier(required=True, allow_none=True)
    governorate = fields.Governorate(required=True, allow_none=True)
    protected = fields.Flag(required=True)
    amount_fils = Fils(required=True, allow_none=True)
    offset_fils = Fils(
        required=True,
        metadata={"description": "Set off from the amount; see the recovery."},
    )
    recovery_id = fields.Identifier(required=True, allow_none=True)
    status = fields.Choice(PAYMENT_STATUSES, required=True)
    findings = fields.Several(Code(), required=True)
    again_of = fields.Identifier(
        required=True,
        allow_none=True,
        metadata={
            "description": "The payment that was returned and is paid once more by this one."
        },
    )
    attempt = fields.Whole(required=True, least=1, most=1000)
    settled_on = fields.Day(required=True, allow_none=True)
    reason = fields.Text(required=True, allow_none=True, metadata={"example": "wallet_closed"})


class PaymentPage(PageAnswer):
    """One page of payments."""

    items = fields.Several(fields.Nested(Payment), required=True)


class ConfirmationLine(Strict):
    """What became of one payment; `reason`: why the money came back."""

    payment_id = fields.Identifier(required=True)
    outcome = fields.Choice(("paid", "returned"), required=True)
    on = fields.Day(required=True)
    reason = Code(load_default=None, allow_none=True, metadata={"example": "wallet_closed"})


class ReceivePaymentConfirmations(Request):
    """What the payment provider says of payments: a batch with the provider's own name for it."""

    reference = fields.Text(required=True, longest=100, metadata={"example": "PSP-2026-11-0001"})
    lines = fields.Several(
        fields.Nested(ConfirmationLine), required=True, fewest=1, most=MOST_LINES
    )


class ConfirmationsRef(Request):
    """One batch."""

    batch_id = fields.Identifier(required=True)


class ReportedLine(Strict):
    """A line that had no effect, counted from 1, and why.

    `unknown`, `duplicate` (an earlier line tells of the payment), `repeated` (known already),
    `contradiction`, `not_issued`, `withdrawn` (returned, after it was withdrawn).
    """

    line = fields.Whole(required=True, least=1, most=MOST_LINES)
    payment_id = fields.Identifier(required=True)
    code = Code(required=True)


class ConfirmationsFileSchema(Strict):
    """A provider's file as it was announced."""

    name = FileName(required=True)
    format = fields.Choice(FORMATS, required=True)
    encoding = fields.Choice(ENCODINGS, required=True, allow_none=True)
    size = fields.Whole(required=True, least=1, most=2**53)
    sha256 = Sha256(required=True)


class PaymentConfirmations(Record):
    """A batch, and what became of its lines once they were gone through (`applied`).

    Of a file, `lines` is known when it was gone through, and what is reported is read row by row.
    """

    reference = fields.Text(required=True, longest=100)
    received_by = fields.Text(required=True)
    received_on = fields.Day(required=True)
    status = fields.Choice(CONFIRMATION_STATUSES, required=True)
    file = fields.Nested(ConfirmationsFileSchema, required=True, allow_none=True)
    missing = fields.Several(
        fields.Whole(least=0, most=MOST_PARTS),
        most=MOST_PARTS,
        required=True,
        metadata={"description": "The parts of the file that are still to come."},
    )
    unreadable = fields.Text(
        required=True,
        allow_none=True,
        metadata={"description": "Why not one row could be read: a code of /problems."},
    )
    lines = fields.Whole(required=True, allow_none=True, least=0, most=MOST_ROWS)
    applied = fields.Dict(
        keys=Code(),
        values=fields.Whole(least=0, most=MOST_ROWS),
        required=True,
        allow_none=True,
    )
    reported = fields.Several(fields.Nested(ReportedLine), required=True, most=MOST_LINES)
    reported_rows = fields.Whole(required=True, least=0, most=MOST_ROWS)
    progress = fields.Nested(PaymentProgressSchema, allow_none=True)


class AnnounceConfirmations(BeginImport):
    """A provider's file (CSV or XLSX), to be sent in parts of 512 KiB.

    Columns: `payment_id`, `outcome` (paid, returned), `on`, and `reason`, headed in Arabic or
    English; others are passed over, and the payment file's own line of totals too.
    """

    reference = fields.Text(required=True, longest=100, metadata={"example": "PSP-2026-11-0001"})


class PutConfirmationsPart(PartBody):
    """One part of the file, counted from 0."""

    batch_id = fields.Identifier(required=True)
    part = fields.Whole(required=True, least=0, most=MOST_PARTS)


class FindReportedRows(PageRequest):
    """Rows of a file that had no effect, in their order."""

    batch_id = fields.Identifier(required=True)


class ReportedRowSchema(Strict):
    """A row that had no effect, and why, in the caller's language."""

    row = fields.Whole(required=True, least=1, most=MOST_ROWS)
    payment_id = fields.Identifier(required=True, allow_none=True)
    column = fields.Text(required=True, metadata={"example": "payment_id"})
    code = fields.Text(required=True, metadata={"example": "confirmation_unknown"})
    title = fields.Text(required=True)
    detail = fields.Paragraph(required=True)


class ReportedRowPage(PageAnswer):
    """One page of reported rows."""

    items = fields.Several(fields.Nested(ReportedRowSchema), required=True)


RECOVERY_STATUSES = ("open", "recovered", "waived", "came_back")


class RecoveryPolicySchema(Strict):
    """By which version of the rules, and how much of each later payment is set off."""

    version = fields.Day(required=True)
    percent = fields.Whole(required=True, least=0, most=100)


class RecoveryOffsetSchema(Strict):
    """A part: set off from this payment; `taken` once that is in a file."""

    payment_id = fields.Identifier(required=True)
    fils = Fils(required=True)
    taken = fields.Flag(required=True)


class Recovery(Record):
    """Money of a cancelled emergency that a household received, and what became of it."""

    payment_id = fields.Identifier(required=True)
    household_id = fields.Identifier(required=True)
    source = fields.Nested(PaymentSourceSchema, required=True)
    amount_fils = Fils(required=True)
    taken_fils = Fils(required=True)
    left_fils = Fils(required=True, metadata={"description": "Neither taken nor planned."})
    policy = fields.Nested(RecoveryPolicySchema, required=True)
    opened_on = fields.Day(required=True)
    status = fields.Choice(RECOVERY_STATUSES, required=True)
    offsets = fields.Several(fields.Nested(RecoveryOffsetSchema), required=True, most=10_000)
    waiver = fields.Nested(PaymentStepSchema, required=True, allow_none=True)


class RecoveryRef(Request):
    """One recovery."""

    recovery_id = fields.Identifier(required=True)


class WaiveRecoveryBody(Request):
    """Why the household keeps what is left."""

    reason = fields.Paragraph(required=True)


class WaiveRecovery(WaiveRecoveryBody):
    """The same, saying which recovery."""

    recovery_id = fields.Identifier(required=True)


class FindRecoveries(PageRequest):
    """Of a household, of an emergency, in a status. Newest first."""

    household_id = fields.Identifier(load_default=None, allow_none=True)
    emergency_id = fields.Identifier(load_default=None, allow_none=True)
    status = fields.Choice(RECOVERY_STATUSES, load_default=None, allow_none=True)


class RecoveryPage(PageAnswer):
    """One page of recoveries."""

    items = fields.Several(fields.Nested(Recovery), required=True)


METHODS: Methods = {
    "open_payment_list": Method("command", OpenPaymentList, PaymentList),
    "approve_payment_list": Method("command", PaymentListRef, PaymentList),
    "cancel_payment_list": Method("command", CancelPaymentList, PaymentList),
    "get_payment_list": Method("query", PaymentListRef, PaymentList),
    "find_payment_lists": Method("query", FindPaymentLists, PaymentListPage),
    "read_payment_list_file": Method("query", PaymentListFile, FilePart),
    "find_payments": Method("query", FindPayments, PaymentPage),
    "receive_payment_confirmations": Method(
        "command", ReceivePaymentConfirmations, PaymentConfirmations
    ),
    "get_payment_confirmations": Method("query", ConfirmationsRef, PaymentConfirmations),
    "announce_payment_confirmations": Method(
        "command", AnnounceConfirmations, PaymentConfirmations
    ),
    "put_payment_confirmations_part": Method("command", PutConfirmationsPart, PaymentConfirmations),
    "apply_payment_confirmations": Method("command", ConfirmationsRef, PaymentConfirmations),
    "cancel_payment_confirmations": Method("command", ConfirmationsRef, PaymentConfirmations),
    "find_reported_confirmations": Method("query", FindReportedRows, ReportedRowPage),
    "get_recovery": Method("query", RecoveryRef, Recovery),
    "find_recoveries": Method("query", FindRecoveries, RecoveryPage),
    "waive_recovery": Method("command", WaiveRecovery, Recovery),
}
