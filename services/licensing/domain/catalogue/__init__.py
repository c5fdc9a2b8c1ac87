"""The ministry's e-services as data: what each asks, costs, takes and gives."""
