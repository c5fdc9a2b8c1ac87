"""Why the catalogue, or answers to a form, are refused."""

from __future__ import annotations

from collections.abc import Iterable

from services.licensing.domain.refusals import Refusal, RefusedField


class AnswersWrong(Refusal):
    """Answers do not fit the form; `errors` says which, by JSON pointer."""

    kind, code = "conflict", "answers_wrong"

    def __init__(self, errors: Iterable[RefusedField]) -> None:
        super().__init__()
        self.errors = tuple(errors)


class ServiceUnknown(Refusal):
    """No service has this code today."""

    kind, code = "not_found", "service_not_found"
