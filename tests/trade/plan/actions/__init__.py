"""Tests of actions and of the parts that structures take in them."""
