"""The service catalogue read from files, and forms as what frontends and answers need."""
