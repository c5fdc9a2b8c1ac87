"""Licensing: applications for nursery licences, inspections, licences and their dates."""
