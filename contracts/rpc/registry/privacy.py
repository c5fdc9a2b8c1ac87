"""What the registry is asked and answers about privacy."""

from __future__ import annotations

from contracts.rpc import audit
from contracts.rpc.base import Method, Methods
from contracts.rpc.registry import consents, data_copies, privacy_requests
from contracts.rpc.registry.persons import Person
from contracts.rpc.registry.protection import LiftProtection, ProtectPerson

METHODS: Methods = {
    "protect_person": Method("command", ProtectPerson, Person),
    "lift_protection": Method("command", LiftProtection, Person),
    **consents.METHODS,
    **privacy_requests.METHODS,
    **data_copies.METHODS,
    **audit.READING,
}
