"""What operators and developers use to run Kanaf: the `kanaf` command and the local system."""
