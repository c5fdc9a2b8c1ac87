"""What the registry is asked and answers about programmes, enrolments and grievances."""

from __future__ import annotations

from contracts.rpc.base import Methods
from contracts.rpc.registry.programmes import (
    applications,
    enrolments,
    grievances,
    holidays,
    programmes,
)

METHODS: Methods = {
    **programmes.METHODS,
    **applications.METHODS,
    **enrolments.METHODS,
    **grievances.METHODS,
    **holidays.METHODS,
}
