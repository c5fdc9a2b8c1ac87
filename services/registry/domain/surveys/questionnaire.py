"""A questionnaire and its versions. A published version never changes: visits are read by it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from services.registry.domain.refusals import RefusedField
from services.registry.domain.surveys.events import (
    Event,
    QuestionnaireDrafted,
    QuestionnairePublished,
    QuestionnaireRevised,
)
from services.registry.domain.surveys.questions import (
    LISTED,
    NUMBERS,
    Condition,
    Question,
    Questions,
    Test,
    Type,
    Wording,
)
from services.registry.domain.surveys.refusals import (
    NoDraft,
    QuestionnaireBroken,
    VersionUnknown,
)


class Indicator(Protocol):
    """A fact about a household: `whole`, `flag` or `choice`; money is whole, in fils (`unit`)."""

    @property
    def type(self) -> str: ...
    @property
    def unit(self) -> str | None: ...

    def fits(self, value: object) -> bool:
        """Whether this can be its value."""
        ...


Indicators = Mapping[str, Indicator]
"""Those that may be surveyed, by name."""


@dataclass(frozen=True)
class Published:
    """A version as it was published, for good."""

    number: int
    questions: tuple[Question, ...]
    published_by: str
    published_on: date


@dataclass
class Questionnaire:
    """The aggregate: its published versions, and the draft of the next one."""

    id: str
    title: Wording
    drafted_by: str
    draft: tuple[Question, ...] | None
    published: tuple[Published, ...] = ()
    version: int = 0
    events: list[Event] = field(default_factory=list)

    @classmethod
    def begin(
        cls, questionnaire_id: str, title: Wording, questions: Questions, by: str, known: Indicators
    ) -> Questionnaire:
        """Draft the first version. Raises `QuestionnaireBroken`."""
        must_be_askable(questions, known)
        questionnaire = cls(questionnaire_id, title, by, tuple(questions))
        questionnaire.events.append(QuestionnaireDrafted(questionnaire_id))
        return questionnaire

    def revise(self, title: Wording, questions: Questions, by: str, known: Indicators) -> None:
        """Write the draft anew, or begin the next version. Raises `QuestionnaireBroken`."""
        must_be_askable(questions, known)
        self.title, self.draft, self.drafted_by = title, tuple(questions), by
        self.events.append(QuestionnaireRevised(self.id))

    def publish(self, by: str, today: date) -> Published:
        """The draft becomes a version for good. Raises `NoDraft`."""
        if self.draft is None:
            raise NoDraft()
        made = Published(len(self.published) + 1, self.draft, by, today)
        self.published, self.draft = (*self.published, made), None
        self.events.append(QuestionnairePublished(self.id, made.number))
        return made

    def as_published(self, number: int) -> Published:
        """One published version. Raises `VersionUnknown`."""
        if not 1 <= number <= len(self.published):
            raise VersionUnknown(number=number)
        return self.published[number - 1]


def must_be_askable(questions: Questions, known: Indicators) -> None:
    """Raise `QuestionnaireBroken` with everything that is wrong with the questions."""
    errors: list[RefusedField] = []
    earlier: dict[str, Question] = {}
    told: set[str] = set()
    for index, question in enumerate(questions):
        for where, code in _faults(question, earlier, told, known):
            errors.append(RefusedField(f"/questions/{index}/{where}", code))
        earlier[question.code] = question
        told |= {question.indicator} if question.indicator else set()
    if errors:
        raise QuestionnaireBroken(errors)


def _faults(
    question: Question, earlier: Mapping[str, Question], told: set[str], known: Indicators
) -> Iterator[tuple[str, str]]:
    if question.code in earlier:
        yield "code", "question_code_taken"
    yield from _shape_faults(question)
    yield from _indicator_faults(question, told, known)
    for index, condition in enumerate(question.when.conditions if question.when else ()):
        asked = earlier.get(condition.question)
        if asked is None:
            yield f"when/conditions/{index}/question", "condition_not_on_earlier_question"
        elif not _can_test(condition, asked):
            yield f"when/conditions/{index}/value", "condition_does_not_fit_question"


def _shape_faults(question: Question) -> Iterator[tuple[str, str]]:
    if (question.type in LISTED) != bool(question.choices):
        yield "choices", "question_choices_misplaced"
    codes = [each.code for each in question.choices]
    if len(set(codes)) < len(codes):
        yield "choices", "question_choice_twice"
    if question.least is not None and question.most is not None and question.least > question.most:
        yield "least", "question_bounds_crossed"
    bounded = question.type in NUMBERS | {Type.TEXT, Type.CHOICES}
    if not bounded and (question.least, question.most) != (None, None):
        yield "least", "question_bounds_misplaced"


def _indicator_faults(
    question: Question, told: set[str], known: Indicators
) -> Iterator[tuple[str, str]]:
    if question.indicator is None:
        return
    if question.indicator in told:
        yield "indicator", "indicator_told_twice"
    if question.indicator not in known:
        yield "indicator", "indicator_unknown"
    elif not _tells(question, known[question.indicator]):
        yield "indicator", "indicator_of_other_type"


def _tells(question: Question, indicator: Indicator) -> bool:
    """Whether every answer to the question is a value of the indicator."""
    if question.type is Type.CHOICE:
        values = [each.code if each.value is None else each.value for each in question.choices]
        return all(indicator.fits(each) for each in values)
    if question.type is Type.CHOICES:
        weights = [each.value for each in question.choices if each.value is not None]
        return _is_number(indicator, None) and all(indicator.fits(each) for each in weights)
    if question.type is Type.YES_NO:
        return indicator.type == "flag"
    unit = {Type.WHOLE: None, Type.MONEY: "fils"}
    if question.type not in unit or not _is_number(indicator, unit[question.type]):
        return False
    return question.least is not None and indicator.fits(int(question.least))


def _is_number(indicator: Indicator, unit: str | None) -> bool:
    return indicator.type == "whole" and indicator.unit == unit


def _can_test(condition: Condition, asked: Question) -> bool:
    test, value = condition.test, condition.value
    if test is Test.ANSWERED:
        return value is None
    number = isinstance(value, int | float) and not isinstance(value, bool)
    if test in (Test.AT_LEAST, Test.AT_MOST) or asked.type in NUMBERS:
        return asked.type in NUMBERS and number and test is not Test.INCLUDES
    if (test is Test.INCLUDES) != (asked.type is Type.CHOICES):
        return False
    if asked.type in LISTED:
        return isinstance(value, str) and asked.choice(value) is not None
    return isinstance(value, bool) if asked.type is Type.YES_NO else isinstance(value, str)
