"""One file per resource of the API: its routes, who may use them, and the one call each makes."""

from gateway.public import health, meanings
from gateway.resources.application_steps import application_steps
from gateway.resources.applications import applications
from gateway.resources.association_decisions import association_decisions
from gateway.resources.associations import associations
from gateway.resources.audit_entries import audit_entries
from gateway.resources.bills import bills
from gateway.resources.camera_incidents import camera_incidents
from gateway.resources.camera_viewings import camera_viewings
from gateway.resources.cameras import cameras
from gateway.resources.candidacies import candidacies
from gateway.resources.carer_families import carer_families
from gateway.resources.cases import cases
from gateway.resources.centre_counts import centre_counts
from gateway.resources.confirmation_files import confirmation_files
from gateway.resources.consents import consents
from gateway.resources.corrective_actions import corrective_actions
from gateway.resources.data_copies import data_copies
from gateway.resources.documents import documents
from gateway.resources.duplicates import duplicates
from gateway.resources.eligibility import eligibility
from gateway.resources.emergencies import emergencies
from gateway.resources.enrolments import enrolments
from gateway.resources.exports import exports
from gateway.resources.family_money import family_money
from gateway.resources.grant_calls import grant_calls
from gateway.resources.grant_decisions import grant_decisions
from gateway.resources.grant_panels import grant_panels
from gateway.resources.grant_proposals import grant_proposals
from gateway.resources.grant_reviews import grant_reviews
from gateway.resources.grants import grants
from gateway.resources.grievances import grievances
from gateway.resources.holidays import holidays
from gateway.resources.household_life import household_life
from gateway.resources.households import households
from gateway.resources.imports import imports
from gateway.resources.inspection_plans import inspection_plans
from gateway.resources.inspections import inspections
from gateway.resources.inspectors import inspectors
from gateway.resources.issued_licences import issued_licences
from gateway.resources.matchings import matchings
from gateway.resources.memberships import memberships
from gateway.resources.messages import messages
from gateway.resources.oversight import oversight
from gateway.resources.partners import partners
from gateway.resources.payment_providers import payment_providers
from gateway.resources.payments import payments
from gateway.resources.persons import persons
from gateway.resources.practitioners import practitioners
from gateway.resources.privacy_requests import privacy_requests
from gateway.resources.programmes import programmes
from gateway.resources.protection import protection
from gateway.resources.questionnaires import questionnaires
from gateway.resources.recomputations import recomputations
from gateway.resources.recoveries import recoveries
from gateway.resources.researchers import researchers
from gateway.resources.service_applications import service_applications
from gateway.resources.service_catalogue import service_catalogue
from gateway.resources.survey_rounds import survey_rounds
from gateway.resources.survey_visits import survey_visits
from gateway.resources.union_elections import union_elections
from gateway.resources.verification import verification

ALL = (
    persons,
    duplicates,
    matchings,
    households,
    eligibility,
    recomputations,
    programmes,
    applications,
    enrolments,
    questionnaires,
    researchers,
    survey_rounds,
    survey_visits,
    imports,
    exports,
    grievances,
    holidays,
    payments,
    confirmation_files,
    emergencies,
    recoveries,
    family_money,
    household_life,
    protection,
    consents,
    privacy_requests,
    data_copies,
    audit_entries,
    service_catalogue,
    service_applications,
    application_steps,
    issued_licences,
    verification,
    practitioners,
    documents,
    bills,
    payment_providers,
    inspectors,
    inspections,
    inspection_plans,
    corrective_actions,
    oversight,
    associations,
    association_decisions,
    memberships,
    union_elections,
    candidacies,
    centre_counts,
    grant_calls,
    grant_panels,
    grant_proposals,
    grant_decisions,
    grant_reviews,
    grants,
    cameras,
    camera_viewings,
    camera_incidents,
    carer_families,
    cases,
    messages,
    partners,
    health,
    meanings,
)
