"""The page of a question: one thing that is drawn, and the field with the keys upon it."""
