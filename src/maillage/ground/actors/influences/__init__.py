"""Who can act on whom, and how strongly?"""
