"""A response as a document that looks like the official form, before it has a format."""
