"""`python -m operations.local.provider`: people pay here, and the ministry is told of it."""

from __future__ import annotations

from pathlib import Path

from chassis import clock
from chassis.calendar import written
from chassis.settings import Environment
from operations.local.provider import keys
from operations.local.provider.behaviour import Behaviour
from operations.local.provider.http import provider
from operations.local.provider.ministry import Ministry
from operations.local.provider.outbox import Outbox
from operations.local.provider.telling import Teller
from operations.local.serving import only_locally, run, serve_in_background, wait_for_stop

NAME = "local"


def _provider(environment: Environment) -> None:
    only_locally(environment, "a provider that pays with nobody's money")
    key = keys.signing_key(environment.text("KANAF_PROVIDER_KEY"))
    keys.publish(key, Path(environment.text("KANAF_PAYMENT_PROVIDERS")), NAME)
    # Days pass here as in all of a local system; signatures tell the machine's own time.
    days = clock.build("local", environment.path("KANAF_CLOCK_FILE"))
    outbox, behaviour = Outbox(Path(environment.text("KANAF_PROVIDER_FILE"))), Behaviour()
    ministry = Ministry(environment.text("KANAF_GATEWAY_URL"), NAME, key)
    teller = Teller(outbox, ministry, behaviour)
    teller.start()
    server = serve_in_background(
        provider(outbox, ministry, teller, behaviour, lambda: written(days.now())),
        environment.text("KANAF_PROVIDER_HOST", "127.0.0.1"),
        environment.integer("KANAF_PROVIDER_PORT", 8028),
    )
    wait_for_stop()
    server.shutdown()
    teller.stop()
    outbox.close()


run(_provider)
