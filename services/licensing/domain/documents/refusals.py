"""Why a document is not taken, not shown, or cannot be attached."""

from __future__ import annotations

from collections.abc import Iterable

from services.licensing.domain.refusals import Refusal, RefusedField


class DocumentUnknown(Refusal):
    """There is none, or none for who asks: the two are told alike."""

    kind, code = "not_found", "document_not_found"


class KindUnknown(Refusal):
    """The rules in force know no such kind of document."""

    kind, code = "conflict", "document_kind_unknown"


class TypeNotAllowed(Refusal):
    """A document of this kind comes as another type of file."""

    kind, code = "conflict", "document_type_not_allowed"


class TooLarge(Refusal):
    """Larger than the rules allow."""

    kind, code = "conflict", "document_too_large"


class NameDiffers(Refusal):
    """The name does not end as files of the announced type do."""

    kind, code = "conflict", "document_name_differs"


class TooManyUnattached(Refusal):
    """As many documents of this person wait already as may."""

    kind, code = "conflict", "document_too_many"


class PartUnexpected(Refusal):
    """No part of this place and length belongs to the file."""

    kind, code = "conflict", "document_part_unexpected"


class PartsMissing(Refusal):
    """Some parts have not come yet."""

    kind, code = "conflict", "document_parts_missing"


class ContentDiffers(Refusal):
    """What came has another size or checksum than was announced."""

    kind, code = "conflict", "document_content_differs"


class AtOtherStep(Refusal):
    """This cannot be done with the document as it stands."""

    kind, code = "conflict", "document_at_other_step"


class AttachedElsewhere(Refusal):
    """It belongs to another record."""

    kind, code = "conflict", "document_attached_elsewhere"


class NotUsable(Refusal):
    """Some of the documents that a request names cannot be used; each is told where it stands."""

    kind, code = "conflict", "documents_not_usable"

    def __init__(self, errors: Iterable[RefusedField]) -> None:
        super().__init__()
        self.errors = tuple(errors)
