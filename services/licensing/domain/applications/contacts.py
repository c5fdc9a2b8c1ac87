"""How who is to hear of an application is reached, and who is from now on where that changes."""

from __future__ import annotations

from services.licensing.domain.applications.applicant import Contact
from services.licensing.domain.applications.events import ContactRecorded, Reached
from services.licensing.domain.applications.filing import Content

NO_NAME, NOWHERE = "-", Contact(None, None, "ar")
"""Of who is not to hear of it any more."""


def contacts_of(application_id: str, said: Content) -> list[ContactRecorded]:
    """The applicant's, and their delegate's, where one says how."""
    applicant, delegate = said.applicant, said.delegate
    found = [ContactRecorded(application_id, applicant.name, applicant.contact)]
    if delegate is not None and delegate.contact is not None:
        found.append(
            ContactRecorded(application_id, delegate.name, delegate.contact, Reached.DELEGATE)
        )
    return found


def contacts_changed(application_id: str, before: Content, said: Content) -> list[ContactRecorded]:
    """What is told of them where `before` was told already: whoever is reached otherwise, and that
    nobody is where a delegate was, so that no former one goes on hearing of it."""
    former, found = contacts_of(application_id, before), contacts_of(application_id, said)
    reached = {each.who for each in found}
    return [
        *(each for each in found if each not in former),
        *(
            ContactRecorded(application_id, NO_NAME, NOWHERE, each.who)
            for each in former
            if each.who not in reached
        ),
    ]
