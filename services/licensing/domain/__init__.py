"""What licensing is about: the standard library and its own words, nothing else."""
