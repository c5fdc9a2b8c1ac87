"""Why the registry refuses what is asked about privacy."""

from __future__ import annotations

from services.registry.domain.refusals import Refusal


class PurposeUnknown(Refusal):
    """The rules in force know no such purpose for this use."""

    kind = "not_found"
    code = "purpose_not_found"


class ConsentMissing(Refusal):
    """The purpose rests on the person's consent alone, and none is in force."""

    kind = "forbidden"
    code = "consent_missing"


class PurposeObjected(Refusal):
    """The person objected to this purpose, and was right."""

    kind = "forbidden"
    code = "purpose_objected"


class ConsentNotNeeded(Refusal):
    """The purpose rests on law: consent would give the appearance of a choice."""

    kind = "conflict"
    code = "consent_not_needed"


class ConsentTooLong(Refusal):
    """Consent is bound to a time: at least until today, at most as long as the rules say."""

    kind = "conflict"
    code = "consent_too_long"


class ConsentOver(Refusal):
    """The consent was withdrawn or has expired."""

    kind = "conflict"
    code = "consent_over"


class ConsentPaperMissing(Refusal):
    """A signed consent names its paper."""

    kind = "conflict"
    code = "consent_paper_missing"


class ConsentWayUnfit(Refusal):
    """Online is what people do themselves; paper and counter are what staff record."""

    kind = "conflict"
    code = "consent_way_unfit"


class GuardianGives(Refusal):
    """A child, or whom a court placed under guardianship, consents through the guardian."""

    kind = "conflict"
    code = "consent_by_guardian"


class NoGuardianGives(Refusal):
    """An adult for whom no court appointed a guardian consents themselves."""

    kind = "conflict"
    code = "consent_by_person"


class ConsentPersonsOnly(Refusal):
    """Consent is each person's own: no file of households rests on it."""

    kind = "conflict"
    code = "consent_persons_only"


class ExportOutdated(Refusal):
    """Somebody in the file has withdrawn their consent since it was written."""

    kind = "forbidden"
    code = "export_consent_withdrawn"


class ChangesUnfit(Refusal):
    """A correction of the record says what should stand there; nothing else does, and nothing else
    is about facts."""

    kind = "conflict"
    code = "privacy_changes_unfit"


class PurposeUnfit(Refusal):
    """An objection names the purpose it is against; nothing else does."""

    kind = "conflict"
    code = "privacy_purpose_unfit"


class RequestClosed(Refusal):
    """The request was decided or withdrawn."""

    kind = "conflict"
    code = "privacy_request_closed"


class NotInForce(Refusal):
    """Only a granted objection or restriction is in force and can be lifted."""

    kind = "conflict"
    code = "privacy_request_not_in_force"


class RecorderDecides(Refusal):
    """Another person decides than the one who recorded the request."""

    kind = "forbidden"
    code = "privacy_recorder_decides"


class RequestNotYours(Refusal):
    """The request is decided by others: by role, by place, or because it is overdue."""

    kind = "forbidden"
    code = "privacy_request_not_yours"


class OwnRequest(Refusal):
    """Who asked this for themselves, of age, takes it back themselves."""

    kind = "forbidden"
    code = "privacy_request_of_person"


class RequestUnknown(Refusal):
    """For who asks, there is no such request."""

    kind = "not_found"
    code = "privacy_request_not_found"


class ConsentUnknown(Refusal):
    """For who asks, there is no such consent."""

    kind = "not_found"
    code = "consent_not_found"


class CopyUnknown(Refusal):
    """For who asks, there is no such copy."""

    kind = "not_found"
    code = "data_copy_not_found"


class CopyNotYours(Refusal):
    """A copy has what a household declared and what others stated of it: clerks are told neither,
    and hand out no copy of it."""

    kind = "forbidden"
    code = "data_copy_not_yours"


class CopyNotReady(Refusal):
    """The copy is still being written."""

    kind = "not_found"
    code = "data_copy_not_ready"


class RecordRestricted(Refusal):
    """The record is restricted: it is kept, and only a supervisor changes it."""

    kind = "forbidden"
    code = "record_restricted"


class RestrictedNotUsed(Refusal):
    """What is sensitive in a restricted record is not read, but by a supervisor or to save life."""

    kind = "forbidden"
    code = "restricted_not_used"


class HomeStaysProtected(Refusal):
    """Who lives in a home that stays hidden stays hidden with it: their record says where it is."""

    kind = "conflict"
    code = "home_stays_protected"
