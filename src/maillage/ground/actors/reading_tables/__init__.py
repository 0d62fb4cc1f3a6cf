"""How do readings come in and go out as a table?"""
