"""How licences are kept, found and shown, and what falls due on them."""

from __future__ import annotations

from typing import Any

from chassis.calendar import start_of
from chassis.context import current_or_none
from chassis.documents.kind import Kind, Timer
from services.licensing.adapters.licensed.events import publish
from services.licensing.adapters.licensed.renewals import show_renewal
from services.licensing.adapters.licensed.stored import from_state, plain, to_state
from services.licensing.domain.access import LICENSING_STAFF
from services.licensing.domain.licences.checking import ended_because
from services.licensing.domain.licences.course import Reason, Step, Surrender, Suspension
from services.licensing.domain.licences.grant import Licensed
from services.licensing.domain.licences.licence import Licence
from services.licensing.domain.licences.naming import words

View = dict[str, Any]

COLLECTION = "licences"
DUE = "due_"
PRACTITIONER_CLASS, PRACTITIONER_NUMBER = "practitioner_class", "practitioner_number"
"""What the register of practitioners writes beside the licences that its lines stand for."""
LISTED = "yes"


def show(licence: Licence) -> View:
    """The licence as answers have it. Codes of certificates stand on paper alone, and who of the
    staff did something is not its holder's to read."""
    grant, holder = licence.grant, licence.grant.holder
    names = _is_shown_logins(licence.governorate)
    return {
        "id": licence.id,
        "version": licence.version,
        "number": licence.number,
        "state": licence.state.value,
        "kind": grant.kind.value,
        "service": grant.service,
        "variant": grant.variant,
        "title": vars(grant.title).copy(),
        "application_id": None if grant.application_id == licence.id else grant.application_id,
        "holder": {
            "name": holder.name,
            "kind": holder.kind.value,
            "national_number": holder.national_number,
            "registration_number": holder.registration_number,
        },
        "licensed": show_licensed(grant.licensed),
        "listed": grant.listed,
        "issued_on": licence.issued_on.isoformat(),
        "valid_from": licence.term.valid_from.isoformat(),
        "expires_on": plain(licence.term.expires_on),
        "valid_through": plain(licence.term.valid_through),
        "renewal_opens_on": plain(licence.term.renewal_opens_on),
        "lapses_on": plain(licence.term.lapses_on),
        "suspension": _suspension(licence.suspension, names),
        "renewal": show_renewal(licence),
        "surrender": _surrender(licence.surrender),
        "certificates": [
            {
                "edition": each.edition,
                "issued_on": each.issued_on.isoformat(),
                "because": each.because.value,
                "ended_on": plain(each.ended_on),
            }
            for each in licence.certificates
        ],
        "course": [_step(each, names) for each in licence.course],
    }


def show_licensed(licensed: Licensed) -> View:
    return {
        "name": {"ar": licensed.name_ar, "en": licensed.name_en},
        "place": vars(licensed.place).copy(),
        "facts": [
            {
                "code": each.code,
                "label": vars(each.label).copy(),
                "value": vars(each.value).copy(),
                "public": each.public,
                "printed": each.printed,
            }
            for each in licensed.facts
        ],
    }


def _is_shown_logins(governorate: str) -> bool:
    """Whether whoever looks works on it or audits. Work of ours looks at nothing."""
    looking = current_or_none()
    if looking is None or not looking.actor.roles.isdisjoint({"system", "auditor"}):
        return True
    serves = governorate in looking.actor.governorates
    return serves and not looking.actor.roles.isdisjoint(LICENSING_STAFF)


def _suspension(suspension: Suspension | None, names: bool) -> View | None:
    if suspension is None:
        return None
    return {
        "reason": _reason(suspension.reason),
        "by": suspension.by if names else None,
        "since": suspension.since.isoformat(),
        "until": plain(suspension.until),
    }


def _surrender(surrender: Surrender | None) -> View | None:
    if surrender is None:
        return None
    return {
        "application_id": surrender.application_id,
        "ends_on": surrender.ends_on.isoformat(),
        "accepted_on": surrender.accepted_on.isoformat(),
    }


def _step(step: Step, names: bool) -> View:
    return {
        "what": step.what,
        "on": step.on.isoformat(),
        "by": step.by if names else None,
        "reason": None if step.reason is None else _reason(step.reason),
        "application_id": step.application_id,
    }


def _reason(reason: Reason) -> View:
    text = None if reason.text_ar is None else {"ar": reason.text_ar, "en": reason.text_en}
    return {"code": reason.code, "text": text}


def _keys(licence: Licence) -> dict[str, Any]:
    grant = licence.grant
    name = f"{grant.licensed.name_ar} {grant.licensed.name_en or ''}"
    return {
        "number": licence.number,
        "codes": [each.code for each in licence.certificates],
        "state": licence.state.value,
        "service": grant.service,
        "kind": grant.kind.value,
        "governorate": licence.governorate,
        "district": grant.licensed.place.district,
        "owners": sorted(licence.owners),
        "listed": LISTED if grant.listed else None,
        "name_words": words(name),
        "ended_because": ended_because(licence),
        "under": grant.under,
    }


LICENCES: Kind[Licence] = Kind(
    service="licensing",
    name="licence",
    collection=COLLECTION,
    to_state=to_state,
    from_state=from_state,
    to_view=show,
    publish=publish,
    keys=_keys,
    unique={"number": "licence_number_taken", "codes": "certificate_code_taken"},
    timers=lambda licence: [
        Timer(f"{DUE}{each.name}", start_of(each.on)) for each in licence.dues()
    ],
    indexes=(
        ("governorate", "state"),
        ("owners",),
        ("under",),
        ("name_words",),
        ("listed", "governorate", "state"),
        ("listed", "service"),
    ),
    labels={PRACTITIONER_CLASS: ("governorate", "state"), PRACTITIONER_NUMBER: ()},
)
