"""What lies under a desk: the files of a folder, what is remembered of them, what staff say."""
