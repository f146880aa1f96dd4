"""Responses in other forms than their own file."""
