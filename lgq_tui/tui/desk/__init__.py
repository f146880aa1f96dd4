"""What the desk's screen is made of."""
