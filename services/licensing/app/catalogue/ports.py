"""What handlers need of the catalogue."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Protocol

from services.licensing.domain.catalogue.form import Form
from services.licensing.domain.catalogue.service import ServiceVersion


class Services(Protocol):
    """The ministry's e-services, in all their versions."""

    def on(self, code: str, day: date) -> ServiceVersion:
        """The version in force on a day. Raises `ServiceUnknown`."""
        ...

    def version(self, code: str, fingerprint: str) -> ServiceVersion:
        """The version that an application began with, also when no file has it any more."""
        ...

    def all_on(self, day: date) -> Sequence[ServiceVersion]:
        """All that can be applied for on a day, by code."""
        ...


class Forms(Protocol):
    """Forms as what frontends draw and answers must fit."""

    def understood(self, form: Form, given: Mapping[str, Any]) -> dict[str, Any]:
        """The answers as they are kept; none needs to be there yet. Raises `AnswersWrong`."""
        ...

    def schema(self, form: Form) -> dict[str, Any]:
        """The form as JSON Schema."""
        ...
