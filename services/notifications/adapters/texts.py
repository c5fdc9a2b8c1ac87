"""Templates in Arabic and English: `templates/<language>/<event>.sms|.email.subject|.email.txt`."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from babel import Locale
from babel.dates import format_date, format_timedelta
from jinja2 import FileSystemLoader, StrictUndefined, TemplateError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from services.notifications.app.ports import Refused, Text
from services.notifications.domain.contact import Channel
from services.notifications.domain.message import Fact

log = logging.getLogger(__name__)

TEMPLATES = Path(__file__).parents[1] / "templates"
LOCALES = {"ar": Locale("ar", "JO"), "en": Locale("en", "GB")}
DEFAULT_LANGUAGE = "ar"

_LEFT_TO_RIGHT = "\u200e"
_NEVER_MONTHS = 1_000_000
_DAY = timedelta(days=1)


class Templates:
    """The texts of all messages; each is compiled when first used."""

    def __init__(self, folder: Path = TEMPLATES) -> None:
        self._environments = {
            language: _environment(folder, locale) for language, locale in LOCALES.items()
        }

    def render(
        self, template: str, channel: Channel, language: str, name: str, facts: Mapping[str, Fact]
    ) -> Text:
        """The text in the person's language, in Arabic when it is none of ours.

        Raises `Refused` when the template is missing or names a fact the event did not bring.
        """
        known = language if language in LOCALES else DEFAULT_LANGUAGE
        values = {**facts, "name": name}
        if channel is Channel.SMS:
            return Text(body=self._render(known, f"{template}.sms", values))
        return Text(
            subject=self._render(known, f"{template}.email.subject", values),
            body=self._render(known, f"{template}.email.txt", values) + "\n",
        )

    def _render(self, language: str, file: str, values: Mapping[str, Any]) -> str:
        try:
            template = self._environments[language].get_template(f"{language}/{file}")
            return template.render(values).strip()
        except (TemplateError, ValueError, TypeError) as error:
            log.error("template %s/%s cannot be rendered: %s", language, file, type(error).__name__)
            raise Refused("text_unrenderable") from error


def _environment(folder: Path, locale: Locale) -> ImmutableSandboxedEnvironment:
    environment = ImmutableSandboxedEnvironment(
        loader=FileSystemLoader(folder),
        undefined=StrictUndefined,
        trim_blocks=True,
        auto_reload=False,
        # Plain text for phones and mail readers; in HTML these templates would need escaping.
        autoescape=False,
    )

    def day(value: str) -> str:
        """An ISO date as people write it in this language."""
        return format_date(date.fromisoformat(value), "long", locale=locale)

    def last_day(value: str) -> str:
        """The last day of what is over on this ISO date: people read until when something is good,
        events name the day from which on it is not."""
        return format_date(date.fromisoformat(value) - _DAY, "long", locale=locale)

    def days(value: int) -> str:
        """A number of days, in the plural form this language has for it."""
        return format_timedelta(
            timedelta(days=value), granularity="day", threshold=_NEVER_MONTHS, locale=locale
        )

    environment.filters |= {
        "day": day,
        "last_day": last_day,
        "days": days,
        "dinars": dinars,
        "ltr": left_to_right,
    }
    return environment


def dinars(fils: int) -> str:
    """An amount of fils in dinars, in figures: 25.500."""
    return f"{fils // 1000}.{fils % 1000:03}"


def left_to_right(value: Fact) -> str:
    """A number or code as it reads within Arabic text: between left-to-right marks."""
    return f"{_LEFT_TO_RIGHT}{value}{_LEFT_TO_RIGHT}"
