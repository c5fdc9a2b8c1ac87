"""Calling a method of the nameko service outside the worker pool that serves requests."""

from __future__ import annotations

from typing import Any

from nameko.containers import WorkerContext


def call(container: Any, entrypoint: Any, *arguments: object) -> Any:
    """The entrypoint's method on a fresh instance with its dependencies, in this very thread.

    What it raises comes back to the caller; nameko itself would log and forget it.
    """
    service = container.service_cls()
    worker = WorkerContext(container, service, entrypoint, args=arguments)
    for provider in container.dependencies:
        setattr(service, provider.attr_name, provider.get_dependency(worker))
    return getattr(service, entrypoint.method_name)(*arguments)
