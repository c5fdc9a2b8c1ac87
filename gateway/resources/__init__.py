"""One file per resource of the API: its routes, who may use them, and the one call each makes."""

from gateway.public import health, meanings
from gateway.resources.carer_families import carer_families
from gateway.resources.cases import cases
from gateway.resources.households import households
from gateway.resources.licences import licences
from gateway.resources.messages import messages
from gateway.resources.nursery_applications import nursery_applications
from gateway.resources.partners import partners
from gateway.resources.persons import persons

ALL = (
    persons,
    households,
    nursery_applications,
    licences,
    carer_families,
    cases,
    messages,
    partners,
    health,
    meanings,
)
