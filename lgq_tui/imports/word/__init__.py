"""What is in a Word document, by whichever program it was written, and in which of its dialects."""
