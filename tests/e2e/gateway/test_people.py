"""Each kind of user at the real gateway: let in where they belong, and nowhere else."""

from __future__ import annotations

import subprocess
import sys
import uuid

import jwt
import pytest
import requests
from cryptography.hazmat.primitives.asymmetric import ec

from operations.commands.token import signed
from operations.local.issuer.tokens import ROLES, Person
from tests.support.registry import another_person
from tests.support.servers import server_url
from tests.support.window import Visitor

LISTS = {
    "/v1/persons": {"clerk", "caseworker", "supervisor", "auditor", "citizen"},
    "/v1/households": {"clerk", "caseworker", "supervisor", "auditor", "citizen"},
    "/v1/services": set(ROLES),
    "/v1/applications": {"citizen", "clerk", "inspector", "supervisor", "auditor"},
    "/v1/tasks": {"clerk", "inspector", "supervisor"},
    "/v1/bills": {"citizen", "clerk", "inspector", "supervisor", "auditor"},
    "/v1/inspections": {"citizen", "inspector", "supervisor", "auditor"},
    "/v1/licences": {"citizen", "clerk", "inspector", "supervisor", "auditor"},
    "/v1/cameras": {
        "citizen",
        "clerk",
        "inspector",
        "supervisor",
        "camera_operator",
        "auditor",
    },
    "/v1/camera-viewings": {"camera_operator", "supervisor", "auditor", "citizen"},
    "/v1/camera-incidents": {"camera_operator", "supervisor", "auditor"},
    "/v1/grant-calls": set(ROLES),
    "/v1/grant-reviews": {"reviewer", "auditor"},
    "/v1/carer-families": {"caseworker", "supervisor", "auditor"},
    "/v1/cases": {"caseworker", "supervisor", "auditor"},
    "/v1/messages": {"supervisor", "auditor", "operator"},
    "/v1/partners": {"administrator", "auditor"},
}


def ask(path: str, token: str | None) -> requests.Response:
    headers = {} if token is None else {"Authorization": f"Bearer {token}"}
    headers["Accept-Language"] = "en"
    return requests.get(server_url("KANAF_GATEWAY_URL") + path, headers=headers, timeout=15)


@pytest.mark.parametrize("role", ROLES)
def test_every_role_lists_what_is_its_own_and_nothing_else(role: str) -> None:
    visitor = Visitor(role, national_number="9850000001")
    for path, allowed in LISTS.items():
        answer = visitor.get(path)
        assert answer.status_code == (200 if role in allowed else 403), (path, answer.text)


def test_nobody_is_let_in_without_a_token_of_ours() -> None:
    stranger = jwt.encode(
        {"iss": "https://elsewhere.example", "aud": "kanaf", "sub": "x", "roles": ["auditor"]},
        ec.generate_private_key(ec.SECP256R1()),
        "ES256",
        headers={"kid": "theirs"},
    )
    good = signed(Person(subject="clerk-e2e", roles=("clerk",)))
    for token in (None, "", "x.y.z", stranger, good[:-4] + "AAAA"):
        answer = ask("/v1/persons", token)
        assert answer.status_code == 401
        assert answer.headers["WWW-Authenticate"].startswith("Bearer")
        assert answer.headers["Content-Type"] == "application/problem+json"


def test_an_expired_token_is_told_so() -> None:
    expired = signed(Person(subject="clerk-e2e", roles=("clerk",)), hours=-1)

    assert ask("/v1/persons", expired).json()["code"] == "token_expired"


def test_a_new_key_of_the_issuer_is_known_without_restart(pytestconfig: pytest.Config) -> None:
    before = signed(Person(subject="auditor-e2e", roles=("auditor",)))
    assert ask("/v1/licences", before).status_code == 200

    subprocess.run(
        [sys.executable, "-m", "operations", "issuer", "rotate"],
        cwd=pytestconfig.rootpath,
        check=True,
        capture_output=True,
        timeout=30,
    )
    after = signed(Person(subject="auditor-e2e", roles=("auditor",)))

    assert jwt.get_unverified_header(after)["kid"] != jwt.get_unverified_header(before)["kid"]
    assert ask("/v1/licences", after).status_code == 200
    assert ask("/v1/licences", before).status_code == 200, "the old key still verifies"


def test_staff_of_another_governorate_are_refused_by_the_service_itself() -> None:
    registered = Visitor("clerk", "JO-AM").post("/v1/persons", another_person()).json()

    answer = Visitor("clerk", "JO-IR").get(f"/v1/persons/{registered['id']}")

    assert answer.status_code in (403, 404)
    assert answer.json()["code"] != "role_not_allowed"


def test_a_record_that_is_not_there_is_404() -> None:
    answer = Visitor("auditor").get(f"/v1/persons/{uuid.uuid4()}")

    assert (answer.status_code, answer.json()["code"]) == (404, "person_not_found")
