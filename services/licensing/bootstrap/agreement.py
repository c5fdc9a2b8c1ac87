"""The services of the catalogue, once it is certain that their files and the rules' agree."""

from __future__ import annotations

from chassis.rules import DatedRules, refused_at
from services.licensing.adapters.between.agreement import Known, disagreements
from services.licensing.adapters.catalogue import bodies, services
from services.licensing.adapters.catalogue.reader import Kept
from services.licensing.adapters.documents import rules as documents
from services.licensing.adapters.practitioners import rules as practitioners
from services.licensing.settings import LicensingSettings


def agreed(settings: LicensingSettings) -> dict[str, DatedRules[Kept]]:
    """Every service. Raises `RulesRefused` with the first file, line and reason that is wrong, be
    it by itself or for what another file says."""
    files, paths = services.load(settings.catalogue), services.paths_in(settings.catalogue)
    known = Known(
        documents.load(settings.rules / "documents.yaml"),
        practitioners.load(settings.rules / "practitioners.yaml"),
        bodies.load(settings.rules / "bodies.yaml"),
    )
    for version, wrong in disagreements(files, known):
        raise refused_at(paths[version.code], version.effective_from, wrong)
    return files
