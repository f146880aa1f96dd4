"""Files: definitions, responses, and what is remembered between two starts."""
