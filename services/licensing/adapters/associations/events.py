"""What is published of associations and memberships."""

from __future__ import annotations

from typing import Any

from chassis.documents.kind import Published
from contracts.events import base
from contracts.events.licensing import associations as published
from services.licensing.adapters.telling import publisher
from services.licensing.domain.associations import events

_alike = publisher(
    {
        events.AssociationRegistered: published.AssociationRegistered,
        events.Moved: published.AssociationMoved,
        events.AssociationRenamed: published.AssociationRenamed,
        events.StandingLost: published.AssociationStandingLost,
        events.StandingRegained: published.AssociationStandingRegained,
        events.ReportDue: published.AssociationReportDue,
        events.BoardEnding: published.AssociationBoardEnding,
        events.LookedAt: published.AssociationLookedAt,
        events.MinistryChanged: published.AssociationMinistryChanged,
        events.BylawsAmended: published.AssociationBylawsAmended,
        events.ReportAccepted: published.AssociationReportAccepted,
        events.ReportOverdue: published.AssociationReportOverdue,
        events.BoardElected: published.AssociationBoardElected,
        events.BoardWithdrawn: published.AssociationBoardWithdrawn,
        events.BoardExpired: published.AssociationBoardExpired,
        events.MeasureTaken: published.AssociationMeasureTaken,
        events.AssociationDissolved: published.AssociationDissolved,
        events.RepresentativesNamed: published.AssociationRepresentativesNamed,
        events.MembershipJoined: published.MembershipJoined,
        events.DuesRecorded: published.MembershipDuesRecorded,
        events.DuesWithdrawn: published.MembershipDuesWithdrawn,
        events.DuesDue: published.MembershipDuesDue,
        events.MembershipMoved: published.MembershipMoved,
        events.MembershipEnded: published.MembershipEnded,
    }
)


def publish(event: Any) -> Published:
    """The contract event; a contact goes to who writes to people, and to nobody else."""
    if not isinstance(event, events.ContactRecorded):
        return _alike(event)
    contact = event.contact
    made = published.AssociationContactRecorded(
        party=f"licensing.association/{event.association_id}",
        name=contact.name,
        language=contact.language,
        mobile=contact.mobile,
        email=contact.email,
    )
    return Published(made.TYPE, base.to_data(made))
