"""What the signature on a certificate vouches for."""

from __future__ import annotations

from datetime import date

from services.licensing.domain.licences.licence import Licence

Claims = dict[str, str | int | None]


def claims_of(licence: Licence) -> Claims:
    """Few and short: they must fit into a code that a telephone reads from paper.

    `from` and `until` are the term as printed; a licence may have been suspended or have ended
    since, which only its page of verification knows.
    """
    grant, certificate = licence.grant, licence.certificate
    return {
        "number": licence.number,
        "kind": grant.kind.value,
        "service": grant.service,
        "title": grant.title.ar,
        "name": grant.licensed.name_ar,
        "from": licence.term.valid_from.isoformat(),
        "until": _day(licence.term.expires_on),
        "edition": certificate.edition,
        "code": certificate.code,
    }


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
