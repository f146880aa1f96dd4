"""The desk: the staff's view over a folder of responses."""
