"""Applications with the papers that people really hand in, for tests."""

from __future__ import annotations

from typing import Any

from chassis.context import Actor
from tests.support.applying import CITIZEN, CLERK, a_nursery, open_steps, paid
from tests.support.calling import Caller
from tests.support.documents import Counter
from tests.support.services import kind_of


def with_papers(request: Any, counter: Counter) -> Any:
    """The same request with a document of its sender's for each code."""
    kinds = {code: kind_of(request["service"], code) for code in request["papers"]}
    return {
        **request,
        "papers": {code: [counter.ready(kind=kind)] for code, kind in kinds.items()},
    }


def drafted(call: Caller, who: Actor = CITIZEN, request: Any | None = None) -> dict[str, Any]:
    """A draft for a private nursery, with papers that somebody has sent."""
    filled = with_papers(request or a_nursery(), Counter(call, who))
    return call(who, "draft_application", filled)


def with_bodies(call: Caller) -> dict[str, Any]:
    """One that is complete and paid: the bodies are asked."""
    made = drafted(call)
    asked = {"application_id": made["id"]}
    call(CITIZEN, "submit_application", asked)
    application = call(CLERK, "find_complete", {**asked, "step": "completeness"})
    if "fee" in open_steps(application):
        paid(call.service.application, made["id"])
    return call(CLERK, "get_application", asked)
