"""What alternative care is about: the standard library and its own words, nothing else."""
