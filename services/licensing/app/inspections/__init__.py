"""Handlers of inspections, corrective actions, measures and plans."""
