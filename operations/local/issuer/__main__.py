"""`python -m operations.local.issuer`: discovery and keys of the local issuer over HTTP.

It also makes the key that signs certificates of licences, which an operator makes elsewhere.
"""

from __future__ import annotations

from pathlib import Path

from flask import Flask, Response, jsonify

from chassis.settings import Environment
from operations.local.issuer.keys import ALGORITHM, Keys
from operations.local.serving import only_locally, run, serve_in_background, wait_for_stop
from services.licensing.adapters.licensed.keys import make as make_licence_keys


def _application(url: str, keys: Keys) -> Flask:
    app = Flask("issuer")

    @app.get("/.well-known/openid-configuration")
    def discovery() -> Response:
        return jsonify(
            issuer=url,
            jwks_uri=f"{url}/jwks.json",
            id_token_signing_alg_values_supported=[ALGORITHM],
            response_types_supported=["token"],
            subject_types_supported=["public"],
            kanaf_local=True,  # a gateway in production refuses it by this
        )

    @app.get("/jwks.json")
    def jwks() -> Response:
        return jsonify(**keys.published(), kanaf_local=True)

    return app


def _issuer(environment: Environment) -> None:
    only_locally(environment, "an issuer that trusts everybody on this machine")
    url = environment.text("KANAF_OIDC_ISSUER").rstrip("/")
    keys = Keys(Path(environment.text("KANAF_ISSUER_KEYS")))
    keys.signing()
    if licences := environment.path("KANAF_LICENCE_KEYS"):
        make_licence_keys(licences)
    server = serve_in_background(
        _application(url, keys),
        environment.text("KANAF_ISSUER_HOST", "127.0.0.1"),
        environment.integer("KANAF_ISSUER_PORT", 8027),
    )
    wait_for_stop()
    server.shutdown()


run(_issuer)
