"""Which structures, people and memberships are there, and which of them may a reader see?"""
