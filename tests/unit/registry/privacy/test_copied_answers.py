"""What somebody who lives alone answered is in their copy, in the words of the questions."""

from __future__ import annotations

from services.registry.app.application import Registry
from tests.support.privacy import copied, dossier, fetched
from tests.support.registry import register, settle
from tests.support.surveys import Office, brought


def test_answers_are_told_in_the_words_of_their_questions(registry: Registry) -> None:
    office, person = Office(registry), register(registry)["id"]
    home = settle(registry, person)["id"]
    office.researcher()
    round_id = office.open(home)
    office.upload(brought(round_id, home))
    (visit,) = dossier(registry, person)["survey_visits"]
    for each in visit["answers"]:
        assert each["question"].keys() == {"code", "ar", "en"}
    page = fetched(registry, copied(registry, person), "document")
    assert visit["answers"][0]["question"]["ar"] in page
    assert f"<dt>{visit['answers'][0]['question']['code']}" not in page
