"""The newest contact of each party, in MongoDB."""

from __future__ import annotations

from typing import Any

from pymongo import ReturnDocument, UpdateOne
from pymongo.database import Database
from pymongo.errors import DuplicateKeyError

from chassis.documents.gathering import Gathering, upsert_together
from services.notifications.domain.contact import Contact

COLLECTION = "contacts"

_NOBODY = {"name": "", "mobile": None, "email": None, "language": {"$ifNull": ["$language", "ar"]}}
"""A party that cannot be reached, whether or not anything was known of it."""

_MOST_REDIRECTIONS = 50
"""Of one party, from one to the next: a bound, should two ever name each other."""


class MongoContacts:
    """One document per party. `sequence` is 0 while only its place is known.

    `reached_as` names the party that it was merged with, `redirected` at which of its versions.
    """

    def __init__(self, database: Database[dict[str, Any]]) -> None:
        self._collection = database[COLLECTION]
        self._places: Gathering[tuple[str, str]] = Gathering(self._settle)

    def prepare(self) -> None:
        """Create the index; does nothing where it is there already."""
        self._collection.create_index("reached_as", sparse=True)
        self._collection.create_index(
            "confidential", partialFilterExpression={"confidential": True}
        )

    def keep(self, contact: Contact) -> Contact:
        """See `app.ports.Contacts`: one conditional write, so that the newest one stays."""
        document: dict[str, Any] | None
        try:
            document = self._collection.find_one_and_update(
                {"_id": contact.party, "sequence": {"$lt": contact.sequence}},
                {"$set": _to_document(contact)},
                upsert=True,
                return_document=ReturnDocument.AFTER,
            )
        except DuplicateKeyError:
            document = self._collection.find_one({"_id": contact.party})
        return contact if document is None else _from_document(document)

    def forget(self, party: str, sequence: int) -> Contact | None:
        """See `app.ports.Contacts`: what comes later and is older finds this sequence."""
        try:
            self._collection.update_one(
                {"_id": party, "sequence": {"$lte": sequence}},
                [{"$set": {**_NOBODY, "sequence": sequence}}],
                upsert=True,
            )
        except DuplicateKeyError:
            document = self._collection.find_one({"_id": party})
            return None if document is None else _from_document(document)
        return None

    def settle(self, party: str, governorate: str) -> None:
        """See `app.ports.Contacts`."""
        self._places.submit((party, governorate))

    def _settle(self, places: list[tuple[str, str]]) -> None:
        upsert_together(
            self._collection,
            [
                UpdateOne(
                    {"_id": party},
                    {"$set": {"governorate": governorate}, "$setOnInsert": {"sequence": 0}},
                    upsert=True,
                )
                for party, governorate in places
            ],
        )

    def find(self, party: str) -> Contact | None:
        """See `app.ports.Contacts`."""
        for _ in range(_MOST_REDIRECTIONS):
            document = self._collection.find_one({"_id": party})
            if document is None or document.get("reached_as") is None:
                break
            party = document["reached_as"]
        return None if document is None or not document["sequence"] else _from_document(document)

    def redirect(self, party: str, to: str | None, sequence: int) -> None:
        """See `app.ports.Contacts`."""
        try:
            self._collection.update_one(
                {"_id": party, "redirected": {"$not": {"$gte": sequence}}},
                {
                    "$set": {"reached_as": to, "redirected": sequence},
                    "$setOnInsert": {"sequence": 0},
                },
                upsert=True,
            )
        except DuplicateKeyError:
            return  # what is known is as new, or newer

    def confidential(self) -> frozenset[str]:
        """See `app.ports.Contacts`."""
        found = self._collection.find({"confidential": True}, {"_id": 1})
        return frozenset(each["_id"] for each in found)

    def reached_as(self, party: str) -> list[str]:
        """See `app.ports.Contacts`."""
        parties = [party]
        for each in parties:
            found = self._collection.find({"reached_as": each}, {"_id": 1})
            parties += [other["_id"] for other in found if other["_id"] not in parties]
        return parties


def _to_document(contact: Contact) -> dict[str, Any]:
    return {
        "sequence": contact.sequence,
        "language": contact.language,
        "name": contact.name,
        "mobile": contact.mobile,
        "email": contact.email,
        "confidential": contact.confidential,
    }


def _from_document(document: dict[str, Any]) -> Contact:
    return Contact(
        party=document["_id"],
        sequence=document["sequence"],
        language=document["language"],
        name=document["name"],
        mobile=document["mobile"],
        email=document["email"],
        governorate=document.get("governorate"),
        confidential=document.get("confidential", False),
    )
