"""`python -m services.licensing serve|relay|work`."""

from chassis.start import main

main("services.licensing.bootstrap")
