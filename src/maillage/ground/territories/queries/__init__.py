"""Which territories does a reader know, and how do they lie in one another?"""
