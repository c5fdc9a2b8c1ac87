"""What is published of associations and memberships."""

from __future__ import annotations

from contracts.events.licensing import associations as published
from services.licensing.adapters.telling import publisher
from services.licensing.domain.associations import events

publish = publisher(
    {
        events.AssociationRegistered: published.AssociationRegistered,
        events.MinistryChanged: published.AssociationMinistryChanged,
        events.BylawsAmended: published.AssociationBylawsAmended,
        events.ReportAccepted: published.AssociationReportAccepted,
        events.ReportOverdue: published.AssociationReportOverdue,
        events.BoardElected: published.AssociationBoardElected,
        events.BoardExpired: published.AssociationBoardExpired,
        events.MeasureTaken: published.AssociationMeasureTaken,
        events.AssociationDissolved: published.AssociationDissolved,
        events.RepresentativesNamed: published.AssociationRepresentativesNamed,
        events.MembershipJoined: published.MembershipJoined,
        events.DuesRecorded: published.MembershipDuesRecorded,
        events.MembershipEnded: published.MembershipEnded,
    }
)
