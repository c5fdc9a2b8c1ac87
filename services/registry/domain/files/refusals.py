"""Why the registry refuses what is asked of files."""

from __future__ import annotations

from services.registry.domain.refusals import Refusal


class FileNotYours(Refusal):
    """The import or export belongs to somebody else, or the role may not have one."""

    kind = "forbidden"
    code = "file_not_yours"


class PartsMissing(Refusal):
    """The file is not here as a whole yet."""

    kind = "conflict"
    code = "file_parts_missing"


class NotSuchAPart(Refusal):
    """The part has another place or another length than the file says."""

    kind = "conflict"
    code = "file_part_unexpected"


class PartDamaged(Refusal):
    """The part's checksum is not that of what arrived."""

    kind = "conflict"
    code = "file_part_damaged"


class NotAtThisStep(Refusal):
    """The import is at another step than the one that this follows."""

    kind = "conflict"
    code = "import_at_other_step"


class SentBefore(Refusal):
    """Another import has the same content, and has loaded it or is on the way to."""

    kind = "conflict"
    code = "import_sent_before"


class NothingToLoad(Refusal):
    """Not one row of the file can be loaded."""

    kind = "conflict"
    code = "import_without_rows"


class ExportNotReady(Refusal):
    """The file is still being written."""

    kind = "conflict"
    code = "export_not_ready"
