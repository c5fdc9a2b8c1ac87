"""`python -m services.notifications serve|relay`."""

from chassis.start import main

main("services.notifications.bootstrap")
