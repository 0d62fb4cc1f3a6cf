"""Reads of the directory; the access comes first."""
