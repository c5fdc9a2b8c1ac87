"""The fonts that certificates of licences are set in: Debian's, none of ours."""

from __future__ import annotations

from collections.abc import Mapping

from operations import debian
from services.licensing.settings import FONTS

_PACKAGE = "fonts-hosny-amiri"


def be_there(variables: Mapping[str, str]) -> None:
    """Install them, unless they are there or are said to be elsewhere. Raises `Failure`."""
    if not variables.get("KANAF_CERTIFICATE_FONTS") and not FONTS.is_dir():
        debian.install(_PACKAGE, "the Arabic font of certificates")
