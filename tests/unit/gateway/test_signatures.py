"""A payment provider is known by its signature over the request, and by nothing else."""

from __future__ import annotations

import json
import time
from base64 import b64encode
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    PublicFormat,
    load_der_private_key,
)
from werkzeug.datastructures import Headers

from contracts.http_signatures import content_digest, parameters, signature_base
from gateway.authentication.providers import ProviderKeys
from gateway.authentication.signatures import SignatureVerifier, Signed
from gateway.problems import Problem
from tests.support.gateway import Gateway, gateway
from tests.support.signing import Signer, pem

NOTICE = {
    "transaction_id": "T-1",
    "reference": "2026000000181",
    "amount_fils": 25_500,
    "paid_at": "2026-11-23T08:30:00.000Z",
    "channel": "wallet",
}
ACKNOWLEDGED = {**NOTICE, "outcome": "paid"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path


@pytest.fixture
def signer(folder: Path) -> Signer:
    return Signer(folder)


@pytest.fixture
def kanaf(folder: Path) -> Gateway:
    made = gateway(KANAF_PAYMENT_PROVIDERS=str(folder))
    made.services.answers = {"receive_payment_notice": ACKNOWLEDGED, "inquire_bill": {"a": 1}}
    return made


def sent(kanaf: Gateway, request: dict[str, Any], **other: Any) -> Any:
    return kanaf.client.post(**{**request, **other})


def code(answer: Any) -> tuple[int, str]:
    return answer.status_code, answer.get_json()["code"]


def test_the_specimen_of_rfc_9421_is_signed_and_verified() -> None:
    """Appendix B.2.6; the key is B.1.4's."""
    written = bytes.fromhex(
        "302e020100300506032b6570042204209f8362f87a484a954e6e740c5b4c0e84229139a20aa8ab56ff66586f6a7d29c5"
    )
    key = load_der_private_key(written, None)
    assert isinstance(key, Ed25519PrivateKey)
    components = {
        "date": "Tue, 20 Apr 2021 02:07:55 GMT",
        "@method": "POST",
        "@path": "/foo",
        "@authority": "example.com",
        "content-type": "application/json",
        "content-length": "18",
    }
    names = " ".join(f'"{each}"' for each in components)
    params = f'({names});created=1618884473;keyid="test-key-ed25519"'
    made = b64encode(key.sign(signature_base(components, params))).decode()
    assert made.startswith(
        "wqcAqbmYJ2ji2glfAMaRy4gruYYnx2nEFN2HN6jrnDnQCK1u02Gb04v9EDgwUPiu4A0w6vuQv5lIp5W"
    )


def test_what_is_signed_is_written_line_by_line() -> None:
    """A vector for those who write a provider of their own: seed 00…1f, an empty object."""
    params = parameters(("@method", "@path", "content-digest"), 1_800_000_000, "n-1", "k1")
    digest = content_digest(b"{}")
    base = signature_base(
        {"@method": "POST", "@path": "/payments/local/notices", "content-digest": digest}, params
    )
    assert base.decode().splitlines() == [
        '"@method": POST',
        '"@path": /payments/local/notices',
        '"content-digest": sha-256=:RBNvo1WzZ4oRRq0W9+hknpT7T8If536DEMBg9hyq/4o=:',
        '"@signature-params": ("@method" "@path" "content-digest");created=1800000000;keyid="k1"'
        ';nonce="n-1";alg="ed25519"',
    ]
    made = Ed25519PrivateKey.from_private_bytes(bytes(range(32))).sign(base)
    assert b64encode(made).decode() == (
        "QpTFAnsdc+XNJHTHezGvjJ41l8R35iEuddz3GZGjjVcwyZAfdxmOCQgfOPMgNvRXcDbs4ticI7u1wPEMTx2jBw=="
    )


def test_a_signed_notice_is_told_to_licensing_as_the_providers(
    kanaf: Gateway, signer: Signer
) -> None:
    answer = sent(kanaf, signer.request(NOTICE))
    assert (answer.status_code, answer.get_json()) == (200, ACKNOWLEDGED)
    asked = kanaf.services.last
    assert (asked.method, asked.request) == ("receive_payment_notice", NOTICE)
    assert asked.context.actor.subject == "provider:local"
    assert asked.context.actor.roles == {"payment_provider"}
    assert asked.context.actor.partner == "local"


def test_an_inquiry_is_signed_too(kanaf: Gateway, signer: Signer) -> None:
    asked = signer.request({"reference": NOTICE["reference"]}, "inquiries")
    assert sent(kanaf, asked).status_code == 200
    assert kanaf.client.post(asked["path"], json={}).status_code == 401


def test_a_wrong_amount_is_a_conflict_that_ends_the_repeating(
    kanaf: Gateway, signer: Signer
) -> None:
    kanaf.services.answers = {"receive_payment_notice": {**ACKNOWLEDGED, "outcome": "refused"}}
    assert code(sent(kanaf, signer.request(NOTICE))) == (409, "payment_wrong_amount")


@pytest.mark.parametrize("header", ["Signature", "Signature-Input", "Content-Digest"])
def test_without_a_signature_nothing_is_asked(kanaf: Gateway, signer: Signer, header: str) -> None:
    request = signer.request(NOTICE)
    del request["headers"][header]
    answer = sent(kanaf, request)
    assert code(answer) == (401, "signature_missing")
    assert answer.headers["WWW-Authenticate"].startswith("Signature")
    assert kanaf.services.calls == []


@pytest.mark.parametrize(
    "written",
    [
        "",
        "sig",
        "sig=()",
        'sig=("@method" "@path" "content-digest")',
        'sig=("@method" "@path" "content-digest");created=1',
        'sig=("@method" "@path");created=1800000000;nonce="n"',
        'sig=("@method" "@path" "@path" "content-digest");created=1800000000;nonce="n"',
        'sig=("@method" "@path" "content-digest" "x-more");created=1800000000;nonce="n"',
        'sig=("@method" "@path" "content-digest");created=1800000000;created=1;nonce="n"',
        'sig=("@method" "@path" "content-digest");created=1800000000;nonce="n";alg="hmac-sha256"',
        'sig=("@method" "@path" "content-digest");created="1800000000";nonce=',
        'other=("@method" "@path" "content-digest");created=1800000000;nonce="n"',
        'sig=("@method" "@path" "content-digest");created=1800000000;nonce="n", b=()',
        "(" * 5000,
    ],
)
def test_what_is_signed_otherwise_is_no_signature(
    kanaf: Gateway, signer: Signer, written: str
) -> None:
    request = signer.request(NOTICE)
    request["headers"]["Signature-Input"] = written
    assert code(sent(kanaf, request)) == (401, "signature_missing")


def test_a_changed_body_path_or_digest_is_refused(kanaf: Gateway, signer: Signer) -> None:
    request = signer.request(NOTICE)
    changed = json.dumps({**NOTICE, "amount_fils": 1}).encode()
    other = {**request["headers"], "Content-Digest": content_digest(changed)}
    for wrong in (
        {"data": changed},
        {"data": changed, "headers": other},
        {"data": b""},
        {"path": signer.path("inquiries")},
    ):
        assert code(sent(kanaf, request, **wrong)) == (401, "signature_refused")
    assert kanaf.services.calls == []


@pytest.mark.parametrize("seconds", [-301, 360, -(10**9)])
def test_a_signature_of_another_time_is_stale(
    kanaf: Gateway, signer: Signer, seconds: float
) -> None:
    answer = sent(kanaf, signer.request(NOTICE, created=time.time() + seconds))
    assert code(answer) == (401, "signature_stale")


def test_a_nonce_signs_one_request_and_its_repetition(kanaf: Gateway, signer: Signer) -> None:
    request = signer.request(NOTICE, nonce="n-1")
    assert [sent(kanaf, request).status_code for _ in range(2)] == [200, 200]
    again = signer.request({**NOTICE, "transaction_id": "T-2"}, nonce="n-1")
    assert code(sent(kanaf, again)) == (401, "signature_refused")


def test_a_provider_signs_for_itself_alone(kanaf: Gateway, signer: Signer, folder: Path) -> None:
    Signer(folder, "other")
    for name in ("other", "nobody"):
        path = f"/payments/{name}/notices"
        request = signer.request(NOTICE)
        raw = request["data"]
        stolen = {"path": path, "data": raw, "headers": signer.headers(raw, path)}
        assert code(sent(kanaf, stolen)) == (401, "signature_refused")


def test_keys_are_changed_without_a_pause_or_a_restart(
    kanaf: Gateway, signer: Signer, folder: Path
) -> None:
    old, new = signer.key, Ed25519PrivateKey.generate()
    signer.publish(old, new)
    for key in (old, new):
        signer.key = key
        assert sent(kanaf, signer.request(NOTICE)).status_code == 200
    signer.publish(new)
    signer.key = old
    assert code(sent(kanaf, signer.request(NOTICE))) == (401, "signature_refused")
    signer.key = new
    assert sent(kanaf, signer.request(NOTICE)).status_code == 200
    (folder / "local.pem").unlink()
    assert code(sent(kanaf, signer.request(NOTICE))) == (401, "signature_refused")


def test_a_file_of_keys_that_is_wrong_lets_nobody_in(signer: Signer, folder: Path) -> None:
    elliptic = generate_private_key(SECP256R1()).public_key()
    other = elliptic.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()
    three = "".join(pem(Ed25519PrivateKey.generate()) for _ in range(3))
    for text in ("", "no key", pem(signer.key)[:60] + "\n-----END PUBLIC KEY-----", other, three):
        (folder / "local.pem").write_text(text, "utf-8")
        assert ProviderKeys(folder).of("local") == ()
    assert ProviderKeys(None).of("local") == ()


def test_what_is_signed_is_still_examined(kanaf: Gateway, signer: Signer) -> None:
    assert sent(kanaf, signer.request({**NOTICE, "more": 1})).status_code == 422
    request = signer.request(NOTICE)
    request["headers"]["Content-Type"] = "text/plain"
    assert sent(kanaf, request).status_code == 415
    raw = b'{"reference": '
    broken = {"path": signer.path(), "data": raw, "headers": signer.headers(raw, signer.path())}
    assert code(sent(kanaf, broken)) == (400, "malformed_json")


def test_one_provider_has_its_own_rate(folder: Path) -> None:
    signer, other = Signer(folder), Signer(folder, "other")
    kanaf = gateway(KANAF_PAYMENT_PROVIDERS=str(folder), KANAF_RATE_LIMIT="2/60")
    kanaf.services.answers = {"receive_payment_notice": ACKNOWLEDGED}
    ended = [sent(kanaf, signer.request(NOTICE)).status_code for _ in range(3)]
    assert ended == [200, 200, 429]
    assert sent(kanaf, other.request(NOTICE)).status_code == 200


def test_a_token_makes_nobody_a_provider(kanaf: Gateway) -> None:
    answer = kanaf.ask("POST", "/payments/local/notices", "payment_provider", json=NOTICE)
    assert code(answer) == (401, "signature_missing")
    assert kanaf.ask("GET", "/v1/bills", "payment_provider").status_code == 403
    named = {"Authorization": f"Bearer {kanaf.issuer.token('clerk', sub='provider:local')}"}
    assert kanaf.client.get("/v1/bills", headers=named).status_code == 401


def test_of_who_is_no_provider_the_body_is_not_even_read(kanaf: Gateway, signer: Signer) -> None:
    request = signer.request(NOTICE)
    signer.publish(Ed25519PrivateKey.generate())
    answer = sent(kanaf, request)
    assert code(answer) == (401, "signature_refused")
    assert answer.headers["Connection"] == "close"


def test_what_is_remembered_of_nonces_ends(signer: Signer) -> None:
    now = time.time()
    verifier = SignatureVerifier(ProviderKeys(signer.folder), lambda: now)

    def used(nonce: str, body: bytes) -> None:
        headers = signer.headers(body, signer.path(), nonce=nonce, created=now)
        signed = Signed.read(Headers(headers))
        verifier.actor("local", "POST", signer.path(), signed)

    used("n", b"1")
    with pytest.raises(Problem):
        used("n", b"2")
    now += 601
    used("n", b"2")
