"""What can be asked of notifications: states of messages, agreements with ministries."""

from __future__ import annotations

from contracts.rpc import audit, fields
from contracts.rpc.base import (
    PING,
    Answer,
    Method,
    Methods,
    PageAnswer,
    PageRequest,
    Record,
    Request,
)

MESSAGE_STATES = ("waiting_for_contact", "queued", "sending", "sent", "failed", "skipped")
CHANNELS = ("sms", "email")
TEMPLATE = r"^[a-z_]+\.[a-z_]+\.[a-z_]+$"
PARTY = (
    r"^(?:registry\.person|licensing\.(?:application|association|candidacy|delegate|holder|licence)|alternative_care\.family)/"
    r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$"
)
PATTERN = r"^(?:[a-z][a-z_]*|\*|#)(?:\.(?:[a-z][a-z_]*|\*|#)){0,5}$"
SAMPLE_PARTY = "registry.person/0197f3a2-5c1e-5b7a-9c55-2f6d1f0a7e11"


class Partner(fields.Text):
    """The name of a partner on the broker, as in `feed.<partner>`."""

    shortest, longest = 2, 31
    pattern = r"^[a-z][a-z0-9-]{1,30}$"
    problem = "malformed_partner"
    description = "Lower-case letters, digits and hyphens."
    sample = "ministry-of-education"


class Party(fields.Text):
    """Whom a message is for: a service's record of a person or family."""

    longest = 80
    pattern = PARTY
    problem = "malformed_party"
    sample = SAMPLE_PARTY


class EventName(fields.Text):
    """The name of an event: its type without prefix and version."""

    longest = 120
    pattern = TEMPLATE
    problem = "malformed_event_name"
    sample = "licensing.licence.issued"


class GetMessage(Request):
    """Which message."""

    message_id = fields.Identifier(required=True)


class FindMessages(PageRequest):
    """Which messages, newest first."""

    state = fields.Choice(MESSAGE_STATES, load_default=None, allow_none=True)
    channel = fields.Choice(CHANNELS, load_default=None, allow_none=True)
    party = Party(load_default=None, allow_none=True)
    template = EventName(load_default=None, allow_none=True)


class Message(Record):
    """One message: its way, never its text. `destination` is masked."""

    channel = fields.Choice(CHANNELS, required=True, metadata={"example": "sms"})
    state = fields.Choice(MESSAGE_STATES, required=True, metadata={"example": "sent"})
    template = EventName(
        required=True, metadata={"description": "The event that the message tells of."}
    )
    party = Party(required=True)
    event_id = fields.Identifier(required=True)
    governorate = fields.Governorate(required=True, allow_none=True)
    destination = fields.Text(
        required=True, allow_none=True, longest=260, metadata={"example": "+9627•••••67"}
    )
    attempts = fields.Whole(required=True, least=0, most=2**31, metadata={"example": 1})
    reason = fields.Text(
        required=True,
        allow_none=True,
        metadata={"description": "Why it failed, was skipped or is late; a code."},
    )
    occurred_at = fields.Moment(required=True)
    created_at = fields.Moment(required=True)
    queued_at = fields.Moment(required=True, allow_none=True)
    next_attempt_at = fields.Moment(required=True, allow_none=True)
    finished_at = fields.Moment(required=True, allow_none=True)


class MessagePage(PageAnswer):
    """A page of messages."""

    items = fields.Several(fields.Nested(Message), required=True)


class RecordAgreementBody(Request):
    """What a data-sharing agreement says; the body of `PUT …/agreement`."""

    ministry = fields.Text(
        required=True, longest=200, metadata={"example": "وزارة التربية والتعليم"}
    )
    legal_basis = fields.Paragraph(
        required=True,
        metadata={"description": "The law or decision that allows it.", "example": "قرار 12/2026"},
    )
    events = fields.Several(
        fields.Text(
            longest=120,
            pattern=PATTERN,
            problem="malformed_event_pattern",
            metadata={"example": "licensing.licence.*"},
        ),
        required=True,
        fewest=0,
        most=50,
        distinct=True,
        metadata={
            "description": "Patterns of event names: `*` is one word, `#` any number. They cover "
            "events of classification general only."
        },
    )
    protected_events = fields.Several(
        EventName(metadata={"example": "alternative_care.case.review_due"}),
        load_default=list,
        most=50,
        distinct=True,
        metadata={"description": "Protected events, each by its full name.", "example": []},
    )
    governorates = fields.Several(
        fields.Governorate(),
        load_default=list,
        most=12,
        distinct=True,
        metadata={"description": "Only events of these; empty: the whole country."},
    )
    fields_shared = fields.Several(
        fields.Text(longest=60, pattern=r"^[a-z][a-z_]*$", metadata={"example": "expires_on"}),
        load_default=list,
        most=50,
        distinct=True,
        metadata={
            "description": "Only these fields of the events' data; empty: all of them.",
            "example": [],
        },
    )
    valid_from = fields.Day(required=True)
    valid_until = fields.Day(
        load_default=None,
        allow_none=True,
        metadata={"description": "The last day.", "example": "2027-11-21"},
    )
    revoked = fields.Flag(
        load_default=False, metadata={"description": "Nothing is shared any more."}
    )


class RecordAgreement(RecordAgreementBody):
    """Make or replace the agreement with a partner."""

    partner = Partner(required=True)


class GetAgreement(Request):
    """Whose agreement."""

    partner = Partner(required=True)


class FindAgreements(PageRequest):
    """All agreements, newest first."""


class Agreement(Answer):
    """An agreement as it stands. Its events are in the stream `feed`."""

    id = Partner(required=True)
    version = fields.Whole(required=True, least=1, most=2**53, metadata={"example": 1})
    partner = Partner(required=True)
    feed = fields.Text(required=True, metadata={"example": "feed.ministry-of-education"})
    ministry = fields.Text(required=True, metadata={"example": "وزارة التربية والتعليم"})
    legal_basis = fields.Paragraph(required=True, metadata={"example": "قرار 12/2026"})
    events = fields.Several(fields.Text(longest=120), required=True)
    protected_events = fields.Several(fields.Text(longest=120), required=True)
    governorates = fields.Several(fields.Governorate(), required=True)
    fields_shared = fields.Several(fields.Text(longest=60), required=True)
    valid_from = fields.Day(required=True)
    valid_until = fields.Day(required=True, allow_none=True)
    revoked = fields.Flag(required=True)


class AgreementPage(PageAnswer):
    """A page of agreements."""

    items = fields.Several(fields.Nested(Agreement), required=True)


METHODS: Methods = {
    "ping": PING,
    "get_message": Method("query", GetMessage, Message),
    "find_messages": Method("query", FindMessages, MessagePage),
    "record_agreement": Method("command", RecordAgreement, Agreement),
    "get_agreement": Method("query", GetAgreement, Agreement),
    "find_agreements": Method("query", FindAgreements, AgreementPage),
    **audit.READING,
}
