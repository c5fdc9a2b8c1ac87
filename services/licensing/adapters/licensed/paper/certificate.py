"""The certificate of a licence as a PDF, the same to the byte whenever it is printed."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, time
from pathlib import Path

from chassis.errors import Unavailable
from services.licensing.adapters.licensed.paper import wording
from services.licensing.adapters.licensed.paper.sheet import INK, SCALES, Sheet
from services.licensing.domain.licences.licence import Licence

_REMEMBERED = 64
"""Certificates, of some 40 kB each: one takes a fifth of a second, and is asked for repeatedly."""


@dataclass(frozen=True)
class Printing:
    """`address` is where everybody reaches the gateway; `sign` makes the text that proves it."""

    fonts: Path
    address: str | None
    sign: Callable[[Licence], str]
    printed: OrderedDict[tuple[str, str], bytes] = field(default_factory=OrderedDict)

    def __call__(self, licence: Licence, language: str) -> bytes:
        """Raises `Unavailable` while fonts or keys are missing.

        What is printed changes with the edition alone, and with it what is signed.
        """
        if self.address is None:
            raise Unavailable("certificates_not_set_up", {"what": "KANAF_PUBLIC_URL"})
        page = f"{self.address}/verify/{licence.certificate.code}"
        proof = f"{page}#{self.sign(licence)}"
        if (known := self.printed.get((proof, language))) is not None:
            return known
        pdf = self._print(licence, language, page, proof)
        self.printed[proof, language] = pdf
        while len(self.printed) > _REMEMBERED:
            self.printed.popitem(last=False)
        return pdf

    def _print(self, licence: Licence, language: str, page: str, proof: str) -> bytes:
        """On one page, with the code beside the facts that it proves: what is long is set smaller.

        Only what could not be read any more goes on to further pages, which are counted.
        """
        for scale in SCALES:
            sheet = self._set(
                Sheet(language, self.fonts, licence.number, scale), licence, page, proof
            )
            if sheet.page == 1:
                return bytes(sheet.output())
            sheet.leave()
        counted = Sheet(language, self.fonts, licence.number, SCALES[-1], sheet.page)
        return bytes(self._set(counted, licence, page, proof).output())

    def _set(self, sheet: Sheet, licence: Licence, page: str, proof: str) -> Sheet:
        language = sheet.language
        issued = datetime.combine(licence.certificate.issued_on, time(), UTC)
        sheet.set_creation_date(issued)
        sheet.set_title(f"{wording.of(licence.grant.title, language)} {licence.number}")
        sheet.set_author(wording.of(wording.MINISTRY, language))
        sheet.centred(wording.of(wording.STATE, language), 14)
        sheet.centred(wording.of(wording.MINISTRY, language), 14)
        sheet.ln(3)
        sheet.centred(wording.of(licence.grant.title, language), 26, INK)
        other = "en" if language == "ar" else "ar"
        sheet.centred(wording.of(licence.grant.title, other), 13)
        sheet.ln(4)
        for heading, lines in wording.rows(licence, language):
            sheet.row(heading, lines)
        sheet.code(proof, wording.of(wording.CHECK, language), page)
        return sheet
