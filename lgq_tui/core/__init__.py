"""What is asked and answered: no file, no screen, no clock, no network."""
