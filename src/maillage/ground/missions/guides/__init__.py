"""What does a mission ask, and how is it done well?"""
