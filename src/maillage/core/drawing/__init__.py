"""Drawings computed on the server: pure functions from what is known to geometry."""
