"""`python -m services.registry serve|relay`."""

from chassis.start import main

main("services.registry.bootstrap")
