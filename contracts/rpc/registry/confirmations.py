"""What the payment provider confirms, line by line or as a file."""

from __future__ import annotations

from contracts.rpc import fields
from contracts.rpc.base import Method, Methods, PageAnswer, PageRequest, Record, Request, Strict
from contracts.rpc.files import MOST_PARTS, Sha256
from contracts.rpc.registry.files import (
    ENCODINGS,
    FORMATS,
    MOST_ROWS,
    AnnouncedFile,
    FileName,
    PartBody,
)
from contracts.rpc.registry.money import Code, Fils, PaymentProgressSchema

MOST_LINES = 5_000
CONFIRMATION_STATUSES = ("receiving", "applying", "applied", "unreadable", "cancelled")


class ConfirmationLine(Strict):
    """What became of one payment; `reason`: why the money came back.

    `amount_fils` and `household_id`, where they are said, are compared with the payment.
    """

    payment_id = fields.Identifier(required=True)
    outcome = fields.Choice(("paid", "returned"), required=True)
    on = fields.Day(required=True)
    reason = Code(load_default=None, allow_none=True, metadata={"example": "wallet_closed"})
    amount_fils = Fils(load_default=None, allow_none=True)
    household_id = fields.Identifier(load_default=None, allow_none=True)


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
    `contradiction`, `not_issued`, `withdrawn` (returned, after it was withdrawn), `before_issued`
    and `in_future` (its day is before that of the list's file, or after the batch was received),
    `other_amount` and `other_household` (it is not what was asked to be paid).
    """

    line = fields.Whole(required=True, least=1, most=MOST_LINES)
    payment_id = fields.Identifier(required=True)
    code = Code(required=True)


class ConfirmationsFileSchema(Strict):
    """A provider's file as it was announced."""

    name = FileName(required=True)
    format = fields.Choice(FORMATS, required=True)
    encoding = fields.Choice(ENCODINGS, required=True, allow_none=True)
    size = fields.Whole(required=True, allow_none=True, least=1, most=2**53)
    sha256 = Sha256(required=True)


class PaymentConfirmations(Record):
    """A batch, and what became of its lines once they were gone through (`applied`).

    Of a file, `lines` is known when it was gone through, and what is reported is read row by row.
    What is counted is null for who may not know how many are under protection, and `reported`
    without them.
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
    reported_rows = fields.Whole(required=True, allow_none=True, least=0, most=MOST_ROWS)
    progress = fields.Nested(PaymentProgressSchema, allow_none=True)


class AnnounceConfirmations(AnnouncedFile):
    """A provider's file (CSV or XLSX), to be sent in parts of 512 KiB.

    Columns: `payment_id`, `outcome` (paid, returned), `on`, and `reason`, headed in Arabic or
    English. Where there are `household_id`, `amount_fils` or `amount_jod`, they are compared with
    the payment; a line of totals (`record` is `total`) with the rows. Others are passed over.
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


METHODS: Methods = {
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
}
