"""The register of practitioners."""

from __future__ import annotations

from dataclasses import dataclass

from services.licensing.app.practitioners.reading import PublicChecking, Reading
from services.licensing.app.practitioners.register import PractitionerRegister


@dataclass(frozen=True)
class PractitionerArea:
    """What decisions write, what is read, and what everybody may check."""

    register: PractitionerRegister
    reading: Reading
    public: PublicChecking
