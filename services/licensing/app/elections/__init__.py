"""Commands and queries about the elections of unions."""
