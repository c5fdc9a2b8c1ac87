"""`python -m services.alternative_care serve|relay`."""

from chassis.start import main

main("services.alternative_care.bootstrap")
