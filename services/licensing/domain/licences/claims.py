"""What the signature on a certificate vouches for."""

from __future__ import annotations

from datetime import date

from services.licensing.domain.licences.licence import Licence

Claims = dict[str, str | int | None]


def claims_of(licence: Licence) -> Claims:
    """Few and short: they must fit into a code that a telephone reads from paper.

    `from` and `through` are the first and the last day of the term, as printed; a licence may have
    been suspended or have ended since, which only its page of verification knows. What was signed
    with `until` instead names the day after the last.
    """
    grant, certificate = licence.grant, licence.certificate
    return {
        "number": licence.number,
        "kind": grant.kind.value,
        "service": grant.service,
        "title": grant.title.ar,
        "name": grant.licensed.name_ar,
        "from": licence.term.valid_from.isoformat(),
        "through": _day(licence.term.valid_through),
        "edition": certificate.edition,
        "code": certificate.code,
    }


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
