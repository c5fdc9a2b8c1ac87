"""What the registry is asked and answers about surveys."""

from __future__ import annotations

from contracts.rpc.base import Methods
from contracts.rpc.registry.surveys import questionnaires, researchers, rounds, uploads, visits

METHODS: Methods = {
    **questionnaires.METHODS,
    **researchers.METHODS,
    **rounds.METHODS,
    **visits.METHODS,
    **uploads.METHODS,
}
