"""Workbooks: cells that hold what was written and nothing else, and the sheets made of them."""
