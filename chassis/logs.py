"""Logs: one JSON object a line on standard error, without personal data."""

from __future__ import annotations

import json
import logging
import re
import sys
import traceback
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from chassis.context import current_or_none

REDACTED = "[redacted]"

_PERSONAL_WORDS = frozenset({
    "name", "names", "mobile", "phone", "email", "mail", "address", "birth", "birthday", "born",
    "recipient", "authorization", "bearer", "token", "password", "secret", "cookie",
    "diagnosis", "health",
})  # fmt: skip
_PERSONAL_PHRASES = ("national_number", "nationalnumber", "document_number", "api_key")
_HARMLESS_KEYS = frozenset(
    {"service_name", "method_name", "queue_name", "thread_name", "index_name", "health"}
)


def _codes_alone(error: re.Match[str]) -> str:
    """The database repeats whole documents in what it says of a write that failed."""
    codes = sorted(set(re.findall(r"'code': (\d+)", error[0])))
    return f", full error: {REDACTED}" + "".join(f" code {each}" for each in codes)


_DIGIT = "[0-9\u0660-\u0669\u06f0-\u06f9]"
_PATTERNS: tuple[tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]], ...] = (
    (re.compile(r", full error: \{.*"), _codes_alone),
    (re.compile(r"\bdup key: \{.*?\}"), "dup key: " + REDACTED),
    # user:password@ in a URL: the user may stay, it names a process
    (re.compile(r"(?<=://)([^\s/:@]*):[^\s@]*@"), r"\1:" + REDACTED + "@"),
    (re.compile(r"\beyJ[\w-]*\.[\w-]+\.[\w-]*"), REDACTED),
    (re.compile(r"(?i)\bbearer\s+\S+"), "Bearer " + REDACTED),
    (re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"), REDACTED),
    # phones, as dialled from abroad and as Jordanian mobiles at home, with or without separators
    (re.compile(rf"(?:\+|\b00){_DIGIT}(?:[ -]?{_DIGIT}){{7,14}}"), REDACTED),
    (re.compile(rf"(?<![\w-])[0\u0660\u06f0][7\u0667\u06f7](?:[ -]?{_DIGIT}){{8}}(?!{_DIGIT})"),
     REDACTED),
    # national numbers
    (re.compile(rf"(?<![\w.-]){_DIGIT}{{10}}(?![\w-])"), REDACTED),
)  # fmt: skip

_STANDARD = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}

_CHATTER = {"amqp": "WARNING", "kombu": "WARNING", "pymongo": "WARNING", "nameko": "WARNING",
            "urllib3": "WARNING", "stopit": "ERROR"}  # fmt: skip


def redact(text: str) -> str:
    """The text without what looks like a national number, phone, e-mail, token or password."""
    for pattern, replacement in _PATTERNS:
        text = pattern.sub(replacement, text)
    return text


def redact_value(key: str, value: Any) -> Any:
    """The value, or `REDACTED` where its key says that it is personal, at any depth."""
    if _is_personal(key) and value not in (None, "", [], {}):
        return REDACTED
    if isinstance(value, dict):
        return {str(name): redact_value(str(name), each) for name, each in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [redact_value(key, each) for each in value]
    if value is None or isinstance(value, bool | int | float):
        return value if not isinstance(value, int) else _redact_number(value)
    return redact(str(value))


def _redact_number(value: int) -> Any:
    """A national number is no less personal for being stored as a number."""
    return REDACTED if len(str(abs(value))) == 10 and not isinstance(value, bool) else value


def _is_personal(key: str) -> bool:
    key = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", key).lower()
    if key in _HARMLESS_KEYS:
        return False
    words = re.split(r"[^a-z0-9]+|_", key)
    return not _PERSONAL_WORDS.isdisjoint(words) or any(each in key for each in _PERSONAL_PHRASES)


class JsonFormatter(logging.Formatter):
    """A record as one line of JSON, with the context of the work at hand."""

    def __init__(self, service: str) -> None:
        super().__init__()
        self._service = service

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": redact(record.getMessage()),
            "service": self._service,
        }
        context = current_or_none()
        if context is not None:
            line["correlation_id"] = context.correlation_id
            line["traceparent"] = context.traceparent
            line["actor"] = redact(context.actor.subject)
        for key, value in vars(record).items():
            if key not in _STANDARD and key not in line:
                line[key] = redact_value(key, value)
        if record.exc_info:
            line["exception"] = redact("".join(traceback.format_exception(*record.exc_info)))
        if record.stack_info:
            line["stack"] = redact(record.stack_info)
        return json.dumps(line, ensure_ascii=False, default=str)


def configure(service: str, level: str) -> None:
    """Send every log of this process to standard error, as JSON, from `level` on."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonFormatter(service))
    logging.basicConfig(level=level, handlers=[handler], force=True)
    logging.captureWarnings(True)
    if level != "DEBUG":
        for name, quieter in _CHATTER.items():
            logging.getLogger(name).setLevel(quieter)
