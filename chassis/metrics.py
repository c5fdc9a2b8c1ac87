"""Everything we count, under the names that dashboards and alerts know.

Labels name routes, methods, queues and types: few, known values. Never an identifier.
"""

from __future__ import annotations

from prometheus_client import Counter, Gauge, Histogram, disable_created_metrics

# When each series began: twice the lines, and nobody asks.
disable_created_metrics()  # type: ignore[no-untyped-call]  # annotated in part

_SECONDS = (0.002, 0.005, 0.01, 0.02, 0.04, 0.06, 0.12, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
_LAG_SECONDS = (0.01, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 15.0, 60.0, 300.0, 1800.0, 7200.0)

HTTP_REQUESTS = Counter(
    "kanaf_http_requests", "HTTP requests answered.", ["method", "route", "status"]
)
HTTP_SECONDS = Histogram(
    "kanaf_http_request_seconds",
    "Seconds from an HTTP request to its answer.",
    ["method", "route"],
    buckets=_SECONDS,
)

RPC_REQUESTS = Counter(
    "kanaf_rpc_requests", "RPC requests executed, by outcome.", ["service", "method", "outcome"]
)
RPC_SECONDS = Histogram(
    "kanaf_rpc_seconds",
    "Seconds an RPC request took to execute.",
    ["service", "method"],
    buckets=_SECONDS,
)
RPC_EXPIRED = Counter(
    "kanaf_rpc_expired", "RPC requests dropped because their deadline had passed.", ["service"]
)
RPC_DEADLINE_MISSED = Counter(
    "kanaf_rpc_deadline_missed", "RPC calls that nobody answered in time.", ["service", "method"]
)

OUTBOX_PENDING = Gauge(
    "kanaf_outbox_pending", "Aggregates whose events wait to be published.", ["service"]
)
OUTBOX_OLDEST_SECONDS = Gauge(
    "kanaf_outbox_oldest_seconds", "Age of the oldest event that waits, 0 when none.", ["service"]
)
EVENTS_PUBLISHED = Counter(
    "kanaf_events_published", "Events the broker confirmed.", ["service", "type"]
)
EVENTS_PUBLISH_FAILURES = Counter(
    "kanaf_events_publish_failures", "Attempts to publish that failed.", ["service"]
)

EVENTS_CONSUMED = Counter(
    "kanaf_events_consumed", "Events taken from a queue, by outcome.", ["queue", "type", "outcome"]
)
EVENT_HANDLING_SECONDS = Histogram(
    "kanaf_event_handling_seconds",
    "Seconds an event took to be handled.",
    ["queue"],
    buckets=_SECONDS,
)
EVENT_LAG_SECONDS = Histogram(
    "kanaf_event_lag_seconds",
    "Seconds from an event's time to its being handled.",
    ["queue"],
    buckets=_LAG_SECONDS,
)
EVENTS_RETRIED = Counter(
    "kanaf_events_retried", "Events put aside to be tried again later.", ["queue"]
)
EVENTS_PARKED = Counter(
    "kanaf_events_parked", "Events parked for an operator.", ["queue", "reason"]
)

TIMERS_FIRED = Counter("kanaf_timers_fired", "Timers whose command was done.", ["service", "timer"])
TIMERS_FAILED = Counter(
    "kanaf_timers_failed", "Attempts to fire a timer that failed.", ["service", "timer"]
)
TIMER_LATENESS_SECONDS = Histogram(
    "kanaf_timer_lateness_seconds",
    "Seconds between a timer's due time and its firing.",
    ["service"],
    buckets=_LAG_SECONDS,
)

WORK_PIECES = Gauge(
    "kanaf_work_pieces", "Pieces of background work, by state.", ["service", "state"]
)
WORK_OLDEST_SECONDS = Gauge(
    "kanaf_work_oldest_seconds",
    "Seconds since the work that has not moved for longest was heard of, 0 when none.",
    ["service"],
)
WORK_RUNNING = Gauge("kanaf_work_running", "Work being done by this process.", ["service", "work"])
WORK_ENDED = Counter(
    "kanaf_work_ended", "Runs of background work, by outcome.", ["service", "work", "outcome"]
)
WORK_SECONDS = Histogram(
    "kanaf_work_seconds",
    "Seconds one run of background work took.",
    ["service", "work"],
    buckets=(0.1, 0.5, 1.0, 5.0, 15.0, 60.0, 300.0, 1800.0, 7200.0),
)

RECORDS_WATCHED = Gauge(
    "kanaf_records_watched",
    "Records in a state that somebody or something has to end.",
    ["service", "kind", "state"],
)

LICENSING_STEPS = Gauge(
    "kanaf_licensing_steps",
    "Open steps of applications (and `whole`, `appeal`), by how their clocks stand.",
    ["service", "step", "state"],
)
LICENSING_SILENCE_NEAR = Gauge(
    "kanaf_licensing_silence_near",
    "Applications warned of, that the law's silence will decide: by what it means, and how near.",
    ["service", "means", "stage"],
)
LICENSING_DECIDED = Gauge(
    "kanaf_licensing_decided",
    "Applications that ended in the last seven days, by outcome and whether they were late.",
    ["service", "outcome", "late"],
)
LICENSING_DECISION_DAYS = Gauge(
    "kanaf_licensing_decision_days",
    "Working days from handing in to the decision, of those of the last seven days.",
    ["service", "quantile"],
)

MESSAGES = Counter(
    "kanaf_messages", "Messages to people, by channel and outcome.", ["channel", "outcome"]
)
MESSAGE_DELIVERY_LAG_SECONDS = Histogram(
    "kanaf_message_delivery_lag_seconds",
    "Seconds from the event that caused a message to its delivery.",
    ["channel"],
    buckets=_LAG_SECONDS,
)
