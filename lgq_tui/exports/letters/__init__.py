"""The letter that asks the respondent: what stands in it, as plain text and for Word."""
