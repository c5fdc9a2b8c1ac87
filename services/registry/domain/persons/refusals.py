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
    at = "/birth_date"


class DeathInFuture(Refusal):
    """The day of death lies after today."""

    kind = "conflict"
    code = "death_in_future"
    at = "/died_on"


class DeathBeforeBirth(Refusal):
    """The day of death lies before the birth, as far as that is known."""

    kind = "conflict"
    code = "death_before_birth"
    at = "/died_on"


class DiedInHousehold(Refusal):
    """Who belongs to a household dies there: the others must know who heads them now."""

    kind = "conflict"
    code = "died_in_household"
    at = "/died_on"


class GuardianIsSelf(Refusal):
    """Nobody is their own guardian."""

    kind = "conflict"
    code = "guardian_is_self"
    at = "/guardian/person_id"


class GuardianNotRegistered(Refusal):
    """The guardian is not a person of this registry."""

    kind = "conflict"
    code = "guardian_not_registered"
    at = "/guardian/person_id"


class GuardianTooYoung(Refusal):
    """Who is not of age answers for nobody."""

    kind = "conflict"
    code = "guardian_too_young"
    at = "/guardian/person_id"


class CourtDecisionInFuture(Refusal):
    """The court's decision lies after today."""

    kind = "conflict"
    code = "court_decision_in_future"
    at = "/guardian/court_decision/issued_on"


class GuardianDeceased(Refusal):
    """Somebody who has died answers for nobody."""

    kind = "conflict"
    code = "guardian_deceased"
    at = "/guardian/person_id"


class DocumentTwice(Refusal):
    """The same document stands twice among a person's."""

    kind = "conflict"
    code = "document_twice"
    at = "/other_documents"


class TooManyDocuments(Refusal):
    """Merges leave as many as two records had; nobody adds to what is more than enough."""

    kind = "conflict"
    code = "too_many_documents"
    at = "/other_documents"


class DisabilityTwice(Refusal):
    """The same kind of disability stands twice among a person's."""

    kind = "conflict"
    code = "disability_twice"
    at = "/disabilities"


class ReasonMissing(Refusal):
    """What somebody is known by is not changed without saying why."""

    kind = "invalid"
    code = "reason_missing"
    at = "/reason"


class RecordClosed(Refusal):
    """The record was merged into another one and is changed there."""

    kind = "conflict"
    code = "record_merged"


class PersonUnknown(Refusal):
    """For who asks, there is no such person: answered like an identifier that does not exist."""

    kind = "not_found"
    code = "person_not_found"
