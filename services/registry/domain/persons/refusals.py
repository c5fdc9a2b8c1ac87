"""Why the registry refuses what is asked of persons."""

from __future__ import annotations

from services.registry.domain.refusals import Refusal


class FieldsNotYours(Refusal):
    """A citizen may change contact and address themselves; the rest needs a document."""

    kind = "forbidden"
    code = "fields_not_yours"


class BornInFuture(Refusal):
    """The date of birth lies after today."""

    kind = "conflict"
    code = "birth_date_in_future"
