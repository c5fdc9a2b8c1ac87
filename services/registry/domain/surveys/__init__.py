"""Surveys: questionnaires, rounds, researchers and their visits, and what they found."""
