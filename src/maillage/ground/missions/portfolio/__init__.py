"""What do all my cooperations say at once?"""
