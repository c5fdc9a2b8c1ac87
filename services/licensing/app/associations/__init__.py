"""Commands and queries about societies and unions."""
