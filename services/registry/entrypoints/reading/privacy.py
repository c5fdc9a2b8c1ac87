"""Requests about privacy as commands and queries."""

from __future__ import annotations

from datetime import date
from typing import Any

from contracts.rpc.base import Nothing
from contracts.rpc.problems import read
from contracts.rpc.registry import consents, data_copies, privacy_requests, protection
from services.registry.app.persons import plain
from services.registry.app.privacy.consenting import FindConsents, GiveConsent
from services.registry.app.privacy.copying import AskCopy
from services.registry.app.privacy.protecting import LiftProtection, ProtectPerson
from services.registry.app.privacy.requesting import DecideRequest, FileRequest, FindRequests
from services.registry.domain.privacy.requests import Asked

Request = dict[str, Any]


def protect_person(request: Request) -> ProtectPerson:
    data = read(protection.ProtectPerson, request)
    return ProtectPerson(**{**data, "knowers": tuple(data["knowers"])})


def lift_protection(request: Request) -> LiftProtection:
    return LiftProtection(**read(protection.LiftProtection, request))


def nothing(request: Request) -> None:
    read(Nothing, request)


def give_consent(request: Request) -> GiveConsent:
    data = read(consents.GiveConsent, request)
    until = data["until"]
    return GiveConsent(**{**data, "until": None if until is None else date.fromisoformat(until)})


def consent_id(request: Request) -> str:
    return str(read(consents.OneConsent, request)["consent_id"])


def find_consents(request: Request) -> FindConsents:
    return FindConsents(**read(consents.FindConsents, request))


def file_request(request: Request) -> FileRequest:
    data = read(privacy_requests.FilePrivacyRequest, request)
    changes = data["changes"]
    asked = Asked(
        data["kind"],
        data["text"],
        None if changes is None else plain.changes_from(changes),
        data["purpose"],
        about=data["about"],
    )
    return FileRequest(data["person_id"], asked)


def decide_request(request: Request) -> DecideRequest:
    return DecideRequest(**read(privacy_requests.DecidePrivacyRequest, request))


def request_id(request: Request) -> str:
    return str(read(privacy_requests.OnePrivacyRequest, request)["request_id"])


def find_requests(request: Request) -> FindRequests:
    data = read(privacy_requests.FindPrivacyRequests, request)
    after, limit, governorate = data.pop("after"), data.pop("limit"), data.pop("governorate")
    keys = {name: value for name, value in data.items() if value is not None}
    if "person_id" in keys:
        keys["person"] = keys.pop("person_id")
    return FindRequests(keys, governorate, after, limit)


def ask_copy(request: Request) -> AskCopy:
    return AskCopy(**read(data_copies.AskDataCopy, request))


def copy_id(request: Request) -> str:
    return str(read(data_copies.OneDataCopy, request)["copy_id"])


def copy_file(request: Request) -> tuple[str, int]:
    data = read(data_copies.GetDataCopyFile, request)
    return data["copy_id"], data["part"]
