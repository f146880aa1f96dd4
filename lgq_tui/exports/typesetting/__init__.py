"""A document on pages: what stands on them, in order, and the letters it is set in."""
