"""`python -m operations.local.sinks`: mail server, SMS provider and the list of what came."""

from __future__ import annotations

from pathlib import Path

from chassis.settings import Environment
from operations.local.serving import only_locally, run, serve_in_background, wait_for_stop
from operations.local.sinks.behaviour import Behaviour
from operations.local.sinks.http import provider, received
from operations.local.sinks.mail import mail_server
from operations.local.sinks.store import Store


def _sinks(environment: Environment) -> None:
    only_locally(environment, "a sink that delivers to nobody")
    host = environment.text("KANAF_SINKS_HOST", "127.0.0.1")
    store = Store(Path(environment.text("KANAF_SINKS_FILE")))
    sms, mail = Behaviour(), Behaviour()
    token = environment.text("KANAF_SMS_TOKEN")
    servers = [
        serve_in_background(app, host, port)
        for app, port in (
            (provider(store, token, sms, mail), environment.integer("KANAF_SMS_PORT", 8026)),
            (received(store), environment.integer("KANAF_MESSAGES_PORT", 8025)),
        )
    ]
    smtp = mail_server(store, mail, host, environment.integer("KANAF_SMTP_PORT", 1025))
    smtp.start()
    wait_for_stop()
    smtp.stop()
    for each in servers:
        each.shutdown()
    store.close()


run(_sinks)
