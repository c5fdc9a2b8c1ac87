"""Documents come in: announced, sent in parts, completed; and given up when nobody needs them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from services.licensing.app.documents.commands import AnnounceDocument, PutDocumentPart
from services.licensing.app.documents.ports import Content, KeptDocuments, Looking, Rules
from services.licensing.app.ports import Calendar, NewId, View
from services.licensing.domain.access import Actor
from services.licensing.domain.documents.access import must_be_uploader
from services.licensing.domain.documents.document import Document, DocumentState
from services.licensing.domain.documents.refusals import (
    AtOtherStep,
    ContentDiffers,
    TooManyUnattached,
)


@dataclass(frozen=True)
class UploadDesk:
    """Takes files in. Answers are views."""

    documents: KeptDocuments
    content: Content
    looking: Looking
    rules: Rules
    calendar: Calendar
    new_id: NewId

    def announce(self, command: AnnounceDocument, actor: Actor) -> View:
        """Its parts follow. Raises what the rules of today refuse."""
        rules, document_id = self.rules(self.calendar.today()), self.new_id()
        most = rules.unattached_most
        place = self.documents.free_place(document_id, actor.subject, most)
        if place is None:
            raise TooManyUnattached(most=most)
        new = Document.announce(document_id, command.file, rules, place, actor, self.calendar.now())
        return self.told(self.documents.add(new))

    def put_part(self, command: PutDocumentPart, actor: Actor) -> View:
        """Take one part; it may come twice, and parts come in any order."""
        found = self.documents.load(command.document_id)
        must_be_uploader(actor, found)
        found.must_take_part(command.part, len(command.data))
        self.content.put_part(found.id, command.part, command.data)
        self._must_still_receive(found.id)
        return self.told(self.documents.view(found.id))

    def complete(self, document_id: str, actor: Actor) -> View:
        """All parts are there: store the file as one, and see what it is by itself."""
        admit = partial(must_be_uploader, actor)
        found = self.documents.get(document_id, admit)
        found.must_be_whole(self.content.present(found.id))
        content = self.content.assemble(found.id, found.announced)
        try:
            if content is None:
                raise ContentDiffers()
            with self.content.open(content) as file:
                found.complete(content, self.looking.media_type(file))
            answer = self.documents.save(found)
        except Exception:
            self._give_way(found.id, content, admit)
            raise
        # Whoever else completes it at this moment comes too late: theirs is not needed either.
        self.content.tidy(found.id, keep=found.content)
        return self.told(answer)

    def settle(self, document_id: str) -> None:
        """The time for its upload is over: whatever is stored beside the document itself, by
        whichever accident, is deleted; and the document, too, when it belongs to no record."""
        found = self.documents.get(document_id)
        found.settle()
        self.documents.save(found)
        self.content.tidy(document_id, keep=found.content)
        if found.state is DocumentState.REMOVED:
            self.documents.forget_answers(document_id)

    def told(self, view: View) -> View:
        """The view, with the parts that are still to come."""
        receiving = view["state"] == DocumentState.RECEIVING
        if not receiving:
            return view
        missing = set(range(view["parts"])) - set(self.content.present(view["id"]))
        return {**view, "missing": sorted(missing)}

    def _must_still_receive(self, document_id: str) -> None:
        """A part that came while the document was completed belongs to nothing any more."""
        now = self.documents.load(document_id)
        if now.state is not DocumentState.RECEIVING:
            self.content.tidy(document_id, keep=now.content)
            raise AtOtherStep(state=now.state.value)

    def _give_way(
        self, document_id: str, content: str | None, admit: Callable[[Document], None]
    ) -> None:
        """Where somebody else was faster, theirs counts, and ours is deleted. A command that was
        repeated is then answered as the first one. While the document still waits for its
        completion nobody can say whether ours was saved: then it stays for who tidies up next."""
        now = self.documents.load(document_id)
        if now.state is DocumentState.RECEIVING:
            return
        if content is not None and now.content != content:
            self.content.drop(content)
        self.documents.get(document_id, admit)
        raise AtOtherStep(state=now.state.value)
