"""A response being filled by somebody: its interview and its files, for any way of asking."""
