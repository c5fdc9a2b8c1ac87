"""Survey rounds: questionnaires, researchers, visits and what they found."""
