"""Which structures are there, and what is known of each?"""
