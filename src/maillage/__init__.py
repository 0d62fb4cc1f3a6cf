"""Maillage: the working environment of French cooperation officers."""
