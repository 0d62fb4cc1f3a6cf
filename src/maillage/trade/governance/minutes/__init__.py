"""What was said, what was settled, and is the record agreed?"""
