"""Which structures want the same things?"""
