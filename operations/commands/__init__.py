"""The commands of `kanaf`, one file for each family; loaded only when called."""
