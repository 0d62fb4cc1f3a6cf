"""Contributions come in from a table, and go out as they came."""
