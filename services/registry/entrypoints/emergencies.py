"""What the gateway can call about emergencies."""

from __future__ import annotations

from chassis.rpc.server import Application
from services.registry.app.application import Registry


class EmergenciesMethods:
    """Part of `RegistryService`: `application` is what the bootstrap wired."""

    application: Registry = Application()
