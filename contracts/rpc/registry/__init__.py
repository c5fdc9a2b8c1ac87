"""What the registry is asked and answers. One module an area, each with its `METHODS`."""

from __future__ import annotations

from contracts.rpc.base import PING, Methods
from contracts.rpc.registry import (
    confirmations,
    duplicates,
    eligibility,
    emergencies,
    family_money,
    files,
    household_life,
    households,
    matchings,
    payments,
    persons,
    privacy,
    programmes,
    recomputations,
    recoveries,
    surveys,
)

METHODS: Methods = {
    "ping": PING,
    **persons.METHODS,
    **households.METHODS,
    **household_life.METHODS,
    **duplicates.METHODS,
    **matchings.METHODS,
    **surveys.METHODS,
    **eligibility.METHODS,
    **programmes.METHODS,
    **recomputations.METHODS,
    **payments.METHODS,
    **confirmations.METHODS,
    **recoveries.METHODS,
    **family_money.METHODS,
    **emergencies.METHODS,
    **files.METHODS,
    **privacy.METHODS,
}
