"""Registers of agreements and follow-ups of signatures come in, and go out as they came."""
