"""The whole system on one machine: own broker, own database, all processes, supervised."""
