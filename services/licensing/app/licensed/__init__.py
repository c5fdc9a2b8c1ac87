"""What can be done with licences, and looked at."""
