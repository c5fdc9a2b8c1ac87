"""The gateway as a WSGI application, wired from its settings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import Flask
from flask_smorest import Api
from werkzeug.exceptions import HTTPException

from chassis.errors import KanafError
from gateway import document, observation, problems, reading, resources
from gateway.authentication.keys import IssuerKeys
from gateway.authentication.providers import ProviderKeys
from gateway.authentication.signatures import SignatureVerifier
from gateway.authentication.tokens import TokenVerifier
from gateway.calls import Services
from gateway.problems import Problem
from gateway.protection import Protection
from gateway.rates import RateLimit
from gateway.readiness import Readiness
from gateway.resources.partners import PartnerName
from gateway.resources.service_catalogue import ServiceCode, StepCode
from gateway.settings import GatewaySettings
from gateway.uploads import Uploads


@dataclass(frozen=True)
class Kanaf:
    """What routes work with; under `app.extensions["kanaf"]`."""

    settings: GatewaySettings
    services: Services
    tokens: TokenVerifier
    signatures: SignatureVerifier
    rates: RateLimit
    visits: RateLimit
    readiness: Readiness
    protection: Protection
    uploads: Uploads


def build(settings: GatewaySettings, services: Services, keys: IssuerKeys) -> Flask:
    """The application. Talks to nobody until the first request."""
    app = Flask("gateway", static_folder=None)
    app.config.update(
        API_TITLE=document.TITLE,
        API_VERSION=document.VERSION,
        OPENAPI_VERSION="3.1.0",
        PROPAGATE_EXCEPTIONS=False,
    )
    app.url_map.merge_slashes = False  # one address, one thing: no redirects
    app.url_map.converters |= {"partner": PartnerName, "service": ServiceCode, "step": StepCode}
    equip(app, settings, services, keys)
    api = Api(app, spec_kwargs=document.options())
    for resource in resources.ALL:
        api.register_blueprint(resource)
    document.serve(app, api)
    _answer_refusals(app)
    app.after_request(reading.end_connection_with_unread_body)
    observation.observe(app)
    return app


def equip(app: Flask, settings: GatewaySettings, services: Services, keys: IssuerKeys) -> None:
    """Give the application what its routes work with, in place of what it had."""
    app.config["MAX_CONTENT_LENGTH"] = settings.body_limit + 1
    app.extensions["kanaf"] = Kanaf(
        settings=settings,
        services=services,
        tokens=TokenVerifier(settings.issuer, keys),
        signatures=SignatureVerifier(ProviderKeys(settings.payment_providers)),
        rates=RateLimit(settings.rate),
        visits=RateLimit(settings.visits, by="address"),
        readiness=Readiness(services, lambda: keys.ready or keys.renew()),
        protection=Protection(origins=settings.cors_origins, production=settings.production),
        uploads=Uploads(settings.threads),
    )


def _answer_refusals(app: Flask) -> None:
    def register(error: type[Exception], handler: Any) -> None:
        app.register_error_handler(error, handler)

    register(Problem, problems.on_problem)
    register(KanafError, problems.on_refusal)
    register(HTTPException, problems.on_http)
    register(Exception, problems.on_defect)
