"""Programmes, who applies and is enrolled, and grievances."""
