"""Load and peer comparisons: `python -m bench`, explained in README.md."""
