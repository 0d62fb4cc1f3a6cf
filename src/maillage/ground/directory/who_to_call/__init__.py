"""Whom does one call for what, across structures?"""
