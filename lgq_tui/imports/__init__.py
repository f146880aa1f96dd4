"""Responses out of other forms than their own file."""
