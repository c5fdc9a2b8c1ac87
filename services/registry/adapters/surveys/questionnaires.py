"""How questionnaires are kept and shown."""

from __future__ import annotations

from datetime import date
from typing import Any

from chassis.documents.kind import Kind
from services.registry.adapters.surveys.events import publish
from services.registry.app.surveys.shapes import question_from, question_shape, wording_from
from services.registry.domain.surveys.questionnaire import Published, Questionnaire
from services.registry.domain.surveys.questions import Question

State = dict[str, Any]


def _questions(questions: tuple[Question, ...] | None) -> list[State] | None:
    return None if questions is None else [question_shape(each) for each in questions]


def _read(questions: list[State] | None) -> tuple[Question, ...] | None:
    return None if questions is None else tuple(question_from(each) for each in questions)


def _to_state(questionnaire: Questionnaire) -> State:
    return {
        "title": vars(questionnaire.title).copy(),
        "drafted_by": questionnaire.drafted_by,
        "draft": _questions(questionnaire.draft),
        "published": [
            {
                "number": each.number,
                "questions": _questions(each.questions),
                "published_by": each.published_by,
                "published_on": each.published_on.isoformat(),
            }
            for each in questionnaire.published
        ],
    }


def _from_state(questionnaire_id: str, version: int, state: State) -> Questionnaire:
    return Questionnaire(
        id=questionnaire_id,
        version=version,
        title=wording_from(state["title"]),
        drafted_by=state["drafted_by"],
        draft=_read(state["draft"]),
        published=tuple(
            Published(
                each["number"],
                _read(each["questions"]) or (),
                each["published_by"],
                date.fromisoformat(each["published_on"]),
            )
            for each in state["published"]
        ),
    )


def show(questionnaire: Questionnaire) -> State:
    """The draft with its questions; of published versions when and by whom."""
    state = _to_state(questionnaire)
    published = [
        {name: value for name, value in each.items() if name != "questions"}
        for each in state.pop("published")
    ]
    return {
        "id": questionnaire.id,
        "version": questionnaire.version,
        **state,
        "published": published,
    }


QUESTIONNAIRES: Kind[Questionnaire] = Kind(
    service="registry",
    name="questionnaire",
    collection="questionnaires",
    to_state=_to_state,
    from_state=_from_state,
    to_view=show,
    publish=publish,
)
