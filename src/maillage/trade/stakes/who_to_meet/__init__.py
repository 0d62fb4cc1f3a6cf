"""Whom to meet first, and to ask what?"""
