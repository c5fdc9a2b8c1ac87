"""`python -m services.licensing serve|relay`."""

from chassis.start import main

main("services.licensing.bootstrap")
