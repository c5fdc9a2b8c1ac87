"""The newest contact of each party, in MongoDB."""

from __future__ import annotations

from typing import Any

from pymongo import ReturnDocument, UpdateOne
from pymongo.database import Database
from pymongo.errors import DuplicateKeyError

from chassis.documents.gathering import Gathering, upsert_together
from services.notifications.domain.contact import Contact

COLLECTION = "contacts"


class MongoContacts:
    """One document per party. `sequence` is 0 while only its place is known."""

    def __init__(self, database: Database[dict[str, Any]]) -> None:
        self._collection = database[COLLECTION]
        self._places: Gathering[tuple[str, str]] = Gathering(self._settle)

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
        document = self._collection.find_one({"_id": party, "sequence": {"$gt": 0}})
        return None if document is None else _from_document(document)


def _to_document(contact: Contact) -> dict[str, Any]:
    return {
        "sequence": contact.sequence,
        "language": contact.language,
        "name": contact.name,
        "mobile": contact.mobile,
        "email": contact.email,
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
    )
