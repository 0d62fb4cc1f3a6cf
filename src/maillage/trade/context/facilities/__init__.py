"""Which facilities are there, for how many, and where do places lack?"""
