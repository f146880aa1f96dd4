"""What the command line does: a function for each command, which returns the exit status."""
